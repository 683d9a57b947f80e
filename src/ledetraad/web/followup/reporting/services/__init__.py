"""What can be done with periods and reports, one verb a file."""
