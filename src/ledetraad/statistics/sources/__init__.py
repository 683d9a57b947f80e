"""Sources of statistics: offices' APIs and local files, behind one small interface (`base.py`).

`registry.py` names them. What they share: `http.py` asks politely and gives up with a reason,
`choosing.py` understands choices among a table's values, `splitting.py` keeps within what an
answer may hold.
"""
