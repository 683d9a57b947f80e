"""Second steps of a sign-in: passkeys, codes of an app, and recovery codes."""
