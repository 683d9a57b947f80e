"""The demonstration's invented year: units, people, measures, indicators and reports."""
