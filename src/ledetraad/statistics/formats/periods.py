"""Which year a period lies in, from its code or, where that tells nothing, its label."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

EARLIEST: Final = 1735
LATEST: Final = 2200
_SPLIT_YEAR = re.compile(r"\A(?P<first>\d{4})\s?[/-]\s?(?P<last>\d\d)\Z")
_ALONE = re.compile(r"\d{4}(\s?[KMUQ]\s?\d{1,2}|\s?[/_-]\s?\d{2,4})?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(\d{4})(?=\Z|\D|\d\d?\Z)")


def year_of(code: str, label: str = "") -> int | None:
    """The year that a period lies in; for several years ("2023_2025", "2023/24") the last.

    Args:
        code: such as "2024", "2024K3", "2024M01", "202401" or "2023_2025".
        label: in words, for codes that say nothing.

    Returns:
        The year, None where neither tells.
    """
    for text in (code.strip(), label.strip()):
        split = _SPLIT_YEAR.match(text)
        if split is not None:
            first, last = int(split["first"]), int(split["last"])
            return first - first % 100 + last + (100 if last < first % 100 else 0)
        years = [int(year) for year in _YEAR.findall(text)]
        years = [year for year in years if EARLIEST <= year <= LATEST]
        if years:
            return max(years)
    return None


def looks_like_period(text: str) -> bool:
    """Whether a text is a period by itself, as in the head of a column: "2024", "2024 K3"."""
    return _ALONE.fullmatch(text.strip()) is not None and year_of(text) is not None


def year_told(title: str, updated: datetime | None) -> int | None:
    """The year of a table that has no periods: that in its title, else when it was last changed."""
    year = year_of(title)
    return updated.year if year is None and updated is not None else year
