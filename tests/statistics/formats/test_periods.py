"""Which year a period lies in."""

from __future__ import annotations

import pytest

from ledetraad.statistics.formats.periods import looks_like_period, year_of


@pytest.mark.parametrize(
    ("code", "label", "year"),
    [
        ("2024", "", 2024),
        ("2024K3", "", 2024),
        ("2024M01", "", 2024),
        ("202401", "", 2024),
        ("2023_2025", "", 2025),
        ("2023-2024", "", 2024),
        ("2023/24", "", 2024),
        ("1999-00", "", 2000),
        ("50", "2025", 2025),
        ("CI_0000001", "2011", 2011),
        ("1234567", "", None),
        ("i fjor", "", None),
    ],
)
def test_the_year_is_the_last_that_the_code_or_else_the_label_tells(
    code: str, label: str, year: int | None
) -> None:
    assert year_of(code, label) == year


@pytest.mark.parametrize("text", ["2024", "2024K3", "2024 M01", "2023_2025", "2023/24"])
def test_a_period_by_itself_is_known(text: str) -> None:
    assert looks_like_period(text)


@pytest.mark.parametrize("text", ["0301", "Personer 2024", "12", "2024 personer", ""])
def test_what_is_more_or_other_than_a_period_is_none(text: str) -> None:
    assert not looks_like_period(text)
