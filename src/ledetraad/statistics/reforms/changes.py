"""What has changed among Norway's municipalities: the numbers before and after, and when.

The package holds the changes of 2017 to 2024 (`data/municipality-changes.csv`), in the form of
Statistics Norway's classification API Klass, classification 131; later ones are fetched from there
(`sources/klass.py`). A municipality that keeps its number when others are merged into it stands
there too, with the same number before and after.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

SOURCE = "https://www.ssb.no/klass/klassifikasjoner/131/endringer"


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One number that became another.

    Args:
        occurred: the day.
        old, old_name: before it.
        new, new_name: from it on.
    """

    occurred: date
    old: str
    new: str
    old_name: str = ""
    new_name: str = ""


@cache
def known_changes() -> tuple[Change, ...]:
    """The changes that the package holds, the earliest first."""
    file = resources.files(__package__).joinpath("data", "municipality-changes.csv")
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(
        sorted(
            Change(
                date.fromisoformat(row["changeOccurred"]),
                row["oldCode"],
                row["newCode"],
                row["oldName"],
                row["newName"],
            )
            for row in csv.DictReader(lines, delimiter=";")
        )
    )


def merged_changes(*sets: Iterable[Change]) -> tuple[Change, ...]:
    """Changes from several sources as one list, each once; what is told first counts."""
    found: dict[tuple[date, str, str], Change] = {}
    for changes in sets:
        for change in changes:
            found.setdefault((change.occurred, change.old, change.new), change)
    return tuple(sorted(found.values()))
