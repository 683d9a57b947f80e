"""What can be done with how an element stands, one verb a file."""
