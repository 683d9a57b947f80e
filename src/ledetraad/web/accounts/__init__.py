"""Who may do what: municipalities, and the people who work for them."""
