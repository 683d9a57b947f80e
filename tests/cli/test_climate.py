"""`ledetraad climate`, as a climate adviser at a terminal and a script in a pipeline meet it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Ledetraad
from tests.climate.test_emissions import EXAMPLES
from tests.economy.randaberg import ACCOUNTS

OLDER, NEWER = EXAMPLES / "accounts-edition-2025.csv", EXAMPLES / "accounts-edition-2026.csv"
PLAN = EXAMPLES / "budget.json"


def test_what_a_new_edition_changed_is_told_for_machines(ledetraad: Ledetraad) -> None:
    code, out, _ = ledetraad(
        "climate", "accounts", OLDER, NEWER, "--published", "2025-03-01",
        "--published", "2026-03-01", "--example", "--json",
    )  # fmt: skip

    told = json.loads(out)
    assert code == 0
    assert told["example"] is True
    assert told["standard"] == "GPC scope 1 (territorial)"
    whole = told["changes"][0]
    assert round(whole["before"] + whole["revised"] + whole["real"], 1) == whole["after"]
    road = next(each for each in told["changes"] if each["sector"] == "road")
    assert road["revised"] > 0 > road["real"]
    assert told["sectors"][0]["cut_percent"] == 28.5


def test_people_get_the_accounts_as_a_table(ledetraad: Ledetraad) -> None:
    code, out, _ = ledetraad("climate", "accounts", NEWER)

    assert code == 0
    assert "63 531" in out.replace("\u00a0", " ")


def test_a_budget_is_told_for_machines(ledetraad: Ledetraad) -> None:
    code, out, _ = ledetraad(
        "climate", "budget", PLAN, "--accounts", NEWER, "--on", "2026-01-01", "--json"
    )

    told = json.loads(out)
    assert code == 0
    assert told["example"] is True
    assert [target["in_force"] for target in told["targets"]] == [False, True, True]
    assert {each["id"] for each in told["not_quantified"]} == {"t5", "t6"}
    last = told["years"]["2030"]
    assert last["gap"] == pytest.approx(last["expected"] - last["frame"], abs=0.2)
    assert last["gap_interval"][0] < last["gap"] < last["gap_interval"][1]
    assert told["cost_curve"]["2030"]["steps"][0]["id"] == "t2"


def test_the_target_that_held_on_a_day_is_used(ledetraad: Ledetraad) -> None:
    _, out, _ = ledetraad(
        "climate", "budget", PLAN, "--accounts", NEWER, "--on", "2020-01-01", "--json"
    )

    assert [target["in_force"] for target in json.loads(out)["targets"]] == [True, False, False]


def test_the_workbook_has_measures_with_and_without_figures_apart(
    ledetraad: Ledetraad, tmp_path: Path
) -> None:
    path = tmp_path / "budget.xlsx"
    code, _, _ = ledetraad("climate", "budget", PLAN, "--accounts", NEWER, "-o", path)

    sheets = openpyxl.load_workbook(path).worksheets
    assert code == 0
    assert [sheet.max_row - 1 for sheet in sheets[:4]] == [6, 9, 5, 2]
    assert sheets[-1].cell(2, 1).value in {"Eksempel", "Example"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("accounts", "nowhere.csv"),
        ("accounts", str(PLAN)),
        ("budget", str(NEWER), "--accounts", str(NEWER)),
        ("budget", str(PLAN), "--accounts", str(PLAN)),
        ("budget", str(PLAN), "--accounts", str(NEWER), "--on", "2001-01-01"),
    ],
)
def test_what_can_not_be_read_ends_with_2_and_a_reason(
    ledetraad: Ledetraad, arguments: tuple[str, ...]
) -> None:
    code, out, err = ledetraad("climate", *arguments)

    assert code == 2
    assert out == ""
    assert err


def test_activities_and_a_real_ledger_are_reckoned_by_boundary(
    ledetraad: Ledetraad, tmp_path: Path
) -> None:
    table = tmp_path / "activities.csv"
    table.write_text("Hva;Mengde;Enhet;År;Faktor\nDiesel;1000;liter;2025;diesel\n")

    code, out, _ = ledetraad(
        "climate", "activities", EXAMPLES / "factors.json", "--activities", table,
        "--ledger", ACCOUNTS, "--year", "2025", "--json",
    )  # fmt: skip

    told = json.loads(out)
    assert code == 0
    assert told["factors"]["example"] is True
    direct, indirect = told["years"]["2025"]
    assert (direct["standard"], direct["tonnes"]) == ("GHG Protocol scope 1", 2.5)
    assert indirect["standard"] == "GHG Protocol scope 3"
    food = next(line for line in indirect["lines"] if line["what"] == "mat")
    assert food["tonnes"] == 602.3, "so that the lines sum to what is shown below them"
    assert told["left_out"] == {"2025": 0}


@pytest.mark.parametrize(
    "arguments", [(), ("--ledger", str(ACCOUNTS)), ("--activities", "nowhere.csv")]
)
def test_activities_without_anything_to_reckon_end_with_2(
    ledetraad: Ledetraad, arguments: tuple[str, ...]
) -> None:
    code, _, err = ledetraad("climate", "activities", EXAMPLES / "factors.json", *arguments)

    assert code == 2
    assert err
