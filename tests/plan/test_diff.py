"""What changed between two versions: all that can happen to an element, told as one change."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledetraad.plan.carry import carry_ids
from ledetraad.plan.diff import Change, Diff, Kind, diff
from ledetraad.plan.matching import Match, match
from ledetraad.plan.model import Element, Fact, Plan
from ledetraad.plan.numbering import numbered
from ledetraad.plan.presets import GOALS_AND_STRATEGIES
from ledetraad.plan.word_changes import Run, word_changes
from tests import revised as edits
from tests.build import a_plan
from tests.plans import plans, words

OLD = """
    Satsingsområde: Skole
      Hovedmål [FN-T 4]: Alle barn mestrer livet sitt.
        Delmål [FN-T 4.1]: Alle barn lærer å lese før de er sju år gamle.
          Strategi [EK]: Kommunen skal låne ut bøker på hver skole.
          Strategi [FN-T 4.2]: Kommunen skal ansette flere lærere i førsteklassene.
    Satsingsområde: Klima
      Hovedmål [FN-T 13]: Utslippene går ned hvert eneste år.
        Delmål [FN-T 11.2]: Innbyggerne reiser kollektivt til arbeidet.
          Strategi [FN-T 11.2]: Kommunen skal bygge sykkelveier mellom tettstedene.
