"""The API's addresses, one thing a module."""
