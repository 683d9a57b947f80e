"""Mail: the receipt where an address is given, confirming where it is asked for, and the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from ledetraad.web.hearing.models import Hearing, Statement
from ledetraad.web.jobs.models import Job
from ledetraad.web.jobs.worker import run_waiting
from tests.web.hearing.conftest import Speaking
from tests.web.hearing.test_answering import answer, do
from tests.web.notices.server import MailBox, mail_box


@pytest.fixture
def box(settings: Settings) -> Iterator[MailBox]:
    """A real mail server on this machine."""
    with mail_box() as found:
        settings.MAIL = True
        settings.ADDRESS = "https://plan.example.org"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = found.host, found.port
        settings.DEFAULT_FROM_EMAIL = "Ledetråd <ledetrad@example.org>"
        yield found


def link_in(box: MailBox, number: int = -1) -> str:
    found = re.search(r"https://plan\.example\.org(/plan/\S+)", box.text(number))
    assert found is not None, box.text(number)
    return found[1]


def confirming() -> None:
    document = Hearing.objects.get().document | {"confirm": True}
    Hearing.objects.update(document=document)


def test_the_receipt_is_mailed_with_the_private_link(speaking: Speaking, box: MailBox) -> None:
    _, link = speaking.said(mail="berit@example.org")
    run_waiting()

    assert box.recipients == [["berit@example.org"]]
    assert link_in(box) == link
    assert speaking.client.get(link_in(box)).status_code == 200


def test_no_link_waits_in_the_queue_of_the_database(speaking: Speaking, box: MailBox) -> None:
    _, link = speaking.said(mail="berit@example.org")
    token = link.rstrip("/").rpartition("/")[2]

    assert token not in str(list(Job.objects.values()))
    with connection.cursor() as cursor:
        cursor.execute("SELECT nonce, link_hash FROM hearing_statement")
        assert token not in str(cursor.fetchall())


def test_without_an_address_there_is_no_mail(speaking: Speaking, box: MailBox) -> None:
    speaking.said()
    run_waiting()

    assert box.mails == []


def test_a_statement_counts_when_its_mail_has_been_opened_where_that_is_asked_for(
    speaking: Speaking, box: MailBox
) -> None:
    confirming()
    assert speaking.send().status_code == 422  # without an address
    statement, _ = speaking.said(mail="berit@example.org")
    run_waiting()
    link = link_in(box)

    assert speaking.client.get(link).status_code == 200
    statement.refresh_from_db()
    assert not statement.counts

    speaking.client.post(link)
    statement.refresh_from_db()
    assert statement.counts


def test_a_confirming_link_is_no_private_link(speaking: Speaking, box: MailBox) -> None:
    confirming()
    _, link = speaking.said(mail="berit@example.org")
    run_waiting()
    token = link.rstrip("/").rpartition("/")[2]

    assert speaking.client.post(link.replace("mitt", "bekreft")).status_code == 404
    assert token not in box.text()


def test_the_answer_is_mailed_once_to_those_who_gave_an_address(
    speaking: Speaking, running: Client, box: MailBox
) -> None:
    statement, link = speaking.said(mail="berit@example.org")
    silent, _ = speaking.said()
    gone, taken_back = speaking.said(mail="borte@example.org")
    speaking.client.post(taken_back, {"op": "withdraw"})
    for one in (statement, silent, gone):
        answer(running, one.comments.get())
    run_waiting()
    box.mails.clear()
    box.recipients.clear()

    speaking.end()
    do(running, speaking.hearing, op="answer")
    run_waiting()
    run_waiting()

    assert box.recipients == [["berit@example.org"]]
    assert link_in(box) == link
    assert "er enig" in speaking.client.get(link_in(box)).content.decode()
    statement.refresh_from_db()
    assert statement.answer_mailed_at is not None


def test_no_answer_is_mailed_to_an_address_that_was_never_confirmed(
    speaking: Speaking, running: Client, box: MailBox
) -> None:
    confirming()
    speaking.said(mail="naboen@example.org")
    run_waiting()
    box.recipients.clear()

    speaking.end()
    do(running, speaking.hearing, op="answer")
    run_waiting()

    speaking.hearing.refresh_from_db()
    assert speaking.hearing.state == "answered"
    assert box.recipients == []


def test_another_address_is_confirmed_anew_by_a_mail_to_it(
    speaking: Speaking, box: MailBox
) -> None:
    confirming()
    statement, link = speaking.said(mail="berit@example.org")
    run_waiting()
    first = link_in(box)
    speaking.client.post(first)

    speaking.client.post(
        f"{link}rett/", speaking.fields("Etter", seen="1", mail="naboen@example.org")
    )
    run_waiting()

    statement.refresh_from_db()
    assert not statement.counts
    assert box.recipients[-1] == ["naboen@example.org"]
    assert speaking.client.post(first).status_code == 404
    speaking.client.post(link_in(box))
    statement.refresh_from_db()
    assert statement.counts

    same = speaking.fields("Igjen", seen="2", mail="naboen@example.org")
    speaking.client.post(f"{link}rett/", same)
    statement.refresh_from_db()
    assert statement.counts


def test_an_address_that_takes_nothing_stops_nobody(speaking: Speaking, box: MailBox) -> None:
    box.to_address = "550 no such user"
    speaking.said(mail="borte@example.org")
    run_waiting()

    assert Statement.objects.count() == 1
    assert set(Job.objects.filter(kind="hearing-receipt").values_list("state", flat=True)) == {
        "done"
    }


@pytest.mark.parametrize(
    "address", ["x", "a@b", "a b@example.org", "a@example.org\nBcc: all@example.org", "<a@b.no>"]
)
def test_what_is_no_address_is_told_at_its_field(speaking: Speaking, address: str) -> None:
    response = speaking.send(mail=address)

    assert response.status_code == 422
    assert 'id="mail-problem"' in response.content.decode()
