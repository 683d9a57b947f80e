"""What changes are told by: names of what they point to, in one language, each asked for once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from ledetraad.followup.saying import said_day
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import ROLE_NAMES, Role
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.models import Measure, ReportingPeriod
from ledetraad.web.history.models import Change
from ledetraad.web.history.telling import NOTHING

_PERSON, _ASSIGNED, _MEASURE = "person", "assigned", "measure"


class Words:
    """Names in a municipality.

    Args:
        municipality: whose.
        translate: the language.
        changes: those that are to be told; what they point to is looked up together.
    """

    def __init__(
        self, municipality: Municipality, translate: Translate, changes: Iterable[Change] = ()
    ) -> None:
        self.municipality = municipality
        self.translate = translate
        self._changes = list(changes)

    @cached_property
    def elements(self) -> Elements:
        """The plans and their elements."""
        return Elements(self.municipality)

    @cached_property
    def units(self) -> list[Unit]:
        """The units, those that have ended, too."""
        return list(Unit.objects.filter(municipality=self.municipality))

    @cached_property
    def people(self) -> list[User]:
        """Those whom the changes name, whether they are here any more or not."""
        return list(User.objects.filter(pk__in=self._named(_PERSON) | self._named(_ASSIGNED)))

    @cached_property
    def measures(self) -> dict[int, str]:
        """The measures that the changes name, by their keys: number and name."""
        found = Measure.objects.filter(municipality=self.municipality, pk__in=self._named(_MEASURE))
        return {one.pk: f"{one.number} {one.name}" for one in found}

    @cached_property
    def periods(self) -> list[ReportingPeriod]:
        """The reporting periods, those deleted, too."""
        return list(ReportingPeriod.objects.filter(municipality=self.municipality))

    def person(self, key: Any) -> str:
        """What somebody whom the changes name is called."""
        found = next((one for one in self.people if one.pk == key), None)
        return (found.get_full_name() or found.get_username()) if found else NOTHING

    def element(self, plan: int | None, key: str) -> str:
        """What an element is called; its key where no plan has it any more."""
        plans = [plan] if plan else list(self.elements.plans)
        for one in plans:
            found = self.elements.find(one, key)
            if found is not None:
                return found.choice
        return key

    def plan(self, key: int) -> str:
        """What a plan is called."""
        known = self.elements.plans.get(key)
        return str(known.plan) if known is not None else str(key)

    def day(self, iso: Any) -> str:
        """A day, as "1. september 2027"."""
        return said_day(date.fromisoformat(str(iso))).said(self.translate) if iso else NOTHING

    def moment(self, iso: Any) -> str:
        """The day of a moment."""
        if not iso:
            return NOTHING
        return said_day(timezone.localdate(datetime.fromisoformat(iso))).said(self.translate)

    def yes_no(self, value: Any) -> str:
        """Yes or no."""
        return self.translate(N_("yes") if value else N_("no"))

    def roles(self, value: Any) -> str:
        """One role or several, each with its unit where it has one: "leader, Vei; planner"."""
        if not value:
            return NOTHING
        return "; ".join(self._role(one) for one in str(value).split("; "))

    def _role(self, said: str) -> str:
        return ", ".join(
            self.translate(ROLE_NAMES[Role(part)]) if part in set(Role) else part
            for part in said.split(", ")
        )

    def _named(self, field: str) -> set[int]:
        """The keys that the changes name in a field."""
        return {
            key
            for one in self._changes
            for key in one.fields.get(field, ())
            if isinstance(key, int)
        }
