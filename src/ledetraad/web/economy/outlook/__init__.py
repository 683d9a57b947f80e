"""Where the year is likely to end, unit by unit."""
