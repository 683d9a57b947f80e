"""The process is killed in the middle of what it does: what is left is whole."""
