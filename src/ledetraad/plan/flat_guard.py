"""Cells that no spreadsheet takes for a formula, and back: an apostrophe in front of the risky.

Opening a CSV file, Excel, LibreOffice and others run a cell that begins with = + - or @. Such a
cell gets an apostrophe in front, and so does one that begins with an apostrophe, so that taking the
apostrophe off again gives just what was there.
"""

from __future__ import annotations

import re

GUARD = "'"
_RISKY = re.compile(r"\s*[=+\-@＝＋－＠\t\r\n']")


def guarded(cell: str) -> str:
    """A cell that is text to every spreadsheet."""
    return GUARD + cell if _RISKY.match(cell) else cell


def unguarded(cell: str) -> str:
    """What `guarded` was given; a cell that was never guarded stays as it is."""
    return cell[1:] if cell.startswith(GUARD) and _RISKY.match(cell, 1) else cell
