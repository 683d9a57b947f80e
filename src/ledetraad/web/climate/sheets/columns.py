"""The columns of the list of measures' effects: their heads, and the fields that they are of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from ledetraad.i18n import LANGUAGES, N_, catalogue
from ledetraad.web.followup.sheets.subject import folded, names_of

NAME, SECTOR = "name", "sector"
SAID = (
    (SECTOR, N_("Sector"), 22),
    ("source", N_("Source in the accounts"), 26),
    ("means", N_("By what means"), 28),
    ("kind", N_("Whose measure it is"), 16),
    ("direct", N_("How it works"), 26),
)
"""What stands before the years: field, head, width."""
TOLD = (
    ("method", N_("How it was reckoned, and what was taken for granted"), 44),
    ("not_quantified", N_("Or why it has no figures"), 32),
    ("lifetime", N_("How many years the investment lasts"), 14),
    ("indicator", N_("Result indicator"), 32),
)
LAST = (("comment", N_("Comment"), 30),)
EFFECTS, RESULTS = "effects", "results"
BY_YEAR = {
    (EFFECTS, "tonnes"): N_("%(year)s: estimate"),
    (EFFECTS, "low"): N_("%(year)s: low"),
    (EFFECTS, "high"): N_("%(year)s: high"),
    (RESULTS, "tonnes"): N_("%(year)s: reckoned afterwards"),
    (RESULTS, "method"): N_("%(year)s: how that was reckoned"),
}
"""The heads of what stands there for each year, by the part and its field."""
_YEAR = re.compile(r"(?P<year>[12][0-9]{3}): ?(?P<what>.+)", re.DOTALL)


def year_field(part: str, year: int, name: str) -> str:
    """What a field of a year is called in a list."""
    return f"{part}:{year}:{name}"


def parted(field: str) -> tuple[str, int, str] | None:
    """The part, the year and the name of a field of a year; None for another field."""
    part, colon, rest = field.partition(":")
    if not colon:
        return None
    year, _, name = rest.partition(":")
    return part, int(year), name


def field_of(head: str) -> str | None:
    """The field that a column is of, by its folded head; None where it isn't read."""
    if head in names_of(N_("Measure")):
        return NAME
    for field, name, _ in (*SAID, *TOLD, *LAST):
        if head in names_of(name):
            return field
    found = _YEAR.fullmatch(head)
    known = _year_heads().get(found["what"].strip()) if found is not None else None
    return year_field(known[0], int(found["year"]), known[1]) if found and known else None


@cache
def _year_heads() -> Mapping[str, tuple[str, str]]:
    """What stands after the year in a head, in every language, folded."""
    return {
        folded(catalogue(language).gettext(name) % {"year": ""}).removeprefix(":").strip(): key
        for key, name in BY_YEAR.items()
        for language in LANGUAGES
    }


def flat(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is written of a measure's effect, with a field for each column.

    Args:
        said: as JSON holds it; empty for a measure of which nothing is written.
    """
    found = {name: value for name, value in said.items() if name not in {EFFECTS, RESULTS}}
    for part, name in BY_YEAR:
        for year, one in said.get(part, {}).items():
            value = one.get(name)
            number = name != "method" and value is not None
            found[year_field(part, int(year), name)] = plain(Decimal(value)) if number else value
    return found


def nested(now: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What is written of a measure's effect once a list has changed some of it.

    Args:
        now: what is written, as JSON holds it.
        own: what the list says that is new, by column.
    """
    merged: dict[str, Any] = {**now, **{key: each for key, each in own.items() if ":" not in key}}
    for part in (EFFECTS, RESULTS):
        merged[part] = {str(year): dict(one) for year, one in now.get(part, {}).items()}
    for field, value in own.items():
        place = parted(field)
        if place is not None:
            part, year, name = place
            one = merged[part].setdefault(str(year), {})
            one[name] = value
            if not any(one.get(each) not in (None, "") for each in PARTS[part]):
                del merged[part][str(year)]
    for one in merged[RESULTS].values():
        if one.get("method") is None:
            one.pop("method", None)
    return merged


PARTS = {part: tuple(name for each, name in BY_YEAR if each == part) for part in (EFFECTS, RESULTS)}


def field_at(place: str) -> str:
    """The column that a fault is of, by its place among the values: "effects.2027.low"."""
    part, _, rest = place.partition(".")
    if part not in PARTS:
        return part
    year, _, name = rest.partition(".")
    if not year.isdigit():
        return "not_quantified"
    return year_field(part, int(year), name if name in PARTS[part] else "tonnes")


def plain(number: Decimal) -> str:
    """A number as the lists compare it."""
    return format(number.normalize(), "f")
