"""What docs/follow-up.md says is what the code does."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from ledetraad.followup.band_text import read_bands
from ledetraad.followup.bands import Bands
from ledetraad.followup.deadlines import NOTICE_RULES, NoticeRule
from ledetraad.followup.rollup import RollupRule
from ledetraad.followup.status import (
    ELEMENT_STATE_MARKS,
    ELEMENT_STATE_NAMES,
    MEASURE_STATUS_MARKS,
    MEASURE_STATUS_NAMES,
    ElementState,
)
from ledetraad.followup.year_wheel import national_dates

PAGE = (Path(__file__).parents[2] / "docs" / "follow-up.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ")
]


def test_every_threshold_has_its_row_with_its_default() -> None:
    told = {row[0].strip("`"): row[1] for row in ROWS if row[0].startswith("`")}

    for field in fields(RollupRule):
        default = field.default
        assert told[field.name] == ("no" if default is False else f"{default} %")


@pytest.mark.parametrize("rule", NOTICE_RULES, ids=lambda rule: rule.key)
def test_every_deadline_has_its_row_with_its_law(rule: NoticeRule) -> None:
    assert any(
        row[1].startswith(f"{rule.days} days") and row[2] == rule.paragraph
        for row in ROWS
        if len(row) == 3
    )


def test_every_law_of_the_year_is_cited() -> None:
    paragraphs = {each.source.split("§")[-1] for each in national_dates(2026) if "§" in each.source}

    assert all(f"§{paragraph}" in PAGE for paragraph in paragraphs)


def test_every_status_and_state_is_there_with_its_mark() -> None:
    cells = {(row[0].split(" (")[0], row[1]) for row in ROWS if len(row) == 6}
    cells |= {(row[3].split(" (")[0], row[4]) for row in ROWS if len(row) == 6}

    for status, name in MEASURE_STATUS_NAMES.items():
        assert (name, MEASURE_STATUS_MARKS[status]) in cells
    for state, name in ELEMENT_STATE_NAMES.items():
        if state is not ElementState.NO_DATA:
            assert (name, ELEMENT_STATE_MARKS[state]) in cells


@pytest.mark.parametrize("column", [1, 2, 3])
def test_the_bands_of_the_examples_are_read(column: int) -> None:
    desired, accepted, not_approved = (
        next(row[column] for row in ROWS if row[0].startswith(name))
        for name in ("desired (", "accepted (", "not approved (")
    )

    assert isinstance(read_bands(desired, accepted, not_approved), Bands)
