"""Bytes to text: byte-order marks, UTF-8, the older Windows and Latin-1 encodings, and refusals.

Bytes that can't be read in text that is UTF-8 otherwise become U+FFFD, for the reader to report.
"""

from __future__ import annotations

import codecs
import unicodedata

from ledetraad.errors import Phrase, UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.readers.signatures import kind_of

UNREADABLE = "\ufffd"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1b"})
_SAMPLE = 65_536
_MOST_CONTROLS = 0.01


def decode(data: bytes, where: str) -> str:
    """The text of a document, line ends made one kind and letters composed (one å, not a and ring).

    Args:
        data: the document's bytes.
        where: what to call it in an error.

    Raises:
        UnreadableDocument: empty, or not text.
    """
    text = _text(data, where).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableDocument(
            N_("The document is empty."),
            where=where,
            remedy=N_("Choose the file that holds the plan."),
        )
    return unicodedata.normalize("NFC", text)


def _text(data: bytes, where: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, where)
    _refuse_binary(data, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged(data) or _older(data)


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            N_("The document says that it is %(encoding)s, but byte %(byte)s is not."),
            where=where,
            remedy=N_("Save it again as plain text in UTF-8."),
            encoding=encoding.upper(),
            byte=error.start,
        ) from None


def _damaged(data: bytes) -> str:
    """The text, where more of its letters outside ASCII are good UTF-8 than are not."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count(UNREADABLE)
    beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
    return text if beyond_ascii - lost > lost else ""


def _older(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _refuse_binary(data: bytes, where: str) -> None:
    kind = kind_of(data)
    if kind is not None:
        raise UnreadableDocument(
            N_("The document is %(kind)s, not text."),
            where=where,
            remedy=N_("Give the file its right ending, or save it as plain text."),
            kind=Phrase(kind.what),
        )
    start = data[:_SAMPLE].lstrip()
    controls = len(start) - len(start.translate(None, _CONTROLS))
    if controls > len(start) * _MOST_CONTROLS or b"\0" in data:
        raise UnreadableDocument(
            N_("The document is binary, not text."),
            where=where,
            remedy=N_("Save it as plain text in UTF-8 and try again."),
        )
