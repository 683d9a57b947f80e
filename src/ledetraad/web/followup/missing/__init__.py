"""What the follow-up is missing: gathered, shown where it belongs, settled where it is meant so."""
