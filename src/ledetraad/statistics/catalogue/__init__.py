"""Indicators to begin with: tables, codes, units, and the UN targets that they speak to.

`indicators.toml` holds them with their sources, `load.py` reads them.
"""
