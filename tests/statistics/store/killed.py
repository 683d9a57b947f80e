"""Keeps an edition and is killed: run by `test_killed_writer.py`, and by hand as

    python -m tests.statistics.store.killed FROM INTO

FROM is a store; for each moment n, INTO/n becomes what a writer leaves that is killed there. A
moment is a line of our own code; the writer is a process of its own, and dies by SIGKILL. Prints
how many moments there are.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from ledetraad.statistics.store.store import Store
from tests.statistics.numbers import NOW, observed

OURS = ("ledetraad/files.py", "ledetraad/statistics/store/")


def add(folder: Path) -> None:
    """Keep the edition that the test looks for."""
    Store(folder).add(observed({"3203": [1.0, 2.5, ":"]}), "new", NOW)


def add_and_die(folder: Path, moment: int) -> None:
    """Keep it, but be killed at a moment; end with 0 where there is no such moment."""
    left = [moment]

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if not any(each in frame.f_code.co_filename for each in OURS):
            return None
        if event == "line":
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    add(folder)
    sys.settrace(None)


def main(source: Path, into: Path) -> None:
    """Kill a writer at every moment."""
    shutil.copytree(source, into / "warm")
    add(into / "warm")  # all that is loaded late is there before the first fork
    moment = 0
    while True:
        folder = into / str(moment)
        shutil.copytree(source, folder)
        child = os.fork()
        if child == 0:
            add_and_die(folder, moment)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        moment += 1
        if os.waitstatus_to_exitcode(status) == 0:
            sys.stdout.write(f"{moment}\n")
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
