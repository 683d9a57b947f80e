"""The UN's goals and targets: all of them, in three languages, short enough to show."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ledetraad.frameworks.un_sdg import FrameworkItem, un_sdg

TARGETS_OF_GOALS = (7, 8, 13, 10, 9, 8, 5, 12, 8, 10, 10, 11, 5, 10, 12, 12, 19)
LETTERED_OF_GOALS = (2, 3, 4, 3, 3, 2, 2, 2, 3, 3, 3, 3, 2, 3, 3, 2, 0)
"""How many of each goal's targets have a letter for a number (the means of implementation)."""
COLOURS = (
    "#E5243B #DDA63A #4C9F38 #C5192D #FF3A21 #26BDE2 #FCC30B #A21942 #FD6925 "
    "#DD1367 #FD9D24 #BF8B2E #3F7E44 #0A97D9 #56C02B #00689D #19486A"
)
REFERENCE = Path(__file__).parents[3] / "shared" / "sdg" / "targets.csv"
LANGUAGES = ("nb", "nn", "en")
ITEMS = list(un_sdg().items.values())
TARGETS = [item for item in ITEMS if not item.is_goal]


def codes_of_the_un() -> list[str]:
    """Every target's code, in order: numbers, then letters."""
    codes = []
    for place, (all_of_them, lettered) in enumerate(
        zip(TARGETS_OF_GOALS, LETTERED_OF_GOALS, strict=True), start=1
    ):
        numbers = [f"{place}.{number}" for number in range(1, all_of_them - lettered + 1)]
        codes += [*numbers, *(f"{place}.{letter}" for letter in "abcd"[:lettered])]
    return codes


def test_there_are_seventeen_goals_in_order() -> None:
    assert [goal.code for goal in un_sdg().goals] == [str(number) for number in range(1, 18)]


def test_every_goal_has_all_its_targets() -> None:
    assert tuple(len(un_sdg().targets(goal.code)) for goal in un_sdg().goals) == TARGETS_OF_GOALS
    assert len(TARGETS) == 169


def test_the_codes_are_the_uns() -> None:
    codes = [target.code for target in TARGETS]

    assert codes == codes_of_the_un()
    if REFERENCE.exists():
        with REFERENCE.open(encoding="utf-8", newline="") as file:
            assert sorted(codes) == sorted(row["code"] for row in csv.DictReader(file))


def test_the_colours_are_the_official_ones() -> None:
    assert " ".join(goal.colour for goal in un_sdg().goals) == COLOURS
    for target in TARGETS:
        assert target.colour == un_sdg().items[target.goal].colour


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: str(item.code))
def test_an_item_has_a_short_title_in_every_language(item: FrameworkItem) -> None:
    assert set(item.names) == set(LANGUAGES)
    for name in item.names.values():
        assert name == name.strip() != ""
        assert len(name) <= 90
        assert not name.endswith(".")


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: str(target.code))
def test_a_target_has_search_words_in_every_language(target: FrameworkItem) -> None:
    assert set(target.words) == set(LANGUAGES)
    for words in target.words.values():
        assert len(words) >= 4
        assert len(set(words)) == len(words)
        assert all(word == word.strip() != "" for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_targets_have_the_same_title(language: str) -> None:
    titles = [target.names[language] for target in TARGETS]

    assert len(set(titles)) == len(titles)


def test_every_item_has_an_identifier_and_the_address_of_the_official_text() -> None:
    target = un_sdg().items["11.a"]

    assert target.iri == "http://metadata.un.org/sdg/11.a"
    assert target.official == "https://metadata.un.org/sdg/11.a"


def test_a_target_stands_under_its_goal() -> None:
    parents = un_sdg().parents()

    assert list(parents) == list(un_sdg().items)
    assert parents["11"] is None
    assert parents["11.a"] == "11"
    assert parents["17.19"] == "17"
