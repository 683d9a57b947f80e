"""What the commands share: the screen's language, errors on it, and progress."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ledetraad.errors import LedetraadError
from ledetraad.i18n import catalogue, from_environment

if TYPE_CHECKING:
    from rich.console import Console

LANGUAGE = from_environment()
translate = catalogue(LANGUAGE).gettext
plural = catalogue(LANGUAGE).ngettext

FOUND = 1
UNREADABLE = 2


def say_all() -> None:
    """See that no character stops the screen: one that it doesn't know is written by its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def out(text: str) -> None:
    """Text on standard output, ended by a line's end; nothing where there is no text."""
    sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")


def out_bytes(data: bytes) -> None:
    """Bytes on standard output, after all that was said before."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def note(text: str) -> None:
    """A line on standard error."""
    sys.stderr.write(f"{text}\n")


def tell(error: LedetraadError) -> None:
    """An error on standard error: what is wrong and where, then what to do."""
    head = f"{error.where}: " if error.where else ""
    note(f"{head}{error.what(translate)}")
    remedy = error.remedy(translate)
    if remedy:
        note(f"  {remedy}")


def console(*, to_stderr: bool = False) -> Console:
    """Where tables and progress are drawn; plain where it is not a terminal."""
    from rich.console import Console  # noqa: PLC0415

    return Console(stderr=to_stderr, highlight=False)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, shown on a terminal only.

    Yields:
        What to call with how many are done and of how many.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    screen = console(to_stderr=True)
    with Progress(
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        console=screen,
        transient=True,
    ) as bar:
        task = bar.add_task(what, total=None)

        def advance(done: int, total: int) -> None:
            if done % 50 == 0 or done == total:
                bar.update(task, completed=done, total=total)

        yield advance
