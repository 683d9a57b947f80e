"""Municipalities with plans, measures, reports and indicators, as many as one asks for; invented.

python -m benchmarks.followup_data FOLDER MUNICIPALITIES ELEMENTS MEASURES_EACH PERIODS

The first municipality is made here and the others are copied from it inside the database; where
they are there already, nothing is made. What is printed is a JSON list: how one signs in to each
municipality, and the keys that stand in the addresses of its pages.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.plans import as_text, make_plan

STATUSES = ("on_schedule", "delayed", "done", "not_started", "on_schedule")
UNITS, PEOPLE = 20, 20
ELEMENTS_AN_INDICATOR = 5
NOW = datetime(2026, 4, 20, 9, tzinfo=UTC)
_CHUNK = 5_000

TOKENS = 4
"""How many tokens each client has: one alone may ask 600 times a minute."""


def fill(municipalities: int, elements: int, each: int, periods: int) -> None:
    """Fill a new database.

    Args:
        municipalities: how many.
        elements: how many each one's plan has, about.
        each: how many measures serve each element.
        periods: how many reporting periods there are, all but the last one locked.
    """
    from django.contrib.auth.hashers import make_password
    from django.db import connection, transaction

    from benchmarks.followup_copy import copy_all, look_through
    from ledetraad.plan.exchange import canonical, plan_document
    from ledetraad.readers import read_bytes

    plan = read_bytes(as_text(make_plan(elements)).encode(), "plan.txt").plan
    document = canonical(plan_document(plan))
    ids = [element.id for element in plan.walk()]
    password = make_password("en lang setning 12")
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA synchronous=OFF")
    with transaction.atomic():
        places = [_place(n, document, periods, password) for n in range(1, municipalities + 1)]
        _follow_up(places[0], ids, each)
        look_through()  # or it is copied as if there were next to nothing
        copy_all(places[0].pk)
        for one in places:
            _indicators(one, ids)
    look_through()


def _place(number: int, document: bytes, periods: int, password: str) -> Any:
    """A municipality with its units, people, plan and periods."""
    from django.contrib.auth.models import User

    from ledetraad.web.accounts.models import Membership, Municipality, Unit
    from ledetraad.web.followup.models import ReportingPeriod
    from ledetraad.web.plans.models import Revision, WorkingCopy

    place = Municipality.objects.create(name=f"Eksempel {number}")
    units = [Unit.objects.create(municipality=place, name=f"Enhet {n}") for n in range(UNITS)]
    people = [
        User.objects.create(username=f"person{number}-{n}", first_name="Kari", last_name=f"Nr. {n}")
        for n in range(PEOPLE)
    ]
    for unit, one in zip(units, people, strict=True):
        Membership.objects.create(user=one, municipality=place, role="leader", unit=unit)
    user = User.objects.create(username=f"planner{number}", password=password)
    Membership.objects.create(user=user, municipality=place, role="administrator")
    Membership.objects.create(user=user, municipality=place, role="leader", unit=units[0])
    copy = WorkingCopy.objects.create(municipality=place, slug=f"plan-{number}", title="Plan")
    Revision.objects.create(working_copy=copy, number=1, document=document)
    for n in range(periods):
        year, part = 2023 + n // 3, n % 3
        ReportingPeriod.objects.create(
            municipality=place,
            version=1,
            name=f"{part + 1}. tertial {year}",
            kind_of="tertial",
            year=year,
            part=part + 1,
            first=date(year, part * 4 + 1, 1),
            last=date(year, part * 4 + 4, 30),
            due=date(year, part * 4 + 4, 30),
            state="open" if n == periods - 1 else "locked",
            locked_at=None if n == periods - 1 else NOW,
        )
    return place


def _follow_up(place: Any, ids: list[str], each: int) -> None:
    """The measures of a municipality, with what belongs to them and what is reported of them."""
    from django.contrib.auth.models import User

    from ledetraad.web.accounts.models import Unit
    from ledetraad.web.followup.models import Measure, Milestone, Money, ReportingPeriod, Serves
    from ledetraad.web.history.models import Change
    from ledetraad.web.plans.models import WorkingCopy

    units = list(Unit.objects.filter(municipality=place).order_by("pk"))
    people = list(User.objects.filter(membership__unit__in=units).order_by("pk")[:PEOPLE])
    copy = WorkingCopy.objects.get(municipality=place)
    _store(
        Measure(
            municipality=place,
            version=1,
            number=number,
            name=f"Tiltak nummer {number} for bedre hverdager",
            why="Flere skal kunne gå og sykle trygt hele året.",
            kind_of="assignment",
            financing="none",
            unit=units[number % len(units)],
            person=people[number // 3 % len(people)] if number % 3 else None,
            status=STATUSES[number % len(STATUSES)],
            deadline=date(2026 + number % 3, number % 12 + 1, 1),
        )
        for number in range(1, len(ids) * each + 1)
    )
    measures = list(Measure.objects.filter(municipality=place).order_by("number"))
    _store(
        Serves(measure=one, place=0, plan=copy, element=ids[n // each])
        for n, one in enumerate(measures)
    )
    _store(
        Milestone(measure=one, place=0, text="Planen er vedtatt", due=one.deadline)
        for one in measures
    )
    _store(
        Money(measure=one, place=0, year=2027, kind="operations", amount=250_000)
        for one in measures[::2]
    )
    _store(
        Change(
            municipality=place,
            kind=Measure.kind(),
            object_id=one.pk,
            name=one.name,
            what="made",
            version=1,
            fields={"name": [None, one.name]},
            at=NOW,
        )
        for one in measures
    )
    periods = ReportingPeriod.objects.filter(municipality=place).order_by("last")
    for number, period in enumerate(periods):
        _reports(period, number, measures)


def _reports(period: Any, number: int, measures: list[Any]) -> None:
    """What is reported of measures for a period; some of it is missing while that is open."""
    from ledetraad.web.followup.models import LockedReport, StatusReport
    from ledetraad.web.followup.reporting.locked_document import fingerprint, measure_document
    from ledetraad.web.followup.standing import whole

    is_open = period.state == "open"
    states = ("submitted", "submitted", "submitted", "draft", "returned", "")
    made = [
        (one, states[n % len(states)] if is_open else "submitted") for n, one in enumerate(measures)
    ]
    _store(
        StatusReport(
            municipality_id=period.municipality_id,
            version=1,
            period=period,
            measure=one,
            state=state,
            status=_status(one.number, number),
            document={
                "status": _status(one.number, number),
                "text": "Som planlagt. Arbeidet går sin gang, og neste steg er bestilt.",
                "forecast": "",
                "share": one.number % 100,
                "deadline": None,
            },
            returned="Skriv mer om fristen." if state == "returned" else "",
            submitted_at=NOW if state == "submitted" else None,
        )
        for one, state in made
        if state
    )
    if is_open:
        return
    reports = {one.measure_id: one for one in StatusReport.objects.filter(period=period)}
    sample = measure_document(period, whole(type(measures[0]).objects.all())[0], None)

    def locked(one: Any) -> LockedReport:
        about = {"number": one.number, "name": one.name, "status": one.status}
        said = {**reports[one.pk].values(), "version": 1, "changed_at": NOW.isoformat()}
        said |= {"submitted_at": NOW.isoformat(), "submitted_by": "Kari"}
        document = {**sample, "measure": {**sample["measure"], **about}, "report": said}
        return LockedReport(
            period=period,
            measure=one,
            unit_id=one.unit_id,
            state="submitted",
            document=document,
            sha256=fingerprint(document),
            at=NOW,
        )

    _store(locked(one) for one in measures)


def _indicators(place: Any, ids: list[str]) -> None:
    """An indicator on every fifth element, with a value a year and bands to judge it by."""
    from ledetraad.followup.indicator import IndicatorValues
    from ledetraad.web.accounts.models import Unit
    from ledetraad.web.followup.models import Indicator, Observation
    from ledetraad.web.plans.models import WorkingCopy

    units = list(Unit.objects.filter(municipality=place).order_by("pk"))
    copy = WorkingCopy.objects.get(municipality=place)
    made = []
    for n, element in enumerate(ids[::ELEMENTS_AN_INDICATOR]):
        said = IndicatorValues.model_validate(
            {
                "name": f"Andel som er fornøyd med tilbud {n}",
                "definition": "Svar på innbyggerundersøkelsen",
                "measure_unit": "%",
                "desired": "over 70",
                "accepted": "50–70",
                "not_approved": "under 50",
                "targets": [{"year": 2030, "value": "80"}],
                "baseline_year": 2015,
                "baseline": "40",
                "plan": copy.pk,
                "element": element,
                "unit": units[n % len(units)].pk,
            }
        )
        made.append(
            Indicator(
                municipality=place,
                version=1,
                name=said.name,
                plan=copy,
                element=element,
                unit_id=said.unit,
                document=said.model_dump(mode="json"),
            )
        )
    _store(made)
    stored = Indicator.objects.filter(municipality=place).order_by("pk")
    _store(
        Observation(
            indicator=one,
            period=str(year),
            measured=date(year, 12, 31),
            value=Decimal(40 + (n * 7 + year * 3) % 45),
            source="Innbyggerundersøkelsen",
            at=NOW,
        )
        for n, one in enumerate(stored)
        for year in range(2016, 2026)
    )


def _status(measure: int, period: int) -> str:
    """What is reported of a measure; one of ten changes from period to period."""
    return STATUSES[(measure + (period if measure % 10 == 0 else 0)) % len(STATUSES)]


def _store(rows: Iterable[Any]) -> None:
    every = iter(rows)
    while some := list(islice(every, _CHUNK)):
        type(some[0]).objects.bulk_create(some)


def entrances() -> list[dict[str, Any]]:
    """How one gets into each municipality, by page and by the API."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.utils import timezone

    from ledetraad.web.accounts.models import Municipality, Unit
    from ledetraad.web.api.services.token_make import make_token
    from ledetraad.web.followup.models import Indicator, ReportingPeriod
    from ledetraad.web.plans.models import WorkingCopy

    found = []
    for place in Municipality.objects.order_by("pk"):
        user = User.objects.get(username=place.name.replace("Eksempel ", "planner"))
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.set_expiry(timedelta(days=1))
        session.save()
        tokens = [
            make_token(user, place, name="Måling", scope="read", days=1, now=timezone.now()).text
            for _ in range(TOKENS)
        ]
        plan = WorkingCopy.objects.get(municipality=place)
        elements = plan.latest().plan().elements
        unit = Unit.objects.filter(municipality=place).order_by("pk")[0]
        periods = list(ReportingPeriod.objects.filter(municipality=place).order_by("-last"))
        found.append(
            {
                "cookie": f"sessionid={session.session_key}",
                "tokens": tokens,
                "place": place.slug,
                "slug": plan.slug,
                "plan": plan.pk,
                "theme": elements[0].id,
                "element": elements[0].children[0].children[0].id,
                "open": periods[0].pk,
                "locked": periods[-1].pk,
                "unit": unit.pk,
                "person": User.objects.filter(membership__unit=unit).earliest("pk").pk,
                "indicator": Indicator.objects.filter(municipality=place).earliest("pk").pk,
            }
        )
    return found


def main() -> None:
    """Fill what is empty, and print how to get in."""
    from ledetraad.web import start

    start.prepare(Path(sys.argv[1]))
    from ledetraad.web.accounts.models import Municipality

    municipalities, elements, each, periods = map(int, sys.argv[2:6])
    there = Municipality.objects.count()
    if not there:
        fill(municipalities, elements, each, periods)
    elif there != municipalities:
        raise SystemExit(f"there are {there} municipalities in the database, not {municipalities}")
    print(json.dumps(entrances()))


if __name__ == "__main__":
    main()
