"""What is decided of a statement is decided of what was read, however its sender corrects it."""

from __future__ import annotations

import re

from django.test import Client

from ledetraad.web.hearing.models import Comment, Statement
from tests.web.hearing.conftest import Speaking
from tests.web.hearing.test_answering import answer
from tests.web.hearing.test_moderating import WORK, decide


def corrected(speaking: Speaking, link: str, text: str, seen: str = "1", **more: str) -> None:
    fields = speaking.fields(text, seen=seen, **more)
    assert speaking.client.post(f"{link}rett/", fields).status_code == 302


def version_on(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found is not None
    return found[1]


def test_a_release_is_of_the_text_that_was_read(speaking: Speaking, running: Client) -> None:
    statement, link = speaking.said("Pent sagt")
    opened = version_on(running.get(f"{WORK}{statement.hearing_id}/innspill/1/").content.decode())
    corrected(speaking, link, "Stygt sagt om Berit")

    assert decide(running, statement, version=opened, shown="text") == 422
    assert decide(running, statement, version=opened, shown="text", name_released="1") == 422
    assert "Stygt" not in speaking.page("innspill/")

    response = running.post(
        f"{WORK}{statement.hearing_id}/innspill/1/gjor/",
        {"op": "decide", "version": opened, "speaker": "resident", "shown": "text"},
    )
    page = response.content.decode()
    assert "Stygt sagt om Berit" in page
    assert decide(running, statement, version=version_on(page), shown="text") == 302
    assert "Stygt" in speaking.page("innspill/")


def test_what_is_hidden_or_noted_stays_so_whatever_it_says_now(
    speaking: Speaking, running: Client
) -> None:
    statement, link = speaking.said("Før")
    opened = str(statement.version)
    corrected(speaking, link, "Etter")

    assert decide(running, statement, version=opened, shown="hidden", hidden_why="x") == 302


def test_an_answer_is_to_the_text_that_was_read(speaking: Speaking, running: Client) -> None:
    statement, link = speaking.said("Flere benker")
    comment = statement.comments.get()
    opened = str(comment.version)
    corrected(speaking, link, "Færre benker")
    address = f"{WORK}{speaking.hearing.pk}/merknader/{comment.pk}/"

    response = running.post(address, {"version": opened, "assessment": "Enig", "outcome": "not"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Færre benker" in page
    assert ">Enig</textarea>" in page
    assert not Comment.objects.get(pk=comment.pk).done
    assert answer(running, comment, version=version_on(page), assessment="Enig") == 302


def test_what_was_answered_is_to_be_answered_anew_when_it_says_something_else(
    speaking: Speaking, running: Client
) -> None:
    statement, link = speaking.said(
        "Flere benker", **{"said-1-row": "1", "said-1-element": "", "said-1-text": "Og trær"}
    )
    first, second = statement.comments.order_by("place")
    for one in (first, second):
        assert answer(running, one, version=str(one.version), assessment="Enig") == 302

    more = {"said-1-row": "1", "said-1-element": "", "said-1-text": "Og trær"}
    corrected(speaking, link, "Færre benker", **more)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.done, first.assessment) == (False, "Enig")
    assert second.done


def test_every_correction_makes_a_new_version_of_what_it_changes(speaking: Speaking) -> None:
    statement, link = speaking.said("Én")
    versions = [statement.version]
    for seen, text in (("1", "To"), ("2", "Tre")):
        corrected(speaking, link, text, seen=seen)
        versions.append(Statement.objects.get(pk=statement.pk).version)

    assert len(set(versions)) == 3
