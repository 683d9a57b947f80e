"""The store at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ledetraad.cli.app import run
from ledetraad.statistics.store.store import Store
from tests.statistics.numbers import NOW, observed

Ledetraad = Callable[..., tuple[int, str, str]]
NUMBERS = {
    "3203": [11.0, 11.6, 11.2, 12.4, 11.9, 12.3],
    "0301": [14.0, 14.2, 14.1, 14.8, 15.0, 14.9],
    "EAK": [13.0, 13.1, 13.1, 13.3, 13.4, 13.2],
}
NAMES = {"3203": "Asker", "0301": "Oslo", "EAK": "Landet"}


@pytest.fixture
def ledetraad(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Ledetraad:
    """Run a command of `statistics` on data in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def command(*arguments: object) -> tuple[int, str, str]:
        code = run(["statistics", *map(str, arguments)])
        sys.stdout.flush()
        sys.stderr.flush()
        told = capfdbinary.readouterr()
        return code, told.out.decode(), told.err.decode()

    return command


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with two editions of a table, where the commands look for it."""
    kept = Store(tmp_path / "var" / "statistics")
    older = NUMBERS | {"3203": [11.0, 11.6, 11.2, 12.4, 11.8]}
    kept.add(observed(older, first=2020, regions=NAMES), "2026-03-15", NOW)
    kept.add(observed(NUMBERS, first=2020, regions=NAMES), "2026-06-15", NOW)
    return kept


def test_what_there_is_is_listed(ledetraad: Ledetraad, store: Store) -> None:
    code, out, _ = ledetraad("list")

    assert code == 0
    for expected in ("12134", "Eksempel", "2026-06-15", "18"):
        assert expected in out


def test_an_empty_store_is_told_of(ledetraad: Ledetraad) -> None:
    code, out, told = ledetraad("list")

    assert (code, out) == (0, "")
    assert "ledetraad statistics add" in told


def test_an_edition_of_another_store_can_be_added(
    ledetraad: Ledetraad, store: Store, tmp_path: Path
) -> None:
    file = store.path(store.catalogue().datasets[0].latest)

    code, _, told = ledetraad("add", file, "--edition", "a", "--data", tmp_path / "other")

    assert code == 0
    assert "18" in told
    kept = Store(tmp_path / "other" / "statistics").catalogue().get("ssb", "12134")
    assert [each.name for each in kept.editions] == ["a"]


def test_a_file_that_is_no_statistics_is_refused(ledetraad: Ledetraad, tmp_path: Path) -> None:
    file = tmp_path / "plan.parquet"
    file.write_text("Asker kommune")

    code, _, told = ledetraad("add", file)

    assert code == 2
    assert str(file) in told
    assert "Traceback" not in told


def test_a_series_is_shown_with_its_target_its_forecast_and_its_chart(
    ledetraad: Ledetraad, store: Store, tmp_path: Path
) -> None:
    code, out, _ = ledetraad(
        *("show", "ssb", "12134", "--region", "3203", "--target", "15", "--year", "2030"),
        *("--chart", "asker.svg"),
    )

    assert code == 0
    assert "Asker" in out
    assert "12,3" in out
    assert "2030" in out
    assert (tmp_path / "asker.svg").read_bytes().startswith(b"<svg")


def test_a_table_is_shown_with_its_editions(ledetraad: Ledetraad, store: Store) -> None:
    code, out, _ = ledetraad("show", "ssb", "12134")

    assert code == 0
    for expected in ("Andel", "prosent", "2026-03-15", "2026-06-15", "3203 Asker"):
        assert expected in out


def test_what_the_latest_edition_changed_is_told(ledetraad: Ledetraad, store: Store) -> None:
    code, out, _ = ledetraad("changes", "ssb", "12134")

    assert code == 0
    assert "11.8" in out
    assert "11.9" in out
    assert out.count("2024") == 1


def test_a_place_is_set_beside_others(ledetraad: Ledetraad, store: Store) -> None:
    code, out, _ = ledetraad("compare", "ssb", "12134", "--region", "3203", "--with", "0301,EAK")

    assert code == 0
    assert out.index("Oslo") < out.index("Landet") < out.index("→ Asker")
    assert "−2,6" in out


def test_the_forecasts_are_tested(ledetraad: Ledetraad, store: Store) -> None:
    code, out, _ = ledetraad("backtest", "--ahead", "1")

    assert code == 0
    assert "MASE" in out
    assert out.startswith("3 ")


def test_a_damaged_file_is_named(ledetraad: Ledetraad, store: Store) -> None:
    assert ledetraad("verify")[0] == 0
    path = store.path(store.catalogue().datasets[0].latest)
    path.write_bytes(path.read_bytes()[:-9])

    code, _, told = ledetraad("verify")

    assert code == 1
    assert path.name in told
    assert "ssb 12134 2026-06-15" in told


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("show", "ssb", "1"), "1"),
        (("show", "ssb", "12134", "--region", "9999"), "9999"),
        (("show", "ssb", "12134", "--region", "3203", "--content", "B"), "--content"),
        (("changes", "ssb", "12134", "--since", "yesterday"), "2026-03-15"),
        (("show", "ssb", "12134", "--config", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_what_is_not_there_is_told_of(
    ledetraad: Ledetraad, store: Store, command: tuple[str, ...], told: str
) -> None:
    code, _, said = ledetraad(*command)

    assert code == 2
    assert told in said
    assert "Traceback" not in said


def test_the_settings_say_where_the_store_is(
    ledetraad: Ledetraad, store: Store, tmp_path: Path
) -> None:
    (tmp_path / "ledetraad.toml").write_text(f'[statistics]\nfolder = "{tmp_path / "elsewhere"}"\n')

    assert ledetraad("list")[1] == ""

    (tmp_path / "ledetraad.toml").write_text('[statistics]\nengine = "abacus"\n')
    code, _, told = ledetraad("list")
    assert code == 2
    assert "statistics.engine" in told
