"""What is done with units and people, one verb a file."""
