"""`ledetraad economy`, as a controller at a terminal and a script in a pipeline meet it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from ledetraad.cli.app import run
from tests.economy.randaberg import ACCOUNTS, BUDGET, DEFINITION, FOLDER

Ledetraad = Callable[..., tuple[int, str, str]]
KINDS = FOLDER / "referanse" / "kostra-regnskapsarter-2025.json"
FUNCTIONS = FOLDER / "referanse" / "kostra-regnskapsfunksjoner-2025.json"


@pytest.fixture
def ledetraad(capfdbinary: pytest.CaptureFixture[bytes]) -> Ledetraad:
    """Run a command; its exit code, standard output and standard error."""

    def command(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        told = capfdbinary.readouterr()
        return code, told.out.decode(), told.err.decode()

    return command


def test_a_ledger_with_a_fault_is_told_by_row_and_not_loaded(ledetraad: Ledetraad) -> None:
    code, out, err = ledetraad(
        "economy", "read", BUDGET, "--year", 2025, "--basis", "budget", "--kinds", KINDS
    )

    assert code == 2
    assert out == ""
    assert f"{BUDGET}:2415:" in err
    assert "[unknown-kind]" in err


def test_an_accepted_fault_is_told_and_the_ledger_is_loaded(ledetraad: Ledetraad) -> None:
    code, out, err = ledetraad(
        "economy", "read", BUDGET, "--year", 2025, "--kinds", KINDS, "--functions", FUNCTIONS,
        "--accept", "unknown-kind", "--json",
    )  # fmt: skip

    told = json.loads(out)
    assert code == 0
    assert err == ""
    assert told["lines"] == 2427
    assert [(each["class"], each["amount"]) for each in told["classes"]] == [("0", 0), ("1", 0)]
    assert told["faults"][0] | {"words": ""} == {
        "kind": "unknown-kind", "words": "", "rows": [2415], "count": 1, "accepted": True,
    }  # fmt: skip


def test_a_fault_without_a_meaning_can_not_be_accepted(ledetraad: Ledetraad) -> None:
    code, _, err = ledetraad(
        "economy", "read", BUDGET, "--year", 2025, "--accept", "text-in-amount"
    )

    assert code == 2
    assert "text-in-amount" in err
    assert "unknown-kind" in err


def test_the_tables_are_given_with_the_codes_of_every_cell(ledetraad: Ledetraad) -> None:
    code, out, _ = ledetraad("economy", "tables", ACCOUNTS, "--year", 2025, "--json")

    tables = {table["id"]: table for table in json.loads(out)["tables"]}
    rows = {row["post"]: row for row in tables["okonomisk-oversikt-drift-5-6"]["rows"]}
    assert code == 0
    assert rows["9"]["value"] == 1351343312.41
    assert rows["3"]["codes"][0] == {
        "code": "876", "name": "Eiendomsskatt kraftnett og næringseiendom m.m.", "times": -1,
        "amount": -9632920.33, "lines": 5,
    }  # fmt: skip
    assert tables["bevilgningsoversikt-investering-5-5-forste-ledd"]["differences"] == [
        {"code": "", "times": 0, "amount": 0.34}
    ]


def test_a_definition_with_faults_is_told_and_ends_with_1(ledetraad: Ledetraad) -> None:
    code, out, err = ledetraad(
        "economy", "tables", ACCOUNTS, "--year", 2025, "--definitions", DEFINITION, "--thousands"
    )

    assert code == 1
    assert "1 351 343" in out.replace("\u00a0", " ")
    assert "877" in err
    assert "[code-in-two-lines]" in err


def test_a_cell_is_explained_down_to_its_rows(ledetraad: Ledetraad) -> None:
    code, out, _ = ledetraad(
        "economy", "tables", ACCOUNTS, "--year", 2025, "--explain", "drift-5-6:4"
    )
    missing, _, err = ledetraad(
        "economy", "tables", ACCOUNTS, "--year", 2025, "--explain", "drift-5-6:99"
    )

    assert code == 0
    assert "Andre skatteinntekter" in out
    assert missing == 2
    assert "99" in err


def test_the_workbook_has_a_sheet_a_table_and_the_codes(
    ledetraad: Ledetraad, tmp_path: Path
) -> None:
    path = tmp_path / "tables.xlsx"
    code, _, _ = ledetraad("economy", "tables", ACCOUNTS, "--year", 2025, "-o", path)

    book = openpyxl.load_workbook(path)
    assert code == 0
    assert len(book.sheetnames) == 5
    operations = {row[0]: row[2] for row in book["Økonomisk oversikt drift 2025"].values}
    parts = [operations[str(post)] for post in range(1, 9)]
    assert sum(parts) == operations["9"]
    assert abs(operations["9"] - 1351343312.41) < 1


def test_the_guessed_mapping_is_saved_to_be_mended(ledetraad: Ledetraad, tmp_path: Path) -> None:
    path = tmp_path / "columns.json"
    ledetraad("economy", "read", BUDGET, "--year", 2025, "--save-columns", path)
    code, _, _ = ledetraad("economy", "read", BUDGET, "--year", 2025, "--columns", path)

    assert json.loads(path.read_text()) == {
        "account": "Systemkonto", "function": "Funksjon (K)", "unit": "Ansvar",
        "project": "Prosjekt", "free": "Fridimensjon", "amount": "2025",
    }  # fmt: skip
    assert code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "no-such-file.csv", "--year", "2025"),
        ("read", str(KINDS), "--year", "2025"),
        ("tables", str(BUDGET), "--year", "2025", "--definitions", str(KINDS)),
        ("tables", str(BUDGET), "--year", "2025", "--kinds", str(BUDGET)),
        ("tables", str(BUDGET), "--year", "2025", "--columns", str(BUDGET)),
        ("tables", str(BUDGET)),
    ],
)
def test_what_can_not_be_read_ends_with_2_and_a_reason(
    ledetraad: Ledetraad, arguments: tuple[str, ...]
) -> None:
    code, out, err = ledetraad("economy", *arguments)

    assert code == 2
    assert out == ""
    assert "Traceback" not in err
    assert err
