"""The planner's summary of a theme: written, kept in every version, and shown when answered."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ledetraad.web.hearing.models import ThemeSummary
from ledetraad.web.hearing.services.statement_decide import decide
from ledetraad.web.history.recording import history
from tests.web.hearing.conftest import Speaking
from tests.web.hearing.test_answering import answer, do
from tests.web.hearing.test_moderating import WORK

WORDS = "De fleste er enige."


def save(client: Client, speaking: Speaking, text: str, version: int = 0, theme: str = "") -> int:
    fields = {"theme": theme, "text": text, "version": version}
    return client.post(f"{WORK}{speaking.hearing.pk}/tema/", fields).status_code


def test_a_summary_is_written_beside_the_figures_and_every_version_is_kept(
    speaking: Speaking, running: Client
) -> None:
    speaking.said(**{"said-0-element": speaking.strategy.id})
    theme = speaking.plan.elements[0].id
    assert save(running, speaking, "Utkast.", theme=theme) == 302
    assert save(running, speaking, WORDS, version=1, theme=theme) == 302

    kept = ThemeSummary.objects.get()
    assert (kept.theme, kept.text) == (theme, WORDS)
    assert [one.fields["text"][1] for one in history(kept)] == [WORDS, "Utkast."]
    page = running.get(f"{WORK}{speaking.hearing.pk}/tema/").content.decode()
    assert WORDS in page
    assert "Utkast." in page


def test_two_who_write_at_once_see_each_others_text(speaking: Speaking, running: Client) -> None:
    speaking.said()
    save(running, speaking, "Den enes.")

    assert save(running, speaking, "Den andres.") == 422
    assert ThemeSummary.objects.get().text == "Den enes."


def test_it_is_shown_to_all_when_the_answers_are_published_and_not_before(
    speaking: Speaking, running: Client, publisher: User
) -> None:
    statement, _ = speaking.said()
    decide(statement, {"text_released": True}, user=publisher, version=None)
    save(running, speaking, WORDS)
    assert WORDS not in speaking.page("tall/")

    answer(running, statement.comments.get())
    speaking.end()
    assert do(running, speaking.hearing, op="answer") == 302
    assert WORDS in speaking.page("tall/")


@pytest.mark.parametrize("count", [1, 15])
def test_the_page_takes_as_many_queries_however_many_comments(
    count: int,
    speaking: Speaking,
    running: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for one in list(speaking.plan.walk())[:count]:
        speaking.said(**{"said-0-element": one.id})

    with django_assert_max_num_queries(16):
        running.get(f"{WORK}{speaking.hearing.pk}/tema/")
