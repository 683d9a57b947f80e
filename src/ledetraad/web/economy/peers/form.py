"""The form for a service's figures: what somebody has written or pasted → the figures, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from ledetraad.economy.peer_costs import PlaceSort, ServiceCosts
from ledetraad.economy.peer_figures import fits_cost, fits_coverage, fits_users
from ledetraad.errors import LedetraadError
from ledetraad.followup.written import number, number_text
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.economy.figures.values import known_figures
from ledetraad.web.economy.models import Documented, FetchedService, as_json
from ledetraad.web.forms import FieldRefused, Form

FETCHED_LABELS: Mapping[str, str] = {
    "name": N_("name"),
    "user": N_("what a user is"),
    "cost": N_("what a user costs"),
    "coverage": N_("coverage"),
    "users": N_("number of users"),
    "note": N_("note"),
}
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
    "fylke": PlaceSort.COUNTY,
    "land": PlaceSort.COUNTRY,
}
"""What a place is, as it is written in the table."""
FITS: Mapping[str, Callable[[str], bool]] = {
    "cost": fits_cost,
    "coverage": fits_coverage,
    "users": fits_users,
}
"""Which units a key figure can have that tells what of a service."""
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


def read_fetched(form: Form, allowed: Access, __: Documented | None) -> dict[str, Any]:
    """The service that a form says which key figures tell of, as JSON holds it.

    Raises:
        FormRefused: a field says something it can't.
    """
    known = known_figures(allowed.municipality)
    values: dict[str, Any] = {name: form.text(name) for name in ("name", "user", "note")}
    for name, fits in FITS.items():
        key = form.key(name)
        one = known.get(key) if key is not None else None
        if one is not None and fits(one.unit):
            values[name] = key
        elif form.text(name) or name == "cost":
            form.problems[name] = FieldRefused(
                N_("This can't be chosen."),
                remedy=N_("Choose one of those that are in the list."),
            )
    return as_json(form.make(FetchedService, {"cost": 0, **values}, {}))


def written_fetched(said: FetchedService) -> dict[str, str]:
    """What the form says of a service whose figures are fetched."""
    return {name: "" if each is None else str(each) for name, each in said.model_dump().items()}


def _places(form: Form) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    lines = [line for line in form.text("places").split("\n") if line.strip()]
    for at, line in enumerate(lines, start=1):
        cells = [*_PARTS.split(line.strip()), "", "", ""][:_COLUMNS]
        try:
            sort = SORTS.get(cells[1].lower())
            if sort is None:
                raise FieldRefused(
                    N_("the second column is none of egen, kommune, gruppe, fylke, land")
                )
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
