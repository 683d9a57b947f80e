"""The form for a service's figures: what somebody has written or pasted → the figures, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ledetraad.economy.peer_costs import PlaceSort, ServiceCosts
from ledetraad.errors import LedetraadError
from ledetraad.followup.written import number, number_text
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.economy.models import Documented, as_json
from ledetraad.web.forms import FieldRefused, Form

LABELS: Mapping[str, str] = {
    "name": N_("name"),
    "year": N_("year"),
    "user": N_("what a user is"),
    "users": N_("number of users"),
    "source": N_("source"),
    "note": N_("note"),
    "places": N_("places"),
}
SORTS: Mapping[str, PlaceSort] = {
    "": PlaceSort.MUNICIPALITY,
    "kommune": PlaceSort.MUNICIPALITY,
    "egen": PlaceSort.OWN,
    "gruppe": PlaceSort.GROUP,
    "land": PlaceSort.COUNTRY,
}
"""What a place is, as it is written in the table."""
_WRITTEN = {sort: word for word, sort in SORTS.items() if word}
_PARTS = re.compile(r"\s*[;\t|]\s*")
_COLUMNS = 4


def read_service(form: Form, _: Access, __: Documented | None) -> dict[str, Any]:
    """The figures that a form says, as JSON holds it.

    Raises:
        FormRefused: a field says something it can't.
    """
    values = {
        "name": form.text("name"),
        "year": form.whole("year"),
        "user": form.text("user"),
        "users": form.number("users"),
        "source": form.text("source"),
        "note": form.text("note"),
        "places": _places(form),
    }
    return as_json(form.make(ServiceCosts, values, {"": "places"}))


def written_service(said: ServiceCosts) -> dict[str, str]:
    """What the form says of figures."""
    lines = (
        "; ".join((each.place, _WRITTEN[each.sort], _text(each.cost), _text(each.coverage)))
        for each in said.places
    )
    return {
        "name": said.name,
        "year": str(said.year),
        "user": said.user,
        "users": _text(said.users),
        "source": said.source,
        "note": said.note,
        "places": "\n".join(lines),
    }


def _places(form: Form) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    lines = [line for line in form.text("places").split("\n") if line.strip()]
    for at, line in enumerate(lines, start=1):
        cells = [*_PARTS.split(line.strip()), "", "", ""][:_COLUMNS]
        try:
            sort = SORTS.get(cells[1].lower())
            if sort is None:
                raise FieldRefused(N_("the second column is none of egen, kommune, gruppe, land"))
            cost, coverage = (number(cell) if cell else None for cell in cells[2:])
        except LedetraadError as problem:
            form.problems["places"] = FieldRefused(
                N_("Line %(line)s can't be read: %(reason)s."),
                remedy=N_("Write place; sort; kroner a user; coverage, a line for each place."),
                line=at,
                reason=problem.phrase(),
            )
            break
        found.append({"place": cells[0], "sort": sort, "cost": cost, "coverage": coverage})
    return found


def _text(value: Decimal | None) -> str:
    return "" if value is None else number_text(value)
