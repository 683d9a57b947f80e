"""The public pages, served from publications alone."""
