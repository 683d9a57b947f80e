"""Goals that another program has written as JSON: every one in its place, with what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledetraad.errors import UnreadableDocument
from ledetraad.plan.model import Element, Fact, Plan, SourcePlace
from ledetraad.readers import read_bytes, read_document

FOLDER = Path(__file__).parents[1] / "documents" / "json"
REAL = sorted(Path(__file__).parents[3].glob("shared/data/*/data/maal.json"))


def outline(plan: Plan) -> list[str]:
    return [f"{element.number} {element.level} {element.words}" for element in plan.walk()]


def parents(plan: Plan) -> dict[str, str]:
    return {child.id: element.id for element in plan.walk() for child in element.children}


def element(plan: Plan, identity: str) -> Element:
    return next(one for one in plan.walk() if one.id == identity)


def test_goals_of_several_plans_stand_under_their_plans_and_their_own_goals() -> None:
    plan = read_document(FOLDER / "goals-and-plans.json").plan

    assert outline(plan) == [
        "1 plan Kommuneplanens samfunnsdel 2030-2042",
        "1.1 goal_1 Eksempel er et godt sted å vokse opp",
        "1.1.1 goal_2 God oppvekst",
        "1.1.1.1 goal_3 Alle barn lærer å svømme.",
        "1.1.1.1.1 goal_4 Svømmehallen åpner hver lørdag",
        "1.1.2 goal_2 Grønne nærmiljø",
        "1.1.2.1 goal_3 Ta vare på de store trærne",
        "1.2 goal_1 God tjenestekvalitet",
        "2 plan Økonomireglementet",
        "2.1 goal_1 Renter skal utgjøre høyst 4 prosent av inntektene.",
        "3 goal_1 Boliger til alle",
    ]
    assert [level.singular for level in plan.levels][:2] == ["plan", "mål på nivå 1"]


def test_a_goal_keeps_its_id_its_row_its_tags_and_its_other_fields() -> None:
    goal = element(read_document(FOLDER / "goals-and-plans.json").plan, "m-04")

    assert goal.source == SourcePlace(file="goals-and-plans.json", row=1)
    assert goal.facts == (
        Fact(key="tag", name="maalEmneknagger", value="Folkehelse"),
        Fact(key="tag", name="maalEmneknagger", value="BarnOgUnge"),
        Fact(key="other", name="maalType", value="3"),
    )


def test_a_tag_that_names_a_goal_of_the_un_is_a_reference() -> None:
    plan = read_document(FOLDER / "goals-and-plans.json").plan

    codes = {
        one.id: [(reference.framework, reference.code) for reference in one.references]
        for one in plan.walk()
        if one.references
    }
    assert codes == {"m-04": [("un-sdg", "4.1")], "m-03": [("un-sdg", "15")]}


def test_a_goal_under_one_of_another_plan_says_which_plan_it_is_of() -> None:
    plan = read_document(FOLDER / "goals-and-plans.json").plan

    assert Fact(key="plan", name="maalPlan", value="Oppvekstplanen") in element(plan, "m-06").facts
    assert {one.id for one in plan.walk() for fact in one.facts if fact.key == "plan"} == {"m-06"}


def test_plans_without_names_and_goals_above_themselves_are_told_of() -> None:
    result = read_document(FOLDER / "goals.json")

    assert [one.title for one in result.plan.elements if one.level == "plan"] == [
        "Plan p-1",
        "Plan p-3",
    ]
    assert sorted(finding.code for finding in result.findings) == [
        "LT001",
        "LT005",
        "LT005",
        "LT007",
    ]


def test_goals_of_one_plan_are_that_plan() -> None:
    result = read_document(FOLDER / "one-plan.json")

    plan = result.plan
    assert (plan.title, str(plan.period), plan.language) == ("Climate plan", "2030–2034", "en")
    assert outline(plan) == [
        "1 goal_1 Clean air",
        "1.1 goal_2 Fewer cars in the centre",
        "1.2 goal_2 More trees",
    ]
    assert [reference.code for reference in plan.elements[0].references] == ["11.6", "13"]
    assert Fact(key="deadline", name="deadline", value="2032") in element(plan, "2").facts
    assert [finding.values for finding in result.findings] == [{"field": "figures"}]


def test_reading_twice_gives_the_same_plan() -> None:
    data = (FOLDER / "goals.json").read_bytes()

    assert read_bytes(data, "goals.json") == read_bytes(data, "goals.json")


def test_goals_that_stand_above_each_other_are_all_kept() -> None:
    ring = [
        {"id": "a", "name": "A", "parent": "c"},
        {"id": "b", "name": "B", "parent": "a"},
        {"id": "c", "name": "C", "parent": "b"},
        {"id": "d", "name": "D", "parent": "c"},
    ]

    result = read_bytes(json.dumps(ring).encode(), "plan.json")

    assert [one.id for one in result.plan.walk()] == ["a", "b", "c", "d"]
    assert parents(result.plan) == {"b": "a", "c": "b", "d": "c"}
    assert [finding.code for finding in result.findings] == ["LT001", "LT007"]


@pytest.mark.parametrize(
    "document",
    [
        [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}],
        [{"id": 1, "name": "a", "parent": "x"}, {"id": 2, "name": "b", "parent": "y"}],
        {"rows": [1, 2, 3]},
        [],
        "goals",
    ],
)
def test_other_json_is_no_list_of_goals(document: object) -> None:
    with pytest.raises(UnreadableDocument):
        read_bytes(json.dumps(document).encode(), "plan.json")


def test_goals_nested_too_deeply_are_refused() -> None:
    chain = [{"id": n, "name": "a", "parent": n - 1 if n else None} for n in range(40)]
    nested: dict[str, object] = {"id": 0, "name": "a", "children": []}
    for number in range(1, 40):
        nested = {"id": number, "name": "a", "children": [nested]}

    for document in (chain, [nested]):
        with pytest.raises(UnreadableDocument, match="nested too deeply"):
            read_bytes(json.dumps(document).encode(), "plan.json")


def test_a_chain_of_very_many_goals_is_refused_at_once() -> None:
    chain = [{"id": n, "name": "a", "parent": n + 1} for n in range(50_000)]

    with pytest.raises(UnreadableDocument, match="nested too deeply"):
        read_bytes(json.dumps(chain).encode(), "plan.json")


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.parent.name)
def test_a_municipality_s_own_goals_are_all_in_their_places(path: Path) -> None:
    goals = json.loads(path.read_bytes())
    plans = json.loads((path.parent / "plan.json").read_bytes())
    both = json.dumps({"plan": plans, "maal": goals}).encode()

    for result in (read_document(path), read_bytes(both, "maal.json")):
        read = {one.id: one for one in result.plan.walk() if one.level != "plan"}
        assert len(read) == len(goals) == 93
        above = parents(result.plan)
        for goal in goals:
            one = read[goal["maalID"]]
            assert one.text == goal["maalNavn"].strip()
            if goal["maalOverordnet"] not in {None, goal["maalID"]}:
                assert above[one.id] == goal["maalOverordnet"]
            tags = [fact.value for fact in one.facts if fact.key == "tag"]
            assert tags == [
                tag.strip().removeprefix("#")
                for tag in (goal["maalEmneknagger"] or "").split(";")
                if tag
            ]
