"""Indicators: the list, each indicator, and its values."""
