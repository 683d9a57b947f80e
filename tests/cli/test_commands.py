"""The commands, as a planner at a terminal and a script in a pipeline meet them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Ledetraad


def test_read_gives_the_exchange_format(ledetraad: Ledetraad, example: Path) -> None:
    code, out, _ = ledetraad("read", example, "--json")

    plan = json.loads(out)
    assert code == 0
    assert plan["owner"] == "Asker kommune"
    assert plan["period"] == {"from": 2020, "to": 2032}
    assert plan["status"] == "proposal"
    theme = plan["elements"][0]
    assert theme["level"] == "theme"
    assert theme["title"] == "Samarbeid for å nå målene"
    main_goal = theme["children"][0]
    assert main_goal["level"] == "main_goal"
    assert main_goal["references"] == [
        {"printed": "FN-T 17", "framework": "un-sdg", "code": "17", "basis": "adapted"}
    ]
    assert main_goal["source"]["line"] == 18


def test_read_shows_people_a_table(ledetraad: Ledetraad, example: Path) -> None:
    code, out, _ = ledetraad("read", example)

    assert code == 0
    assert "8 hovedmål" in out
    assert "28 delmål" in out
    assert "87 strategier" in out


def test_check_ends_with_one_when_it_finds_something(ledetraad: Ledetraad, example: Path) -> None:
    code, out, _ = ledetraad("check", example)

    assert code == 1
    assert "LT103" in out


def test_check_ends_with_nought_when_nothing_is_found(ledetraad: Ledetraad, example: Path) -> None:
    code, _, _ = ledetraad("check", example, "--select", "LT101,LT104")

    assert code == 0


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_check_speaks_to_machines(ledetraad: Ledetraad, example: Path, form: str) -> None:
    _, out, _ = ledetraad("check", example, "--format", form)

    json.loads(out)


def test_check_annotates_on_github(ledetraad: Ledetraad, example: Path) -> None:
    _, out, _ = ledetraad("check", example, "--format", "github")

    assert all(
        line.startswith(("::warning ", "::notice ", "::error ")) for line in out.splitlines()
    )


def test_check_follows_the_settings_file_beside_the_plan(
    ledetraad: Ledetraad, example: Path, tmp_path: Path
) -> None:
    (tmp_path / "plan.txt").write_bytes(example.read_bytes())
    (tmp_path / "ledetraad.toml").write_text('[check]\nselect = ["LT103"]\n', encoding="utf-8")

    _, out, _ = ledetraad("check", tmp_path / "plan.txt", "--format", "json")

    assert {finding["code"] for finding in json.loads(out)["findings"]} == {"LT103"}


def test_a_setting_that_will_not_do_is_told_of_by_its_name(
    ledetraad: Ledetraad, example: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "ledetraad.toml"
    settings.write_text("[check]\nselekt = []\n", encoding="utf-8")

    code, _, err = ledetraad("check", example, "--config", settings)

    assert code == 2
    assert "check.selekt" in err
    assert str(settings) in err


def test_trace_counts_what_rests_on_each_goal(ledetraad: Ledetraad, example: Path) -> None:
    code, out, _ = ledetraad("trace", example, "--json")

    trace = json.loads(out)
    goals = [item for item in trace["items"] if item["code"] == item["goal"]]
    assert code == 0
    assert len(goals) == 17
    assert len(trace["items"]) == 17 + 169
    assert [item["code"] for item in goals if not item["resting"]] == ["1", "2", "5"]
    assert trace["references_to"] == {"un-sdg": 70, "own": 69}
    assert goals[0]["iri"] == "http://metadata.un.org/sdg/1"


def test_trace_as_csv_has_a_row_for_each_pair(ledetraad: Ledetraad, example: Path) -> None:
    _, out, _ = ledetraad("trace", example, "--csv")

    head, *rows = out.splitlines()
    assert head.split(";")[:4] == ["item", "goal", "name", "relation"]
    assert any(row.startswith("1;1;") and ";nothing;" in row for row in rows)


def test_a_rule_is_explained(ledetraad: Ledetraad) -> None:
    code, out, _ = ledetraad("rules", "lt103")

    assert code == 0
    assert "LT103" in out


def test_a_rule_that_is_not_there_is_told_of(ledetraad: Ledetraad) -> None:
    code, _, err = ledetraad("rules", "LT999")

    assert code == 2
    assert "LT999" in err


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx"])
def test_what_is_converted_can_be_read_again_as_the_same_plan(
    ledetraad: Ledetraad, example: Path, tmp_path: Path, ending: str
) -> None:
    other = tmp_path / f"plan.{ending}"
    code, _, _ = ledetraad("convert", example, "-o", other)
    assert code == 0

    before = json.loads(ledetraad("read", example, "--json")[1])
    after = json.loads(ledetraad("read", other, "--json")[1])

    before.pop("findings", None)
    after.pop("findings", None)
    assert after == before


def test_an_ending_that_can_not_be_written_is_told_of(
    ledetraad: Ledetraad, example: Path, tmp_path: Path
) -> None:
    code, _, err = ledetraad("convert", example, "-o", tmp_path / "plan.odt")

    assert code == 2
    assert ".xlsx" in err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["read", "check", "trace", "convert", "site"])
@pytest.mark.parametrize("content", [b"", b"bare tekst", b"\x00\x01"])
def test_a_document_that_is_no_plan_ends_with_two_and_writes_nothing(
    ledetraad: Ledetraad, tmp_path: Path, command: str, content: bytes
) -> None:
    document = tmp_path / "dokument.txt"
    document.write_bytes(content)
    output = tmp_path / "ut.json"
    more = ["-o", output] if command in {"convert", "site"} else []

    code, out, err = ledetraad(command, document, *more)

    assert (code, out) == (2, "")
    assert "dokument.txt" in err
    assert "Traceback" not in err
    assert not output.exists()


def test_a_missing_document_ends_with_two(ledetraad: Ledetraad) -> None:
    code, _, err = ledetraad("read", "finnes-ikke.txt")

    assert code == 2
    assert "finnes-ikke.txt" in err


def test_the_schema_is_printed(ledetraad: Ledetraad) -> None:
    _, out, _ = ledetraad("schema")

    assert json.loads(out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_command_that_is_not_there_ends_with_two(ledetraad: Ledetraad) -> None:
    assert ledetraad("finnesikke")[0] == 2


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; from ledetraad.cli.app import run; run(['--help']);"
        "print(sorted({'django', 'pydantic', 'jinja2', 'rich', 'babel'} & set(sys.modules)))"
    )

    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert told.stdout.splitlines()[-1] == "[]"


def test_a_name_in_bytes_that_are_no_letters_is_told_with_what_can_be_told(
    ledetraad: Ledetraad, example: Path, tmp_path: Path
) -> None:
    odd = tmp_path / os.fsdecode(b"plan\xff.txt")
    odd.write_bytes(example.read_bytes())

    _, read, _ = ledetraad("read", odd, "--json")
    code, out, _ = ledetraad("check", odd, "--format", "sarif")

    assert json.loads(read)["elements"][0]["source"]["file"] == "plan\ufffd.txt"
    assert code == 1
    assert json.loads(out)["version"] == "2.1.0"


def test_a_screen_that_does_not_know_every_character_is_written_to_all_the_same(
    example: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ledetraad", "check", str(example)],
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_a_table_of_settings_that_is_not_there_is_told_of(
    ledetraad: Ledetraad, example: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "ledetraad.toml"
    settings.write_text("[chekc]\nlix = 60\n")

    code, _, err = ledetraad("check", example, "--config", settings)

    assert code == 2
    assert f"{settings}: " in err
    assert "chekc" in err


@pytest.mark.parametrize(
    ("arguments", "option"),
    [(("check", "--select", "XX9"), "--select"), (("site", "--languages", "de"), "--languages")],
)
def test_an_option_that_will_not_do_is_told_of_by_its_own_name(
    ledetraad: Ledetraad,
    example: Path,
    tmp_path: Path,
    arguments: tuple[str, ...],
    option: str,
) -> None:
    command, *options = arguments
    output = ["-o", tmp_path / "site"] if command == "site" else []

    code, _, err = ledetraad(command, example, *options, *output)

    assert code == 2
    assert err.startswith(f"{option}: ")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("place", "database"), [("file", ""), ("garbage", ""), ("new", "nonsense")]
)
def test_a_data_folder_or_database_that_will_not_do_is_told_of(
    tmp_path: Path, place: str, database: str
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "garbage").mkdir()
    (tmp_path / "garbage" / "ledetraad.sqlite3").write_bytes(b"no database at all" * 100)
    command = ["adduser", "kari", "--municipality", "Eksempel", "--password", "en lang setning 7"]

    done = subprocess.run(
        [sys.executable, "-m", "ledetraad", *command, "--data", str(tmp_path / place)],
        env={**os.environ, "DATABASE_URL": database} if database else None,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 2


def test_trace_says_nothing_of_what_there_is_none_of(
    ledetraad: Ledetraad, example: Path, tmp_path: Path
) -> None:
    _, out, _ = ledetraad("trace", example)
    assert "ingen referanse" not in out
    one = tmp_path / "plan.csv"
    one.write_text("Nivå;Tekst\nSatsingsområde;A\nHovedmål;Alle har det godt.\n", encoding="utf-8")

    _, out, _ = ledetraad("trace", one)

    assert "1 punkt har til sammen 0 referanser. 1 har ingen referanse." in out


def test_a_person_gets_another_role_and_a_new_password(tmp_path: Path) -> None:
    def told(*command: str) -> int:
        done = subprocess.run(
            [sys.executable, "-m", "ledetraad", *command, "--data", str(tmp_path)],
            capture_output=True,
            check=False,
        )
        return done.returncode

    place, password = ("--municipality", "Eksempel"), ("--password", "en lang setning 7")
    assert told("adduser", "kari", *place, *password) == 0
    assert told("setrole", "kari", *place, "--role", "planner") == 0
    assert told("setpassword", "kari", "--password", "en annen lang setning 8") == 0
    assert told("setrole", "ingen", *place, "--role", "planner") == 2
