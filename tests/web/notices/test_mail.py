"""Mail: what is told to whom, on which day, in words that lead on."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ledetraad.web.accounts.models import Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Comment
from ledetraad.web.followup.reporting.services.report_return import send_back
from ledetraad.web.followup.reporting.services.report_submit import submit
from ledetraad.web.followup.reporting.subject import Subject
from ledetraad.web.history.recording import change
from ledetraad.web.jobs.models import Job
from ledetraad.web.jobs.queue import enqueue
from ledetraad.web.jobs.worker import run_waiting
from ledetraad.web.notices.models import Notice
from ledetraad.web.notices.planning import reminders as reminders_of
from ledetraad.web.notices.services.notices_make import Wanted, make_notices
from tests.web.followup.reporting.place import Place, signed_in, words
from tests.web.notices.server import MailBox
from tests.web.notices.telling import (
    MONDAY,
    SATURDAY,
    TUESDAY,
    Often,
    State,
    choose,
    digest_on,
    due_in,
    morning,
    reminders,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [3, 0])
def test_a_report_is_reminded_of_three_days_before_and_on_its_day(
    place: Place, school: Unit, leader: User, box: MailBox, days: int
) -> None:
    choose(leader, Often.AT_ONCE, language="en")
    period = due_in(place, days)
    measure = place.measure("Låne ut bøker", school)

    morning(place)
    morning(place)

    mine = [one for one in box.mails if "tertial" in one["Subject"]]
    assert len(mine) == 1
    assert mine[0]["To"] == "lise@example.org"
    assert mine[0].get_content_type() == "multipart/alternative"
    number = box.mails.index(mine[0])
    link = f"https://plan.example.org{place.form(period, measure)}"
    assert link in box.text(number)
    assert f'href="{link}"' in box.html(number)
    assert "Låne ut bøker" in box.text(number)
    assert ("is due today" in mine[0]["Subject"]) == (days == 0)


@pytest.mark.parametrize("days", [4, -1])
def test_no_reminder_comes_on_other_days(
    place: Place, school: Unit, leader: User, box: MailBox, days: int
) -> None:
    due_in(place, days)
    place.measure("Låne ut bøker", school)

    morning(place)

    assert reminders() == []


def test_who_has_handed_in_is_not_reminded(
    place: Place, school: Unit, leader: User, box: MailBox
) -> None:
    period = due_in(place, 0)
    measure = place.measure("Låne ut bøker", school)
    place.report(period, measure, "submitted", status="on_schedule")

    morning(place)

    assert reminders() == []


def test_the_link_leads_to_the_form_by_way_of_signing_in(
    place: Place, school: Unit, leader: User, box: MailBox
) -> None:
    due_in(place, 0)
    place.measure("Låne ut bøker", school)
    leader.set_password("en lang setning om stier")
    leader.save()
    morning(place)
    found = re.search(r"https://plan\.example\.org(/\S+/tiltak/\d+/)", box.text(0))
    assert found is not None

    browser = Client()
    asked = browser.get(found[1])
    answer = browser.post(
        asked.headers["Location"], {"name": "lise", "password": "en lang setning om stier"}
    )

    assert answer.headers["Location"] == found[1]
    assert browser.get(found[1]).status_code == 200


def test_the_controller_reminds_those_who_have_not_reported_once_a_day(
    place: Place, school: Unit, leader: User, controller: User, box: MailBox
) -> None:
    other = place.person("mona", Role.CONTRIBUTOR, school)
    declines = place.person("nina", Role.CONTRIBUTOR, school)
    choose(declines, Often.NEVER)
    period = due_in(place, -5)
    place.measure("Låne ut bøker", school)
    browser = signed_in(controller)
    address = place.address(f"rapportering/{period.pk}/paminn/")

    for _ in range(2):
        answer = browser.post(address)
        assert answer.headers["Location"] == address
        run_waiting()

    assert len(box.mails) == 1
    assert "Kåre minner deg om dette" in box.text()
    page = words(browser, address)
    assert "the person has no mail address" in page
    assert "the person wants no mail" in page
    assert {one.user for one in Notice.objects.all()} == {leader, other, declines}


def test_the_board_has_the_button_only_for_those_who_follow_up(
    place: Place, school: Unit, leader: User, controller: User
) -> None:
    period = place.period()
    address = place.address(f"rapportering/{period.pk}/")

    assert f'action="{address}paminn/"' in words(signed_in(controller), address)
    assert f'action="{address}paminn/"' not in words(signed_in(leader), address)
    assert signed_in(leader).post(f"{address}paminn/").status_code == 404


def test_where_nobody_can_be_reminded_that_is_told(
    place: Place, controller: User, box: MailBox
) -> None:
    period = place.period()
    place.measure("Uten eier")
    address = place.address(f"rapportering/{period.pk}/paminn/")
    browser = signed_in(controller)
    assert "Nobody was reminded for this period yet" in words(browser, address)

    browser.post(address)
    assert "The reminder is being made" in words(browser, address)
    run_waiting()

    assert "Nobody could be reminded" in words(browser, address)


def test_the_page_of_the_reminded_asks_no_more_where_there_are_more(
    place: Place,
    school: Unit,
    controller: User,
    box: MailBox,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    period = place.period()
    place.measure("Låne ut bøker", school)
    browser = signed_in(controller)
    address = place.address(f"rapportering/{period.pk}/paminn/")
    for number in range(12):
        place.person(f"skriver{number}", Role.CONTRIBUTOR, school)
        if number in {0, 11}:
            Job.objects.all().delete()
            browser.post(address)
            run_waiting()
            with django_assert_max_num_queries(8):
                assert words(browser, address).count("Skriver") == number + 1


def test_where_no_mail_server_is_named_the_controller_is_told(
    place: Place, controller: User, settings: Settings
) -> None:
    settings.MAIL = False
    period = place.period()

    answer = signed_in(controller).post(place.address(f"rapportering/{period.pk}/paminn/"))

    assert answer.status_code == 422
    assert "have named no mail server" in answer.content.decode()
    assert not Job.objects.exists()


def test_a_report_that_is_sent_back_is_told_of_at_once(
    place: Place, school: Unit, leader: User, controller: User, box: MailBox
) -> None:
    period = place.period(due="2090-05-15")
    measure = place.measure("Låne ut bøker", school)
    subject = Subject(period, measure)
    now = timezone.now()
    submit(subject, {"status": "delayed"}, user=leader, version=0, now=now)

    send_back(subject, "Hvorfor er det forsinket?", user=controller)
    run_waiting()

    assert box.subjects() == ["Sendt tilbake: 1 Låne ut bøker, 1. tertial 2026"]
    assert "Hvorfor er det forsinket?" in box.text()
    assert f"https://plan.example.org{place.form(period, measure)}" in box.text()


def test_a_report_that_is_handed_in_again_before_the_mail_is_not_told_of(
    place: Place, school: Unit, leader: User, controller: User, box: MailBox
) -> None:
    period = place.period(due="2090-05-15")
    subject = Subject(period, place.measure("Låne ut bøker", school))
    now = timezone.now()
    submit(subject, {"status": "delayed"}, user=leader, version=0, now=now)
    send_back(subject, "Hvorfor?", user=controller)
    run_waiting(1)
    report = subject.report()
    assert report is not None
    submit(subject, {"text": "Fordi."}, user=leader, version=report.version, now=now)

    run_waiting()

    assert box.mails == []
    assert Notice.objects.get().state == State.SKIPPED


def test_the_digest_tells_what_to_do_and_what_has_changed(
    place: Place, school: Unit, leader: User, controller: User, box: MailBox
) -> None:
    choose(leader, Often.WEEKLY, language="en")
    place.period(due="2090-05-15")
    measure = place.measure("Låne ut bøker", school)
    change(measure, {"status": "delayed", "deadline": "2091-01-01"}, user=controller)
    Comment.objects.create(measure=measure, text="Vi trenger hyller.", by=controller, by_name="K")

    digest_on(place, MONDAY)

    assert box.subjects() == ["Your week in Asker kommune"]
    text = box.text()
    assert "You have 1 measure to report by Monday 15 May 2090" in text
    assert "Vi trenger hyller." in text
    assert "delayed" in text
    assert "Vi trenger hyller." in box.html()


def test_a_digest_with_nothing_to_tell_is_not_sent(
    place: Place, leader: User, box: MailBox
) -> None:
    choose(leader, Often.DAILY)

    digest_on(place, MONDAY)

    assert box.mails == []
    assert Notice.objects.get(user=leader).state == State.SKIPPED


def test_who_wants_one_mail_a_day_gets_what_is_due_in_that(
    place: Place, school: Unit, leader: User, box: MailBox
) -> None:
    choose(leader, Often.DAILY, language="nn")
    due_in(place, 0)
    place.measure("Låne ut bøker", school)

    digest_on(place, MONDAY)

    make_notices(place.municipality, reminders_of(place.municipality, timezone.localdate()))

    assert box.subjects() == ["Dagen din i Asker kommune"]
    assert "Låne ut bøker" in box.text()
    assert reminders() == [State.GATHERED]


def test_a_week_has_one_digest_and_a_weekend_none(
    place: Place, school: Unit, leader: User, box: MailBox
) -> None:
    choose(leader, Often.AT_ONCE)
    place.period(due="2090-05-15")
    place.measure("Låne ut bøker", school)

    digest_on(place, SATURDAY)
    assert box.mails == []
    digest_on(place, MONDAY)
    digest_on(place, TUESDAY)

    assert len(box.mails) == 1


def test_who_wants_no_mail_gets_none(
    place: Place, school: Unit, leader: User, box: MailBox
) -> None:
    choose(leader, Often.NEVER)
    due_in(place, 0)
    place.measure("Låne ut bøker", school)

    morning(place)

    assert box.mails == []


def test_who_has_left_the_municipality_since_is_told_nothing(
    place: Place, school: Unit, leader: User, box: MailBox
) -> None:
    period = due_in(place, 0)
    place.measure("Låne ut bøker", school)
    wanted = Wanted(leader, Notice.Kind.REMINDER, "due", {"period": period.pk})
    make_notices(place.municipality, [wanted])
    leader.membership_set.all().delete()

    run_waiting()

    assert box.mails == []
    assert Notice.objects.get().state == State.SKIPPED


def test_the_day_is_not_planned_when_it_is_over(
    place: Place, school: Unit, leader: User, box: MailBox
) -> None:
    due_in(place, 0)
    place.measure("Låne ut bøker", school)

    enqueue("plan-notices-of", municipality=place.municipality.pk, day=date.min.isoformat())
    run_waiting()

    assert not Notice.objects.exists()


def test_the_day_is_planned_for_every_municipality(
    place: Place, school: Unit, leader: User, stranger: User, box: MailBox
) -> None:
    due_in(place, 0)
    place.measure("Låne ut bøker", school)

    enqueue("plan-notices")
    run_waiting()

    assert Job.objects.filter(kind="plan-notices-of", state=Job.State.DONE).count() == 2
    assert State.SENT in reminders()
