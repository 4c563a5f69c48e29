"""Languages, one declaration each: what is known of a language is known here and nowhere else."""
