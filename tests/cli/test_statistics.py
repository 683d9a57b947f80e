"""`ledetraad statistics read|find|describe|catalogue` at a terminal and in a pipeline."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest

from ledetraad.cli.app import run
from tests.statistics.shared import JSONSTAT, KEY_FIGURES
from tests.statistics.sources.office import Office, open_office

Ledetraad = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ledetraad(capfdbinary: pytest.CaptureFixture[bytes]) -> Ledetraad:
    """Run a command; its exit code, standard output and standard error."""

    def command(*arguments: object) -> tuple[int, str, str]:
        code = run(["statistics", *map(str, arguments)])
        sys.stdout.flush()
        sys.stderr.flush()
        told = capfdbinary.readouterr()
        return code, told.out.decode(), told.err.decode()

    return command


@pytest.fixture
def office() -> Iterator[Office]:
    """Statistics Norway's table 05300 at an address on this machine."""
    recorded = orjson.loads((JSONSTAT / "ssb-05300.json").read_bytes())
    with open_office(Office({"05300": recorded})) as opened:
        yield opened


def test_read_shows_what_a_file_counts_and_what_is_missing(ledetraad: Ledetraad) -> None:
    code, out, _ = ledetraad("read", JSONSTAT / "ssb-05300.json", "--rows", 1)

    assert code == 0
    assert "05300: Avstand til nærmeste lokale/sted" in out
    assert "1991–2021" in out
    assert ": 20" in out and ": 8" in out
    assert "Kulturtilbud=01" in out


def test_read_gives_json_to_programs(ledetraad: Ledetraad) -> None:
    code, out, _ = ledetraad("read", KEY_FIGURES, "--json", "--rows", 2)

    (dataset,) = json.loads(out)["datasets"]
    assert code == 0
    assert (dataset["rows"], dataset["marks"]) == (121, {"..": 5})
    assert dataset["first"][0]["value"] == 93.7


def test_read_shows_the_links_of_a_collection(ledetraad: Ledetraad) -> None:
    code, out, _ = ledetraad("read", JSONSTAT / "collection.json")

    assert code == 0
    assert "Unemployment rate" in out


@pytest.mark.parametrize(
    ("name", "body"),
    [("tall.csv", "tull"), ("tall.json", "{"), ("tall.px", "TITLE="), ("tall.docx", "")],
)
def test_what_can_not_be_read_ends_with_2_and_no_traceback(
    ledetraad: Ledetraad, tmp_path: Path, name: str, body: str
) -> None:
    (tmp_path / name).write_text(body, encoding="utf-8")

    code, out, err = ledetraad("read", tmp_path / name)

    assert (code, out) == (2, "")
    assert name in err and "Traceback" not in err


def test_find_lists_tables_by_words(ledetraad: Ledetraad, office: Office) -> None:
    code, out, _ = ledetraad("find", "avstand", "--address", f"{office.address}/v2")

    assert code == 0
    assert "05300" in out and "1991–2021" in out


def test_find_says_when_there_is_nothing(ledetraad: Ledetraad, office: Office) -> None:
    code, out, err = ledetraad("find", "romfart", "--address", f"{office.address}/v2")

    assert (code, out) == (1, "")
    assert err


def test_describe_shows_what_can_be_chosen(ledetraad: Ledetraad, office: Office) -> None:
    code, out, _ = ledetraad("describe", "05300", "--address", f"{office.address}/v2")

    assert code == 0
    assert "05 Museum" in out
    assert "(prosent)" in out


@pytest.mark.parametrize("source", ["ssb", "ssb-v1"])
def test_describe_gives_json_to_programs(ledetraad: Ledetraad, office: Office, source: str) -> None:
    address = f"{office.address}/{'v2' if source == 'ssb' else 'v1/no'}"

    code, out, _ = ledetraad(
        "describe", "05300", "--source", source, "--address", address, "--json"
    )

    assert code == 0
    assert [each["code"] for each in json.loads(out)["variables"]][-1] == "Tid"


def test_a_source_that_is_not_there_ends_with_2(ledetraad: Ledetraad) -> None:
    code, _, err = ledetraad("find", "x", "--source", "nasa")

    assert code == 2
    assert "nasa" in err and "ssb" in err


def test_the_catalogue_is_found_by_target_and_given_to_programs(ledetraad: Ledetraad) -> None:
    code, out, _ = ledetraad("catalogue", "13.2", "--json")

    assert code == 0
    assert {each["key"] for each in json.loads(out)} == {"klimagassutslipp", "utslipp-veitrafikk"}
    assert "netto-driftsresultat" in ledetraad("catalogue")[1]
    assert ledetraad("catalogue", "romfart")[0] == 1
