"""What is done with ways of signing in, one verb a file."""
