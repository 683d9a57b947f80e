"""The plan at work: measures, indicators, reporting through the year, and how it all stands."""
