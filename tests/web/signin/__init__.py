"""Ways of signing in."""
