"""What is done with indicators, one verb a module."""
