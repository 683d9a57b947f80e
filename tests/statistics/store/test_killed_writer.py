"""A writer that is killed at any moment leaves the store as it was before, or as it is after."""

from __future__ import annotations

import re
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
    folders = [tmp_path / "killed" / str(moment) for moment in range(moments)]
    latest = [latest_and_sound(folder) for folder in folders]
    assert latest == sorted(latest, reverse=True)  # "old" until some moment, "new" from then on
    assert {*latest} == {"old", "new"}
    different = {left_in(folder): folder for folder in folders}
    assert len(different) > 4
    for folder in different.values():
        can_go_on(folder)


def latest_and_sound(folder: Path) -> str:
    """The latest edition's name, having seen that all is well."""
    store = Store(folder)
    assert list(verify(store)) == []
    found = store.catalogue().get("ssb", "12134").latest.name
    expected = [1.0, 2.0, 3.0] if found == "old" else [1.0, 2.5, None]
    assert store.observed("ssb", "12134").table["value"].to_pylist() == expected
    return found


def left_in(folder: Path) -> tuple[tuple[str, int], ...]:
    """What a killed writer left, but for the chance in the names of its unfinished files."""
    return tuple(
        sorted(
            (re.sub(r"(?<=\.ledetraad-).*", "", str(path.relative_to(folder))), path.stat().st_size)
            for path in folder.rglob("*")
            if path.is_file()
        )
    )


def can_go_on(folder: Path) -> None:
    """See that the next writer isn't locked out, and puts what was left in order."""
    store = Store(folder, wait=0)

    add(folder)
    store.add(observed({"3203": [5.0]}), "newer", NOW)

    assert store.observed("ssb", "12134", "new").table["value"].to_pylist() == [1.0, 2.5, None]
    assert store.observed("ssb", "12134", "old").table["value"].to_pylist() == [1.0, 2.0, 3.0]
    assert left_over(folder, store.catalogue()) == []
