"""Signing in by a provider of OpenID Connect."""
