"""Suggestions of UN goals and targets: by a statement's words, for a person to take or leave."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.suggest import coded, hits

from ledetraad.cli.app import run
from ledetraad.plan.model import Plan
from ledetraad.suggest.ranking import Ranking, features
from ledetraad.suggest.targets import suggest_targets


def codes(text: str, language: str = "nb", **more: tuple[str, ...]) -> list[str]:
    return [one.item.code for one in suggest_targets(text, language, **more)]


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("Kommunen skal redusere matsvinn i kantinene.", "nb", "12.3"),
        ("Alle skal ha trygt drikkevann fra vannverket.", "nb", "6.1"),
        ("Alle skal ha trygt drikkevatn frå vassverket.", "nn", "6.1"),
        ("Everyone shall have safe drinking water.", "en", "6.1"),
        ("Flere skal velge fornybar energi fra solceller.", "nb", "7.2"),
    ],
)
def test_the_words_lead_to_the_target(text: str, language: str, code: str) -> None:
    assert codes(text, language)[0] == code


def test_it_says_which_words_led_there() -> None:
    first = suggest_targets("Kommunen skal redusere matsvinn.")[0]

    assert "matsvinn" in first.because


def test_a_part_of_a_compound_counts() -> None:
    ranking = Ranking({"diversity": features("mangfold"), "water": features("drikkevann")})

    assert ranking.rank(features("Naturmangfoldet"))[0].key == "diversity"


@pytest.mark.parametrize("text", ["", "Vi skal.", "Katten sover i kurven.", "1 2 3", "«–»"])
def test_nothing_is_suggested_for_words_that_say_nothing_of_it(text: str) -> None:
    assert codes(text) == []


def test_what_a_statement_stands_under_helps(example_plan: Plan) -> None:
    statements = list(coded(example_plan))
    alone = [replace(one, above=()) for one in statements]

    under = hits(statements, example_plan.language)
    assert under.goal_third > hits(alone, example_plan.language).goal_third


def test_most_of_askers_own_references_are_suggested(example_plan: Plan) -> None:
    statements = list(coded(example_plan))
    told = hits(statements, example_plan.language)

    assert told.of == 58
    assert told.goal_first / told.of >= 0.75
    assert told.goal_third / told.of >= 0.88


def test_the_command_tells_those_without_a_un_goal(
    example: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    import json

    assert run(["suggest", str(example), "--json"]) == 0
    some = json.loads(capfd.readouterr().out)
    assert run(["suggest", str(example), "--json", "--all"]) == 0
    every = json.loads(capfd.readouterr().out)

    assert len(every) == 8 + 28 + 87
    assert len(some) == len(every) - 58
    assert all(one["references"] == ["AK"] for one in some if one["references"])
    assert any(one["suggestions"] for one in some)


def test_the_command_shows_a_table(example: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["suggest", str(example)]) == 0

    told = capfd.readouterr().out
    assert "Kan bygge på" in told
    assert "1.1.5" in told
