"""Text from strangers made safe to read: what is not seen, and what turns the line, is taken out.

The original is kept beside it; this is what is shown. Escaping is left to the templates.
"""

from __future__ import annotations

import re
import unicodedata

_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
"""Characters that turn the direction of what follows them (Unicode Standard Annex #9). Letters
have a direction of their own, so Hebrew and Arabic are read right without them."""
_UNSEEN = (
    "\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u180e\u206a\u206b\u206c\u206d\u206e\u206f"
)
_JOINERS = "\u200c\u200d"
"""Join or part letters, and make one picture of several; needed, but only between such."""
_GONE = str.maketrans("", "", _TURNING + _UNSEEN)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MANY_LINES = re.compile(r"\n{4,}")
_BLANKS = re.compile(r"(?<![ \t\u00a0])[ \t\u00a0]++(?=\n|$)")
"""Blanks that end a line; each row of them is looked at once, however long it is."""
_TAGS = re.compile("[\U000e0000-\U000e007f]")
_FLAG = "\U0001f3f4"
_LAST_UNJOINED = 0x05FF
"""The end of the scripts that never join their letters."""
_PLAIN = re.compile(r"[\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u20ac]*")
"""What most people write: letters that are composed already, with nothing unseen among them."""
_MOST_MARKS = 4
"""The most marks above and below one letter; more are heaped up to disturb."""
_MOST_LOOSE = 16
"""The most that stand loose after one letter before they are composed with it: to put them in
order takes time with the square of their number."""


def clean(text: str, most: int | None = None) -> str:
    """A text as it may be shown: composed (NFC), with plain line ends and nothing hidden in it.

    Args:
        text: as it was written.
        most: how many characters are taken in of it. One that is twice as long and more is left as
            it came, to be refused for its length.
    """
    if most is not None and len(text) > 2 * most:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _PLAIN.fullmatch(text) is None:
        text = _seen(text)
    return _MANY_LINES.sub("\n\n\n", _BLANKS.sub("", text)).strip()


def clean_line(text: str, most: int | None = None) -> str:
    """The same on one line, for names."""
    if most is not None and len(text) > 2 * most:
        return text
    return " ".join(clean(text).split())


def _seen(text: str) -> str:
    """A text without what hides or turns, and with no more marks than a letter can have."""
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = _CONTROL.sub("", text).translate(_GONE)
    if _FLAG not in text:
        text = _TAGS.sub("", text)
    composed = unicodedata.normalize("NFC", _few_marks(text, _MOST_LOOSE))
    return _few_marks(_joined(composed), _MOST_MARKS)


def _joined(text: str) -> str:
    """Joiners kept only between letters that join, or between pictures."""
    if not any(one in text for one in _JOINERS):
        return text
    kept = []
    for at, one in enumerate(text):
        if one in _JOINERS:
            before = text[at - 1] if at else " "
            after = text[at + 1] if at + 1 < len(text) else " "
            if not (_joins(before) and _joins(after)):
                continue
        kept.append(one)
    return "".join(kept)


def _joins(one: str) -> bool:
    """Whether a character is a picture, or a letter of a script that joins its letters."""
    if one in "\ufe0f":
        return True
    kind = unicodedata.category(one)
    if kind in {"So", "Sk"}:
        return True
    return (
        kind[0] in "LM"
        and ord(one) > _LAST_UNJOINED
        and not unicodedata.name(one, "").startswith(("LATIN", "GREEK", "CYRILLIC"))
    )


def _few_marks(text: str, most: int) -> str:
    kept, marks = [], 0
    for one in text:
        marks = marks + 1 if unicodedata.category(one) in {"Mn", "Me"} else 0
        if marks <= most:
            kept.append(one)
    return "".join(kept)
