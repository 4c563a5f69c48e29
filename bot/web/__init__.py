"""The page and the HTTP API: questions come in over HTTP, answers go out as pages and as JSON."""
