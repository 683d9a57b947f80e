"""What is done with spreadsheets that are sent in, one verb a file."""
