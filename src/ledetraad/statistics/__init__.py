"""Statistics: series from public sources and from the municipality, their store, and what they say.

Sources give observations (`observations.py`), the store keeps them by dataset and edition, and the
methods (progress, forecast, peers) work on one series at a time (`series.py`) or on all of them.
"""
