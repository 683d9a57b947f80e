"""What can be done with a measure, one verb a file."""
