"""Climate accounts, targets, the climate budget and what activities emit, as pages."""
