"""The municipality's own definitions of the statutory tables."""
