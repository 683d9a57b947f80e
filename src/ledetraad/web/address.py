"""Norwegian names as parts of addresses."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from django.utils.text import slugify

_LETTERS = str.maketrans({"ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "å": "a", "Å": "a"})


def address_part(name: str) -> str:
    """A name in small letters, digits and hyphens: "Bærum kommune" is "baerum-kommune"."""
    return slugify(name.translate(_LETTERS))


def free_part(name: str, taken: Iterable[str]) -> str:
    """A municipality's part of addresses: by its name, with a number where another has the same.

    Args:
        name: such as "Våler kommune".
        taken: the parts that others have.
    """
    others = set(taken)
    stem = address_part(name) or "kommune"
    if stem not in others:
        return stem
    return next(part for number in count(2) if (part := f"{stem}-{number}") not in others)
