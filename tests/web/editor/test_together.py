"""Two edit the same plan at once, and nothing of what either wrote is lost."""

from __future__ import annotations

import pytest
from django.test import Client

from ledetraad.web.plans.models import WorkingCopy
from tests.web.editor.pages import EDIT, do, draft, field, one, page, version

pytestmark = pytest.mark.django_db


def opened(client: Client, key: str) -> dict[str, str]:
    """The form of an element as somebody sees it when it is opened."""
    shown = page(client, f"?rett={key}")
    form = {f"was-{name}": field(shown, f"was-{name}") for name in ("text", "level", "references")}
    before = field(shown, "before")
    return {**form, "before": before, "element": key, "version": field(shown, "version")}


def test_the_second_to_change_the_same_text_is_shown_both_and_chooses(
    kari: Client, ola: Client, plan: WorkingCopy
) -> None:
    form = opened(kari, "line-4")
    do(ola, "save:line-4", text="Olas tekst.")

    shown = do(kari, "save", 409, **form, text="Karis tekst.")

    assert "ola" in shown
    assert "Olas tekst." in shown and "Karis tekst.</textarea>" in shown
    assert one(plan, "line-4").text == "Olas tekst."

    again = {**form, "was-text": "Olas tekst.", "text": "Karis tekst."}
    do(kari, "save", **again, **{"choose-text": "theirs"})
    assert one(plan, "line-4").text == "Olas tekst."
    do(kari, "save", **again, **{"choose-text": "mine"})
    assert one(plan, "line-4").text == "Karis tekst."


def test_the_choice_is_asked_for_again_when_the_text_has_changed_once_more(
    kari: Client, ola: Client, plan: WorkingCopy
) -> None:
    form = opened(kari, "line-4")
    do(ola, "save:line-4", text="Olas tekst.")
    do(ola, "save:line-4", text="Olas andre tekst.")

    do(kari, "save", 409, **{**form, "was-text": "Olas tekst."}, text="Karis tekst.")


def test_changes_to_different_fields_both_stand(
    kari: Client, ola: Client, plan: WorkingCopy
) -> None:
    form = opened(kari, "line-4")
    do(ola, "save:line-4", text="Olas tekst.")

    do(kari, "save", **form, text=form["was-text"], references="EK, 11.2")

    element = one(plan, "line-4")
    assert element.text == "Olas tekst."
    assert [each.printed for each in element.references] == ["EK", "FN-T 11.2"]


@pytest.mark.parametrize(
    "what", ["remove:line-4", "down:line-4", "join:line-5", "remove-all:line-3"]
)
def test_what_another_has_changed_since_is_not_moved_or_taken_out_unseen(
    kari: Client, ola: Client, plan: WorkingCopy, what: str
) -> None:
    do(kari, "remove:line-10")
    seen = version()
    do(ola, "save:line-4", text="Olas tekst.")

    shown = do(kari, what, 409, version=seen)

    assert "Olas tekst." in shown and 'id="insist"' in shown
    assert len(draft().steps) == 2
    do(kari, what, version=field(shown[shown.index("insist-form") :], "version"))
    assert len(draft().steps) == 3


def test_ones_own_steps_never_stand_in_the_way(kari: Client, plan: WorkingCopy) -> None:
    do(kari, "remove:line-10")
    seen = version()

    for what in ("down:line-4", "down:line-4", "up:line-4"):
        do(kari, what, version=seen)

    assert draft().done == 4


def test_text_written_for_what_another_has_taken_out_is_not_lost(
    kari: Client, ola: Client, plan: WorkingCopy
) -> None:
    form = opened(kari, "line-5")
    do(ola, "remove:line-5")

    for part in (False, True):
        shown = do(kari, "save", 409, part, **form, text="Min lange tekst.")
        assert "Min lange tekst.</textarea>" in shown
        assert 'name="element" value="line-4"' in shown


def test_one_does_not_undo_or_save_what_one_has_not_seen(
    kari: Client, ola: Client, plan: WorkingCopy
) -> None:
    do(kari, "remove:line-10")
    seen = version()
    do(ola, "remove:line-4")

    for address in ("angre/", "legg-bort/", "lagre/"):
        assert kari.post(EDIT + address, {"version": seen}).status_code == 409
    assert draft().done == 2 and plan.latest().number == 1


def test_one_who_has_not_seen_anothers_step_gets_the_whole_tree_with_it(
    kari: Client, ola: Client, plan: WorkingCopy
) -> None:
    do(kari, "remove:line-10")
    seen = version()
    do(ola, "save:line-7", text="Olas tekst.")

    assert "Olas tekst." in do(kari, "save:line-4", 200, True, text="Karis.", version=seen)
