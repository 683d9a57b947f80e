"""Key figures fetched from published tables: for rules, services beside others, and scenarios."""
