"""How far the reading of a document has come, told to whoever waits for it.

A reader of a large document calls `step` as it goes; whoever started it and wants to know, or to
stop it, says so with `told_to`. Where nobody asks, nothing happens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Step = Callable[[int, int], None]
"""Takes how many parts are done and how many there are; may raise to stop the reading."""

_told: ContextVar[Step | None] = ContextVar("step", default=None)


def step(done: int, total: int) -> None:
    """Say that `done` of `total` parts are read."""
    told = _told.get()
    if told is not None:
        told(done, total)


@contextmanager
def told_to(listener: Step) -> Iterator[None]:
    """Have `listener` told of each step that is taken within."""
    token = _told.set(listener)
    try:
        yield
    finally:
        _told.reset(token)
