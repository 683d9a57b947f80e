"""Ledetråd: the guiding thread through a municipality's goals."""

__version__ = "0.1.0"
