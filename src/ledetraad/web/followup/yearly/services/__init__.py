"""What is done when a year is set up, one verb a file."""
