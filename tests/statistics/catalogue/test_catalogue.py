"""The starter catalogue: every entry can be used, and says what it rests on."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from ledetraad.frameworks.un_sdg import un_sdg
from ledetraad.i18n import LANGUAGES
from ledetraad.statistics.catalogue.load import U4SSC, Entry, catalogue, matching
from ledetraad.statistics.reforms.join import Adds
from ledetraad.statistics.sources.registry import SOURCES

_ENTRIES = catalogue()


def _id(entry: Entry) -> str:
    return entry.key


def test_there_is_enough_to_begin_with_and_each_has_a_key_of_its_own() -> None:
    assert len(_ENTRIES) >= 50
    assert len({entry.key for entry in _ENTRIES}) == len(_ENTRIES)
    assert sum(entry.complete for entry in _ENTRIES) >= 46


def test_names_are_told_apart_in_every_language() -> None:
    for language in LANGUAGES:
        names = [entry.name.said(language) for entry in _ENTRIES]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("entry", _ENTRIES, ids=_id)
def test_an_entry_can_be_used_and_says_what_it_rests_on(entry: Entry) -> None:
    definition = entry.definition()

    assert urlsplit(entry.seen).scheme == "https"
    assert definition.unit
    for part in definition.parts.values():
        assert part.source in {*SOURCES, "file"}
        assert part.table and part.region
        if part.source == "ssb" and entry.complete:
            assert part.choices["ContentsCode"]
        if part.region == "KOKkommuneregion0000" and entry.complete:
            assert all(code.startswith("KOS") for code in part.choices["ContentsCode"])


@pytest.mark.parametrize("entry", _ENTRIES, ids=_id)
def test_the_un_targets_are_targets_or_goals_of_the_un(entry: Entry) -> None:
    known = set(un_sdg().items)

    assert set(entry.un) <= known


def test_every_sub_dimension_of_u4ssc_but_one_has_something() -> None:
    subs = {sub for each in U4SSC.values() for sub in each}

    assert subs - {entry.u4ssc for entry in _ENTRIES} == {"ICT"}


def test_what_is_a_share_of_all_is_reckoned_from_counts_of_one_table() -> None:
    """So that it can be joined over reforms, and both are counted alike."""
    for entry in _ENTRIES:
        if "alle" in entry.parts:
            assert {part.adds for part in entry.parts.values()} == {Adds.COUNT}
            assert (
                len({(part.table, *part.choices["ContentsCode"]) for part in entry.parts.values()})
                == 1
            )


def test_shares_computed_of_counts_can_be_joined_and_published_ones_are_not() -> None:
    by_key = {entry.key: entry for entry in _ENTRIES}

    older = by_key["andel-80-ar"].parts
    assert {part.adds for part in older.values()} == {Adds.COUNT}
    assert by_key["netto-driftsresultat"].parts["x"].adds is Adds.SHARE
    assert by_key["medianinntekt"].parts["x"].adds is Adds.SHARE


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("driftsresultat", "netto-driftsresultat"),
        ("12134", "netto-driftsresultat"),
        ("13.2", "klimagassutslipp"),
        ("13", "klimagassutslipp"),
        ("BARNEHAGE 4.2", "barnehagedekning"),
        ("life expectancy", "levealder-kvinner"),
        ("energy", "elbiler"),
    ],
)
def test_an_entry_is_found_by_words_table_target_or_goal(words: str, key: str) -> None:
    assert key in {entry.key for entry in matching(words, _ENTRIES)}


def test_what_is_not_there_is_not_found() -> None:
    assert matching("romfart", _ENTRIES) == []
    assert matching("", _ENTRIES) == list(_ENTRIES)
