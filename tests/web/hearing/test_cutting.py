"""Cutting a statement into comments, with what each is likely about, chosen by a person."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ledetraad.plan.model import Element, Plan
from ledetraad.web.hearing.models import Comment
from ledetraad.web.history.recording import history
from tests.web.hearing.conftest import Speaking
from tests.web.hearing.test_moderating import WORK

TEXT = "Vi viser til delmål 2.1, som bør bli klarere.\n\nStrategi 1.1.1 er god."


def element(plan: Plan, level: str, number: str) -> Element:
    return next(one for one in plan.walk() if (one.level, one.number) == (level, number))


def address(comment: Comment, page: str = "") -> str:
    return f"{WORK}{comment.statement.hearing_id}/merknader/{comment.pk}/{page}"


def test_three_at_most_are_suggested_and_none_is_chosen_by_itself(
    speaking: Speaking, running: Client, example_plan: Plan
) -> None:
    comment = speaking.said(TEXT)[0].comments.get()
    page = running.get(address(comment)).content.decode()
    found = re.findall(r'name="element" value="([^"]+)">', page)

    assert 1 <= len(found) <= 3
    assert element(example_plan, "subgoal", "2.1").id in found
    comment.refresh_from_db()
    assert comment.element == ""


def test_one_press_places_a_comment_and_the_history_says_who(
    speaking: Speaking, running: Client, example_plan: Plan
) -> None:
    comment = speaking.said(TEXT)[0].comments.get()
    key = element(example_plan, "subgoal", "2.1").id
    running.post(address(comment, "sted/"), {"element": key})
    running.post(address(comment, "sted/"), {"element": "no-such"})

    comment.refresh_from_db()
    assert comment.element == key
    assert history(comment).first().by is not None


def test_a_comment_is_cut_into_the_parts_that_are_ticked_each_on_what_was_chosen(
    speaking: Speaking, running: Client, example_plan: Plan
) -> None:
    comment = speaking.said(TEXT)[0].comments.get()
    first, second = (
        element(example_plan, *one) for one in (("subgoal", "2.1"), ("strategy", "1.1.1"))
    )
    page = running.get(address(comment, "del/")).content.decode()
    assert page.count("<textarea") == 2
    assert f'name="part-1-element" value="{second.id}"' in page
    assert not re.search(r'name="part-\d-element" value="[^"]+" checked', page)

    fields = {"version": comment.version}
    for n, (text, one) in enumerate(zip(TEXT.split("\n\n"), (first, second), strict=True)):
        fields |= {f"part-{n}-text": text, f"part-{n}-take": "1", f"part-{n}-element": one.id}
    running.post(address(comment, "del/"), fields)

    comment.refresh_from_db()
    assert (comment.divided, comment.done) == (True, True)
    parts = list(comment.statement.comments.exclude(pk=comment.pk))
    texts = TEXT.split("\n\n")
    assert [(one.text, one.element) for one in parts] == [
        (texts[0], first.id),
        (texts[1], second.id),
    ]
    assert not any(one.done for one in parts)


def test_two_who_cut_the_same_do_not_both(speaking: Speaking, running: Client) -> None:
    comment = speaking.said(TEXT)[0].comments.get()
    fields = {"version": comment.version, "part-0-text": "Del.", "part-0-take": "1"}
    running.post(address(comment, "del/"), fields)
    response = running.post(address(comment, "del/"), fields)

    assert response.status_code == 422
    assert Comment.objects.filter(statement=comment.statement).count() == 2


def test_nothing_ticked_is_told(speaking: Speaking, running: Client) -> None:
    comment = speaking.said(TEXT)[0].comments.get()

    assert running.post(address(comment, "del/"), {"part-0-text": "Del."}).status_code == 422


def test_those_on_the_whole_plan_are_placed_one_after_another_from_a_list(
    speaking: Speaking, running: Client, example_plan: Plan
) -> None:
    first, second = (speaking.said(TEXT)[0].comments.get() for _ in range(2))
    speaking.said("Xyzzy qwerty.")
    listed = f"{WORK}{speaking.hearing.pk}/merknader/plasser/"
    assert running.get(listed).content.decode().count('action="') >= 2
    key = element(example_plan, "subgoal", "2.1").id
    response = running.post(address(first, "sted/"), {"element": key, "from": "list"})

    assert response.headers["Location"] == f"{listed}?side=1"
    page = running.get(listed).content.decode()
    assert f"merknader/{first.pk}/sted/" not in page
    assert f"merknader/{second.pk}/sted/" in page


@pytest.mark.parametrize("count", [2, 15])
def test_the_list_takes_as_many_queries_however_long(
    count: int,
    speaking: Speaking,
    running: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        speaking.said(TEXT)

    with django_assert_max_num_queries(14):
        running.get(f"{WORK}{speaking.hearing.pk}/merknader/plasser/")
