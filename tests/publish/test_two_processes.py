"""A large site is written by two processes, and is the same as one alone would write."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ledetraad.errors import UnwritableOutput
from ledetraad.publish.site.hands import by_two

WRITE_BOTH_WAYS = """
import sys
from pathlib import Path

from ledetraad.publish.site import hands, write
from ledetraad.publish.snapshot import Snapshot
from ledetraad.readers import read_document

document, one, two = map(Path, sys.argv[1:])
snapshot = Snapshot(plan=read_document(document).plan)
shared = []

def by_two(work, shares):
    shared.append(len(shares))
    return hands.by_two(work, shares)

write.WORTH_SHARING, write.by_two = 1, by_two
write.has_two = lambda: False
write.write_site(snapshot, one)
assert not shared
write.has_two = lambda: True
write.write_site(snapshot, two)
assert shared
"""
"""In a process of its own, since forking one with other threads is not safe."""


def test_every_share_is_done_once_and_counted(tmp_path: Path) -> None:
    def work(share: int) -> int:
        (tmp_path / str(share)).touch(exist_ok=False)
        return share

    *_, last = by_two(work, range(40))

    assert last == sum(range(40))
    assert len(list(tmp_path.iterdir())) == 40


def test_a_fault_in_either_process_is_raised_in_the_first() -> None:
    first = os.getpid()

    def fails_in(process_is_first: bool, share: int) -> int:
        if (os.getpid() == first) is process_is_first:
            raise UnwritableOutput("No room.", where=str(share))
        time.sleep(0.02)
        return 1

    for which in (True, False):
        with pytest.raises(UnwritableOutput, match="No room"):
            list(by_two(lambda share, which=which: fails_in(which, share), range(50)))


def test_two_processes_write_the_same_site_as_one(example: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"

    subprocess.run([sys.executable, "-c", WRITE_BOTH_WAYS, example, one, two], check=True)

    assert _contents(one)
    assert _contents(two) == _contents(one)


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
