"""A newer revision comes while a draft is on its way."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from ledetraad.plan.edit import apply_edits
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Plan
from ledetraad.web.editor.actions import asked
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.services.plan_import import Source, add_revision
from tests.web.editor.pages import EDIT, do, draft, one, page, said

pytestmark = pytest.mark.django_db


def newer_revision(working_copy: WorkingCopy, text: str) -> None:
    latest = working_copy.latest()
    plan = apply_edits(
        latest.plan(),
        edits_of_form({"op": "save", "id": "line-4", "text": text}, latest.plan()),
    ).plan
    add_revision(working_copy, plan, Source.of(latest), user=None)


def edits_of_form(form: dict[str, str], plan: Plan) -> Any:
    return asked(form, PlanIndex(plan)).edits


def test_a_draft_without_steps_follows_the_newest_revision(kari: Client, plan: WorkingCopy) -> None:
    do(kari, "remove:line-5")
    kari.post(f"{EDIT}lagre/")
    newer_revision(plan, "Fra et nyere dokument.")

    assert "Fra et nyere dokument." in page(kari)
    do(kari, "remove:line-7")
    assert kari.post(f"{EDIT}lagre/").status_code == 302


def test_a_draft_is_not_saved_over_a_newer_revision(kari: Client, plan: WorkingCopy) -> None:
    do(kari, "remove:line-5")
    newer_revision(plan, "Fra et nyere dokument.")

    assert kari.post(f"{EDIT}lagre/").status_code == 422
    assert 'action="/arbeid/skole/rediger/flytt-over/"' in page(kari)

    assert kari.post(f"{EDIT}flytt-over/").status_code == 302
    assert kari.post(f"{EDIT}lagre/").status_code == 302
    words = [each.words for each in plan.latest().plan().walk()]
    assert "Fra et nyere dokument." in words
    assert "Kommunen skal lyse opp gangveiene." not in words


def test_what_both_have_changed_is_chosen_when_a_draft_is_moved_over(
    kari: Client, plan: WorkingCopy
) -> None:
    do(kari, "save:line-4", text="Fra kladden.")
    newer_revision(plan, "Fra et nyere dokument.")

    shown = page(kari)
    assert "Fra kladden." in shown and "Fra et nyere dokument." in shown
    assert kari.post(f"{EDIT}flytt-over/").status_code == 422
    assert draft().base == 1

    kari.post(f"{EDIT}flytt-over/", {"choose-line-4": "theirs"})
    assert one(plan, "line-4").text == "Fra et nyere dokument."
    kari.post(f"{EDIT}angre/")
    assert one(plan, "line-4").text == "Fra kladden."


def test_a_step_that_does_not_fit_the_newer_revision_is_told_of_and_kept(
    kari: Client, plan: WorkingCopy
) -> None:
    do(kari, "save:line-4", text="Fra kladden.")
    before = plan.latest().plan()
    gone = apply_edits(before, edits_of_form({"op": "remove", "id": "line-4"}, before)).plan
    add_revision(plan, gone, user=None)
    assert "Fra kladden." in page(kari)

    kari.post(f"{EDIT}flytt-over/")

    assert "Fra kladden." in page(kari)
    assert len(draft().steps) == 1
    assert "Kommunen skal bygge fortau." not in said(plan)
