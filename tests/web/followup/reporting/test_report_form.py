"""The report's form: what it begins with, drafts, and two who write at once."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ledetraad.web.accounts.models import Unit
from ledetraad.web.followup.models import Indicator, Observation, StatusReport
from ledetraad.web.history.recording import change, make
from tests.web.followup.reporting.place import Place, between, signed_in, told, words

pytestmark = pytest.mark.django_db


def test_a_new_report_begins_with_the_last_one_and_says_so(
    place: Place, school: Unit, mine: Client
) -> None:
    measure = place.measure("Låne ut bøker", school)
    before, now = place.period(1), place.period(2)
    place.report(before, measure, status="delayed", text="Vi venter på bøker.", share=40)

    page = words(mine, place.form(now, measure))

    assert "Begins with what was said in 1. tertial 2026." in page
    assert page.count("Vi venter på bøker.") == 2
    assert 'value="delayed" checked' in page
    assert 'name="share" value="40"' in page
    assert not StatusReport.objects.filter(period=now).exists()


def test_a_draft_of_the_last_period_is_not_carried_over(
    place: Place, school: Unit, mine: Client
) -> None:
    measure = place.measure("Låne ut bøker", school)
    place.report(place.period(1), measure, "draft", status="delayed", text="Halvferdig")

    assert "Halvferdig" not in words(mine, place.form(place.period(2), measure))


def test_what_has_changed_since_the_last_report_stands_beside_the_form(
    place: Place, school: Unit, leader: User, mine: Client
) -> None:
    measure = place.measure("Låne ut bøker", school, deadline="2026-06-01")
    first, second = place.period(1), place.period(2)
    mine.post(place.form(first, measure), {"op": "sure", "status": "delayed", "text": "Nei."})
    change(measure, {"deadline": "2026-12-01", "why": "Lange ord"}, user=leader)
    indicator = make(
        Indicator(municipality=place.municipality),
        {"name": "Lånte bøker", "measure": measure.pk, "desired": "≥ 100", "accepted": "50–99"},
        user=None,
    )
    Observation.objects.create(
        indicator=indicator, period="2026", measured=timezone.localdate(), value=70
    )

    page = words(mine, place.form(second, measure))

    assert between(page, "<del>1 June 2026</del>", "<ins>1 December 2026</ins>")
    assert "Changed: reason why." in page and "Lange ord" not in page
    assert between(page, "Lånte bøker", "70", "accepted")
    assert "<ins>delayed</ins>" not in page


def test_a_draft_is_saved_by_the_button(place: Place, school: Unit, contributor: User) -> None:
    measure, period = place.measure("Låne ut bøker", school), place.period()

    answer = signed_in(contributor).post(
        place.form(period, measure),
        {
            "op": "draft",
            "version": "0",
            "text": "Vi er i gang.",
            "deadline": "1.9.26",
            "share": "30",
        },
    )

    assert answer.status_code == 302
    report = StatusReport.objects.get()
    assert told(report) == ("draft", "", "Vi er i gang.")
    assert report.document["deadline"] == "2026-09-01" and report.document["share"] == 30
    measure.refresh_from_db()
    assert measure.status == "not_started"


def test_a_draft_is_kept_as_one_writes(place: Place, school: Unit, mine: Client) -> None:
    measure, period = place.measure("Låne ut bøker", school), place.period()
    address = place.form(period, measure, "kladd/")

    first = mine.post(address, {"version": "0", "text": "Vi er"}).json()
    second = mine.post(address, {"version": str(first["version"]), "text": "Vi er i gang."}).json()

    assert re.fullmatch(r"Draft saved at \d\d\.\d\d", first["said"])
    assert second["version"] > first["version"]
    assert told(StatusReport.objects.get()) == ("draft", "", "Vi er i gang.")


def test_what_can_be_read_of_a_draft_is_kept_and_the_rest_is_told(
    place: Place, school: Unit, mine: Client
) -> None:
    measure, period = place.measure("Låne ut bøker", school), place.period()

    answer = mine.post(
        place.form(period, measure, "kladd/"),
        {"version": "0", "text": "Vi er i gang.", "share": "130", "deadline": "snart"},
    )

    assert answer.status_code == 200
    assert (
        "how much is done" in answer.json()["said"] and "when you expect" in answer.json()["said"]
    )
    assert told(StatusReport.objects.get())[2] == "Vi er i gang."


@pytest.mark.parametrize(
    ("field", "typed"),
    [("share", "130"), ("share", "4,5"), ("deadline", "snart"), ("status", "bra")],
)
def test_a_field_that_says_what_it_cannot_is_told_at_it_and_nothing_is_lost(
    place: Place, school: Unit, mine: Client, field: str, typed: str
) -> None:
    measure, period = place.measure("Låne ut bøker", school), place.period()

    answer = mine.post(
        place.form(period, measure),
        {"op": "draft", "version": "0", "text": "Vi er i gang.", field: typed},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{field}-problem"' in page
    assert "Vi er i gang." in page
    assert not StatusReport.objects.exists()


def test_two_who_write_the_same_draft_lose_nothing(
    place: Place, school: Unit, leader: User, contributor: User
) -> None:
    measure, period = place.measure("Låne ut bøker", school), place.period()
    address = place.form(period, measure)
    signed_in(contributor).post(
        address, {"op": "draft", "version": "0", "text": "Monas ord", "share": "20"}
    )

    second = signed_in(leader)
    answer = second.post(
        address, {"op": "draft", "version": "0", "text": "Lises ord", "forecast": "Godt"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mona has changed this since you opened it." in page
    assert between(page, "Lises ord", "Monas ord")
    assert told(StatusReport.objects.get())[2] == "Monas ord"
    assert 'name="share" value="20"' in page, "what only the other has written stays"
    assert "Godt" in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None

    mine_kept = {"op": "draft", "version": version[1], "text": "Lises ord", "share": "20"}
    answer = second.post(address, mine_kept | {"choose-text": "theirs", "forecast": "Godt"})
    assert answer.status_code == 302
    report = StatusReport.objects.get()
    assert told(report)[2] == "Monas ord"
    assert report.document["forecast"] == "Godt" and report.document["share"] == 20

    second.post(address, mine_kept | {"choose-text": "mine", "version": str(report.version)})
    assert told(report)[2] == "Lises ord"


def test_two_who_write_in_different_fields_both_stand(
    place: Place, school: Unit, leader: User, contributor: User
) -> None:
    measure, period = place.measure("Låne ut bøker", school), place.period()
    before = place.period(3, year=2025)
    place.report(before, measure, status="delayed", text="Før")
    draft = place.form(period, measure, "kladd/")

    signed_in(contributor).post(draft, {"version": "0", "status": "delayed", "text": "Monas"})
    answer = signed_in(leader).post(
        draft, {"version": "0", "status": "delayed", "text": "Før", "forecast": "Godt"}
    )

    assert answer.status_code == 200
    report = StatusReport.objects.get(period=period)
    assert told(report)[2] == "Monas"
    assert report.document["forecast"] == "Godt"


def test_a_draft_kept_while_another_has_written_the_same_tells_of_it(
    place: Place, school: Unit, leader: User, contributor: User
) -> None:
    measure, period = place.measure("Låne ut bøker", school), place.period()
    draft = place.form(period, measure, "kladd/")
    signed_in(contributor).post(draft, {"version": "0", "text": "Monas ord"})

    answer = signed_in(leader).post(draft, {"version": "0", "text": "Lises ord"})

    assert answer.status_code == 409
    assert "Mona" in answer.json()["said"]
    assert told(StatusReport.objects.get())[2] == "Monas ord"


def test_what_somebody_writes_is_shown_as_text(place: Place, school: Unit, mine: Client) -> None:
    measure, period = place.measure("<b>Bøker</b>", school), place.period()
    mine.post(place.form(period, measure), {"op": "draft", "text": "<script>alert(1)</script>"})

    page = words(mine, place.form(period, measure))

    assert "<b>Bøker" not in page and "<script>alert" not in page


@pytest.mark.parametrize("count", [2, 30])
def test_the_number_of_queries_does_not_grow_with_what_has_happened(
    place: Place,
    school: Unit,
    mine: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    measure, period = place.measure("Låne ut bøker", school), place.period()
    for n in range(count):
        unit = place.unit(f"Skole {n}")
        change(measure, {"name": f"Navn {n}", "unit": unit.pk}, user=None)
        indicator = make(
            Indicator(municipality=place.municipality),
            {"name": f"Indikator {n}", "measure": measure.pk},
            user=None,
        )
        Observation.objects.create(
            indicator=indicator, period="2026", measured=timezone.localdate(), value=n
        )
    change(measure, {"unit": school.pk}, user=None)

    with django_assert_max_num_queries(18):
        page = words(mine, place.form(period, measure))

    assert f"Indikator {count - 1}" in page and f"Navn {count - 1}" in page
