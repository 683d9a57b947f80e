"""The demonstration's year, from a file of examples, told of as such wherever it is shown."""

from __future__ import annotations

import secrets
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ledetraad.followup.periods import PeriodKind
from ledetraad.followup.periods import ReportingPeriod as Part
from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.demo.figures import bring_statistics, choose_peers, fetch_example
from ledetraad.web.followup.models import (
    Indicator,
    Measure,
    Observation,
    ReportingPeriod,
    Serves,
    StatusReport,
)
from ledetraad.web.followup.reporting.services.period_lock import lock
from ledetraad.web.followup.yearly.services.elements_choose import choose_elements
from ledetraad.web.history.recording import make
from ledetraad.web.plans.models import WorkingCopy

NOTE = "Oppdiktet eksempel"
_YEAR = 2026
_PERIODS = (("1. tertial 2026", 1), ("2. tertial 2026", 2))
_MEASURE_PARTS = ("milestones", "money", "partners", "risks")
_MEASURE_FIELDS = ("why", "kind", "financing", "start", "deadline")
_INDICATOR_FIELDS = (
    "name",
    "measure_unit",
    "decimals",
    "direction",
    "desired",
    "accepted",
    "not_approved",
    "baseline_year",
    "baseline",
    "targets",
    "since",
    "source",
)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in to the demonstration."""

    name: str
    role: Role
    password: str


def set_up_year(working_copy: WorkingCopy, file: Path) -> list[Account]:
    """Fill the demonstration's municipality with a year of follow-up, unless it has one already.

    Args:
        working_copy: the plan that is followed up.
        file: the year, as `examples/demo-year.toml`.

    Returns:
        An account for each role, each with a new password.
    """
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    municipality = working_copy.municipality
    with transaction.atomic():
        units = _units(municipality, said["units"])
        accounts = _people(municipality, said["people"], units)
        bring_statistics(file)
        if not Measure.objects.filter(municipality=municipality).exists():
            _Year(working_copy, units).fill(said)
    return accounts


def _units(municipality: Municipality, told: list[dict[str, str]]) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for one in told:
        parent = units.get(one.get("under", ""))
        units[one["name"]], _ = Unit.objects.get_or_create(
            municipality=municipality, name=one["name"], defaults={"parent": parent}
        )
    return units


def _people(
    municipality: Municipality, told: list[dict[str, str]], units: dict[str, Unit]
) -> list[Account]:
    accounts = []
    for one in told:
        first, _, last = one["name"].partition(" ")
        user, _ = User.objects.get_or_create(
            username=one["user"],
            defaults={
                "first_name": first,
                "last_name": last,
                "email": f"{one['user']}@example.org",
            },
        )
        password = secrets.token_urlsafe(9)
        user.set_password(password)
        user.save()
        Membership.objects.get_or_create(
            user=user,
            municipality=municipality,
            role=one["role"],
            unit=units.get(one.get("unit", "")),
        )
        accounts.append(Account(one["user"], Role(one["role"]), password))
    return accounts


class _Year:
    """Makes the year's objects, each through the history like any other.

    Args:
        working_copy: the plan.
        units: the municipality's, by name.
    """

    def __init__(self, working_copy: WorkingCopy, units: dict[str, Unit]) -> None:
        self._copy = working_copy
        self._municipality = working_copy.municipality
        self._units = units
        self._elements = {one.number: one.id for one in working_copy.latest().plan().walk()}
        self._people = {one.username: one.pk for one in User.objects.all()}

    def fill(self, said: dict[str, Any]) -> None:
        """Make everything that the file tells of."""
        periods = [self._period(name, part) for name, part in _PERIODS]
        for told in said["measures"]:
            self._measure(told, periods)
        if "peers" in said:
            choose_peers(self._municipality, said["peers"])
        for told in said["indicators"]:
            self._indicator(told)
        self._take_in()
        controller = User.objects.get(pk=self._people["controller"])
        lock(periods[0], user=controller, now=timezone.now())

    def _take_in(self) -> None:
        """Let the plan of action take in, this year and the next, what the measures serve."""
        planner = User.objects.get(pk=self._people["planlegger"])
        served = Serves.objects.filter(plan=self._copy)
        in_work = served.exclude(measure__status__in=("done", "stopped"))
        for year, some in ((_YEAR, served), (_YEAR + 1, in_work)):
            wanted = some.values_list("element", flat=True)
            choose_elements(self._copy, year, wanted, user=planner)

    def _period(self, name: str, part: int) -> ReportingPeriod:
        due = Part(PeriodKind.TERTIAL, _YEAR, part).last + timedelta(days=15)
        values = {
            "name": name,
            "kind": "tertial",
            "year": _YEAR,
            "part": part,
            "due": due.isoformat(),
            "state": ReportingPeriod.State.OPEN.value,
        }
        return make(
            ReportingPeriod(municipality=self._municipality), values, user=None, reason=NOTE
        )

    def _measure(self, told: dict[str, Any], periods: list[ReportingPeriod]) -> None:
        reports = told.get("reports", [])
        values = {
            "name": told["name"],
            **{name: _json(told[name]) for name in _MEASURE_FIELDS if name in told},
            **{part: [_flat(row) for row in told.get(part, ())] for part in _MEASURE_PARTS},
            "unit": self._units[told["unit"]].pk,
            "person": self._people.get(told.get("person", "")),
            "serves": [
                {"plan": self._copy.pk, "element": self._elements[number]}
                for number in told.get("serves", ())
                if number in self._elements
            ],
            "status": reports[-1][0] if reports else "not_started",
        }
        measure = make(Measure(municipality=self._municipality), values, user=None, reason=NOTE)
        last = len(reports) - 1
        for at, (period, (status, text, share)) in enumerate(zip(periods, reports, strict=False)):
            returned = told.get("returned", "") if at == last else ""
            state = StatusReport.State.RETURNED if returned else StatusReport.State.SUBMITTED
            said = {"status": status, "text": text, "share": share}
            make(
                StatusReport(municipality=self._municipality, period=period, measure=measure),
                {**said, "state": state.value, "returned": returned},
                user=None,
                reason=NOTE,
            )

    def _indicator(self, told: dict[str, Any]) -> None:
        values = {
            **{name: _json(told[name]) for name in _INDICATOR_FIELDS if name in told},
            "plan": self._copy.pk,
            "element": self._elements.get(told["element"]),
            "unit": self._units[told["unit"]].pk,
        }
        if values["element"] is None:
            return
        indicator = make(Indicator(municipality=self._municipality), values, user=None, reason=NOTE)
        for year, value in told["values"]:
            Observation.objects.create(
                indicator=indicator,
                period=str(year),
                measured=date(year, 12, 31),
                value=Decimal(str(value)),
                source=told["source"],
                by_name=NOTE,
            )
        if "feed" in told and settings.DEMO:
            fetch_example(indicator, told["feed"])


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(value)
    return value


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _json(value) for name, value in row.items()}