"""


def changed(old: str, new: str, *, ids_kept: bool = False) -> Diff:
    """The comparison of two outlines; the ids of the new one are its own unless they are kept."""
    after = a_plan(new)
    return diff(a_plan(old), after if ids_kept else with_other_ids(after))


def with_other_ids(plan: Plan) -> Plan:
    def renamed(elements: tuple[Element, ...]) -> tuple[Element, ...]:
        return tuple(
            each.model_copy(update={"id": f"ny-{each.id}", "children": renamed(each.children)})
            for each in elements
        )

    return plan.model_copy(update={"elements": renamed(plan.elements)})


def told(found: Diff) -> list[tuple[list[str], str]]:
    return [
        ([kind.value for kind in change.kinds], change.element.words) for change in found.changes
    ]


def the_change(found: Diff) -> Change:
    assert len(found.changes) == 1, told(found)
    return found.changes[0]


def test_the_same_plan_has_no_changes_whatever_its_ids() -> None:
    assert changed(OLD, OLD).same
    assert changed(OLD, OLD, ids_kept=True).same


def test_a_text_that_is_written_anew_is_reworded_and_shows_its_words() -> None:
    found = changed(OLD, OLD.replace("låne ut bøker", "låne ut bøker og brettspill"))

    change = the_change(found)
    assert change.kinds == (Kind.REWORDED,)
    assert change.runs == (
        Run("kept", "Kommunen skal låne ut bøker"),
        Run("inserted", " og brettspill"),
        Run("kept", " på hver skole."),
    )


def test_an_element_with_the_same_id_is_the_same_whatever_it_says() -> None:
    found = changed(
        OLD, OLD.replace("Kommunen skal låne ut bøker på hver skole", "Ny tekst"), ids_kept=True
    )

    assert the_change(found).kinds == (Kind.REWORDED,)


def test_an_element_before_others_is_new_and_the_others_only_have_new_numbers() -> None:
    found = changed(
        OLD,
        OLD.replace(
            "          Strategi [EK]: Kommunen",
            "          Strategi [EK]: Biblioteket skal ha søndagsåpent.\n"
            "          Strategi [EK]: Kommunen",
        ),
    )

    assert told(found) == [(["added"], "Biblioteket skal ha søndagsåpent.")]


def test_what_is_gone_is_removed_and_stands_where_it_stood() -> None:
    gone = "          Strategi [EK]: Kommunen skal låne ut bøker på hver skole.\n"
    found = changed(OLD, OLD.replace(gone, "").replace("lærere i", "gode lærere i"))

    assert told(found) == [
        (["removed"], "Kommunen skal låne ut bøker på hver skole."),
        (["reworded"], "Kommunen skal ansette flere gode lærere i førsteklassene."),
    ]


def test_the_same_text_under_another_goal_has_moved() -> None:
    moved = "          Strategi [EK]: Kommunen skal låne ut bøker på hver skole.\n"
    found = changed(OLD, OLD.replace(moved, "").rstrip() + "\n" + moved)

    change = the_change(found)
    assert change.kinds == (Kind.MOVED,)
    assert change.old_parent is not None
    assert change.new_parent is not None
    assert change.new_parent.words == "Innbyggerne reiser kollektivt til arbeidet."


def test_what_stands_below_something_that_has_moved_has_not_moved_itself() -> None:
    head, theme, tail = OLD.partition("    Satsingsområde: Klima")
    found = changed(OLD, theme + tail + head.lstrip("\n"))

    assert len(found.changes) == 1
    assert found.changes[0].kinds == (Kind.MOVED,)
    assert found.changes[0].level == "theme"


def test_of_those_in_another_order_as_few_as_possible_have_moved() -> None:
    lines = [f"Satsingsområde: Tema {letter}" for letter in "abcdef"]
    found = changed("\n".join(lines), "\n".join([*lines[1:], lines[0]]))

    assert told(found) == [(["moved"], "Tema a")]


def test_an_element_on_another_level_has_moved() -> None:
    found = changed(
        OLD,
        OLD.replace(
            "          Strategi [FN-T 11.2]: Kommunen skal bygge",
            "        Delmål [FN-T 11.2]: Kommunen skal bygge",
        ),
    )

    change = the_change(found)
    assert change.kinds == (Kind.MOVED,)
    assert change.relevelled


def test_one_text_that_has_become_two_was_split() -> None:
    one = "Kommunen skal bygge sykkelveier mellom tettstedene, og gi tilskudd til kjøp av elsykkel."
    old = OLD.replace("Kommunen skal bygge sykkelveier mellom tettstedene.", one)
    new = OLD.rstrip() + (
        "\n          Strategi [FN-T 11.2]: Kommunen skal gi tilskudd til kjøp av elsykkel.\n"
    )

    change = the_change(changed(old, new))

    assert change.kinds == (Kind.SPLIT,)
    assert len(change.old) == 1
    assert [each.text for each in change.new] == [
        "Kommunen skal bygge sykkelveier mellom tettstedene.",
        "Kommunen skal gi tilskudd til kjøp av elsykkel.",
    ]


def test_two_texts_that_have_become_one_were_merged() -> None:
    old = OLD.rstrip() + (
        "\n          Strategi [FN-T 11.2]: Kommunen skal gi tilskudd til kjøp av elsykkel.\n"
    )
    one = "Kommunen skal bygge sykkelveier mellom tettstedene, og gi tilskudd til kjøp av elsykkel."
    new = OLD.replace("Kommunen skal bygge sykkelveier mellom tettstedene.", one)

    change = the_change(changed(old, new))

    assert change.kinds == (Kind.MERGED,)
    assert len(change.old) == 2
    assert [each.text for each in change.new] == [one]


def test_references_come_and_go() -> None:
    change = the_change(changed(OLD, OLD.replace("[FN-T 4.2]", "[FN-T 4.2, FN-T 8.6]")))

    assert change.kinds == (Kind.REREFERENCED,)
    assert [each.printed for each in change.references_added] == ["FN-T 8.6"]
    assert change.references_removed == ()


def test_the_same_references_in_another_order_are_no_change() -> None:
    old = OLD.replace("[FN-T 4.2]", "[FN-T 4.2, FN-T 8.6]")

    assert changed(old, OLD.replace("[FN-T 4.2]", "[FN-T 8.6, FN-T 4.2]")).same


def test_other_details_are_a_change() -> None:
    old = a_plan("Strategi: Kommunen skal låne ut bøker.")
    fact = Fact(key="deadline", name="Frist", value="2027")
    dated = old.elements[0].model_copy(update={"facts": (fact,)})

    change = the_change(diff(old, old.model_copy(update={"elements": (dated,)})))

    assert change.kinds == (Kind.FACTS,)
    assert change.facts_added == (fact,)


def test_a_renamed_theme_is_known_by_what_stands_below_it() -> None:
    change = the_change(changed(OLD, OLD.replace("Satsingsområde: Klima", "Satsingsområde: Natur")))

    assert change.kinds == (Kind.REWORDED,)
    assert change.old[0].title == "Klima"


def test_a_themes_only_main_goal_is_the_same_goal_however_it_is_written() -> None:
    change = the_change(
        changed(OLD, OLD.replace("Utslippene går ned hvert eneste år", "Kloden får hvile"))
    )

    assert change.kinds == (Kind.REWORDED,)
    assert [run.kind for run in change.runs] == ["removed", "inserted"]


def test_several_things_can_happen_to_one_element() -> None:
    moved = "          Strategi [EK]: Kommunen skal låne ut bøker på hver skole.\n"
    there = "          Strategi [FN-T 4.1]: Kommunen skal låne ut gode bøker på hver skole.\n"
    change = the_change(changed(OLD, OLD.replace(moved, "").rstrip() + "\n" + there))

    assert change.kinds == (Kind.REWORDED, Kind.MOVED, Kind.REREFERENCED)


def test_the_plans_own_facts_are_compared() -> None:
    old = a_plan(OLD)
    new = old.model_copy(update={"title": "Ny tittel"})

    found = diff(old, new)

    assert [(each.field, each.old, each.new) for each in found.plan_changes] == [
        ("title", "", "Ny tittel")
    ]
    assert not found.same
    assert found.changes == ()


def test_every_known_edit_of_askers_plan_is_found_and_nothing_else(example_plan: Plan) -> None:
    found = diff(example_plan, edits.revised(example_plan))

    assert {kind: dict(levels) for kind, levels in found.by_level.items()} == {
        Kind.ADDED: {"strategy": 1},
        Kind.REMOVED: {"subgoal": 1, "strategy": 2},
        Kind.SPLIT: {"strategy": 1},
        Kind.MERGED: {"strategy": 1},
        Kind.REWORDED: {"theme": 1, "strategy": 1},
        Kind.MOVED: {"strategy": 2},
        Kind.REREFERENCED: {"strategy": 2},
    }
    first = {kind: change for change in reversed(found.changes) for kind in change.kinds}
    assert first[Kind.ADDED].new[0].text == edits.ADDED
    assert tuple(each.text for each in first[Kind.SPLIT].new) == edits.SPLIT_INTO
    assert tuple(each.number for each in first[Kind.MERGED].old) == edits.MERGED
    assert [each.field for each in found.plan_changes] == ["subtitle", "status"]


@settings(max_examples=30)
@given(plans())
def test_a_plan_never_differs_from_itself(plan: Plan) -> None:
    assert diff(plan, plan).same


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), plans())
def test_every_element_of_both_versions_is_explained_once(old: Plan, new: Plan) -> None:
    found = diff(old, new)

    for side, plan in ((0, old), (1, new)):
        explained = Counter(pair[side] for pair in found.unchanged)
        for change in found.changes:
            explained.update(each.id for each in (change.old, change.new)[side])
        assert explained == Counter(element.id for element in plan.walk())


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), plans())
def test_the_comparison_is_the_same_each_time(old: Plan, new: Plan) -> None:
    assert diff(old, new) == diff(old, new)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), plans())
def test_a_new_version_takes_over_the_ids_of_what_it_was_matched_with(old: Plan, new: Plan) -> None:
    carried = carry_ids(old, new)

    assert [each.words for each in carried.walk()] == [each.words for each in new.walk()]
    mains = {each.old[0] for each in match(old, new)}
    assert mains <= {element.id for element in carried.walk()}
    assert carry_ids(old, carried) == carried


def test_ids_are_carried_through_askers_edits(example_plan: Plan) -> None:
    new = edits.revised(example_plan)

    carried = carry_ids(example_plan, new)

    was = {element.id: element for element in example_plan.walk()}
    stayed = [element for element in carried.walk() if element.id in was]
    assert len(stayed) == len(list(new.walk())) - 2  # the new one, and the half that was split off
    assert {element.level for element in stayed} == {level.key for level in new.levels}


def test_a_person_can_say_what_belongs_together() -> None:
    old, new = a_plan("Strategi: Vi skal bygge."), with_other_ids(a_plan("Strategi: Alle får tak."))

    by_itself = diff(old, new)
    corrected = (Match(("line-1",), ("ny-line-1",), "place"),)

    assert [change.kinds for change in by_itself.changes] == [(Kind.REMOVED,), (Kind.ADDED,)]
    assert the_change(diff(old, new, corrected)).kinds == (Kind.REWORDED,)
    assert carry_ids(old, new, corrected).elements[0].id == "line-1"


def test_where_ids_last_what_has_another_id_is_another_element() -> None:
    old = a_plan("Strategi: Vi skal bygge sykkelveier mellom tettstedene.")
    new = with_other_ids(a_plan("Strategi: Vi skal bygge sykkelveier langs skolene."))

    assert the_change(diff(old, new)).kinds == (Kind.REWORDED,)
    found = diff(old, new, lasting=True)
    assert [change.kinds for change in found.changes] == [(Kind.REMOVED,), (Kind.ADDED,)]
    assert diff(old, with_other_ids(old), lasting=True).unchanged == ()


def test_where_ids_last_what_was_split_off_is_still_found(example_plan: Plan) -> None:
    carried = carry_ids(example_plan, edits.revised(example_plan))

    assert diff(example_plan, carried, lasting=True) == diff(example_plan, carried)


@pytest.mark.parametrize("shift", [0, 2000])
def test_four_thousand_elements_are_compared_without_comparing_each_with_each(shift: int) -> None:
    def long_plan(prefix: str, first: int) -> Plan:
        made = tuple(
            Element(
                id=f"{prefix}{place}", level="strategy", text=f"Kommunen skal vokte vei {place}."
            )
            for place in range(first, first + 4000)
        )
        return numbered(Plan(levels=GOALS_AND_STRATEGIES, elements=made))

    found = diff(long_plan("a", 0), long_plan("b", shift))

    assert found.count(Kind.ADDED) == found.count(Kind.REMOVED) == shift
    assert len(found.unchanged) == 4000 - shift


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("Vi bygger vei.", "Vi bygger skole.", "Vi bygger[ vei]{ skole}."),
        ("Vi bygger vei", "Vi bygger vei og skole", "Vi bygger vei{ og skole}"),
        ("god skole", "god, trygg skole", "god{, trygg} skole"),
        ("", "ny", "{ny}"),
        ("gammel", "", "[gammel]"),
        ("likt", "likt", "likt"),
        (
            "for alle barn og for unge i byen vår",
            "for enhver og andre unge i byen vår",
            "for[ alle barn og for]{ enhver og andre} unge i byen vår",
        ),
        ("Klima", "Miljø og natur", "[Klima]{Miljø og natur}"),
    ],
)
def test_words_are_marked_so_that_people_can_read_them(old: str, new: str, marked: str) -> None:
    signs = {"kept": "%s", "removed": "[%s]", "inserted": "{%s}"}

    shown = "".join(signs[run.kind] % run.text for run in word_changes(old, new))

    assert shown == marked


@given(st.just("") | words(), st.just("") | words())
def test_the_runs_of_words_make_up_both_texts(old: str, new: str) -> None:
    runs = word_changes(old, new)

    assert "".join(run.text for run in runs if run.kind != "inserted") == old
    assert "".join(run.text for run in runs if run.kind != "removed") == new
    assert all(run.text for run in runs)
