"""Money: quantities with their units, the ledger, the statutory tables and the financial rules.

All of it is reckoned from values given to it; files come in through `ledger_files.py` alone.
"""
