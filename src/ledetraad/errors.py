"""What can go wrong, told so that the person at the other end can mend it.

Every error that is somebody's to mend is a `LedetraadError`; the command line, the web and the
API each show its three parts in their own way and add no words of their own.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

from ledetraad.i18n import N_


class Phrase:
    """English words among an error's values that are translated with it.

    Args:
        template: the words, with %(name)s places for `values`.
        values: what to put in the places.
    """

    def __init__(self, template: str, **values: object) -> None:
        self._template = template
        self._values = values

    def said(self, translate: Callable[[str], str] = str) -> str:
        """The words in the language that `translate` gives."""
        words = translate(self._template)
        return words % _said(self._values, translate) if self._values else words

    def kept(self) -> dict[str, object]:
        """The words as JSON can hold them."""
        return {"template": self._template, "values": _keepable(self._values)}

    def __str__(self) -> str:
        return self.said()


_REASONS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EACCES: N_("you may not"),
    errno.EPERM: N_("you may not"),
    errno.EISDIR: N_("it is a folder"),
    errno.EEXIST: N_("a file of that name is in the way"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.ELOOP: N_("its links lead in a ring"),
    errno.EBUSY: N_("it is in use, or a disk of its own"),
    errno.EADDRNOTAVAIL: N_("this machine has no such address"),
    errno.ENOTDIR: N_("a part of its path is not a folder"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("the disk can only be read"),
    errno.EADDRINUSE: N_("something else listens there already"),
}


def reason(error: OSError) -> Phrase:
    """Why the machine could not do something, for an error's values."""
    return Phrase(_REASONS.get(error.errno or 0) or error.strerror or str(error))


class LedetraadError(Exception):
    """Something is wrong, at a place, and can be mended.

    Args:
        what: one English sentence that says what is wrong, with %(name)s places for `values`.
        where: the file, line, sheet, setting or address concerned; empty where there is none.
        remedy: one English sentence that says what to do, with such places too.
        values: what to put in the places; said as they are in every language, but for phrases.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "", **values: object) -> None:
        super().__init__(what)
        self._what = what
        self._remedy = remedy
        self._values = values
        self.where = where

    def what(self, translate: Callable[[str], str] = str) -> str:
        """What is wrong, in the language that `translate` gives."""
        return translate(self._what) % _said(self._values, translate)

    def remedy(self, translate: Callable[[str], str] = str) -> str:
        """What to do, in the language that `translate` gives."""
        return translate(self._remedy) % _said(self._values, translate) if self._remedy else ""

    def phrase(self) -> Phrase:
        """What is wrong, as words among another error's values."""
        return Phrase(self._what, **self._values)

    def kept(self) -> dict[str, object]:
        """The error as JSON can hold it, until `kept_error` makes it again."""
        return {
            "what": self._what,
            "where": self.where,
            "remedy": self._remedy,
            "values": _keepable(self._values),
        }

    def told(self, translate: Callable[[str], str] = str) -> str:
        """All three parts on one line."""
        head = f"{self.where}: {self.what(translate)}" if self.where else self.what(translate)
        return f"{head} {self.remedy(translate)}".rstrip()

    def __str__(self) -> str:
        return self.told()


def _said(values: dict[str, object], translate: Callable[[str], str]) -> dict[str, object]:
    return {
        name: value.said(translate) if isinstance(value, Phrase) else value
        for name, value in values.items()
    }


def _keepable(values: dict[str, object]) -> dict[str, object]:
    return {
        name: value.kept()
        if isinstance(value, Phrase)
        else value
        if isinstance(value, int | float | str)
        else str(value)
        for name, value in values.items()
    }


def kept_error(kept: dict[str, Any]) -> LedetraadError:
    """An error as it was kept, to be said in any language."""
    values = {name: _kept_value(value) for name, value in kept["values"].items()}
    return LedetraadError(kept["what"], where=kept["where"], remedy=kept["remedy"], **values)


def kept_phrase(kept: dict[str, Any]) -> Phrase:
    """A phrase as it was kept, to be said in any language."""
    return Phrase(
        kept["template"], **{name: _kept_value(each) for name, each in kept["values"].items()}
    )


def _kept_value(value: Any) -> object:
    return kept_phrase(value) if isinstance(value, dict) else value


class UnreadableDocument(LedetraadError):
    """A document that can't be read as a plan."""


class NoTextFound(UnreadableDocument):
    """A document that is whole, but has no text in it, or too little: its pages are pictures."""


class InvalidSettings(LedetraadError):
    """A setting that says something it can't."""


class UnwritableOutput(LedetraadError):
    """A place that can't be written to, or a form that can't be written."""
