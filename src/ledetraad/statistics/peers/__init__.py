"""A municipality beside those that it ought to be compared with."""
