"""Finding anything in a municipality's follow-up by its words or its number."""
