"""Work that is done in the background, kept in the application's own database."""
