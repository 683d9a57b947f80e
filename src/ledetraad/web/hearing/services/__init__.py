"""Writing: one verb on one noun a file."""
