"""Files of one's own as a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledetraad.statistics.faults import InvalidSelection, UnknownTable
from ledetraad.statistics.sources.base import Selection
from ledetraad.statistics.sources.local import LocalFiles

_TABLE = "Boliger i Asker\nKommune;Type;2023;2024\n3203 Asker;Enebolig;5;6\n3203 Asker;Blokk;7;8\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a table, something else, and a file outside it."""
    inside = tmp_path / "tall"
    (inside / "bolig").mkdir(parents=True)
    (inside / "bolig" / "boliger.csv").write_text(_TABLE, encoding="utf-8")
    (inside / "notat.txt").write_text("Bare tekst.", encoding="utf-8")
    (tmp_path / "hemmelig.csv").write_text(_TABLE, encoding="utf-8")
    return inside


def test_a_file_is_found_by_words_in_its_name_or_title(folder: Path) -> None:
    source = LocalFiles(folder)

    assert [hit.code for hit in source.find("boliger asker")] == ["bolig/boliger.csv"]
    assert source.find("notat") == []
    assert (source.find("")[0].first, source.find("")[0].last) == ("2023", "2024")


def test_a_part_of_a_file_is_fetched(folder: Path) -> None:
    fetched = LocalFiles(folder).fetch(
        Selection("bolig/boliger.csv", {"Type": ("Blokk",), "Tid": ("top(1)",)})
    )

    assert [(r["category"], r["value"]) for r in fetched.observed.table.to_pylist()] == [
        ("Type=Blokk", 8.0)
    ]


def test_unchanged_is_told_by_the_files_bytes(folder: Path) -> None:
    source = LocalFiles(folder)
    edition = source.fetch(Selection("bolig/boliger.csv")).edition

    assert source.unchanged("bolig/boliger.csv", edition)
    (folder / "bolig" / "boliger.csv").write_text(_TABLE.replace("8", "9"), encoding="utf-8")
    assert not source.unchanged("bolig/boliger.csv", edition)


@pytest.mark.parametrize("table", ["../hemmelig.csv", "ingen.csv", "bolig/boliger.csv#2", "/etc/x"])
def test_nothing_outside_the_folder_and_nothing_that_is_not_there_is_read(
    folder: Path, table: str
) -> None:
    with pytest.raises(UnknownTable):
        LocalFiles(folder).fetch(Selection(table))


def test_a_choice_that_is_not_in_the_file_is_refused(folder: Path) -> None:
    with pytest.raises(InvalidSelection, match="Rekkehus"):
        LocalFiles(folder).fetch(Selection("bolig/boliger.csv", {"Type": ("Rekkehus",)}))
