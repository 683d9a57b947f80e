"""Scenarios, kept and compared."""
