"""Locking a period: all is kept as it stands, and nothing of it changes ever after."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import orjson
import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import LockedReport, Measure, ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.faults import PeriodClosed, PeriodRefused
from ledetraad.web.followup.reporting.services import period_lock
from ledetraad.web.followup.reporting.services.period_change import open_period
from ledetraad.web.followup.reporting.services.period_lock import lock
from ledetraad.web.followup.reporting.services.report_return import send_back
from ledetraad.web.followup.reporting.services.report_submit import submit, take_back
from ledetraad.web.followup.reporting.services.report_write import write
from ledetraad.web.followup.reporting.subject import Subject
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import change, delete
from ledetraad.web.plans.models import WorkingCopy
from tests.web.followup.reporting.place import Place, between, signed_in, told, words

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 20, 12, tzinfo=UTC)
State = ReportingPeriod.State


@pytest.fixture
def manager(controller: User) -> Client:
    """The browser of the one who follows up."""
    return signed_in(controller)


@pytest.fixture
def books(place: Place, school: Unit) -> Measure:
    return place.measure("Låne ut bøker", school, deadline="2026-06-01")


@pytest.fixture
def period(place: Place, books: Measure, school: Unit) -> ReportingPeriod:
    """A period with one report handed in, one draft, and one that is missing."""
    made = place.period()
    place.report(made, books, status="delayed", text="Vi venter på bøker.")
    place.report(made, place.measure("Lese høyt", school), "draft", text="Halvferdig")
    place.measure("Synge", school)
    return made


@pytest.fixture
def locked(period: ReportingPeriod, controller: User) -> ReportingPeriod:
    lock(period, user=controller, now=NOON)
    return period


def at(place: Place, period: ReportingPeriod, rest: str) -> str:
    return place.address(f"rapportering/{period.pk}/{rest}")


def test_what_is_missing_is_told_before_anything_is_locked(
    place: Place, period: ReportingPeriod, manager: Client
) -> None:
    page = words(manager, at(place, period, "las/"))

    assert "2 reports of 3 are not handed in." in page
    assert between(page, "Lese høyt", "draft", "Synge", "nothing yet")
    assert "never unlocked" in page
    period.refresh_from_db()
    assert period.state == State.OPEN


def test_locking_keeps_every_report_whole_with_its_fingerprint(
    place: Place, period: ReportingPeriod, books: Measure, manager: Client
) -> None:
    answer = manager.post(at(place, period, "las/"))

    assert answer.headers["Location"] == at(place, period, "last/")
    period.refresh_from_db()
    assert period.state == State.LOCKED and period.locked_at is not None
    kept = LockedReport.objects.get(measure=books)
    assert kept.document["measure"]["name"] == "Låne ut bøker"
    assert kept.document["measure"]["deadline"] == "2026-06-01"
    assert kept.document["measure"]["unit_name"] == "Skole"
    assert kept.document["report"]["text"] == "Vi venter på bøker."
    assert kept.document["report"]["state"] == "submitted"
    assert kept.document["period"]["name"] == "1. tertial 2026"
    form = orjson.dumps(kept.document, option=orjson.OPT_SORT_KEYS)
    assert kept.sha256 == sha256(form).hexdigest()
    states = [
        one.document["report"] and one.document["report"]["state"]
        for one in LockedReport.objects.all()
    ]
    assert states == ["submitted", "draft", None]
    drafted = LockedReport.objects.get(measure__name="Lese høyt").document["report"]
    assert (drafted["state"], drafted["text"]) == ("draft", "")


def test_the_locked_reports_are_shown_and_can_be_taken_out(
    place: Place, locked: ReportingPeriod, manager: Client
) -> None:
    page = words(manager, at(place, locked, "last/"))
    data = json.loads(manager.get(at(place, locked, "last/rapporter.json")).content)

    kept = list(LockedReport.objects.all())
    assert re.findall(r"\b[0-9a-f]{64}\b", page) == [one.sha256 for one in kept]
    assert page.count("agrees") == 3
    assert [one["sha256"] for one in data] == [one.sha256 for one in kept]
    assert data[0]["document"] == kept[0].document


def test_one_that_was_changed_behind_the_back_no_longer_agrees(
    place: Place, locked: ReportingPeriod, books: Measure, manager: Client
) -> None:
    one = LockedReport.objects.get(measure=books)
    one.document["report"]["text"] = "Alt er bra."
    LockedReport.objects.filter(pk=one.pk).update(document=one.document)

    page = words(manager, at(place, locked, "last/"))

    assert page.count("does not agree: this has been changed") == 1


def test_nothing_that_is_locked_is_changed_by_any_page(
    place: Place, locked: ReportingPeriod, books: Measure, manager: Client
) -> None:
    form = place.form(locked, books)
    answers = [
        manager.post(form, {"op": op, "version": "1", "status": "done", "text": "Nytt"}).status_code
        for op in ("draft", "submit", "sure", "reopen")
    ]
    answers += [
        manager.post(f"{form}kladd/", {"version": "1", "text": "Nytt"}).status_code,
        manager.post(f"{form}tilbake/", {"reason": "Nei"}).status_code,
        manager.post(at(place, locked, "las/")).status_code,
        manager.post(at(place, locked, "apne/")).status_code,
        manager.post(at(place, locked, "slett/")).status_code,
        manager.post(at(place, locked, "endre/"), {"name": "X", "due": "1.6.2026"}).status_code,
    ]

    assert answers == [422, 422, 422, 422, 409, 422, 422, 422, 422, 422]
    assert told(StatusReport.objects.get(measure=books)) == (
        "submitted",
        "delayed",
        "Vi venter på bøker.",
    )
    assert LockedReport.objects.count() == 3


def test_nothing_that_is_locked_is_changed_by_any_service(
    locked: ReportingPeriod, books: Measure, controller: User
) -> None:
    subject = Subject(locked, books)

    with pytest.raises(PeriodClosed):
        write(subject, {"text": "Nytt"}, user=controller, version=1)
    with pytest.raises(PeriodClosed):
        submit(subject, {"text": "Nytt"}, user=controller, version=1, now=NOON)
    with pytest.raises(PeriodClosed):
        take_back(subject, user=controller)
    with pytest.raises(PeriodClosed):
        send_back(subject, "Nei", user=controller)
    with pytest.raises(PeriodRefused):
        open_period(locked, user=controller)
    with pytest.raises(PeriodRefused):
        lock(locked, user=controller, now=NOON)


def test_nothing_that_is_locked_is_changed_by_the_models(
    locked: ReportingPeriod, books: Measure, place: Place, controller: User
) -> None:
    report = StatusReport.objects.get(measure=books)
    kept = LockedReport.objects.get(measure=books)

    with pytest.raises(ValueError, match="locked"):
        change(report, {"text": "Nytt"}, user=controller)
    with pytest.raises(ValueError, match="locked"):
        delete(report, user=controller, now=NOON)
    with pytest.raises(ValueError, match="locked"):
        place.report(locked, place.measure("Nytt", None), status="done")
    with pytest.raises(ValueError, match="locked"):
        change(locked, {"state": State.OPEN}, user=controller)
    for one in (kept, report):
        with pytest.raises(ValueError, match="can't be"):
            one.save()
        with pytest.raises(ValueError, match="can't be deleted"):
            one.delete()
    assert Change.objects.filter(kind=StatusReport.kind()).count() == 2


def test_the_board_of_a_locked_period_shows_what_was_locked(
    place: Place, locked: ReportingPeriod, books: Measure, manager: Client
) -> None:
    roads = place.unit("Veg")
    change(books, {"name": "Nytt navn", "unit": roads.pk, "status": "done"}, user=None)
    place.measure("Laget etterpå", roads)

    page = words(manager, at(place, locked, ""))

    assert "1 of 3 reported" in page
    assert "Låne ut bøker" in page and "Synge" in page
    assert "Nytt navn" not in page and "Laget etterpå" not in page
    assert manager.get(at(place, locked, "tavle.xlsx")).status_code == 200


def test_a_locked_report_can_be_read_by_everybody_here(
    place: Place, locked: ReportingPeriod, books: Measure
) -> None:
    reader = signed_in(place.person("rita", Role.READER))

    page = words(reader, place.form(locked, books))

    assert "Vi venter på bøker." in page
    assert "Tell of what has to be corrected in the next period" in page
    assert "<textarea" not in page


def test_a_period_that_is_not_open_is_not_locked(place: Place, manager: Client) -> None:
    planned = place.period(state="planned")

    assert manager.post(at(place, planned, "las/")).status_code == 422
    planned.refresh_from_db()
    assert planned.state == State.PLANNED


def test_what_breaks_off_in_the_middle_leaves_all_as_it_was(
    period: ReportingPeriod, controller: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def broken(*args: Any, **kwargs: Any) -> bool:
        calls.append(LockedReport.objects.count())
        change(*args, **kwargs)
        raise OSError("the machine stops here")

    monkeypatch.setattr(period_lock, "change", broken)

    with pytest.raises(OSError, match="stops here"):
        lock(period, user=controller, now=NOON)

    assert calls == [3], "the reports were on their way"
    period.refresh_from_db()
    assert period.state == State.OPEN and period.locked_at is None
    assert not LockedReport.objects.exists()
    assert Change.objects.filter(kind=ReportingPeriod.kind()).count() == 1

    monkeypatch.undo()
    assert lock(period, user=controller, now=NOON) == 3


def test_what_is_said_of_a_plans_elements_is_locked_too(
    place: Place, working_copy: WorkingCopy, controller: User, manager: Client
) -> None:
    made = place.period()
    element = next(iter(working_copy.latest().plan().walk()))
    address = at(place, made, f"plan/{working_copy.slug}/{element.id}/")
    assert element.words in words(manager, at(place, made, f"plan/{working_copy.slug}/"))

    answer = manager.post(address, {"op": "sure", "status": "on_schedule", "text": "Godt i gang."})
    assert answer.headers["Location"] == at(place, made, f"plan/{working_copy.slug}/")
    lock(made, user=controller, now=NOON)

    kept = LockedReport.objects.get()
    assert kept.document["element"]["words"] == element.words
    assert kept.document["report"]["text"] == "Godt i gang."
    assert element.words in words(manager, at(place, made, "last/"))
    assert "Godt i gang." in words(manager, address)
