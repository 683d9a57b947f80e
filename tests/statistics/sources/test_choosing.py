"""Choices among a variable's values: codes, wild cards, newest, spans."""

from __future__ import annotations

import pytest

from ledetraad.statistics.sources.base import (
    Role,
    Selection,
    TableDescription,
    TableHit,
    Variable,
)
from ledetraad.statistics.sources.choosing import choose


def _values(*codes: str) -> dict[str, str]:
    return {code: code.lower() for code in codes}


_TABLE = TableDescription(
    TableHit("1", "En tabell"),
    (
        Variable("Region", "region", Role.REGION, _values("0301", "3203", "3305"), omissible=True),
        Variable("Alder", "alder", Role.SORT, _values("000", "001", "010", "105+"), omissible=True),
        Variable("Tid", "år", Role.PERIOD, _values("2019", "2020", "2022", "2023")),
    ),
)


@pytest.mark.parametrize(
    ("choices", "codes"),
    [
        (("2020",), ("2020",)),
        (("2023", "2019", "2019"), ("2019", "2023")),
        (("*",), ("2019", "2020", "2022", "2023")),
        (("202?",), ("2020", "2022", "2023")),
        (("top(2)",), ("2022", "2023")),
        (("top(1,1)",), ("2022",)),
        (("bottom(1)",), ("2019",)),
        (("TOP(1)", "2019"), ("2019", "2023")),
        (("from(2021)",), ("2022", "2023")),
        (("to(2021)",), ("2019", "2020")),
        (("range(2020,2022)",), ("2020", "2022")),
        (("range(2000, 2030)",), ("2019", "2020", "2022", "2023")),
    ],
)
def test_periods_are_chosen_by_code_or_by_what_is_newest(
    choices: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    assert choose(Selection("1", {"Tid": choices}), _TABLE).codes == {"Tid": codes}


@pytest.mark.parametrize(
    ("choices", "codes"),
    [
        (("top(2)",), ("000", "001")),
        (("bottom(1)",), ("105+",)),
        (("0*",), ("000", "001", "010")),
        (("105+",), ("105+",)),
    ],
)
def test_the_top_of_other_variables_is_their_first_values(
    choices: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    assert choose(Selection("1", {"Alder": choices}), _TABLE).codes["Alder"] == codes


def test_names_and_codes_may_be_written_in_any_case() -> None:
    assert choose(Selection("1", {"region": ("3203",)}), _TABLE).codes["Region"] == ("3203",)


def test_what_may_be_left_out_is_left_out_and_what_may_not_is_taken_whole() -> None:
    chosen = choose(Selection("1", {"Region": ("3203",)}), _TABLE)

    assert list(chosen.codes) == ["Region", "Tid"]
    assert chosen.cells == 4
