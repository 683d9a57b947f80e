"""A sheet with a head row → its rows, each cell by what its column is for.

Which column is for what is told by the words of its head, in Norwegian or English.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from ledetraad.errors import LedetraadError
from ledetraad.hearing.text import clean
from ledetraad.i18n import N_
from ledetraad.readers.xlsx_bounds import refuse_unsafe

Heads = Mapping[str, re.Pattern[str]]
MOST_ROWS = 5_000
_HEAD_WITHIN = 20
"""How far down the head row is looked for."""
_LONGEST_CELL = 32_767
"""What a cell of Excel holds."""


class UnreadableSheet(LedetraadError):
    """A file that is no workbook, or one without the columns that are needed."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row.

    Args:
        number: as the sheet counts, from 1.
        cells: what stands in it, by what the column is for; dates as 2026-11-25.
        whole: every cell as text, with its head.
    """

    number: int
    cells: Mapping[str, str]
    whole: tuple[tuple[str, str], ...]


def heads(**words: str) -> Heads:
    """What columns are for, by regular expressions for their heads; the first that fits holds."""
    return {use: re.compile(found, re.IGNORECASE) for use, found in words.items()}


def read_rows(data: bytes, name: str, known: Heads, needed: Sequence[str]) -> list[SheetRow]:
    """The rows of the first sheet that has the columns that are needed.

    Args:
        data: the workbook.
        name: of the file, for the error.
        known: what columns are for.
        needed: of those, the ones that have to be there.

    Raises:
        UnreadableDocument: the file is too large inside, or has what no workbook should.
        UnreadableSheet: it is no workbook, or no sheet has the columns, or too many rows.
    """
    refuse_unsafe(data, name)
    for rows in _sheets(data, name):
        found = _below_head(rows, known, needed)
        if found is None:
            continue
        if len(found) > MOST_ROWS:
            raise UnreadableSheet(
                N_("The sheet has more than %(most)s rows."),
                where=name,
                remedy=N_("Divide it into several files."),
                most=MOST_ROWS,
            )
        return found
    raise UnreadableSheet(
        N_("No sheet in the file has a row of heads with the columns that are needed."),
        where=name,
        remedy=N_("Name the columns in the first row, such as: %(heads)s."),
        heads=", ".join(_SHOWN[use] for use in needed if use in _SHOWN),
    )


_SHOWN = {"name": "Avsender", "text": "Innspill", "mail": "E-post"}


def _sheets(data: bytes, name: str) -> Iterator[list[list[object]]]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            for about in workbook.sheets_metadata:
                if about.visible == SheetVisibleEnum.Visible:
                    sheet = workbook.get_sheet_by_name(about.name)
                    yield [list(row) for row in sheet.to_python(skip_empty_area=False)]
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableSheet(
            N_("The workbook can't be opened: %(reason)s."),
            where=name,
            remedy=N_("Open the file in Excel or LibreOffice and save it again as .xlsx."),
            reason=str(error)[:200],
        ) from None


def _below_head(
    rows: Sequence[Sequence[object]], known: Heads, needed: Sequence[str]
) -> list[SheetRow] | None:
    for at, row in enumerate(rows[:_HEAD_WITHIN]):
        words = [" ".join(_said(cell).split()) for cell in row]
        uses = _uses(words, known)
        if all(use in uses.values() for use in needed):
            return [
                made
                for number, below in enumerate(rows[at + 1 :], start=at + 2)
                if (made := _row(number, below, words, uses)) is not None
            ]
    return None


def _uses(words: Sequence[str], known: Heads) -> dict[int, str]:
    found: dict[int, str] = {}
    for use, pattern in known.items():
        for at, head in enumerate(words):
            if at not in found and head and pattern.search(head):
                found[at] = use
                break
    return found


def _row(
    number: int, row: Sequence[object], words: Sequence[str], uses: Mapping[int, str]
) -> SheetRow | None:
    texts = [clean(_said(cell)) for cell in row]
    if not any(texts):
        return None
    cells = {use: texts[at] for at, use in uses.items() if at < len(texts)}
    whole = tuple(
        (words[at] if at < len(words) else "", text) for at, text in enumerate(texts) if text
    )
    return SheetRow(number, cells, whole)


def _said(cell: object) -> str:
    if isinstance(cell, str):
        return cell[:_LONGEST_CELL]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
