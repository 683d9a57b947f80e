"""A command run as a process of its own: how long it took, and how much memory it came to hold.

Memory is the proportional set size of the process and all below it, added up and looked at twenty
times a second, so that pages shared by forked processes count once; or the largest resident set of
any one of them where that is more (a short peak between two looks).
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_EACH = 0.05


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds on the clock and of the cores, peak memory in MB, and what it printed."""

    seconds: float
    cores: float
    memory: float
    printed: str


def run(command: Sequence[str | Path], folder: Path, environment: dict[str, str]) -> Run:
    """Run a command to its end.

    Raises:
        RuntimeError: it failed; with what it said.
    """
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    peaks = [0.0]
    ended = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peaks, ended))
    watch.start()
    assert process.stdout is not None
    printed = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    watch.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{printed[-2000:]}")
    cores = used.ru_utime + used.ru_stime
    return Run(seconds, cores, max(peaks[0], used.ru_maxrss / 1000), printed)


def middle(runs: Sequence[Run]) -> Run:
    """The median of the times, the highest of the peaks, and what the first run printed."""
    return Run(
        median(run.seconds for run in runs),
        median(run.cores for run in runs),
        max(run.memory for run in runs),
        runs[0].printed,
    )


def _watch(process: int, peaks: list[float], ended: threading.Event) -> None:
    while not ended.wait(_EACH):
        peaks[0] = max(peaks[0], _held(process) / 1000)


def _held(process: int) -> int:
    """The kilobytes that a process and all below it hold; none for one that has ended."""
    folder = Path(f"/proc/{process}")
    try:
        lines = (folder / "smaps_rollup").read_text().splitlines()
        below = (folder / f"task/{process}/children").read_text().split()
    except OSError:
        return 0
    own = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return own + sum(_held(int(child)) for child in below)
