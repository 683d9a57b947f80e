"""Hearings: opened, spoken in, moderated, answered and published."""
