"""No page and no answer asks the database more often because there is more of something.

Every address of the URL map is asked for twice: with few rows of everything, and with many more.
A new address is covered as soon as it is there.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.climate.models import ActivityLine, ClimatePart, Decision, FactorTable
from ledetraad.web.climate.published import PUBLISHED
from ledetraad.web.followup.models import ElementJudgement, Indicator, Measure, Observation
from ledetraad.web.hearing.opened import OPENED
from ledetraad.web.history import seldom
from ledetraad.web.history.recording import change, make
from ledetraad.web.notices.models import Meeting
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.public.library import LIBRARY
from ledetraad.web.tallies.models import Tally
from tests.web.followup.reporting.place import Place
from tests.web.test_every_address import (  # noqa: F401  (its fixtures are used here, too)
    every_route,
    filled,
    insider,
    is_open,
    one_of_each,
    token_of,
)

FEW, MANY = 2, 25
BESIDE = ("ledetraad_cache", "tallies_tally", "SAVEPOINT", "BEGIN", "COMMIT")
"""What belongs to no page: counters of requests, written some at a time, and transactions."""


def fill(place: Place, plan: WorkingCopy, start: int, count: int) -> None:
    """More of everything that a page may show, each a little different."""
    elements = [one.id for one in plan.latest().plan().walk()]
    leaders = place.unit(f"Etat {start}")
    earlier = place.period(year=2000 + start)
    open_ = place.period(2, year=2000 + start)
    for n in range(start, start + count):
        unit = place.unit(f"Enhet {n}", leaders)
        person = place.person(f"person{n}", Role.LEADER, unit)
        element = {"plan": plan.pk, "element": elements[n]}
        measure = place.measure(
            f"Skolevei {n}",
            unit,
            person=person.pk,
            serves=[element],
            deadline="2025-06-01",
            status="delayed",
            milestones=[{"text": "Vedtatt", "due": "2026-03-01"}],
            money=[{"year": 2026, "kind": "operations", "amount": 1_000}],
        )
        change(measure, {"why": "Fordi"}, user=person)
        climate(place, measure, n)
        place.report(earlier, measure, status="on_schedule", text="Som planlagt.")
        place.report(open_, measure, ("draft", "submitted", "returned")[n % 3], status="delayed")
        indicator = make(
            Indicator(municipality=place.municipality),
            {"name": f"Trivsel {n}", "unit": unit.pk, "desired": "over 70", **element},
            user=None,
        )
        for year in (2023, 2024):
            Observation.objects.create(
                indicator=indicator,
                period=str(year),
                measured=date(year, 12, 31),
                value=Decimal(60 + n),
            )
        ElementJudgement.objects.create(
            plan=plan,
            element=elements[n],
            state="at_risk",
            reason="Fordi",
            on=date(2026, 1, 1),
            by_name="kari",
        )
        day = date(2026, 3, 1) + timedelta(days=n)
        make(
            Meeting(municipality=place.municipality),
            {"day": day.isoformat(), "body": "Kommunestyret"},
            user=None,
        )


def climate(place: Place, measure: Measure, n: int) -> None:
    """What a measure does to emissions, a target, and an activity."""
    effect = {"sector": "road", "method": "x", "effects": {"2027": {"tonnes": str(n)}}}
    make(ClimatePart(municipality=place.municipality, measure=measure), effect, user=None)
    target = {"year": 2030 + n, "cut": "50", "reference": 2009}
    make(Decision(municipality=place.municipality), target, user=None)
    factors = FactorTable.objects.filter(municipality=place.municipality).first()
    if factors is None:
        return
    done = {"what": f"Kjøring {n}", "year": 2025, "amount": "1", "unit": "liter",
            "factors": factors.pk, "factor": "a"}  # fmt: skip
    make(ActivityLine(municipality=place.municipality), done, user=None)


def counted(client: Client, header: dict[str, str], examples: dict[str, object]) -> dict[str, int]:
    """How many queries each address that can be read takes."""
    found = {}
    for route in every_route():
        if is_open(route) and not route.startswith("plan/"):
            continue
        address = filled(route, examples)
        Tally.objects.all().delete()  # so that no limit is met
        LIBRARY.forget_all()  # this and the next ask anew by the clock
        OPENED.forget()
        PUBLISHED.forget()
        status, count = asked_for(client, address, header)
        if status == 200:
            found[address] = count
    return found


def asked_for(client: Client, address: str, header: dict[str, str]) -> tuple[int, int]:
    """An answer's status, and how often it asks the database but for what belongs to no page."""
    seldom.forget_all()  # so that what is kept is read in every answer that is counted
    with CaptureQueriesContext(connection) as queries:
        status = client.get(address, headers=header).status_code
    asked = [one["sql"] for one in queries.captured_queries]
    return status, sum(1 for one in asked if not any(word in one for word in BESIDE))


def test_no_address_asks_more_often_because_there_are_more_rows(
    insider: User,  # noqa: F811
    municipality: Municipality,
    working_copy: WorkingCopy,
    one_of_each: dict[str, object],  # noqa: F811
) -> None:
    place, client = Place(municipality), Client()
    client.force_login(insider)
    header = token_of(insider, municipality)
    fill(place, working_copy, 1, FEW)
    few = counted(client, header, one_of_each)

    fill(place, working_copy, 1 + FEW, MANY)
    many = counted(client, header, one_of_each)

    assert len(few) > 60
    more = {
        address: f"{few.get(address)} → {count}"
        for address, count in many.items()
        if count > few.get(address, 0)
    }
    assert not more


@pytest.mark.parametrize("address", ["tiltak/", "indikatorer/", "measures", "indicators"])
def test_a_list_whose_page_is_full_asks_no_more_often(
    insider: User,  # noqa: F811
    municipality: Municipality,
    working_copy: WorkingCopy,
    address: str,
) -> None:
    place, client = Place(municipality), Client()
    client.force_login(insider)
    whole = place.address(address) if address.endswith("/") else f"/api/v1/{address}?limit=100"
    header = token_of(insider, municipality)
    fill(place, working_copy, 1, FEW)
    client.get(whole, headers=header)
    _, few = asked_for(client, whole, header)

    fill(place, working_copy, 1 + FEW, 60)

    status, many = asked_for(client, whole, header)
    assert status == 200
    assert many <= few
