"""What measures and indicators have in common to do, one verb a file."""
