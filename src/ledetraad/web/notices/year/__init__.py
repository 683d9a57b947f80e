"""The dates of the municipality's year: as a page, as a calendar, and reckoned by the law."""
