"""The form for a scenario: what somebody has written → the changes, and back again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ledetraad.economy.scenario_changes import (
    DemographyChange,
    InterestChange,
    InvestmentChange,
    PopulationChange,
    RevenueChange,
    Scenario,
)
from ledetraad.errors import LedetraadError
from ledetraad.followup.written import number, number_text
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.economy.figures.values import counts, known_figures
from ledetraad.web.economy.models import Documented, as_json
from ledetraad.web.forms import FieldRefused, Form

LABELS: Mapping[str, str] = {"name": N_("name"), "note": N_("note"), "changes": N_("changes")}
FIELDS: Mapping[str, tuple[str, ...]] = {
    "revenue": ("first", "last", "percent", "kroner", "kind"),
    "interest": ("first", "last", "points", "kind"),
    "demography": ("as_in", "cost", "kind"),
    "investment": (
        "name",
        "year",
        "cost",
        "borrowed",
        "paid_back_over",
        "interest",
        "running",
    ),
}
"""The rows' fields, by the sort of change."""
_WHOLE = {"first", "last", "year", "as_in", "paid_back_over"}
_OPTIONAL = {"last", "percent", "kroner", "running", "borrowed"}
_PARTS = re.compile(r"\s*[;\t|]\s*")
_COLUMNS = 5
_MOST_LINES = 2_000


def read_scenario(form: Form, allowed: Access, __: Documented | None) -> dict[str, Any]:
    """The scenario that a form says, as JSON holds it.

    Raises:
        FormRefused: a field says something it can't.
    """
    changes: list[dict[str, Any]] = []
    names: dict[str, str] = {}
    groups = {one.key for one in counts(known_figures(allowed.municipality)).values()}
    for sort, fields in FIELDS.items():
        for row_number, row in form.rows(sort):
            change = _change(sort, fields, row)
            if sort == "demography" and change["group"] not in groups:
                row.problems["as_in"] = FieldRefused(
                    N_("No population table is chosen."),
                    remedy=N_("Choose one of those that are in the list, or empty the row."),
                )
            form.gather(sort, row_number, row)
            at = f"changes.{len(changes)}"
            first = next(field for field in fields if field != "kind")
            names |= {f"{at}.{sort}.{field}": f"{sort}-{row_number}-{field}" for field in fields}
            names[at] = names[f"{at}.{sort}"] = f"{sort}-{row_number}-{first}"
            changes.append(change)
    population = _population(form)
    if population is not None:
        at = f"changes.{len(changes)}"
        names |= {at: "population", f"{at}.population": "population"}
        changes.append(population)
    name = form.text("name")
    if not name:
        form.problems["name"] = FieldRefused(
            N_("The name is missing."), remedy=N_("Write what the scenario is called.")
        )
    if not changes and not form.problems:
        form.problems["changes"] = FieldRefused(
            N_("Nothing is changed."), remedy=N_("Fill in at least one row.")
        )
    values = {"name": name, "note": form.text("note"), "changes": changes}
    return as_json(form.make(Scenario, values, names))


def written_scenario(scenario: Scenario) -> dict[str, str]:
    """What the form says of a scenario."""
    said = {"name": scenario.name, "note": scenario.note}
    counts = dict.fromkeys(FIELDS, 0)
    for change in scenario.changes:
        match change:
            case RevenueChange():
                row: dict[str, Any] = change.model_dump() | {
                    "kind": "free" if change.free else "operating"
                }
            case InterestChange():
                row = change.model_dump() | {"kind": change.debt}
            case DemographyChange():
                row = change.model_dump() | {"kind": change.group}
            case InvestmentChange():
                row = change.model_dump()
            case PopulationChange():
                said |= {"population": _lines(change), "population_source": change.source}
                continue
        at = counts[change.kind]
        counts[change.kind] += 1
        for field in FIELDS[change.kind]:
            said[f"{change.kind}-{at}-{field}"] = _written(row[field])
    return said


def _change(sort: str, fields: tuple[str, ...], row: Form) -> dict[str, Any]:
    change: dict[str, Any] = {"kind": sort}
    for field in fields:
        if field in {"name", "kind"}:
            continue
        value = row.whole(field) if field in _WHOLE else row.number(field)
        if value is None and field not in _OPTIONAL and field not in row.problems:
            row.problems[field] = FieldRefused(
                N_("This is missing."), remedy=N_("Fill it in, or empty the row.")
            )
        if value is not None:
            change[field] = value
    if sort == "revenue":
        change["free"] = row.text("kind") != "operating"
    elif sort == "demography":
        change["group"] = row.text("kind")
    elif sort == "interest":
        change["debt"] = row.text("kind") or "interest_exposed_debt"
    else:
        change["name"] = row.text("name") or "–"
    return change


def _population(form: Form) -> dict[str, Any] | None:
    """The population as a table of lines: group, year, planned, expected, cost of a person."""
    lines = [line for line in form.text("population").split("\n") if line.strip()]
    if not lines:
        return None
    planned: dict[str, dict[int, Decimal]] = {}
    expected: dict[str, dict[int, Decimal]] = {}
    cost: dict[str, Decimal] = {}
    for at, line in enumerate(lines[:_MOST_LINES], start=1):
        cells = _PARTS.split(line.strip())
        try:
            if (
                len(cells) != _COLUMNS
                or not (cells[1].isascii() and cells[1].isdigit())
                or not cells[0]
            ):
                raise FieldRefused(N_("it doesn't have five columns with a year in the second"))
            group, year = cells[0], int(cells[1][:4])
            planned.setdefault(group, {})[year] = number(cells[2])
            expected.setdefault(group, {})[year] = number(cells[3])
            cost[group] = number(cells[4])
        except LedetraadError as problem:
            form.problems["population"] = FieldRefused(
                N_("Line %(line)s of the population can't be read: %(reason)s."),
                remedy=N_(
                    "Write group; year; planned; expected; kroner a person, a line each, or paste "
                    "such columns from a spreadsheet."
                ),
                line=at,
                reason=problem.phrase(),
            )
            return None
    return {
        "kind": "population",
        "planned": planned,
        "expected": expected,
        "cost": cost,
        "source": form.text("population_source"),
    }


def _lines(change: PopulationChange) -> str:
    return "\n".join(
        "; ".join(
            (
                group,
                str(year),
                number_text(change.planned[group][year]),
                number_text(persons),
                number_text(change.cost[group]),
            )
        )
        for group, years in change.expected.items()
        for year, persons in sorted(years.items())
    )


def _written(value: object) -> str:
    if isinstance(value, Decimal):
        return number_text(value)
    return "" if value is None else str(value)
