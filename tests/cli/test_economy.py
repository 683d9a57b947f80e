"""`ledetraad economy`, as a controller at a terminal and a script in a pipeline meet it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Ledetraad
from tests.economy.randaberg import ACCOUNTS, BUDGET, DEFINITION, FOLDER

KINDS = FOLDER / "referanse" / "kostra-regnskapsarter-2025.json"
FUNCTIONS = FOLDER / "referanse" / "kostra-regnskapsfunksjoner-2025.json"


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


AMOUNTS = Path(__file__).parents[2] / "examples" / "economy" / "amounts.json"
SCENARIOS = AMOUNTS.with_name("scenarios.json")


def test_rules_are_judged_over_accounts_budget_and_plan(
    ledetraad: Ledetraad, tmp_path: Path
) -> None:
    path = tmp_path / "rules.xlsx"
    code, out, _ = ledetraad("economy", "rules", AMOUNTS, "-o", path, "--json")

    told = json.loads(out)["rules"]
    tbu = {each["year"]: each for each in told if each["rule"].startswith("tbu")}
    assert code == 1
    assert "cannot_say" in tbu[2025]
    assert (tbu[2026]["state"], tbu[2026]["basis"]) == ("broken", "plan")
    assert tbu[2026]["mean_of"] == "2023–2026"
    assert tbu[2026]["needed_kroner"] > 0
    assert openpyxl.load_workbook(path).active.max_row == len(told) + 1


def test_a_years_amounts_can_come_from_its_ledger(ledetraad: Ledetraad) -> None:
    code, out, _ = ledetraad("economy", "rules", "--ledger", ACCOUNTS, "--year", 2025, "--json")

    fund = next(each for each in json.loads(out)["rules"] if "disposisjonsfond" in each["rule"])
    assert code == 0
    assert (fund["percent"], fund["example"]) == (4.93, True)


def test_people_see_what_it_takes_to_come_inside(ledetraad: Ledetraad) -> None:
    _, out, _ = ledetraad("economy", "rules", AMOUNTS)

    assert "44 591 769" in out.replace("\u00a0", " ")


def test_scenarios_are_set_beside_each_other(ledetraad: Ledetraad) -> None:
    code, out, _ = ledetraad("economy", "scenario", SCENARIOS, AMOUNTS, "--json")
    shown, text, _ = ledetraad("economy", "scenario", SCENARIOS, AMOUNTS)

    told = {each["scenario"]: each for each in json.loads(out)["scenarios"]}
    assert (code, shown) == (0, 0)
    assert len(told) == 4
    assert told["Ny skole i 2027"]["gap_kroner"]["2028"] == -15060000
    assert all(each["why"] for each in told["Ny skole i 2027"]["effects"])
    assert "15 060 000" in text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "arguments",
    [("rules",), ("rules", str(SCENARIOS)), ("scenario", str(AMOUNTS), str(AMOUNTS)),
     ("rules", str(AMOUNTS), "--rules", str(AMOUNTS))],
)  # fmt: skip
def test_rules_and_amounts_that_are_none_end_with_2_and_a_reason(
    ledetraad: Ledetraad, arguments: tuple[str, ...]
) -> None:
    code, out, err = ledetraad("economy", *arguments)

    assert (code, out) == (2, "")
    assert err


def test_what_a_goal_costs_is_answered_with_how_sure_that_is(ledetraad: Ledetraad) -> None:
    ties = AMOUNTS.with_name("ties.json")
    asked = ("economy", "cost", ACCOUNTS, "--year", 2025, "--ties", ties, "--of", "goal:4")
    code, out, _ = ledetraad(*asked, "--json")
    shown, text, _ = ledetraad(*asked)

    year = json.loads(out)["years"][0]
    assert (code, shown) == (0, 0)
    assert sum(part["expenses"] for part in year["parts"]) == pytest.approx(
        year["cost"]["expenses"]
    )
    assert year["sureness"]["shared"]["percent"] + year["sureness"]["by_rule"][
        "percent"
    ] == pytest.approx(100, abs=0.1)
    assert year["rest"]["expenses"] > 0
    assert "goal:4" in text


def test_a_place_that_is_none_is_refused(ledetraad: Ledetraad) -> None:
    ties = AMOUNTS.with_name("ties.json")
    code, _, err = ledetraad(
        "economy", "cost", ACCOUNTS, "--year", 2025, "--ties", ties, "--of", "dream:4"
    )

    assert code == 2
    assert "dream:4" in err
