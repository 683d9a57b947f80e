"""Statutory tables from their definitions, to the øre, each cell down to its lines."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from ledetraad.economy.definition import (
    Definition,
    Definitions,
    definitions_from_json,
    standard_definitions,
)
from ledetraad.economy.definition_checks import DefinitionFaultKind, definition_faults
from ledetraad.economy.faults import InvalidDefinition
from ledetraad.economy.ledger import BALANCE
from ledetraad.economy.quantities import CannotSay, Kroner, Percent, Years
from ledetraad.economy.rule_text import Codes, Posts, read_rule
from ledetraad.economy.shown import shown_column
from ledetraad.economy.tables import Table, by_area, differences, lines_behind, make_table
from tests.economy.randaberg import ACCOUNTS, BUDGET, DEFINITION, code_lists, ledger, published

OPERATIONS, APPROPRIATIONS = (
    "okonomisk-oversikt-drift-5-6",
    "bevilgningsoversikt-drift-5-4-forste-ledd",
)
INVESTMENTS, BALANCE_SHEET = (
    "bevilgningsoversikt-investering-5-5-forste-ledd",
    "balanseregnskap-5-8",
)
NEEDS_THE_REST = {"6", "8", "9", "17", "25"}
"""The lines of the appropriations that Randaberg's own program leaves empty."""


@cache
def theirs() -> Definitions:
    return definitions_from_json(DEFINITION.read_text(encoding="utf-8"), "theirs")


def table(key: str, path: Path = ACCOUNTS, definitions: Definitions | None = None) -> Table:
    tables = (definitions or theirs()).tables
    definition = next(each for each in tables if each.key == key)
    return make_table(definition, ledger(path).sums(2025), 2025)


def codes_of(definition: Definition) -> set[str]:
    own = {code for kind, code in ledger().sums(2025) if kind == definition.account_class}
    return own if definition.account_class == BALANCE else own | set(code_lists().kinds)


@pytest.mark.parametrize(("path", "which"), [(ACCOUNTS, "regnskap"), (BUDGET, "vedtatt")])
def test_randabergs_tables_are_reproduced_to_the_ore(path: Path, which: str) -> None:
    compared = 0
    for definition in theirs().tables:
        if which == "vedtatt" and definition.account_class == BALANCE:
            continue
        for cell in table(definition.key, path).cells:
            told = published(which)[definition.key][cell.row.post]["amount"]
            if definition.key == APPROPRIATIONS and cell.row.post in NEEDS_THE_REST:
                assert told is None
                continue
            assert isinstance(cell.value, Kroner | Percent)
            ours = cell.value.value / (100 if isinstance(cell.value, Percent) else 1)
            assert abs(ours - Decimal(told)) < Decimal("0.005"), (definition.key, cell.row.post)
            compared += 1

    assert compared == (133 if which == "regnskap" else 80)


def test_what_the_balance_began_and_ended_with_is_reproduced_too() -> None:
    told = published("regnskap")[BALANCE_SHEET]

    for cell in table(BALANCE_SHEET).cells:
        assert cell.opening is not None
        opening, closing = (
            told[cell.row.post]["balance"]["ib"],
            told[cell.row.post]["balance"]["ub"],
        )
        assert abs(cell.opening.value - Decimal(opening)) < Decimal("0.005")
        assert isinstance(cell.value, Kroner)
        assert abs(cell.value.value - Decimal(closing)) < Decimal("0.005")
        assert cell.change == cell.value - cell.opening


def test_the_check_value_of_the_revenues_is_met() -> None:
    assert table(OPERATIONS).amount("9") == Decimal("1351343312.41")
    share = table(OPERATIONS).cell("24a").value
    assert isinstance(share, Percent)
    assert round(share.value, 2) == Decimal("1.91")


@pytest.mark.parametrize("key", [OPERATIONS, APPROPRIATIONS, INVESTMENTS, BALANCE_SHEET])
def test_every_cell_is_the_sum_of_the_lines_behind_it(key: str) -> None:
    made = table(key)

    for cell in made.cells:
        if isinstance(cell.value, Kroner):
            parts = [
                times * amount
                for times, lines in lines_behind(made, cell.row.post, ledger())
                for amount in lines["amount"].to_pylist()
            ]
            assert sum(parts, Decimal(0)) == cell.value.value, cell.row.post


def test_the_real_definition_has_kind_877_in_two_lines() -> None:
    found = {
        (fault.table, fault.code, fault.posts)
        for definition in theirs().tables
        for fault in definition_faults(definition, codes_of(definition))
        if fault.kind is DefinitionFaultKind.CODE_IN_TWO_LINES
    }

    assert found == {
        (OPERATIONS, "877", ("3", "4")),
        (APPROPRIATIONS, "877", ("3", "4")),
        (INVESTMENTS, "521", ("4", "15")),
        (INVESTMENTS, "911", ("13", "16")),
    }


def test_the_real_definition_turns_two_amounts_the_wrong_way() -> None:
    found = {
        (fault.table, fault.code)
        for definition in theirs().tables
        for fault in definition_faults(definition, codes_of(definition))
        if fault.kind is DefinitionFaultKind.COUNTED_WRONG and fault.times == -1
    }

    assert found == {(APPROPRIATIONS, "509"), (APPROPRIATIONS, "909"), (INVESTMENTS, "970")}


