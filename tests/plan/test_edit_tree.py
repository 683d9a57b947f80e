"""Edits that change where elements stand."""

from __future__ import annotations

import pytest

from ledetraad.plan.edit import (
    Add,
    InvalidEdit,
    Move,
    Remove,
    SetLevel,
    Split,
    apply_edit,
    apply_edits,
)
from ledetraad.plan.edit_levels import KNOWN_LEVELS
from ledetraad.plan.model import Level
from ledetraad.readers.forms.words import usual_name
from ledetraad.readers.vocabulary import vocabulary
from tests.build import a_plan
from tests.plan.edited import (
    ALOUD,
    BOOKS,
    COUNT,
    COUNTS,
    GOAL,
    HEALTH,
    READ,
    SCHOOL,
    THEME,
    after,
    element,
    expected,
    outline,
    why,
)


def test_a_raised_element_takes_its_followers_and_a_lowered_one_goes_under_what_is_before() -> None:
    assert after(SetLevel(id=ALOUD, level="subgoal"), SetLevel(id=COUNT, level="strategy")) == (
        expected("""
        Satsingsområde: Skole
          Hovedmål: Alle lærer.
            Delmål [FN-T 4.1]: Alle leser.
              Strategi [EK]: Kommunen låner ut bøker.
            Delmål: Kommunen leser høyt.
              Strategi: Alle regner.
              Strategi: Kommunen teller.
        Satsingsområde: Helse
        """)
    )


def test_a_statement_that_was_a_heading_all_along_ends_what_came_before() -> None:
    plan = apply_edit(a_plan(SCHOOL), SetLevel(id=BOOKS, level="theme"))

    assert element(plan, BOOKS).title == "Kommunen låner ut bøker."
    assert outline(plan) == expected("""
        Satsingsområde: Skole
          Hovedmål: Alle lærer.
            Delmål [FN-T 4.1]: Alle leser.
        Satsingsområde [EK]: Kommunen låner ut bøker.
          Strategi: Kommunen leser høyt.
          Delmål: Alle regner.
            Strategi: Kommunen teller.
        Satsingsområde: Helse
        """)


def test_what_stood_below_a_lowered_element_goes_along() -> None:
    goals = """
        Satsingsområde: Skole
          Hovedmål: Alle lærer.
            Delmål: Alle leser.
          Hovedmål: Alle regner.
            Strategi: Kommunen teller.
            Delmål: Alle måler.
    """

    assert after(SetLevel(id="line-4", level="strategy"), of=goals) == expected("""
        Satsingsområde: Skole
          Hovedmål: Alle lærer.
            Delmål: Alle leser.
              Strategi: Alle regner.
              Strategi: Kommunen teller.
            Delmål: Alle måler.
        """)


def test_what_stands_elsewhere_stays_though_a_level_is_left_out_there() -> None:
    goals = """
        Satsingsområde: Skole
          Delmål: Alle leser.
        Satsingsområde: Helse
        Delmål: Alle rører seg.
    """

    assert after(SetLevel(id="line-2", level="main_goal"), of=goals) == expected("""
        Satsingsområde: Skole
          Hovedmål: Alle leser.
        Satsingsområde: Helse
        Delmål: Alle rører seg.
        """)


def test_what_follows_a_new_heading_keeps_its_own_below_it() -> None:
    goals = """
        Hovedmål: Alle lærer.
          Delmål: Alle leser.
          Strategi: Kommunen låner ut bøker.
        Strategi: Kommunen leser høyt.
    """

    assert after(Add(id="new", level="theme", text="Skole"), of=goals) == expected("""
        Satsingsområde: Skole
          Hovedmål: Alle lærer.
            Delmål: Alle leser.
            Strategi: Kommunen låner ut bøker.
            Strategi: Kommunen leser høyt.
        """)


def test_a_level_that_is_known_is_added_where_it_belongs() -> None:
    plan = apply_edits(
        a_plan(SCHOOL),
        (SetLevel(id=ALOUD, level="measure"), Add(id="new", level="subtheme", text="Ny")),
    ).plan

    assert [level.key for level in plan.levels] == [
        "theme",
        "subtheme",
        "main_goal",
        "subgoal",
        "strategy",
        "measure",
    ]
    assert element(plan, BOOKS).children == (element(plan, ALOUD),)


def test_a_level_that_nobody_knows_is_refused() -> None:
    assert why(SetLevel(id=READ, level="chapter")) == "The plan has no level “chapter”."
    own = (Level(key="chapter", singular="kapittel", plural="kapitler"),)
    plan = a_plan("Kapittel: Skole", levels=own)
    with pytest.raises(InvalidEdit, match=r"no level “subgoal”.*: kapittel"):
        apply_edit(plan, SetLevel(id="line-1", level="subgoal"))


