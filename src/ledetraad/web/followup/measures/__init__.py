"""Measures: the list, each measure, and what is done with it."""
