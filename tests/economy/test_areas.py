"""The second parts of § 5-4 and § 5-5: the council's money by area, to the øre."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from ledetraad.economy.areas import (
    KEY,
    Areas,
    distribute,
    distributed_rows,
    lines_of_area,
    shown_parts,
)
from ledetraad.economy.definition import standard_definitions
from ledetraad.economy.tables import Table, make_table
from tests.economy.randaberg import ACCOUNTS, BUDGET, ledger

AREAS = Areas.model_validate(
    {
        "areas": [
            {"name": "Oppvekst", "unit": ["2*"]},
            {"name": "Helse og omsorg", "unit": ["3*"], "function": ["230-260"]},
            {"name": "Resten av 3", "unit": ["3*"]},
        ]
    }
)


def tables(path: Path) -> list[Table]:
    """The tables of 2025 that have a second part."""
    sums = ledger(path).sums(2025)
    made = [make_table(one, sums, 2025) for one in standard_definitions().tables]
    return [table for table in made if distributed_rows(table.definition)]


def lines(path: Path) -> list[dict[str, Any]]:
    """What the ledger's lines come to by their codes."""
    grouped = ledger(path).of_year(2025).group_by(list(KEY)).aggregate([("amount", "sum")])
    found: list[dict[str, Any]] = grouped.rename_columns([*KEY, "amount"]).to_pylist()
    return found


@pytest.mark.parametrize("path", [ACCOUNTS, BUDGET], ids=["accounts", "budget"])
def test_areas_and_rest_come_to_the_lines_of_the_first_part_to_the_oere(path: Path) -> None:
    for table in tables(path):
        for section in distribute(table, lines(path), AREAS):
            parts = sum((each.value for each in section.parts), section.rest.value)
            assert parts == section.whole.value == table.amount(section.row.post)


def test_net_appropriations_and_the_four_sorts_of_investment_are_distributed() -> None:
    rows = {
        table.definition.key[:28]: [row.post for row in distributed_rows(table.definition)]
        for table in tables(ACCOUNTS)
    }

    assert sorted(rows.values()) == [["1", "2", "3", "4"], ["6"]]


def test_the_lines_behind_an_area_are_its_amount() -> None:
    table = next(one for one in tables(ACCOUNTS) if one.definition.account_class == "1")
    (section,) = distribute(table, lines(ACCOUNTS), AREAS)

    for area, part in [*enumerate(section.parts), (None, section.rest)]:
        behind = lines_of_area(table, "6", lines(ACCOUNTS), AREAS, area)
        assert behind
        assert sum(line["amount"] * times for line, times in behind) == part.value


def test_the_first_area_that_takes_a_line_has_it() -> None:
    line = {"class": "1", "code": "010", "function": "241", "unit": "310", "project": ""}

    assert AREAS.area_of(line) == 1
    assert AREAS.area_of(line | {"function": "120"}) == 2
    assert AREAS.area_of(line | {"unit": "900"}) is None


@pytest.mark.parametrize("step", [Decimal("0.01"), Decimal(1), Decimal(1000)])
def test_shown_amounts_come_to_the_shown_line(step: Decimal) -> None:
    table = next(one for one in tables(ACCOUNTS) if one.definition.account_class == "1")
    (section,) = distribute(table, lines(ACCOUNTS), AREAS)
    whole = (section.whole.value / step).quantize(Decimal(1)) * step

    shown = shown_parts(section, step, whole)

    assert sum(shown) == whole
    for value, part in zip(shown, [*section.parts, section.rest], strict=True):
        assert abs(value - part.value) <= step


@pytest.mark.parametrize(
    "areas",
    [
        [],
        [{"name": "A"}],
        [{"name": "A", "unit": ["1*2"]}],
        [{"name": "", "unit": ["1"]}],
        [{"name": "A", "unit": ["1"]}, {"name": "A", "unit": ["2"]}],
        [{"name": "A", "unit": ["1"], "account_class": "2"}],
    ],
)
def test_areas_that_can_not_be_are_refused(areas: list[dict[str, Any]]) -> None:
    with pytest.raises(ValidationError):
        Areas.model_validate({"areas": areas})
