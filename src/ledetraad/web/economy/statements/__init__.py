"""The statutory tables, each cell down to its lines."""
