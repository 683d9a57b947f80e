"""The number of a municipality, by what people write."""

from __future__ import annotations

import re

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.statistics.reforms.changes import known_changes

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
    """The number now of a municipality with a name; empty where it is not known.

    Known are those that the reforms since 2017 have given a number; the newest counts.
    """
    wanted = name.strip().casefold().removesuffix(" kommune")
    numbers = [one.new for one in known_changes() if one.new_name.casefold() == wanted]
    return numbers[-1] if numbers else ""
