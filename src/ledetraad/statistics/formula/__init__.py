"""Formulas over series: parsed to a tree, computed over one series or over whole tables.

`parse.py` reads the text, `nodes.py` is the tree, `compute.py` computes it over arrays, and
`over.py` applies it to series and to tables of observations. No text is ever run as code.
"""
