"""What a spreadsheet changes, said in words for its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ledetraad.errors import LedetraadError, kept_error
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.followup.spans import span
from ledetraad.web.accounts.access import Access
from ledetraad.web.followup.sheets.kinds import KINDS
from ledetraad.web.followup.sheets.preview import Preview, RowChange
from ledetraad.web.history.models import Change

KIND_NAMES: Mapping[str, str] = {
    "measures": N_("Measures"),
    "climate": N_("Effect on emissions"),
    "activities": N_("Activities"),
    "indicators": N_("Indicators"),
    "values": N_("Values of indicators"),
}

PAGES: Mapping[str, str] = {
    "measures": "tiltak/%s/",
    "climate": "tiltak/%s/#climate",
    "activities": "klima/aktiviteter/%s/rediger/",
    "indicators": "indikatorer/%s/",
    "values": "indikatorer/%s/",
}
"""Where the thing of a row is, under the municipality's own address."""
NUMBERED = frozenset({"measures", "climate"})
"""The kinds whose things are called by a number."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell that changes.

    Args:
        at: the cell.
        label: what it is of.
        before: what it said when the list was fetched.
        now: what stands here now.
        after: what the cell says.
        by: who has changed it since.
        clash: whether one has to choose.
        doubts: what is odd about it.
    """

    at: str
    label: str
    before: str
    now: str
    after: str
    by: str
    clash: bool
    doubts: list[LedetraadError]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row that changes something, with its cells."""

    row: RowChange
    cells: list[ShownCell]


@dataclass(frozen=True, slots=True)
class DoneRow:
    """A thing that was made or changed.

    Args:
        thing: its number or key.
        title: what it is called.
        made: whether it was new.
        periods: the names of the periods that got a value.
    """

    thing: int
    title: str
    made: bool
    periods: list[Any]


def shown_rows(
    shown: Preview, allowed: Access, translate: Translate, today: date
) -> list[ShownRow]:
    """The rows that change something, in words."""
    subject = KINDS[shown.kind](allowed, today)
    told = subject.teller(translate, shown.good)
    return [
        ShownRow(
            row,
            [
                ShownCell(
                    at=cell.at,
                    label=subject.label(cell.field, translate),
                    before=told(row.thing, cell.field, cell.before),
                    now=told(row.thing, cell.field, cell.now),
                    after=told(row.thing, cell.field, cell.after),
                    by=cell.by,
                    clash=cell.clash,
                    doubts=[kept_error(one) for one in cell.doubts],
                )
                for cell in row.cells
            ],
        )
        for row in shown.good
    ]


def done_rows(done: Iterable[Mapping[str, Any]]) -> list[DoneRow]:
    """What a spreadsheet changed, each thing once."""
    found: dict[int, DoneRow] = {}
    for one in done:
        made = one["what"] == Change.What.MADE
        row = found.setdefault(one["thing"], DoneRow(one["thing"], one["title"], made, []))
        if one["field"]:
            row.periods.append(span(one["field"]).name)
    return list(found.values())
