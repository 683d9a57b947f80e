"""Handing a report in, what is asked before it, taking it back and sending it back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Unit
from ledetraad.web.followup.models import Measure, StatusReport
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import history
from tests.web.followup.reporting.place import Place, signed_in, told, words

pytestmark = pytest.mark.django_db
State = StatusReport.State


def test_handing_in_sets_how_the_measure_goes_and_leads_to_the_next(
    place: Place, school: Unit, mine: Client
) -> None:
    period = place.period()
    first, second = place.measure("Låne ut bøker", school), place.measure("Lese høyt", school)

    answer = mine.post(
        place.form(period, first),
        {"op": "submit", "version": "0", "status": "on_schedule", "text": "Bra."},
    )

    assert answer.headers["Location"] == f"{place.form(period, second)}?levert={first.number}"
    assert "“Låne ut bøker” is handed in" in words(mine, answer.headers["Location"])
    first.refresh_from_db()
    assert first.status == "on_schedule"
    last = history(first).first()
    assert last.fields == {"status": ["not_started", "on_schedule"]}
    assert "1. tertial 2026" in last.reason
    report = StatusReport.objects.get()
    assert told(report) == ("submitted", "on_schedule", "Bra.")
    assert report.submitted_by_name == "Lise" and report.submitted_at is not None

    answer = mine.post(
        place.form(period, second),
        {"op": "submit", "version": "0", "status": "delayed", "text": "Nei."},
    )
    assert answer.headers["Location"] == f"{place.address()}?levert={second.number}"
    page = words(mine, answer.headers["Location"])
    assert "“Lese høyt” is handed in" in page and "Nothing is waiting for you." in page


def test_a_report_without_a_status_is_not_handed_in(
    place: Place, school: Unit, mine: Client
) -> None:
    measure, period = place.measure("Låne ut bøker", school), place.period()

    answer = mine.post(
        place.form(period, measure), {"op": "submit", "version": "0", "text": "Bra."}
    )

    assert answer.status_code == 422
    assert 'id="status-problem"' in answer.content.decode()
    assert not StatusReport.objects.exists()


@pytest.mark.parametrize(
    ("measure_said", "report_said", "asked"),
    [
        (
            {"deadline": "2020-06-01"},
            {"status": "on_schedule", "text": "x"},
            "The deadline was 1 June",
        ),
        ({}, {"status": "delayed"}, "There are no words about why"),
        ({}, {"status": "on_schedule", "text": "Som før"}, "The text is the same as in 3. tertial"),
        ({}, {"status": "done", "text": "x", "share": "40"}, "only 40 percent"),
        (
            {"deadline": "2090-06-01"},
            {"status": "on_schedule", "text": "x", "deadline": "1.9.2090"},
            "after the deadline of 1 June 2090",
        ),
    ],
)
def test_what_contradicts_itself_is_asked_about_and_can_be_handed_in_all_the_same(
    place: Place,
    school: Unit,
    mine: Client,
    measure_said: dict[str, str],
    *,
    report_said: dict[str, str],
    asked: str,
) -> None:
    measure, period = place.measure("Låne ut bøker", school, **measure_said), place.period()
    place.report(place.period(3, year=2025), measure, status="on_schedule", text="Som før")
    form = {"version": "0", **report_said}

    answer = mine.post(place.form(period, measure), {"op": "submit", **form})

    assert answer.status_code == 422
    assert asked in answer.content.decode()
    assert not StatusReport.objects.filter(period=period).exists()

    assert mine.post(place.form(period, measure), {"op": "sure", **form}).status_code == 302
    assert StatusReport.objects.get(period=period).state == State.SUBMITTED


def test_words_that_were_chosen_stay_chosen_when_something_is_asked(
    place: Place, school: Unit, mine: Client, contributor: User
) -> None:
    measure, period = place.measure("Låne ut bøker", school, deadline="2020-06-01"), place.period()
    address = place.form(period, measure)
    signed_in(contributor).post(address, {"op": "draft", "version": "0", "text": "Monas ord"})
    version = str(StatusReport.objects.get().version)
    form = {"op": "submit", "version": version, "status": "on_schedule", "text": "Lises ord"}

    page = mine.post(address, form | {"choose-text": "theirs"}).content.decode()

    assert "The deadline was 1 June 2020" in page
    assert ">Monas ord</textarea>" in page and "Lises ord" not in page


def test_a_late_report_for_an_older_period_does_not_turn_the_measure_back(
    place: Place, school: Unit, mine: Client
) -> None:
    measure = place.measure("Låne ut bøker", school)
    older, newer = place.period(1), place.period(2)
    mine.post(place.form(newer, measure), {"op": "sure", "status": "done", "text": "Ferdig."})

    mine.post(place.form(older, measure), {"op": "sure", "status": "delayed", "text": "Sent."})

    measure.refresh_from_db()
    assert measure.status == "done"


def test_what_is_handed_in_is_changed_only_after_it_is_taken_back(
    place: Place, school: Unit, mine: Client
) -> None:
    measure, period = place.measure("Låne ut bøker", school), place.period()
    address = place.form(period, measure)
    mine.post(address, {"op": "sure", "status": "delayed", "text": "Levert tekst"})

    answer = mine.post(address, {"op": "draft", "version": "1", "text": "Ny tekst"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Lise has handed this in already." in page
    assert "Ny tekst" in page and "Levert tekst" in page
    assert told(StatusReport.objects.get())[2] == "Levert tekst"
    assert mine.post(f"{address}kladd/", {"version": "9", "text": "Ny"}).status_code == 409

    assert "Take the report back" in words(mine, address)
    mine.post(address, {"op": "reopen"})
    assert told(StatusReport.objects.get())[0] == State.DRAFT


def test_a_report_taken_back_with_new_words_keeps_them(
    place: Place, school: Unit, mine: Client
) -> None:
    measure, period = place.measure("Låne ut bøker", school), place.period()
    address = place.form(period, measure)
    mine.post(address, {"op": "sure", "status": "delayed", "text": "Levert tekst"})
    version = StatusReport.objects.get().version

    mine.post(
        address,
        {"op": "reopen", "version": str(version), "status": "delayed", "text": "Ny tekst"},
    )

    assert told(StatusReport.objects.get()) == ("draft", "delayed", "Ny tekst")


def test_a_report_is_sent_back_with_a_reason_and_handed_in_again(
    place: Place, school: Unit, mine: Client, controller: User
) -> None:
    measure, period = place.measure("Låne ut bøker", school), place.period()
    address = place.form(period, measure)
    mine.post(address, {"op": "sure", "status": "delayed", "text": "Nei."})
    chasing = signed_in(controller)

    assert chasing.post(f"{address}tilbake/", {"reason": " "}).status_code == 422
    assert StatusReport.objects.get().state == State.SUBMITTED
    answer = chasing.post(f"{address}tilbake/", {"reason": "Skriv hvorfor."})

    assert answer.headers["Location"] == place.address(f"rapportering/{period.pk}/")
    report = StatusReport.objects.get()
    assert (report.state, report.returned) == (State.RETURNED, "Skriv hvorfor.")
    assert "Skriv hvorfor." in words(mine, address)
    assert chasing.post(f"{address}tilbake/", {"reason": "Igjen"}).status_code == 422

    mine.post(
        address,
        {"op": "sure", "version": str(report.version), "status": "delayed", "text": "Fordi."},
    )
    report.refresh_from_db()
    assert (report.state, report.returned) == (State.SUBMITTED, "")


def test_every_step_of_a_report_is_in_its_history(place: Place, school: Unit, mine: Client) -> None:
    measure, period = place.measure("Låne ut bøker", school), place.period()
    address = place.form(period, measure)
    mine.post(f"{address}kladd/", {"version": "0", "text": "Halv"})
    mine.post(address, {"op": "sure", "version": "2", "status": "delayed", "text": "Hel"})

    kept = [
        (one.what, sorted(one.fields), one.by_name) for one in history(StatusReport.objects.get())
    ]

    assert kept == [
        ("changed", ["state"], "Lise"),
        ("changed", ["status", "text"], "Lise"),
        ("changed", ["text"], "Lise"),
        ("made", sorted([*StatusReport.objects.get().values()]), "Lise"),
    ]
    assert Change.objects.filter(kind=Measure.kind(), what="changed").count() == 1
