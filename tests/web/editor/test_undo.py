"""Steps are undone and made again, and a draft is discarded and brought back."""

from __future__ import annotations

import pytest
from django.test import Client

from ledetraad.web.plans.models import WorkingCopy
from tests.web.editor.pages import EDIT, do, said, version

pytestmark = pytest.mark.django_db


def test_steps_are_undone_and_made_again_one_by_one(kari: Client, plan: WorkingCopy) -> None:
    states = [said(plan)]
    for what in ("remove:line-5", "up:line-6", "out:line-7"):
        do(kari, what)
        states.append(said(plan))

    for state in (states[2], states[1], states[0]):
        assert kari.post(f"{EDIT}angre/", {"version": version()}).status_code == 302
        assert said(plan) == state
    assert kari.post(f"{EDIT}angre/").status_code == 422
    for state in states[1:]:
        kari.post(f"{EDIT}gjenta/", {"version": version()})
        assert said(plan) == state
    assert kari.post(f"{EDIT}gjenta/").status_code == 422


def test_a_new_step_takes_the_place_of_those_that_were_undone(
    kari: Client, plan: WorkingCopy
) -> None:
    do(kari, "remove:line-5")
    kari.post(f"{EDIT}angre/")
    do(kari, "remove:line-4")

    assert kari.post(f"{EDIT}gjenta/").status_code == 422
    assert "Kommunen skal lyse opp gangveiene." in said(plan)


def test_a_discarded_draft_can_be_brought_back_until_the_next_step(
    kari: Client, plan: WorkingCopy
) -> None:
    began = said(plan)
    do(kari, "remove:line-5")
    do(kari, "remove:line-4")
    changed = said(plan)

    kari.post(f"{EDIT}legg-bort/", {"version": version()})
    assert said(plan) == began
    kari.post(f"{EDIT}hent/")
    assert said(plan) == changed

    kari.post(f"{EDIT}legg-bort/")
    do(kari, "remove:line-7")
    assert kari.post(f"{EDIT}hent/").status_code == 422
