"""Norwegian names as parts of addresses."""

from __future__ import annotations

from django.utils.text import slugify

_LETTERS = str.maketrans({"ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "å": "a", "Å": "a"})


def address_part(name: str) -> str:
    """A name in small letters, digits and hyphens: "Bærum kommune" is "baerum-kommune"."""
    return slugify(name.translate(_LETTERS))
