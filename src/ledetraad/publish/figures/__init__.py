"""Charts as figures of a document: drawn, told of, and with their numbers as a table."""
