"""What those who run a hearing meet."""
