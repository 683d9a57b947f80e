"""The number of a municipality, by what people write."""

from __future__ import annotations

import re

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.statistics.reforms.municipalities import municipalities

_CODE = re.compile(r"[0-9A-Z_-]{2,30}", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9]")


class UnknownPlace(LedetraadError):
    """A name that no municipality's number is known for."""


def place_code(written: str) -> str:
    """The number of a municipality, or another region's code.

    Args:
        written: "3203", "EKG10", or a municipality's name, "Asker" or "Asker kommune".

    Raises:
        UnknownPlace: it is neither a code nor a name that we know the number of.
    """
    text = written.strip()
    if _CODE.fullmatch(text) and (_DIGIT.search(text) or text.isupper()):
        return text
    found = number_of(text)
    if found:
        return found
    raise UnknownPlace(
        N_("We don't know the number of “%(name)s”."),
        remedy=N_("Write the municipality's number, such as 3203."),
        name=text[:60],
    )


def number_of(name: str) -> str:
    """The number now of a municipality with a name; empty where no one such is known."""
    wanted = name.strip().casefold().removesuffix(" kommune")
    return next((code for code, one in municipalities().items() if one.casefold() == wanted), "")
