"""Norway's municipalities as they are from 2024, their names by their numbers.

They are those that the changes since 2017 led to (`changes.known_changes`), and those that have not
changed since (`data/municipalities-unchanged.csv`).

Source: Statistics Norway, Klass 131 (ssb.no/klass/klassifikasjoner/131); the tests hold the count
against the known one, 357.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from ledetraad.statistics.reforms.changes import known_changes


@cache
def municipalities() -> Mapping[str, str]:
    """The name of each municipality by its number, in order of the numbers."""
    found: dict[str, str] = {}
    changes = known_changes()
    for day in sorted({one.occurred for one in changes}):
        that_day = [one for one in changes if one.occurred == day]
        for one in that_day:
            found.pop(one.old, None)
        found |= {one.new: one.new_name for one in that_day}
    file = resources.files(__package__).joinpath("data", "municipalities-unchanged.csv")
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines(), delimiter=";")
    found |= {row["code"]: row["name"] for row in rows}
    return MappingProxyType(dict(sorted(found.items())))
