"""The plan as CSV: its facts first, then one row for each element; see `plan.flat`.

Semicolons between the cells and a byte-order mark at the start: what Excel opens rightly where the
comma is the decimal sign, as in Norway. Text that looks like a formula gets an apostrophe in front,
which the reader takes off again; see `plan.flat_guard`.
"""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from ledetraad.i18n import Language, catalogue
from ledetraad.plan.flat import FACT, WRITTEN, element_rows, facts, heads, refuse_unprintable
from ledetraad.plan.flat_guard import guarded
from ledetraad.plan.model import Plan

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class CsvWriter:
    """Writes the flat form with semicolons, in UTF-8."""

    def write(self, plan: Plan, out: BinaryIO, *, language: Language) -> None:
        """Write the whole plan to `out`, the heads in `language`.

        Raises:
            UnwritableOutput: a text has a character that a table can't hold.
        """
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(heads(catalogue(language).gettext))
        place = {column.key: position for position, column in enumerate(WRITTEN)}
        for name, value in facts(plan):
            refuse_unprintable(value, where=name)
            row = [""] * len(WRITTEN)
            row[place["kind"]], row[place["id"]], row[place["text"]] = FACT, name, guarded(value)
            writer.writerow(row)
        for cells in element_rows(plan):
            writer.writerow(map(guarded, cells))
        out.write(BYTE_ORDER_MARK + text.getvalue().encode())
