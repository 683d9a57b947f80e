"""The work list: what is asked of one person, by when."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ledetraad.web.accounts.models import Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Indicator, Observation
from ledetraad.web.history.recording import make
from tests.web.followup.reporting.place import Place, between, signed_in, words

pytestmark = pytest.mark.django_db


def test_the_work_list_says_what_is_asked_of_me_by_when(
    place: Place, school: Unit, roads: Unit, leader: User, mine: Client
) -> None:
    place.period(due="2090-05-15")
    place.measure("Låne ut bøker", school)
    place.measure("Lese for de minste", school, person=leader.pk)
    place.measure("Salte veger", roads)

    page = words(mine, place.address())

    assert "You have 2 measures to report by Monday 15 May 2090" in page
    assert between(page, "Lese for de minste", "Låne ut bøker")
    assert "Salte veger" not in page
    address = re.search(r'href="([^"]+/tiltak/\d+/)"', page)
    assert address is not None
    assert "Hand in" in words(mine, address[1])


def test_nothing_is_asked_of_somebody_who_may_not_write_it(
    place: Place, school: Unit, roads: Unit, leader: User, mine: Client
) -> None:
    reader = place.person("rita", Role.READER)
    place.period()
    place.measure("Lese høyt", school, person=reader.pk)
    place.measure("Salte veger", roads, person=leader.pk)

    assert "Nothing is waiting for you." in words(signed_in(reader), place.address())
    assert "Salte veger" not in words(mine, place.address())


def test_what_is_late_is_told_as_late(place: Place, school: Unit, mine: Client) -> None:
    place.period(due="2026-05-15")
    place.measure("Låne ut bøker", school)

    page = words(mine, place.address())

    assert "1 measure was to be reported by Friday 15 May 2026" in page


def test_nothing_is_waiting_where_nothing_is_asked(place: Place, mine: Client) -> None:
    assert "Nothing is waiting for you." in words(mine, place.address())


def test_what_was_sent_back_stands_first_with_the_reason(
    place: Place, school: Unit, mine: Client
) -> None:
    period = place.period()
    place.measure("Låne ut bøker", school)
    other = place.measure("Lese for de minste", school)
    place.report(period, other, "returned", status="delayed", returned="Hvorfor er det forsinket?")

    page = words(mine, place.address())

    assert between(page, "Lese for de minste", "Hvorfor er det forsinket?", "Låne ut bøker")


def test_what_is_over_before_the_period_or_begins_after_it_is_not_asked_for(
    place: Place, school: Unit, mine: Client
) -> None:
    place.period()
    place.measure("Ferdig", school, status="done")
    place.measure("Stanset", school, status="stopped")
    place.measure("Senere", school, start="2027-01-01")
    place.measure("Nå", school)

    page = words(mine, place.address())

    assert [
        name for name in ("Ferdig", "Stanset", "Senere", "Nå") if f"</span> {name}<" in page
    ] == ["Nå"]


def test_periods_that_are_not_open_ask_for_nothing(
    place: Place, school: Unit, mine: Client
) -> None:
    place.period(state="planned")
    place.measure("Låne ut bøker", school)

    assert "Nothing is waiting for you." in words(mine, place.address())


def test_values_that_should_have_come_are_listed(
    place: Place, school: Unit, roads: Unit, mine: Client
) -> None:
    today = timezone.localdate()
    for name, unit, days in [
        ("Gammel", school, 900),
        ("Fersk", school, 1),
        ("Tom", school, None),
        ("Andres", roads, None),
    ]:
        indicator = make(
            Indicator(municipality=place.municipality),
            {"name": name, "unit": unit.pk, "frequency": "year"},
            user=None,
        )
        if days is not None:
            measured = today - timedelta(days=days)
            Observation.objects.create(
                indicator=indicator, period=str(measured.year), measured=measured, value=1
            )

    page = words(mine, place.address())

    assert "2 indicators wait for a value" in page
    assert [name for name in ("Gammel", "Fersk", "Tom", "Andres") if f">{name}<" in page] == [
        "Gammel",
        "Tom",
    ]


def test_the_controller_sees_how_far_the_units_have_come(
    place: Place, school: Unit, controller: User
) -> None:
    period = place.period()
    place.report(period, place.measure("Låne ut bøker", school), status="on_schedule")
    place.measure("Lese for de minste", school)

    page = words(signed_in(controller), place.address())

    assert "1 of 2 reported" in page
    assert "Lese for de minste" not in page
