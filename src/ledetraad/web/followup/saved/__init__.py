"""Views of lists that people save under a name, for themselves or for the municipality."""
