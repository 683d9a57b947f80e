"""What can be done with climate accounts and the climate budget, a verb a file."""
