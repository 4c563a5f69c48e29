"""Measurements: retrieval, answers and speed, printed and written into `docs/evaluation.md`."""