def test_a_balance_line_must_have_the_codes_of_the_lines_below_it() -> None:
    balance = theirs().tables[3]
    faults = definition_faults(balance, codes_of(balance))

    assert [(fault.posts, fault.code) for fault in faults] == [(("E.I",), "33")]


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        (OPERATIONS, {}),
        (APPROPRIATIONS, {"509": "53.42", "909": "-10849286.26"}),
        (INVESTMENTS, {"970": "-10000000.00", "": "0.34"}),
    ],
)
def test_what_the_result_differs_from_the_booked_by_is_explained_to_the_ore(
    key: str, parts: dict[str, str]
) -> None:
    made = table(key)
    found = differences(made, ledger().sums(2025))
    end = made.cells[-1]

    assert {each.code: each.amount.value for each in found} == {
        code: Decimal(amount) for code, amount in parts.items()
    }
    assert isinstance(end.value, Kroner)
    assert end.booked is not None
    gap = end.value - end.booked
    assert gap.value == sum((each.amount.value for each in found), Decimal(0))


def test_the_mended_definition_ends_with_what_is_booked() -> None:
    ours = standard_definitions()
    for key in (OPERATIONS, APPROPRIATIONS, INVESTMENTS):
        made = table(key, definitions=ours)
        assert definition_faults(made.definition, codes_of(made.definition)) == []
        end = made.cells[-1]
        assert isinstance(end.value, Kroner)
        assert end.booked is not None
        assert abs((end.value - end.booked).value) < 1
    operations, appropriations = (
        table(key, definitions=ours) for key in (OPERATIONS, APPROPRIATIONS)
    )
    assert operations.amount("24") == appropriations.amount("17") == Decimal("25753271.97")


def test_the_balance_sheet_is_out_of_balance_by_what_the_ledger_itself_is() -> None:
    balance = table(BALANCE_SHEET, definitions=standard_definitions())
    theirs_left_out = table(BALANCE_SHEET).left_out

    assert balance.left_out == {}
    assert {code: each.amount for code, each in theirs_left_out.items()} == {
        "5950080": Decimal("-0.38")
    }
    gap = balance.amount("SUM_EIENDELER") + balance.amount("SUM_EGENKAPITAL_GJELD")
    assert gap == Decimal("0.34")
    assert sum(
        each.amount for (kind, _), each in ledger().sums(2025).items() if kind == BALANCE
    ) == Decimal("0.34")


def test_appropriations_are_parted_by_area_and_units_without_one_are_shown() -> None:
    made = table(APPROPRIATIONS)
    areas = by_area(made, "6", ledger(), {"100": "Politisk", "125": "Teknisk"})

    assert set(areas) == {"", "Politisk", "Teknisk"}
    assert areas[""].value > 0
    assert sum(each.value for each in areas.values()) == made.amount("6")


@pytest.mark.parametrize("step", [Decimal(1), Decimal(1000), Decimal(1000000)])
@pytest.mark.parametrize("key", [OPERATIONS, APPROPRIATIONS, INVESTMENTS, BALANCE_SHEET])
def test_no_shown_column_disagrees_with_its_sums(key: str, step: Decimal) -> None:
    made = table(key, definitions=standard_definitions())
    shown = shown_column(made, step)

    for cell in made.cells:
        terms = [term for term in cell.row.rule.terms if isinstance(term, Posts)]
        if terms and cell.row.post in shown:
            total = sum(
                term.factor * shown[row.post]
                for term in terms
                for row in made.definition.between(term.first, term.last)
            )
            assert shown[cell.row.post] == total
        if isinstance(cell.value, Kroner):
            assert abs(shown[cell.row.post] - cell.value.value) < step


def test_a_share_of_revenues_that_are_zero_cannot_be_said() -> None:
    definition = next(each for each in theirs().tables if each.key == OPERATIONS)
    cell = make_table(definition, {}, 2025).cell("24a")

    assert isinstance(cell.value, CannotSay)
    assert "Sum driftsinntekter" in cell.value.words.said()
    assert cell.value.years == Years(2025, 2025)


def test_a_rule_is_read() -> None:
    assert read_rule("sum(700:780) - 729", "x").terms == (
        Codes(1, "700", "780"),
        Codes(-1, "729", "729"),
    )
    assert read_rule("-post(6) + post(A.I:A.IV)", "x").terms == (
        Posts(-1, "6", "6"),
        Posts(1, "A.I", "A.IV"),
    )
    assert read_rule("980; post(24) - post(31)", "x").booked == (Codes(1, "980", "980"),)


@pytest.mark.parametrize(
    "text", ["", "+", "700 +", "700 701", "sum(700)", "post()", "1 / 2 / 3", "a", "post(1); 980"]
)
def test_a_rule_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(InvalidDefinition):
        read_rule(text, "table 1")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([{"post": "1", "label": "", "rule": "post(2)"}], "not there"),
        ([{"post": "1", "label": "", "rule": "post(1)"}], "itself"),
        ([{"post": "1", "label": "", "rule": "8"}] * 2, "same number"),
        ([{"post": "1", "label": ""}], "missing"),
        ([], "rows"),
    ],
)
def test_a_definition_that_cannot_be_reckoned_by_is_refused(
    rows: list[dict[str, str]], says: str
) -> None:
    text = json.dumps(
        {"year": 2025, "tables": [{"id": "t", "name": "T", "klasse": "1", "rows": rows}]}
    )

    with pytest.raises(InvalidDefinition, match=says):
        definitions_from_json(text, "d.json")
