"""A command that writes files, killed at many points: a program that tells what each leaves.

The points are the moments before a file or a folder in the target's folder is opened, made, moved
or taken away.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from ledetraad.cli import main as command

NEVER = -1
_EVENTS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod"}
_EVERY = 50
"""Of the files that are opened, made or taken away one after another, one in so many is a point."""

_MOST = 8


class Points:
    """Counts what is done in a folder, and kills the process at one point."""

    def __init__(self, folder: Path, fatal: int) -> None:
        self._folder = os.fspath(folder)
        self._fatal = fatal
        self._like = 0
        self.passed = 0

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        """What Python tells before it does something."""
        if event not in _EVENTS or not isinstance(arguments[0], str | os.PathLike):
            return
        if not str(Path(arguments[0]).absolute()).startswith(self._folder):
            return
        if event not in {"os.rename", "os.chmod"}:
            self._like += 1
            if self._like % _EVERY != 1:
                return
        if self.passed == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        self.passed += 1


def run(arguments: list[str], folder: Path, fatal: int = NEVER) -> int:
    """Run a command in a process of its own.

    Returns:
        How many points it passed; `NEVER` where it was killed.
    """
    ends = os.pipe()
    child = os.fork()
    if child == 0:
        points = Points(folder, fatal)
        sys.addaudithook(points.hook)
        sys.argv = ["ledetraad", *arguments]
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 0
        try:
            command()
        except SystemExit as ended:
            code = int(ended.code or 0)
        os.write(ends[1], str(points.passed).encode())
        os._exit(code)
    os.close(ends[1])
    _, status = os.waitpid(child, 0)
    with os.fdopen(ends[0], "rb") as out:
        told = out.read()
    if os.WIFSIGNALED(status):
        return NEVER
    assert os.WEXITSTATUS(status) == 0, "the command itself failed"
    return int(told)


def looks(target: Path) -> str:
    """A file's or a folder's fingerprint; empty where there is none."""
    if target.is_file():
        return hashlib.sha256(target.read_bytes()).hexdigest()
    if not target.is_dir():
        return ""
    said = hashlib.sha256()
    for path in sorted(target.rglob("*")):
        said.update(str(path.relative_to(target)).encode())
        if path.is_file():
            said.update(path.read_bytes())
    return said.hexdigest()


def main(folder: str, name: str, first: str, second: str, *before_target: str) -> None:
    """Write the FIRST document to a target, then have the SECOND's writing killed at each point."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one process alone writes
    place = Path(folder)
    kept, here = place / "kept", place / "here"
    kept.mkdir(parents=True)

    def do(document: str, fatal: int = NEVER) -> int:
        words = [word.format(document=document, target=here / name) for word in before_target]
        return run(words, here, fatal)

    here.mkdir()
    do(first)
    old = looks(here / name)
    here.rename(kept / "old")

    def begin() -> None:
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(kept / "old", here)

    begin()
    count = do(second)
    new = looks(here / name)
    told = []
    for fatal in sorted({round(n * (count - 1) / _MOST) for n in range(_MOST + 1)}):
        begin()
        killed = do(second, fatal) == NEVER
        left = looks(here / name)
        do(second)
        told.append(
            {
                "killed": killed,
                "left": "old" if left == old else "new" if left == new else "between",
                "again": looks(here / name) == new,
                "beside": sorted(one.name for one in here.iterdir() if one.name != name),
            }
        )
    sys.stdout.write(json.dumps({"differ": old != new, "told": told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
