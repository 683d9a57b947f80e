"""Files and answers with statistics → observations: JSON-stat, PX, tables in CSV and Excel.

`registry.py` says which reader takes which file; each reader gives `Contents`.
"""
