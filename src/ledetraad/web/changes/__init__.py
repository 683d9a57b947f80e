"""Every change on a page: of each thing, of a municipality, and what was deleted, to restore."""
