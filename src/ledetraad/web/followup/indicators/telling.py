"""What an indicator's fields are called and how what they say is told, for history and choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from ledetraad.followup.direction import DIRECTION_NAMES
from ledetraad.followup.freshness import FREQUENCY_NAMES
from ledetraad.followup.saying import said_day
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.web.accounts.models import Unit
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.history.telling import NOTHING

FIELD_NAMES: Mapping[str, str] = {
    "name": N_("Name"),
    "definition": N_("Definition"),
    "measure_unit": N_("Measured in"),
    "decimals": N_("Decimals"),
    "direction": N_("Which way is good"),
    "desired": N_("Desired"),
    "accepted": N_("Accepted"),
    "not_approved": N_("Not approved"),
    "baseline_year": N_("Year of the first value"),
    "baseline": N_("First value"),
    "targets": N_("Targets"),
    "frequency": N_("How often it is measured"),
    "lag": N_("Days before the value comes"),
    "source": N_("Source"),
    "since": N_("Measured since"),
    "plan": N_("Plan"),
    "element": N_("Element of the plan"),
    "measure": N_("Measure"),
    "unit": N_("Unit responsible"),
    "person": N_("Person responsible"),
    "goal": N_("Goal (code)"),
    "perspective": N_("Perspective (code)"),
    "quality": N_("Quality (code)"),
    "deleted_at": N_("Deleted"),
}


class Teller:
    """Says what fields say, in one language.

    Args:
        elements: of the municipality's plans.
        units: by their keys.
        people: by their keys.
        translate: the language.
        measures: number and name, by their keys.
    """

    def __init__(
        self,
        elements: Elements,
        units: Iterable[Unit],
        people: Iterable[User],
        translate: Translate,
        *,
        measures: Mapping[int, str] | None = None,
    ) -> None:
        self._elements = elements
        self._units = {one.pk: one.name for one in units}
        self._people = {one.pk: one.get_full_name() or one.get_username() for one in people}
        self._measures = measures or {}
        self._translate = translate
        self._ways: Mapping[str, Callable[[Any], str]] = {
            "plan": self._plan,
            "measure": lambda key: self._measures.get(key, str(key)),
            "unit": lambda key: self._units.get(key, str(key)),
            "person": lambda key: self._people.get(key, str(key)),
            "targets": self._targets,
            "baseline": lambda value: number_text(Decimal(value)),
            "deleted_at": self._moment,
        }

    def text(self, field: str, value: Any, whole: Mapping[str, Any] | None = None) -> str:
        """What a field says.

        Args:
            field: its name.
            value: as JSON holds it.
            whole: the other fields beside it, from which an element's plan is taken.
        """
        if value in (None, "", []):
            return NOTHING
        if field in _CHOICES:
            return self._translate(_CHOICES[field][value])
        if field == "element":
            return self._element((whole or {}).get("plan"), value)
        way = self._ways.get(field)
        return way(value) if way is not None else str(value)

    def _element(self, plan: int | None, key: str) -> str:
        """What an element is called, be it that only its own key is known."""
        for one in [plan] if plan else self._elements.plans:
            known = self._elements.find(one, key)
            if known is not None:
                return known.choice
        return key

    def _plan(self, key: int) -> str:
        known = self._elements.plans.get(key)
        return str(known.plan) if known is not None else str(key)

    def _targets(self, targets: list[dict[str, Any]]) -> str:
        return "; ".join(self._target(one) for one in targets)

    def _target(self, one: dict[str, Any]) -> str:
        text = f"{one['year']}: {number_text(Decimal(one['value']))}"
        decided = one.get("decided")
        beside = [
            part for part in (self._day(decided) if decided else "", one.get("source")) if part
        ]
        return f"{text} ({', '.join(beside)})" if beside else text

    def _day(self, iso: str) -> str:
        return said_day(date.fromisoformat(iso)).said(self._translate)

    def _moment(self, iso: str) -> str:
        return said_day(timezone.localdate(datetime.fromisoformat(iso))).said(self._translate)


_CHOICES: Mapping[str, Mapping[Any, str]] = {
    "direction": DIRECTION_NAMES,
    "frequency": FREQUENCY_NAMES,
}
