"""Ways of signing in beside the password: providers of OpenID Connect, and second steps."""
