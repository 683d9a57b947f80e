"""The municipality's numbers together: where each stands, how it moves, how others do."""
