"""What a new edition changed is told cell by cell."""

from __future__ import annotations

from pathlib import Path

from ledetraad.statistics.store.changes import changes
from ledetraad.statistics.store.engine import engine
from ledetraad.statistics.store.store import Store
from tests.statistics.numbers import NOW, observed

Told = tuple[str, str, float | None, float | None]


def told(store: Store, old: str, new: str | None = None) -> list[Told]:
    """The changes as kind, period, old and new."""
    with engine() as duckdb:
        found = list(changes(duckdb, store, ("ssb", "12134"), old, new))
    return [(each.kind, each.period, each.old, each.new) for each in found]


def test_numbers_that_came_were_revised_or_went_are_told(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(observed({"3203": [1.0, 2.0, 3.0]}, first=2015), "march", NOW)
    store.add(observed({"3203": [2.5, 3.0, 4.0]}, first=2016), "june", NOW)

    assert told(store, "march") == [
        ("gone", "2015", 1.0, None),
        ("revised", "2016", 2.0, 2.5),
        ("added", "2018", None, 4.0),
    ]
    assert told(store, "march", "march") == []
    assert told(store, "june", "march")[0] == ("added", "2015", None, 1.0)


def test_a_mark_that_came_or_went_is_a_revision(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(observed({"3203": [":", ":", None, 0.0]}), "march", NOW)
    store.add(observed({"3203": [1.0, "..", None, 0.0]}), "june", NOW)

    assert told(store, "march") == [("revised", "2015", None, 1.0), ("revised", "2016", None, None)]
