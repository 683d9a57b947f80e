"""Bytes to text: byte-order marks, UTF-8, the older Windows and Latin-1 encodings, and refusals."""

from __future__ import annotations

import codecs

from ledetraad.errors import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_BINARY = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zipped office document"),
    (b"\xd0\xcf\x11\xe0", "an office document of the form used before 2007"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_ALLOWED_CONTROLS = frozenset(b"\t\n\r\x0c\x0b\x1b")
_SAMPLE = 65_536
_MOST_CONTROLS = 0.01


def decode(data: bytes, where: str) -> str:
    """The text of a document, line ends made one kind.

    Args:
        data: the document's bytes.
        where: what to call it in an error.

    Raises:
        UnreadableDocument: empty, or not text.
    """
    if not data.strip():
        raise UnreadableDocument(
            "The document is empty.", where=where, remedy="Choose the file that holds the plan."
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _one_kind_of_line_end(_strict(data[len(mark) :], encoding, where))
    _refuse_binary(data, where)
    try:
        return _one_kind_of_line_end(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _one_kind_of_line_end(_older(data))


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"The document says that it is {encoding.upper()}, but byte {error.start} is not.",
            where=where,
            remedy="Save it again as plain text in UTF-8.",
        ) from None


def _older(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _refuse_binary(data: bytes, where: str) -> None:
    for start, kind in _KNOWN_BINARY:
        if data.startswith(start):
            raise UnreadableDocument(
                f"The document is {kind}, not text.",
                where=where,
                remedy="Give the file its right ending, or save it as plain text.",
            )
    sample = data[:_SAMPLE]
    controls = sum(1 for byte in sample if byte < 0x20 and byte not in _ALLOWED_CONTROLS)  # noqa: PLR2004
    if controls > len(sample) * _MOST_CONTROLS or b"\0" in sample:
        raise UnreadableDocument(
            "The document is binary, not text.",
            where=where,
            remedy="Save it as plain text in UTF-8 and try again.",
        )


def _one_kind_of_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
