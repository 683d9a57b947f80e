"""What can be done with notices, choices and meetings, one verb a file."""
