"""What an indicator's fields are called and how what they say is told, for history and choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.models import Measure
from ledetraad.web.history.models import Change

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
CHANGE_NAMES = {
    Change.What.MADE: N_("made"),
    Change.What.CHANGED: N_("changed"),
    Change.What.UNDONE: N_("undid the last change"),
    Change.What.DELETED: N_("deleted"),
    Change.What.RESTORED: N_("restored"),
}
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Told:
    """A field that was changed: what it is called, and what it said before and after."""

    name: str
    before: str
    after: str


class Teller:
    """Says what fields say, in one language.

    Args:
        municipality: whose indicators they are.
        elements: of its plans.
        units: by their keys.
        people: by their keys.
        translate: the language.
    """

    def __init__(
        self,
        municipality: Municipality,
        elements: Elements,
        units: Iterable[Unit],
        people: Iterable[User],
        translate: Translate,
    ) -> None:
        self._municipality = municipality
        self._elements = elements
        self._units = {one.pk: one.name for one in units}
        self._people = {one.pk: one.get_full_name() or one.get_username() for one in people}
        self._measures: dict[int, str] = {}
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

    def told(
        self, changes: Sequence[Change], now: Mapping[str, Any]
    ) -> list[tuple[Change, list[Told]]]:
        """Changes, each with the fields that it changed; those it was made with are not told.

        Args:
            changes: of one indicator.
            now: what it says now.
        """
        self._know_measures(changes)
        return [
            (one, [] if one.what == Change.What.MADE else self._fields(one, now)) for one in changes
        ]

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
            plan = (whole or {}).get("plan")
            known = self._elements.find(plan, value)
            return known.choice if known is not None else str(value)
        way = self._ways.get(field)
        return way(value) if way is not None else str(value)

    def _fields(self, one: Change, now: Mapping[str, Any]) -> list[Told]:
        before = {name: pair[0] for name, pair in one.fields.items()}
        after = {name: pair[1] for name, pair in one.fields.items()}
        return [
            Told(
                self._translate(FIELD_NAMES[name]),
                self.text(name, before[name], {**now, **before}),
                self.text(name, after[name], {**now, **after}),
            )
            for name in FIELD_NAMES
            if name in one.fields
        ]

    def _know_measures(self, changes: Sequence[Change]) -> None:
        keys = {key for one in changes for key in one.fields.get("measure", ()) if key}
        if keys:
            found = Measure.objects.filter(municipality=self._municipality, pk__in=keys)
            self._measures |= {one.pk: f"{one.number} {one.name}" for one in found}

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
