"""What a text is likely to be about: suggestions for a person to take or leave, never decisions."""
