"""A large site is written by two processes, and is the same as one alone would write."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from ledetraad.errors import UnwritableOutput
from ledetraad.plan.model import Plan
from ledetraad.publish.site import write
from ledetraad.publish.site.hands import by_two, has_two
from ledetraad.publish.site.write import write_site
from ledetraad.publish.snapshot import Snapshot

pytestmark = pytest.mark.skipif(not has_two(), reason="needs two cores and fork")


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


def test_two_processes_write_the_same_site_as_one(
    example_plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = Snapshot(plan=example_plan)
    monkeypatch.setattr(write, "WORTH_SHARING", 10_000)
    write_site(snapshot, tmp_path / "one")
    monkeypatch.setattr(write, "WORTH_SHARING", 1)

    write_site(snapshot, tmp_path / "two")

    assert _contents(tmp_path / "two") == _contents(tmp_path / "one")


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
