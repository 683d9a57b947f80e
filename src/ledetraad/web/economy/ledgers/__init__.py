"""Ledgers sent in: the list, what is wrong with one, and taking it in."""