def test_the_levels_that_are_known_are_those_of_the_readers_vocabulary() -> None:
    assert [
        (level.key, level.singular, level.plural, level.titled, level.single)
        for level in KNOWN_LEVELS
    ] == [
        (one.key, usual_name(one.key).singular, usual_name(one.key).plural, one.titled, one.single)
        for one in vocabulary().levels
    ]


def test_an_element_is_removed_with_all_below_it() -> None:
    assert after(Remove(id=GOAL)) == "Satsingsområde: Skole\nSatsingsområde: Helse"


def test_what_stood_below_a_removed_element_may_stay_under_the_one_before() -> None:
    assert after(Remove(id=COUNT, keep_children=True)) == expected("""
        Satsingsområde: Skole
          Hovedmål: Alle lærer.
            Delmål [FN-T 4.1]: Alle leser.
              Strategi [EK]: Kommunen låner ut bøker.
              Strategi: Kommunen leser høyt.
              Strategi: Kommunen teller.
        Satsingsområde: Helse
        """)


@pytest.mark.parametrize(
    ("level", "behind", "above", "next_one"),
    [
        ("strategy", READ, READ, BOOKS),
        ("subgoal", READ, GOAL, COUNT),
        ("subgoal", GOAL, GOAL, READ),
        ("theme", THEME, None, HEALTH),
        ("theme", None, None, THEME),
    ],
)
def test_an_added_element_comes_after_another_and_what_is_its_own(
    level: str, behind: str | None, above: str | None, next_one: str
) -> None:
    plan = apply_edit(a_plan(SCHOOL), Add(id="new", level=level, text="Ny", after=behind))

    siblings = element(plan, above).children if above else plan.elements
    ids = [one.id for one in siblings]
    assert ids[ids.index("new") + 1] == next_one


def test_an_added_heading_takes_what_follows_it() -> None:
    new = Add(id="new", level="subgoal", text="Alle lytter.", after=BOOKS)

    assert after(new) == expected("""
        Satsingsområde: Skole
          Hovedmål: Alle lærer.
            Delmål [FN-T 4.1]: Alle leser.
              Strategi [EK]: Kommunen låner ut bøker.
            Delmål: Alle lytter.
              Strategi: Kommunen leser høyt.
            Delmål: Alle regner.
              Strategi: Kommunen teller.
        Satsingsområde: Helse
        """)


def test_an_id_is_given_once() -> None:
    assert why(Add(id=READ, level="subgoal", text="Ny")) == "This is in the plan already."
    assert why(Split(id=READ, at=4, new_id=BOOKS)) == "This is in the plan already."


def test_an_element_moves_with_all_below_it() -> None:
    assert after(Move(id=COUNT, before=READ), Move(id=BOOKS, parent=HEALTH)) == expected("""
        Satsingsområde: Skole
          Hovedmål: Alle lærer.
            Delmål: Alle regner.
              Strategi: Kommunen teller.
            Delmål [FN-T 4.1]: Alle leser.
              Strategi: Kommunen leser høyt.
        Satsingsområde: Helse
          Strategi [EK]: Kommunen låner ut bøker.
        """)
    assert after(Move(id=THEME)).startswith("Satsingsområde: Helse\nSatsingsområde: Skole\n")


def test_an_element_can_only_move_to_where_it_may_stand() -> None:
    under = "It can't stand there: what it would stand under has no higher level."
    assert why(Move(id=READ, parent=COUNT)) == under
    assert why(Move(id=HEALTH, before=READ)) == under
    assert why(Move(id=GOAL, parent=BOOKS)) == "An element can't stand under itself."
    assert after(Move(id=GOAL, before=GOAL)) == expected(SCHOOL)
    elsewhere = "What it was to stand before stands elsewhere now."
    assert why(Move(id=ALOUD, before=COUNTS, parent=READ)) == elsewhere


def test_a_plan_nested_too_deeply_is_refused() -> None:
    levels = tuple(Level(key=f"l{n}", singular=f"n{n}", plural="n") for n in range(14))
    plan = a_plan("\n".join(f"{'  ' * n}N{n}: Her." for n in range(12)), levels=levels)

    add = Add(id="new", level="l13", text="For dypt", after="line-12")

    with pytest.raises(InvalidEdit, match="nested too deeply"):
        apply_edit(plan, add)
