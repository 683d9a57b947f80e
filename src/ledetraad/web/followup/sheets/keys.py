"""The key of a row: which thing it is of, and what that said when the list was fetched.

A key holds in one municipality of one installation: it carries a mark that another's keys lack,
so that a list from elsewhere never changes what happens to have the same number here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.crypto import constant_time_compare, salted_hmac

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_

KEY_HEAD = N_("Key (leave it as it is)")
MEASURE, INDICATOR, VALUES, CLIMATE, ACTIVITY = "T", "I", "V", "K", "A"
_FORM = re.compile(r"([TIVKA])([0-9]{1,15})-v([0-9]{1,18})-([0-9a-f]{10})", re.IGNORECASE)
_MARK_LENGTH = 10


class KeyRefused(LedetraadError):
    """A key that is none, or is of something else."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a key says.

    Args:
        letter: of what kind the thing is.
        thing: its number: a measure's own, an indicator's key.
        version: what it had come to when the list was fetched: the version of a measure or an
            indicator; for values the key of the newest one; for a measure's effect on emissions
            the version of that, 0 where nothing is written of it.
    """

    letter: str
    thing: int
    version: int


def key_text(key: Key, municipality: int) -> str:
    """A key as it stands in a cell: "T12-v3-5f2a90bc1e"."""
    return f"{key.letter}{key.thing}-v{key.version}-{_mark(key, municipality)}"


def read_key(text: str, letter: str, municipality: int, *, where: str) -> Key:
    """What the key in a cell says.

    Args:
        text: the cell's.
        letter: of what kind the thing has to be.
        municipality: the key of the municipality whose it has to be.
        where: the cell, for the error.

    Raises:
        KeyRefused: it is no key, or of another kind or municipality.
    """
    match = _FORM.fullmatch(text.strip())
    key = Key(match[1].upper(), int(match[2]), int(match[3])) if match is not None else None
    if match is None or key is None or key.letter != letter:
        raise KeyRefused(
            N_("“%(text)s” is not a key of a row in this list."),
            where=where,
            remedy=N_("Fetch the list anew. For a new row, leave the key empty."),
            text=text.strip()[:60],
        )
    if not constant_time_compare(match[4].lower(), _mark(key, municipality)):
        raise KeyRefused(
            N_("The key “%(text)s” was not made here, or has been changed."),
            where=where,
            remedy=N_("Fetch the list anew from this municipality's pages."),
            text=text.strip()[:60],
        )
    return key


def _mark(key: Key, municipality: int) -> str:
    said = f"{key.letter}:{municipality}:{key.thing}:{key.version}"
    return salted_hmac("ledetraad.sheets", said, algorithm="sha256").hexdigest()[:_MARK_LENGTH]
