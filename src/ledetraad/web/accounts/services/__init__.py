"""What can be done with people and their roles, one verb a file."""
