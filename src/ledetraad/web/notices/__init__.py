"""Mail to those whom it concerns, and the dates of the year."""
