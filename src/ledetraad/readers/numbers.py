"""The number that stands before a heading or an item in running text."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,5}\.?|\d{1,2}[.)]|\d{1,2}(?=\s+[A-ZÆØÅÄÖ«“\"]))\s+(?=\S)"
)


def number_apart(text: str) -> tuple[str, str]:
    """A text's own number, without its last point, and the text after it: "2.1", "God helse"."""
    match = _NUMBER.match(text)
    if match is None:
        return "", text
    return match["number"].rstrip(".)"), text[match.end() :]
