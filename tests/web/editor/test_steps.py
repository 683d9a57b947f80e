"""A plan is changed step by step in a draft, until it is saved as a revision."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.editor.models import EditDraft, SavedDraft
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.services.plan_import import Source, take_in_new
from tests.build import a_plan
from tests.web.editor.pages import EDIT, do, draft, now, one, page, said, version

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_whole_tree_and_what_the_checks_find_at_each(
    kari: Client, plan: WorkingCopy
) -> None:
    shown = page(kari)

    assert re.findall(r'data-element="(.*?)"', shown) == [f"line-{n}" for n in range(1, 11)]
    found = shown[shown.index('id="f-line-10"') :]
    assert "har ingen strategier" in found[:600]


def test_a_change_is_a_draft_that_the_plans_page_tells_of(kari: Client, plan: WorkingCopy) -> None:
    do(kari, "save:line-4", text="Kommunen skal bygge bredere fortau.")

    assert plan.latest().number == 1
    assert one(plan, "line-4").text == "Kommunen skal bygge bredere fortau."
    assert "bredere fortau" in page(kari)
    assert f'href="{EDIT}"' in kari.get("/arbeid/skole/").content.decode()


def test_saving_makes_a_revision_with_what_was_done(
    kari: Client, plan: WorkingCopy, publisher: User
) -> None:
    do(kari, "save:line-4", text="Kommunen skal bygge bredere fortau.")
    do(kari, "remove:line-5")

    answer = kari.post(f"{EDIT}lagre/", {"note": "Etter høringen", "version": version()})

    assert answer.headers["Location"] == f"{EDIT}?lagret=2"
    revision = plan.latest()
    assert (revision.number, revision.made_by) == (2, publisher)
    assert (revision.source_name, bytes(revision.source or b"")) == ("plan.txt", b"x")
    assert [each.id for each in revision.plan().walk()][3:5] == ["line-4", "line-6"]
    saved = SavedDraft.objects.get()
    assert saved.note == "Etter høringen"
    assert [step.what for step in saved.made()] == ["changed", "removed"]
    assert "Etter høringen" in page(kari, "?lagret=2")
    assert draft().done == 0


def test_nothing_is_saved_where_nothing_is_changed(kari: Client, plan: WorkingCopy) -> None:
    do(kari, "save:line-4", text="Kommunen skal bygge fortau.")

    assert kari.post(f"{EDIT}lagre/").status_code == 422
    assert plan.latest().number == 1
    assert not EditDraft.objects.exists()


def test_a_note_that_is_too_long_is_told_of(kari: Client, plan: WorkingCopy) -> None:
    do(kari, "remove:line-5")

    assert kari.post(f"{EDIT}lagre/", {"note": "x" * 501}).status_code == 422
    assert plan.latest().number == 1


def test_words_level_and_references_are_changed_at_once(kari: Client, plan: WorkingCopy) -> None:
    do(kari, "save:line-7", text="Farten måles.", level="subgoal", references="11.2, EK")

    element = one(plan, "line-7")
    assert (element.text, element.level, element.number) == ("Farten måles.", "subgoal", "1.3")
    assert [each.printed for each in element.references] == ["FN-T 11.2", "EK"]
    assert draft().done == 1


def test_a_line_break_makes_two_and_joining_makes_them_one(kari: Client, plan: WorkingCopy) -> None:
    before = said(plan)
    do(kari, "save:line-4", text="Kommunen skal\r\nbygge fortau.")
    assert said(plan)[3:5] == ["Kommunen skal", "bygge fortau."]

    second = next(each.id for each in now(plan).walk() if each.words == "bygge fortau.")
    do(kari, f"join:{second}")

    assert said(plan) == before


@pytest.mark.parametrize(
    ("near", "place", "numbers"),
    [
        ("line-4", "after", ["1.1.2", "1.1.3"]),
        ("line-4", "before", ["1.1.1", "1.1.2"]),
        ("line-3", "after", ["1.2", "1.3"]),
        ("line-3", "before", ["1.1", "1.2"]),
        ("line-3", "under", ["1.1.3", "1.1.4"]),
        ("line-10", "under", ["2.1.1", "2.1.2"]),
        ("line-1", "before", ["1", "2"]),
    ],
)
def test_new_ones_are_added_where_asked_one_for_each_line(
    kari: Client, plan: WorkingCopy, near: str, place: str, numbers: list[str]
) -> None:
    do(kari, "add", element=near, place=place, text="Første nye\nAndre nye", references="11.2")

    added = [each for each in now(plan).walk() if each.words.endswith("nye")]
    assert [each.number for each in added] == numbers
    assert [each.words for each in added] == ["Første nye", "Andre nye"]
    assert all(each.references[0].printed == "FN-T 11.2" for each in added)


def test_the_first_element_is_added_to_an_empty_plan(
    kari: Client, municipality: Municipality
) -> None:
    empty = a_plan("Satsingsområde: X").model_copy(update={"elements": ()})
    working_copy = take_in_new(municipality, empty, Source(), user=None, slug="skole")
    assert 'name="text"' in page(kari)

    do(kari, "add", text="Trygg skolevei")

    assert said(working_copy) == ["Trygg skolevei"]


def test_what_is_taken_out_leaves_what_stands_below_unless_asked_otherwise(
    kari: Client, plan: WorkingCopy
) -> None:
    do(kari, "remove:line-3")
    assert "Kommunen skal bygge fortau." in said(plan)
    kari.post(f"{EDIT}angre/")

    do(kari, "remove-all:line-3")
    assert len(said(plan)) == 7


@pytest.mark.parametrize(
    ("what", "fields", "status", "told"),
    [
        ("save:line-4", {"text": "  "}, 422, "Teksten er tom"),
        ("save:line-4", {"references": "FN 18.2"}, 422, "18.2"),
        ("save:line-4", {"level": "vedtak"}, 422, "vedtak"),
        ("save:line-4", {"text": "x" * 5001}, 422, "5000"),
        ("add", {"element": "line-4", "text": ""}, 422, "tekst"),
        ("save:borte", {}, 409, ""),
        ("fly:line-4", {}, 422, ""),
        ("", {}, 409, ""),
        ("join:line-4", {}, 422, ""),
    ],
)
def test_what_cannot_be_done_is_told_of_and_nothing_is_stored(
    kari: Client, plan: WorkingCopy, what: str, fields: dict[str, str], status: int, told: str
) -> None:
    for part in (False, True):
        shown = do(kari, what, status, part, **{"version": "tull", **fields})
        assert told in shown

    assert not EditDraft.objects.exists()


def test_what_was_typed_is_still_in_the_form_when_a_field_is_wrong(
    kari: Client, plan: WorkingCopy
) -> None:
    shown = do(kari, "save:line-4", 422, text="Min nye tekst", references="FN 18.2")

    assert "Min nye tekst</textarea>" in shown
    assert 'value="FN 18.2"' in shown
