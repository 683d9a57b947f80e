"""Following by mail: asked for, confirmed, told, and left by one press."""

from __future__ import annotations

import re
from datetime import timedelta

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ledetraad.hearing.hearing import State
from ledetraad.web.hearing.models import Follower, Hearing, Message
from ledetraad.web.hearing.services.hearing_save import announce, make_hearing, move_deadline
from ledetraad.web.hearing.services.statement_decide import anonymise
from ledetraad.web.jobs.worker import run_waiting
from tests.web.hearing.conftest import PUBLIC, Speaking
from tests.web.hearing.test_answering import answer, do
from tests.web.hearing.test_mail import box  # noqa: F401
from tests.web.notices.server import MailBox


def link(box: MailBox, number: int = -1) -> str:  # noqa: F811
    found = re.search(r"https://plan\.example\.org(/plan/\S+)", box.text(number))
    assert found is not None, box.text(number)
    return found[1]


def follow(speaking: Speaking, box: MailBox, mail: str = "kari@example.org") -> None:  # noqa: F811
    assert speaking.client.post(f"{PUBLIC}folg/", {"mail": mail}).status_code == 200
    run_waiting()
    assert speaking.client.post(link(box)).status_code == 200


def moved(speaking: Speaking, user: User, days: int = 70) -> None:
    today = timezone.localdate()
    later = today + timedelta(days=days)
    move_deadline(speaking.hearing, later, "Mange spurte.", today=today, user=user)
    run_waiting()


def test_nothing_is_told_before_the_address_is_confirmed_by_a_mail(
    speaking: Speaking,
    publisher: User,
    box: MailBox,  # noqa: F811
) -> None:
    speaking.client.post(f"{PUBLIC}folg/", {"mail": "Kari@example.org"})
    run_waiting()
    speaking.client.get(link(box))  # looking at the page confirms nothing
    moved(speaking, publisher)

    assert len(box.mails) == 1


def test_a_moved_deadline_tells_followers_invited_and_speakers_each_once(
    speaking: Speaking,
    publisher: User,
    box: MailBox,  # noqa: F811
) -> None:
    follow(speaking, box)
    follow(speaking, box, "berit@example.org")
    speaking.said(mail="berit@example.org")
    run_waiting()
    before = len(box.mails)
    moved(speaking, publisher)

    assert sorted(box.recipients[before:]) == [["berit@example.org"], ["kari@example.org"]]
    assert "Mange spurte." in box.text(-1)
    moved(speaking, publisher)  # to the same day: nothing more
    assert len(box.mails) == before + 2


def test_one_press_leaves_and_the_address_is_gone(
    speaking: Speaking,
    publisher: User,
    box: MailBox,  # noqa: F811
) -> None:
    follow(speaking, box)
    moved(speaking, publisher)
    header = box.mails[-1]["List-Unsubscribe"]
    address = re.sub(r"<https://[^/]+(/.+)>", r"\1", header)
    assert box.mails[-1]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address.strip() in box.text(-1)

    speaking.client.get(address)
    assert Follower.objects.exists()
    assert speaking.client.post(address).status_code == 200
    assert not Follower.objects.exists()
    assert speaking.client.post(address).status_code == 200  # pressed twice


def test_the_answer_tells_nobody_whether_an_address_follows(
    speaking: Speaking,
    box: MailBox,  # noqa: F811
) -> None:
    follow(speaking, box)
    first = speaking.client.post(f"{PUBLIC}folg/", {"mail": "kari@example.org"}).content
    second = speaking.client.post(f"{PUBLIC}folg/", {"mail": "new@example.org"}).content

    def plain(page: bytes) -> str:
        return re.sub(r'(csrf\w*" value="|nonce=")[^"]*', "", page.decode())

    assert plain(first) == plain(second)
    run_waiting()
    assert [one for one in box.recipients if one == ["kari@example.org"]] == [["kari@example.org"]]


def test_what_is_no_address_is_told_at_the_field(speaking: Speaking, box: MailBox) -> None:  # noqa: F811
    response = speaking.client.post(f"{PUBLIC}folg/", {"mail": "kari@"})

    assert response.status_code == 422
    assert not Follower.objects.exists()


def test_published_answers_and_the_decision_are_told_and_no_one_gets_the_same_twice(
    speaking: Speaking,
    running: Client,
    publisher: User,
    box: MailBox,  # noqa: F811
) -> None:
    follow(speaking, box)
    statement, _ = speaking.said(mail="berit@example.org")
    run_waiting()
    answer(running, statement.comments.get())
    speaking.end()
    before = len(box.mails)
    do(running, speaking.hearing, op="answer")
    run_waiting()

    assert sorted(box.recipients[before:]) == [["berit@example.org"], ["kari@example.org"]]
    before = len(box.mails)
    decision = {"op": "adopt", "date": "9.6.2020", "case": "45/20", "body": "kommunestyret"}
    for _ in range(2):
        assert do(running, speaking.hearing, **decision) == 302
        run_waiting()
    assert sorted(box.recipients[before:]) == [["berit@example.org"], ["kari@example.org"]]
    assert "45/20" in box.text(-1)


def test_a_second_hearing_is_told_to_those_who_followed_the_first(
    speaking: Speaking,
    publisher: User,
    box: MailBox,  # noqa: F811
) -> None:
    follow(speaking, box)
    said = speaking.hearing.said()
    document = speaking.hearing.document | {"state": "answered"}
    Hearing.objects.filter(pk=speaking.hearing.pk).update(state="answered", document=document)
    second = make_hearing(
        said.model_copy(update={"name": "Ny høring", "state": State.DRAFT}), user=publisher
    )
    announce(second, user=publisher)
    run_waiting()

    assert box.recipients[-1] == ["kari@example.org"]
    assert "Ny høring" in box.subjects()[-1]
    leave = re.sub(r"<https://[^/]+(/.+)>", r"\1", box.mails[-1]["List-Unsubscribe"])
    assert speaking.client.post(leave).status_code == 200


def test_who_has_been_anonymised_is_told_no_more(
    speaking: Speaking,
    publisher: User,
    box: MailBox,  # noqa: F811
) -> None:
    statement, _ = speaking.said(mail="berit@example.org")
    run_waiting()
    today = timezone.localdate()
    later = today + timedelta(days=80)
    move_deadline(speaking.hearing, later, "Ferie.", today=today, user=publisher)
    anonymise(statement, erase=False, user=publisher, now=timezone.now())
    run_waiting()

    assert len(box.mails) == 1
    assert Message.objects.get().state == Message.State.SKIPPED
