"""Elements are moved up, down, out and in, and dropped elsewhere."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from ledetraad.plan.edit import apply_edits
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Plan
from ledetraad.web.editor.actions import asked
from ledetraad.web.editor.models import EditDraft
from ledetraad.web.plan_forms import InvalidCorrection
from ledetraad.web.plans.models import WorkingCopy
from tests.plans import plans
from tests.web.editor.pages import do, now, one, outline, said

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("ways", "number"),
    [
        (["up"], "1.1.1"),
        (["down"], "1.2.1"),
        (["up", "up"], None),
        (["down", "down", "down"], "2.1.1"),
        (["out"], "1.2"),
        (["in"], None),
        (["out", "in"], "1.1.2"),
    ],
)
def test_an_element_is_moved_up_down_out_and_in(
    kari: Client, plan: WorkingCopy, ways: list[str], number: str | None
) -> None:
    for way in ways[:-1]:
        do(kari, f"{way}:line-5")
    before = said(plan)

    do(kari, f"{ways[-1]}:line-5", status=302 if number else 422)

    assert sorted(said(plan)) == sorted(before)
    assert one(plan, "line-5").number == (number or one(plan, "line-5").number)


def test_moving_up_and_down_again_gives_the_plan_as_it_was(kari: Client, plan: WorkingCopy) -> None:
    before = outline(now(plan))

    for way in ("down", "down", "up", "up"):
        do(kari, f"{way}:line-3")

    assert outline(now(plan)) == before


@pytest.mark.parametrize(
    ("near", "where", "number"),
    [("line-4", "before", "1.1.1"), ("line-7", "after", "1.2.2"), ("line-10", "after", "2.1.1")],
)
def test_an_element_is_dropped_before_or_after_another(
    kari: Client, plan: WorkingCopy, near: str, where: str, number: str
) -> None:
    do(kari, "drop:line-5", near=near, where=where)

    assert one(plan, "line-5").number == number


def test_an_element_is_not_dropped_where_it_cannot_stand(kari: Client, plan: WorkingCopy) -> None:
    do(kari, "drop:line-3", near="line-4", where="before", status=422)
    do(kari, "drop:line-3", near="borte", where="before", status=409)

    assert not EditDraft.objects.exists()


@given(plans(), st.data())
@trials(max_examples=60, deadline=None)
def test_moving_anything_anywhere_loses_nothing(plan: Plan, data: st.DataObject) -> None:
    index = PlanIndex(plan)
    if not index.ordered:
        return
    element = data.draw(st.sampled_from(index.ordered))
    op = data.draw(st.sampled_from(["up", "down", "in", "out"]))
    try:
        edits = asked({"op": op, "id": element.id}, index).edits
    except InvalidCorrection:
        return

    applied = apply_edits(plan, edits)

    assert sorted(one.id for one in applied.plan.walk()) == sorted(index.by_id)
