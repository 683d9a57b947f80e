"""How often a person gets mail, where to and in which language: their own choice."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.jobs.worker import run_waiting
from ledetraad.web.notices.models import NoticeChoice
from tests.web.followup.reporting.place import Place, signed_in, words
from tests.web.notices.server import MailBox

pytestmark = pytest.mark.django_db
CHOICE = {"often": "daily", "language": "nn", "address": "lise@example.org"}


@pytest.fixture
def page(place: Place) -> str:
    """The page's address."""
    return place.address("varsler/")


def test_what_is_chosen_is_kept(leader: User, page: str) -> None:
    browser = signed_in(leader)
    assert 'value="at-once" checked' in words(browser, page)

    assert browser.post(page, CHOICE).status_code == 302

    choice = NoticeChoice.objects.get(user=leader)
    assert (choice.often, choice.language, choice.sent_to) == ("daily", "nn", "lise@example.org")
    assert 'value="daily" checked' in words(browser, page)


def test_what_can_not_be_is_told_at_its_field_and_nothing_is_lost(leader: User, page: str) -> None:
    answer = signed_in(leader).post(page, CHOICE | {"address": "lise at home"})

    assert answer.status_code == 422
    assert 'id="address-problem"' in answer.content.decode()
    assert "lise at home" in answer.content.decode()
    assert not NoticeChoice.objects.exists()


@pytest.mark.parametrize("wrong", [{"often": "hourly"}, {"language": "de"}, {"often": ""}])
def test_only_what_is_in_the_lists_can_be_chosen(
    leader: User, page: str, wrong: dict[str, str]
) -> None:
    assert signed_in(leader).post(page, CHOICE | wrong).status_code == 422


def test_another_address_gets_nothing_before_it_is_confirmed(
    leader: User, page: str, box: MailBox
) -> None:
    browser = signed_in(leader)
    for _ in range(2):
        browser.post(page, CHOICE | {"address": "new@example.org"})
        run_waiting()
    assert box.recipients == [["new@example.org"]]
    assert NoticeChoice.objects.get().sent_to == "lise@example.org"
    assert "new@example.org" in words(browser, page)
    link = re.search(r"https://plan\.example\.org(/varsler/bekreft/\S+)", box.text())
    assert link is not None
    nobody = Client(enforce_csrf_checks=True)
    shown = nobody.get(link[1]).content.decode()
    assert nobody.post(link[1]).status_code == 403
    assert NoticeChoice.objects.get().sent_to == "lise@example.org"

    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)
    assert token is not None
    assert nobody.post(link[1], {"csrfmiddlewaretoken": token[1]}).status_code == 200

    assert NoticeChoice.objects.get().sent_to == "new@example.org"


def test_an_address_that_was_given_up_can_not_be_confirmed(
    leader: User, page: str, box: MailBox
) -> None:
    browser = signed_in(leader)
    browser.post(page, CHOICE | {"address": "new@example.org"})
    run_waiting()
    link = re.search(r"https://plan\.example\.org(/varsler/bekreft/\S+)", box.text())
    assert link is not None
    browser.post(page, CHOICE)

    assert Client().post(link[1]).status_code == 404
    assert NoticeChoice.objects.get().sent_to == "lise@example.org"


def test_nobody_writes_to_many_strangers_by_way_of_us(
    leader: User, page: str, box: MailBox
) -> None:
    browser = signed_in(leader)

    answers = [
        browser.post(page, CHOICE | {"address": f"a{number}@example.org"}).status_code
        for number in range(7)
    ]
    run_waiting()

    assert answers == [302] * 5 + [422] * 2
    assert len(box.mails) <= 5


def test_the_page_is_for_those_who_have_a_role_there(stranger: User, page: str) -> None:
    assert signed_in(stranger).get(page).status_code == 404
    assert Client().get(page).status_code == 302


def test_without_a_mail_server_the_page_says_so(leader: User, page: str) -> None:
    assert "have named no mail server" in words(signed_in(leader), page)
