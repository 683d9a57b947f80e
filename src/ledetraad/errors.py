"""What can go wrong, told so that the person at the other end can mend it.

Every error that is somebody's to mend is a `LedetraadError`; the command line, the web and the
API each show its three parts in their own way and add no words of their own.
"""

from __future__ import annotations


class LedetraadError(Exception):
    """Something is wrong, at a place, and can be mended.

    Args:
        what: one sentence that says what is wrong.
        where: the file, line, sheet, setting or address concerned; empty where there is none.
        remedy: one sentence that says what to do.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} {self.remedy}".rstrip()


class UnreadableDocument(LedetraadError):
    """A document that can't be read as a plan."""


class InvalidSettings(LedetraadError):
    """A setting that says something it can't."""


class UnwritableOutput(LedetraadError):
    """A place that can't be written to, or a form that can't be written."""
