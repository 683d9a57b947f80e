"""What single cells say: numbers, days, choices, names of units, people and elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ledetraad.errors import LedetraadError, Phrase
from ledetraad.followup.saying import joined
from ledetraad.followup.written import number, rounded
from ledetraad.followup.written_dates import Edge, day
from ledetraad.i18n import N_
from ledetraad.web.followup.sheets.subject import folded, names_of
from ledetraad.web.followup.sheets.table import CellRefused, Value, text_of

_MOST_DECIMALS = 8
_LARGEST = 10**16
"""The largest number that is kept with decimals."""


def line(value: Value) -> str:
    """A text; a number or a day as one would type it."""
    return text_of(value)


def a_day(value: Value, where: str, edge: Edge | None = None) -> str | None:
    """A day, as JSON holds it; None where the cell is empty.

    Raises:
        LedetraadError: it is none, or can be two.
    """
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    text = str(value) if isinstance(value, Decimal) else value
    return day(text, edge=edge, where=where).isoformat()


def a_number(value: Value, where: str) -> Decimal | None:
    """A number; None where the cell is empty.

    Raises:
        LedetraadError: it is none, or can be two.
    """
    if value is None or isinstance(value, Decimal):
        return without_noise(value)
    if isinstance(value, date):
        raise CellRefused(
            N_("This is a date, not a number."),
            where=where,
            remedy=N_("Make the cell one for numbers, and write the value again."),
        )
    return number(value, where=where)


def without_noise(value: Decimal | None) -> Decimal | None:
    """A cell's number without the digits that reckoning with floating point leaves behind."""
    if value is None or abs(value) >= _LARGEST:
        return value
    return rounded(value, _MOST_DECIMALS).normalize()


def a_whole_number(value: Value, where: str) -> int | None:
    """A whole number; None where the cell is empty.

    Raises:
        LedetraadError: it is none.
    """
    read = a_number(value, where)
    if read is None:
        return None
    if read != read.to_integral_value():
        raise CellRefused(
            N_("This has to be a whole number."),
            where=where,
            remedy=N_("Write it without decimals."),
        )
    return int(read)


def a_choice(value: Value, names: Mapping[Any, str], where: str) -> str:
    """One of some choices, by its name in any language of the screen.

    Raises:
        CellRefused: it is none of them, or empty.
    """
    text = folded(text_of(value))
    for code, name in names.items():
        if text in names_of(name) or text == str(code):
            return str(code)
    raise CellRefused(
        N_("“%(text)s” can't be chosen here.") if text else N_("Something has to be chosen here."),
        where=where,
        remedy=N_("Write one of these: %(words)s."),
        text=text_of(value)[:60],
        words=joined([Phrase(name) for name in names.values()]),
    )


def one_named(
    value: Value, named: Iterable[tuple[int, str]], before: int | None, told: str, where: str
) -> int | None:
    """The key of a unit or a person by its name; None where the cell is empty.

    Args:
        value: what the cell holds.
        named: the keys and names of those that can be meant; one may have several names.
        before: the one that stood there, which its name means before any other.
        told: what is said where there is none such, with a place for its name.
        where: the cell.

    Raises:
        LedetraadError: there is none such, or several.
    """
    text = folded(text_of(value))
    if not text:
        return None
    found = {key for key, name in named if folded(name) == text}
    if before in found:
        return before
    if len(found) == 1:
        return found.pop()
    raise CellRefused(
        N_("Several are called “%(name)s”.") if found else told,
        where=where,
        remedy=N_("Choose it on its page instead.")
        if found
        else N_("Write the name just as it stands on the pages here."),
        name=text_of(value)[:120],
    )


def fault_at(problem: LedetraadError, where: str) -> dict[str, Any]:
    """A problem as it is kept, told at a cell."""
    if not problem.where:
        problem.where = where
    return problem.kept()
