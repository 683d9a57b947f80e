"""A writer that is killed at any moment leaves the store as it was before, or as it is after."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ledetraad.statistics.store.store import Store, left_over
from ledetraad.statistics.store.verify import verify
from tests.statistics.numbers import NOW, observed
from tests.statistics.store.killed import add

ROOT = Path(__file__).parents[3]
BEFORE = {"3203": [1.0, 2.0, 3.0]}


def test_a_writer_killed_at_any_line_leaves_the_store_as_before_or_after(tmp_path: Path) -> None:
    Store(tmp_path / "store").add(observed(BEFORE), "old", NOW)

    command = [sys.executable, "-m", "tests.statistics.store.killed"]
    told = subprocess.run(
        [*command, tmp_path / "store", tmp_path / "killed"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )

    moments = int(told.stdout)
    assert moments > 60
    latest = [latest_and_sound(tmp_path / "killed" / str(moment)) for moment in range(moments)]
    assert latest == sorted(latest, reverse=True)  # "old" until some moment, "new" from then on
    assert {*latest} == {"old", "new"}


def latest_and_sound(folder: Path) -> str:
    """The latest edition's name, having seen that all is well and that one can go on writing."""
    store = Store(folder, wait=0)
    assert list(verify(store)) == []
    found = store.catalogue().get("ssb", "12134").latest.name
    expected = [1.0, 2.0, 3.0] if found == "old" else [1.0, 2.5, None]
    assert store.observed("ssb", "12134").table["value"].to_pylist() == expected

    add(folder)

    assert store.observed("ssb", "12134").table["value"].to_pylist() == [1.0, 2.5, None]
    assert store.observed("ssb", "12134", "old").table["value"].to_pylist() == [1.0, 2.0, 3.0]
    store.add(observed({"3203": [5.0]}), "newer", NOW)
    assert left_over(folder, store.catalogue()) == []
    return found
