"""What anybody meets: reading a hearing, speaking in it, and coming back to what one said."""
