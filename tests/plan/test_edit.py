"""Changes to a plan, one by one and in a row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import TypeAdapter, ValidationError

from ledetraad.i18n import LANGUAGES, catalogue
from ledetraad.plan.edit import (
    Add,
    Edit,
    Front,
    InvalidEdit,
    Join,
    Levels,
    Move,
    Refer,
    Reword,
    SetLevel,
    Split,
    apply_edit,
    apply_edits,
)
from ledetraad.plan.model import Fact, Period, Plan
from ledetraad.plan.numbering import numbered
from ledetraad.plan.presets import GOALS_AND_STRATEGIES
from tests.build import a_plan, a_reference
from tests.plan.edited import (
    BOOKS,
    COUNT,
    GOAL,
    READ,
    SCHOOL,
    THEME,
    after,
    element,
    expected,
    outline,
    why,
)
from tests.work import work

EDIT: TypeAdapter[Edit] = TypeAdapter(Edit)


def test_other_words_are_the_title_of_a_heading_and_the_text_of_a_statement() -> None:
    edits = (Reword(id=THEME, text=" Skole\nog \t barnehage\x00 "), Reword(id=READ, text="Nytt."))

    plan = apply_edits(a_plan(SCHOOL), edits).plan

    assert element(plan, THEME).title == "Skole og barnehage"
    assert (element(plan, READ).title, element(plan, READ).text) == ("", "Nytt.")


def test_words_are_there_and_have_an_end() -> None:
    assert why(Reword(id=READ, text=" \n")) == "The text is empty."
    with pytest.raises(ValidationError):
        Reword(id=READ, text="a" * 5_001)


def test_other_references_take_the_place_of_the_old_ones() -> None:
    edited = apply_edit(a_plan(SCHOOL), Refer(id=READ, references=(a_reference("FN-T 4.2"),)))

    assert element(edited, READ).references == (a_reference("FN-T 4.2"),)


def test_the_rest_of_a_plan_stays_as_it_is() -> None:
    plan = a_plan(SCHOOL)

    edited = apply_edit(plan, Reword(id=BOOKS, text="Kommunen låner ut mer."))

    others = [one for one in plan.walk() if one.id not in {THEME, GOAL, READ, BOOKS}]
    assert [element(edited, one.id) for one in others] == others
    assert element(edited, BOOKS).source == element(plan, BOOKS).source


def test_a_joined_element_goes_on_after_the_one_before_with_all_that_it_has() -> None:
    told = Fact(key="responsible", name="Ansvar", value="Skole")
    plan = a_plan(SCHOOL)
    count = element(plan, COUNT).model_copy(
        update={"facts": (told,), "references": (a_reference("FN-T 4.6"),)}
    )
    goal = element(plan, GOAL)
    goal = goal.model_copy(update={"children": (goal.children[0], count)})
    theme = plan.elements[0].model_copy(update={"children": (goal,)})

    edited = apply_edit(plan.model_copy(update={"elements": (theme,)}), Join(id=COUNT))

    assert outline(edited) == expected("""
        Satsingsområde: Skole
          Hovedmål: Alle lærer.
            Delmål [FN-T 4.1, FN-T 4.6]: Alle leser. Alle regner.
              Strategi [EK]: Kommunen låner ut bøker.
              Strategi: Kommunen leser høyt.
              Strategi: Kommunen teller.
        """)
    assert element(edited, READ).facts == (told,)


@pytest.mark.parametrize(
    ("first", "second", "hyphen", "joined"),
    [
        ("Vi bygger tett.", "Og grønt.", False, "Vi bygger tett. Og grønt."),
        ("Areal-", "og transport", False, "Areal- og transport"),
        ("Vi vil sam-", "arbeide", True, "Vi vil samarbeide"),
        ("Vi vil", "samarbeide", True, "Vi vil samarbeide"),
    ],
)
def test_a_broken_word_is_made_whole_only_if_somebody_says_so(
    first: str, second: str, hyphen: bool, joined: str
) -> None:
    goals = f"Delmål: {first}\nDelmål: {second}"

    assert after(Join(id="line-2", hyphen=hyphen), of=goals) == f"Delmål: {joined}"


def test_only_siblings_of_one_level_are_joined() -> None:
    nothing = "There is nothing of the same level before it to join it to."
    assert why(Join(id=READ)) == nothing
    assert why(Join(id="line-3"), of="Satsingsområde: A\n  Strategi: B\n  Delmål: C") == nothing
    long = f"Delmål: {'a' * 3_000}\nDelmål: {'b' * 3_000}"
    assert why(Join(id="line-2"), of=long).startswith("The two have more than 5000 characters")


def test_a_split_element_is_two_and_what_stood_below_comes_after_both() -> None:
    split = Split(id=READ, at=len("Alle"), new_id="new")

    assert after(split) == expected("""
        Satsingsområde: Skole
          Hovedmål: Alle lærer.
            Delmål [FN-T 4.1]: Alle
            Delmål: leser.
              Strategi [EK]: Kommunen låner ut bøker.
              Strategi: Kommunen leser høyt.
            Delmål: Alle regner.
              Strategi: Kommunen teller.
        Satsingsområde: Helse
        """)
    assert after(split, Join(id="new")) == expected(SCHOOL)


@pytest.mark.parametrize("at", [0, len("Alle leser."), 4_000])
def test_there_are_words_on_both_sides_of_a_split(at: int) -> None:
    split = Split(id=READ, at=at, new_id="new")

    assert why(split) == "There is nothing to part at that place."


def test_only_what_is_given_of_the_front_page_changes() -> None:
    period = Period(from_year=2026, to_year=2038)
    plan = apply_edit(a_plan(SCHOOL), Front(title=" Samfunnsdelen ", owner="Eik", period=period))

    edited = apply_edit(plan, Front(owner="", language="nn"))

    assert (edited.title, edited.owner, edited.period) == ("Samfunnsdelen", "", period)
    assert edited.language == "nn"
    assert apply_edit(edited, Front(period="")).period is None


def test_levels_get_other_names() -> None:
    theme, *others = GOALS_AND_STRATEGIES
    named = theme.model_copy(update={"singular": "tema", "plural": "temaer"})

    assert after(Levels(levels=(named, *others))).startswith("Tema: Skole\n  Hovedmål")


def test_levels_that_elements_stand_on_stay_in_their_order() -> None:
    refused = "The levels of the plan can't be changed so."
    assert why(Levels(levels=GOALS_AND_STRATEGIES[1:])) == refused
    assert why(Levels(levels=GOALS_AND_STRATEGIES[::-1])) == refused
    assert why(Levels(levels=(*GOALS_AND_STRATEGIES, GOALS_AND_STRATEGIES[0]))) == refused


def test_an_edit_that_no_longer_fits_is_told_of_and_the_others_hold() -> None:
    gone = Reword(id="gone", text="Nytt.")
    empty = Reword(id=BOOKS, text="")

    applied = apply_edits(a_plan(SCHOOL), (gone, Reword(id=THEME, text="Læring"), empty))

    assert applied.plan.elements[0].title == "Læring"
    assert [(each.place, each.edit) for each in applied.refused] == [(0, gone), (2, empty)]
    assert "not in the plan any more" in applied.refused[0].why.what()


def test_a_plan_that_no_edit_fits_is_the_same_plan() -> None:
    plan = a_plan(SCHOOL)

    assert apply_edits(plan, (Reword(id="gone", text="Nytt."),)).plan is plan


def test_an_edit_is_kept_as_json_with_its_kind() -> None:
    edit = Add(id="new", level="subgoal", text="Ny")

    kept = EDIT.dump_python(edit, mode="json", exclude_defaults=True)

    assert kept == {"op": "add", "id": "new", "level": "subgoal", "text": "Ny"}
    assert EDIT.validate_python(kept) == edit


@pytest.mark.parametrize(
    "kept",
    [{"op": "burn", "id": "a"}, {"id": "a", "text": "b"}, {"op": "join", "id": "a", "to": "b"}],
)
def test_what_is_no_edit_is_not_taken_for_one(kept: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        EDIT.validate_python(kept)


def many(strategies: int) -> Callable[[], object]:
    """As many edits of a plan as it has elements."""
    told = "".join(f"\n  Strategi: Nummer {n}." for n in range(strategies))
    plan = a_plan(f"Satsingsområde: Skole{told}")
    edits: list[Edit] = [
        Split(id=f"line-{n + 2}", at=7, new_id=f"new-{n}")
        if n % 2
        else SetLevel(id=f"line-{n + 2}", level="subgoal")
        for n in range(strategies)
    ]
    return lambda: apply_edits(plan, edits)


def test_the_work_of_an_edit_grows_no_faster_than_the_plan() -> None:
    assert work(many(400)) < 20 * work(many(100))


def test_the_example_plan_is_edited_and_undone(example_plan: Plan) -> None:
    goal = next(one for one in example_plan.walk() if one.number == "2.3")
    first, second, _ = goal.children
    at = first.text.index(" ")

    there = apply_edits(
        example_plan,
        (
            SetLevel(id=second.id, level="subgoal"),
            Split(id=first.id, at=at, new_id="new"),
            Move(id=goal.id, parent=example_plan.elements[0].children[0].id),
        ),
    )

    numbers = {one.id: one.number for one in there.plan.walk()}
    assert not there.refused
    assert (numbers[second.id], numbers["new"][-2:]) == ("2.3", ".2")
    assert numbers[goal.id].startswith("1.")
    assert len(numbers) == 132
    assert numbered(there.plan) == there.plan


def test_what_is_refused_is_said_in_every_language() -> None:
    with pytest.raises(InvalidEdit) as refused:
        apply_edit(a_plan(SCHOOL), SetLevel(id=READ, level="chapter"))
    for language in LANGUAGES:
        assert "chapter" in refused.value.what(catalogue(language).gettext)
