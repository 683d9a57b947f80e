"""Units and people: the organisation as it is and was, and who may do what in it."""
