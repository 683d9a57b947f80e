"""What of the follow-up a publication carries, and how it is told; nothing needs a database."""
