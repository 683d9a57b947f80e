"""What is done about something missing, one verb a file."""
