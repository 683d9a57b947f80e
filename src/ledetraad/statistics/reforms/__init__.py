"""Changes of municipalities: their codes through time, and series joined over them.

`changes.py` holds what changed when, `lineage.py` follows one municipality back in time, `join.py`
joins its series, and `join_tables.py` a whole table's.
"""
