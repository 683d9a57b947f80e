"""The form for a measure: what somebody has written → values, and back again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User

from ledetraad.followup.measure import MeasureValues, MoneyKind, RiskStatus
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Unit
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.forms import FieldRefused, Form, whole

SPARE_ROWS = 2
"""How many empty rows each part of the form has below those that are filled."""
_TEXTS = ("name", "why", "kind", "financing", "status")
PARTS: Mapping[str, tuple[str, ...]] = {
    "milestones": ("text", "due", "done"),
    "money": ("year", "kind", "amount"),
    "partners": ("name", "agreement", "until"),
    "risks": ("text", "likelihood", "consequence", "owner", "mitigation", "status"),
}
"""The parts of a measure that have rows, and each row's fields."""


@dataclass(frozen=True)
class Choices:
    """What can be chosen in the form.

    Args:
        elements: of the municipality's plans.
        units: those that the person may give a measure to.
        people: who have a role in the municipality.
        kept: what the measure says already, which can stay although it can't be chosen anew.
    """

    elements: Elements
    units: list[Unit]
    people: list[User]
    kept: MeasureValues | None = None


def read(said: Mapping[str, str], serves: list[str], choices: Choices) -> MeasureValues:
    """What a form says.

    Args:
        said: the fields.
        serves: the elements that are ticked, each as "PLAN:ELEMENT".
        choices: what can be chosen.

    Raises:
        FormRefused: a field says something it can't.
    """
    form = Form(said)
    kept = choices.kept
    values: dict[str, Any] = {name: form.text(name) for name in _TEXTS}
    values |= {
        "unit": _known(
            form, "unit", {one.pk for one in choices.units}, kept.unit if kept else None
        ),
        "person": _known(
            form, "person", {one.pk for one in choices.people}, kept.person if kept else None
        ),
        "start": form.day("start"),
        "deadline": form.day("deadline"),
        "serves": _serves(form, serves, choices),
    }
    names: dict[str, str] = {"": "deadline"}
    readers: Mapping[str, Callable[[Form], dict[str, Any]]] = {
        "milestones": _milestone,
        "money": _money,
        "partners": _partner,
        "risks": _risk,
    }
    for part, reader in readers.items():
        values[part] = _rows(form, part, reader, names)
    if form.text("kind") == "":
        values.pop("kind")
    return form.make(MeasureValues, values, names)


def written(values: MeasureValues) -> dict[str, str]:
    """A measure as its form is filled."""
    said = {name: str(getattr(values, name)) for name in _TEXTS}
    said |= {
        "unit": _text(values.unit),
        "person": _text(values.person),
        "start": day_text(values.start),
        "deadline": day_text(values.deadline),
    }
    for part, fields in PARTS.items():
        for row, one in enumerate(getattr(values, part)):
            for name in fields:
                said[f"{part}-{row}-{name}"] = _text(getattr(one, name))
    return said


def rows_of(said: Mapping[str, str], part: str) -> list[int]:
    """The rows of a part that the form shows: those that are filled, and some empty ones."""
    used = [row for row, _ in Form(said).rows(part)]
    first = max(used, default=-1) + 1
    return [*used, *range(first, first + SPARE_ROWS)]


def ticked(values: MeasureValues) -> list[str]:
    """The elements that a measure serves, as the form ticks them."""
    return [f"{one.plan}:{one.element}" for one in values.serves]


def day_text(day: date | None) -> str:
    """A day as people write it."""
    return "" if day is None else f"{day.day}.{day.month}.{day.year}"


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return day_text(value)
    return str(value)


def _rows(
    form: Form, part: str, reader: Callable[[Form], dict[str, Any]], names: dict[str, str]
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for row, fields in form.rows(part):
        for name in PARTS[part]:
            names[f"{part}.{len(found)}.{name}"] = f"{part}-{row}-{name}"
        found.append(reader(fields))
        form.gather(part, row, fields)
    return found


def _milestone(row: Form) -> dict[str, Any]:
    return {"text": row.text("text"), "due": row.day("due"), "done": row.day("done")}


def _money(row: Form) -> dict[str, Any]:
    year, amount = row.whole("year"), row.whole("amount")
    for name, value in (("year", year), ("amount", amount)):
        if value is None and name not in row.problems:
            row.problems[name] = FieldRefused(
                N_("An amount needs both a year and kroner."),
                remedy=N_("Fill in both, or empty the whole row."),
            )
    return {"year": year, "kind": row.text("kind") or MoneyKind.OPERATIONS.value, "amount": amount}


def _partner(row: Form) -> dict[str, Any]:
    return {
        "name": row.text("name"),
        "agreement": row.text("agreement"),
        "until": row.day("until"),
    }


def _risk(row: Form) -> dict[str, Any]:
    return {
        "text": row.text("text"),
        "likelihood": row.whole("likelihood") or 3,
        "consequence": row.whole("consequence") or 3,
        "owner": row.text("owner"),
        "mitigation": row.text("mitigation"),
        "status": row.text("status") or RiskStatus.OPEN.value,
    }


def _serves(form: Form, serves: list[str], choices: Choices) -> list[dict[str, Any]]:
    kept = set(ticked(choices.kept)) if choices.kept is not None else set()
    found: list[dict[str, Any]] = []
    for text in dict.fromkeys(serves):
        plan, _, element = text.partition(":")
        key = whole(plan)
        if text not in kept and choices.elements.find(key, element) is None:
            form.problems["serves"] = _none_such()
            continue
        found.append({"plan": key, "element": element})
    return found


def _known(form: Form, name: str, known: set[int], kept: int | None) -> int | None:
    if not form.text(name):
        return None
    key = form.key(name)
    if key is not None and (key in known or key == kept):
        return key
    form.problems[name] = _none_such()
    return None


def _none_such() -> FieldRefused:
    return FieldRefused(
        N_("This can't be chosen."), remedy=N_("Choose one of those that are in the list.")
    )


def kroner(amount: int) -> str:
    """An amount in thousands of kroner, as budgets are read: "1 250"."""
    return number_text(Decimal(amount) / 1000, 0)
