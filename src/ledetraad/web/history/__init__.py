"""What was changed, by whom and when, from what to what; and the way back."""
