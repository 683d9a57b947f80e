"""Each mail is sent once, by a real mail server, whatever that answers and whatever it holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ledetraad.web.accounts.models import Unit
from ledetraad.web.jobs.models import Job
from ledetraad.web.jobs.queue import enqueue
from ledetraad.web.jobs.worker import run_waiting
from ledetraad.web.notices.models import Notice, NoticeChoice
from ledetraad.web.notices.sending import Mail, send
from ledetraad.web.notices.services.notices_make import Wanted, make_notices
from tests.web.followup.reporting.place import Place
from tests.web.notices.server import MailBox
from tests.web.notices.telling import (
    Often,
    State,
    due_in,
    morning,
    reminders,
)

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)  # after a fault the worker closes its connection
def test_where_the_server_takes_no_mail_now_it_is_tried_again_and_sent_once(
    place: Place, school: Unit, leader: User, box: MailBox
) -> None:
    period = due_in(place, 0)
    place.measure("Låne ut bøker", school)
    box.answer = "451 Try again later"
    make_notices(
        place.municipality,
        [Wanted(leader, Notice.Kind.REMINDER, "due", {"period": period.pk})],
    )
    run_waiting()
    job = Job.objects.get()
    assert job.state == Job.State.WAITING
    assert Notice.objects.get().state == State.WAITING
    box.answer = "250 OK"
    Job.objects.update(run_after=timezone.now())

    run_waiting()
    run_waiting()

    assert len(box.mails) == 1
    assert Notice.objects.get().state == State.SENT


def test_two_jobs_for_one_notice_send_one_mail(
    place: Place, school: Unit, leader: User, box: MailBox
) -> None:
    period = due_in(place, 0)
    place.measure("Låne ut bøker", school)
    wanted = [Wanted(leader, Notice.Kind.REMINDER, "due", {"period": period.pk})]
    make_notices(place.municipality, wanted)
    make_notices(place.municipality, wanted)
    enqueue("send-notice", notice=Notice.objects.get().pk)

    run_waiting()

    assert len(box.mails) == 1


def test_what_failed_every_time_is_put_in_the_queue_again_until_it_is_of_no_use(
    place: Place, school: Unit, leader: User, box: MailBox
) -> None:
    period = due_in(place, 0)
    place.measure("Låne ut bøker", school)
    make_notices(
        place.municipality,
        [
            Wanted(leader, Notice.Kind.REMINDER, occasion, {"period": period.pk})
            for occasion in ("new", "old")
        ],
    )
    Job.objects.update(state=Job.State.FAILED)
    before = timezone.now() - timedelta(days=3)
    Notice.objects.filter(occasion="old").update(made_at=before)

    enqueue("resend-notices")
    run_waiting()

    states = dict(Notice.objects.values_list("occasion", "state"))
    assert states == {"new": State.SENT, "old": State.GIVEN_UP}
    assert len(box.mails) == 1


def test_an_address_that_the_server_refuses_is_not_tried_again(
    place: Place, school: Unit, leader: User, box: MailBox
) -> None:
    due_in(place, 0)
    place.measure("Låne ut bøker", school)
    box.to_address = "550 No such user"

    morning(place)

    assert State.REFUSED in reminders()
    assert not Job.objects.filter(state=Job.State.WAITING).exists()


@pytest.mark.django_db(transaction=True)  # after a fault the worker closes its connection
def test_a_server_that_is_not_there_is_tried_again(
    place: Place, school: Unit, leader: User, box: MailBox, settings: Settings
) -> None:
    due_in(place, 0)
    place.measure("Låne ut bøker", school)
    settings.EMAIL_PORT = 1

    morning(place)

    assert reminders() == [State.WAITING]
    assert Job.objects.filter(kind="send-notice", state=Job.State.WAITING).exists()


def test_names_with_line_breaks_make_no_headers(
    place: Place, leader: User, controller: User, box: MailBox
) -> None:
    period = place.period(due="2090-05-15")
    measure = place.measure("Bøker", None)
    measure.name = "Bøker\r\nBcc: ond@example.org\n\nHei"
    measure.person = leader
    measure.unit = leader.membership_set.get().unit
    measure.save()
    report = place.report(period, measure, "returned", status="delayed", returned="Hvorfor?")
    run_waiting()
    Notice.objects.all().delete()
    make_notices(
        place.municipality,
        [Wanted(leader, Notice.Kind.RETURNED, "x", {"report": report.pk, "by": "K\r\nX: y"})],
    )

    run_waiting()

    mail = box.mails[-1]
    assert mail["Bcc"] is None
    assert mail["X"] is None
    assert box.subjects()[-1] == "Sendt tilbake: 1 Bøker Bcc: ond@example.org Hei, 1. tertial 2026"
    assert box.recipients[-1] == ["lise@example.org"]


def test_letters_that_are_not_ascii_arrive_as_they_are(box: MailBox) -> None:
    send(Mail("1", "på@example.org".replace("å", "a"), "Frist på mandag – så «bra»", "æøå", "æøå"))

    assert box.mails[0]["Subject"] == "Frist på mandag – så «bra»"
    assert box.text(0).strip() == "æøå"


def test_names_are_text_in_html(place: Place, school: Unit, leader: User, box: MailBox) -> None:
    due_in(place, 0)
    place.measure("<script>alert(1)</script>", school)

    morning(place)

    assert "<script>" not in box.html(0)
    assert "<script>alert(1)</script>" in box.text(0)


def test_the_same_mail_has_the_same_name_each_time_it_is_tried(box: MailBox) -> None:
    mail = Mail("1", "a@example.org", "s", "t", "h")

    send(mail)
    send(mail)

    assert box.mails[0]["Message-ID"] == box.mails[1]["Message-ID"]


def test_one_press_and_no_more_mail_comes(
    place: Place, school: Unit, leader: User, box: MailBox
) -> None:
    period = due_in(place, 0)
    place.measure("Låne ut bøker", school)
    morning(place)
    mail = box.mails[0]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip(" <>").removeprefix("https://plan.example.org")
    program = Client(enforce_csrf_checks=True)
    assert program.get(address).status_code == 200
    assert not NoticeChoice.objects.filter(often=Often.NEVER).exists()

    answer = program.post(address, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert NoticeChoice.objects.get(user=leader).often == Often.NEVER
    assert program.post(f"{address[:-2]}x/").status_code == 404
    wanted = Wanted(leader, Notice.Kind.REMINDER, "another", {"period": period.pk})
    make_notices(place.municipality, [wanted])
    run_waiting()
    assert Notice.objects.get(occasion="another").state == State.DECLINED
