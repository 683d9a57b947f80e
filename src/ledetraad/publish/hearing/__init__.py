"""The table of statements: what was said in a hearing and what became of it, for the case paper."""
