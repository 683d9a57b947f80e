"""Climate accounts and the climate budget: what was emitted, what may be, and what measures do.

Emissions are reckoned in tonnes of CO2-equivalents by sector, source and gas; targets in percent
of a reference year, since every new edition of the accounts revises history. Reckoned here from
values given; files come in through `emission_files.py` alone.
"""
