"""What the columns of a document's tables were taken for, as a mapping tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ledetraad.readers.forms.columns import OTHER, Column
from ledetraad.readers.forms.layout import Layout
from ledetraad.readers.forms.mapping import ColumnMapping
from ledetraad.readers.heal import plain


def column_mappings(layouts: Iterable[Layout]) -> tuple[ColumnMapping, ...]:
    """Each head with its meaning, once.

    Columns of one table with the same head are told apart by their order only where they don't
    mean the same.

    Args:
        layouts: of the document's tables, in its order.
    """
    found: dict[str, dict[int, Column]] = {}
    for layout in layouts:
        met: Counter[str] = Counter()
        for column in layout.columns:
            head = plain(column.head)
            if not head:
                continue
            met[head] += 1
            known = found.setdefault(head, {})
            if met[head] not in known or known[met[head]].meaning == OTHER:
                known[met[head]] = column
    told: list[ColumnMapping] = []
    for columns in found.values():
        alike = len({column.meaning for column in columns.values()}) == 1
        for nth, column in list(columns.items())[: 1 if alike else None]:
            told.append(
                ColumnMapping(
                    head=column.head,
                    meaning=column.meaning,
                    confidence=round(column.confidence, 2),
                    nth=None if alike else nth,
                )
            )
    return tuple(told)
