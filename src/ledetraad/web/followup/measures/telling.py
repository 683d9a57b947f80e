"""What a measure's fields are called and how what they say is told, for history and choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from ledetraad.followup.measure import (
    FINANCING_NAMES,
    KIND_NAMES,
    MONEY_KIND_NAMES,
    RISK_STATUS_NAMES,
)
from ledetraad.followup.saying import said_day
from ledetraad.followup.status import MEASURE_STATUS_NAMES
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.web.accounts.models import Unit
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.measures.form import kroner
from ledetraad.web.history.telling import NOTHING

FIELD_NAMES: Mapping[str, str] = {
    "name": N_("What is done"),
    "why": N_("Why"),
    "kind": N_("Kind"),
    "financing": N_("Financing"),
    "unit": N_("Unit responsible"),
    "person": N_("Person responsible"),
    "start": N_("Start"),
    "deadline": N_("Deadline"),
    "status": N_("Status"),
    "serves": N_("What it serves in the plan"),
    "milestones": N_("Milestones"),
    "money": N_("Money"),
    "partners": N_("Partners"),
    "risks": N_("Risks"),
    "deleted_at": N_("Deleted"),
}
_CHOICES: Mapping[str, Mapping[Any, str]] = {
    "kind": KIND_NAMES,
    "financing": FINANCING_NAMES,
    "status": MEASURE_STATUS_NAMES,
}


class Teller:
    """Says what fields of measures say, in one language.

    Args:
        elements: of the municipality's plans.
        units: its units.
        people: who have a role in it.
        translate: the language.
    """

    def __init__(
        self,
        elements: Elements,
        units: Iterable[Unit],
        people: Iterable[User],
        translate: Translate,
    ) -> None:
        self._elements = elements
        self._units = {one.pk: one.name for one in units}
        self._people = {one.pk: one.get_full_name() or one.get_username() for one in people}
        self._translate = translate
        self._ways: Mapping[str, Callable[[Any], str]] = {
            "unit": lambda key: self._units.get(key, str(key)),
            "person": lambda key: self._people.get(key, str(key)),
            "start": self._day,
            "deadline": self._day,
            "serves": self._serves,
            "milestones": lambda rows: "; ".join(map(self._milestone, rows)),
            "money": lambda rows: "; ".join(map(self._money, rows)),
            "partners": lambda rows: "; ".join(map(self._partner, rows)),
            "risks": lambda rows: "; ".join(map(self._risk, rows)),
            "deleted_at": self._moment,
        }

    def text(self, field: str, value: Any) -> str:
        """What a field says, of a value as JSON holds it."""
        if value in (None, "", []):
            return NOTHING
        if field in _CHOICES:
            return self._translate(_CHOICES[field][value])
        way = self._ways.get(field)
        return way(value) if way is not None else str(value)

    def _serves(self, rows: list[dict[str, Any]]) -> str:
        found = [self._elements.find(one["plan"], one["element"]) for one in rows]
        return "; ".join(
            known.choice if known is not None else row["element"]
            for row, known in zip(rows, found, strict=True)
        )

    def _milestone(self, one: dict[str, Any]) -> str:
        if one["done"]:
            done = self._translate(N_("done %(day)s")) % {"day": self._day(one["done"])}
            return f"{one['text']} ({done})"
        return f"{one['text']} ({self._day(one['due'])})" if one["due"] else str(one["text"])

    def _money(self, one: dict[str, Any]) -> str:
        kind = self._translate(MONEY_KIND_NAMES[one["kind"]])
        said = self._translate(N_("%(year)s: %(amount)s thousand kroner, %(kind)s"))
        return said % {"year": one["year"], "amount": kroner(one["amount"]), "kind": kind}

    def _partner(self, one: dict[str, Any]) -> str:
        until = self._day(one["until"]) if one.get("until") else ""
        return _with(one["name"], one.get("agreement", ""), until)

    def _risk(self, one: dict[str, Any]) -> str:
        where = self._translate(RISK_STATUS_NAMES[one["status"]]) if one.get("status") else ""
        weight = f"{one['likelihood']} × {one['consequence']}"
        return _with(one["text"], weight, where, one.get("owner", ""), one.get("mitigation", ""))

    def _day(self, iso: str) -> str:
        return said_day(date.fromisoformat(iso)).said(self._translate)

    def _moment(self, iso: str) -> str:
        return said_day(timezone.localdate(datetime.fromisoformat(iso))).said(self._translate)


def _with(name: str, *beside: str) -> str:
    """A name, and what is said beside it that says anything."""
    said = ", ".join(one for one in beside if one)
    return f"{name} ({said})" if said else name
