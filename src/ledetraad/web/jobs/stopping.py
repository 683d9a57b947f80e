"""A worker that is asked to stop: when it may be cut off, and when it has to finish first."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class Stopped(BaseException):
    """The worker is to stop, and give back what it is at."""


class Stopping:
    """Whether somebody has asked the worker to stop.

    Work is cut off where nothing is stored yet (`open`); all else is finished first.
    """

    def __init__(self) -> None:
        self.asked = False
        self._open = False

    def ask(self, *_signal: object) -> None:
        """Ask the worker to stop; what signals are handled by.

        Raises:
            Stopped: in the midst of what may be cut off.
        """
        self.asked = True
        if self._open:
            self._open = False
            raise Stopped

    @contextmanager
    def open(self) -> Iterator[None]:
        """What is done within may be cut off.

        Raises:
            Stopped: somebody has asked, before or meanwhile.
        """
        self._open = True
        try:
            if self.asked:
                raise Stopped
            yield
        finally:
            self._open = False

    @contextmanager
    def by_signals(self) -> Iterator[None]:
        """Be asked by SIGTERM and SIGINT (Ctrl+C)."""
        before = {each: signal.signal(each, self.ask) for each in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
