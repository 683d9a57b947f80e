"""Figures that an indicator fetches from where they are published."""
