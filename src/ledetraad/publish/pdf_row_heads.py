"""Row heads in the tables of a PDF: the first cell of each row becomes a head of its row.

Typst tags the cells of a table's header as heads of their columns, and gives every other cell a
list of the heads that it belongs to. Its function for other heads, `pdf.header-cell`, stands behind
a feature that its Python package can't turn on, so the tags are changed in the finished file. In
a table with row heads the cells have no such lists, for a program that finds one looks no further:
what a head is over is told by its scope alone (ISO 32000-1, 14.8.5.7, table 349).

It rests on how Typst writes: each tag in plain text as an object of its own, and the objects'
places in one table at the end (ISO 32000-1, 7.5.4). A file that is not so comes back as it was.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Set
from itertools import accumulate

_CELL = re.compile(
    rb"/S/TD(?P<parent>/P \d+ 0 R)/A\[<</O/Table/Headers"
    rb"\[\(U(?P<table>\d+)x(?P<column>\d+)y\d+\)\]>>"
)
_HEAD = re.compile(rb"/ID\(U(\d+)x\d+y\d+\)")
_PLACES = re.compile(rb"xref\n0 \d+\n((?:\d{10} \d{5} [nf](?:\r\n| \n))+)trailer\n")
_START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*\Z")
_ENTRY = 20


def with_row_heads(pdf: bytes, *, first: int, last: int) -> bytes:
    """The same PDF with row heads in some of its tables.

    Args:
        pdf: as Typst wrote it.
        first: in how many tables, counted from the first.
        last: in how many tables, counted from the last.
    """
    start = _START.search(pdf)
    places = _PLACES.match(pdf, int(start[1])) if start else None
    if start is None or places is None:
        return pdf
    tables = max(map(int, _HEAD.findall(pdf)), default=0)
    chosen = {*range(1, first + 1), *range(tables - last + 1, tables + 1)}
    objects, now = _marked(pdf[: places.start()], chosen)
    entries = (places[1][at : at + _ENTRY] for at in range(0, len(places[1]), _ENTRY))
    return b"".join(
        [
            objects,
            pdf[places.start() : places.start(1)],
            *(b"%010d" % now(int(one[:10])) + one[10:] if b"n" in one else one for one in entries),
            pdf[places.end(1) : start.start(1)],
            b"%d" % now(int(start[1])),
            pdf[start.end(1) :],
        ]
    )


def _marked(objects: bytes, chosen: Set[int]) -> tuple[bytes, Callable[[int], int]]:
    """The objects with row heads in the chosen tables, and where what stood at a place is now."""
    parts: list[bytes] = []
    ends: list[int] = []
    growth: list[int] = []
    done = 0
    for cell in _CELL.finditer(objects):
        if int(cell["table"]) not in chosen:
            continue
        head = cell["column"] == b"0"
        tag, scope = (b"/S/TH", b"<</O/Table/Scope/Row>>") if head else (b"/S/TD", b"")
        fresh = tag + cell["parent"] + b"/A[" + scope
        parts += [objects[done : cell.start()], fresh]
        ends.append(cell.end())
        growth.append(len(fresh) - len(cell[0]))
        done = cell.end()
    parts.append(objects[done:])
    moved = [0, *accumulate(growth)]
    return b"".join(parts), lambda place: place + moved[bisect_right(ends, place)]
