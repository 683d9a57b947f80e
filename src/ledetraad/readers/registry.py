"""Which reader takes which document, and the bounds that hold for all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ledetraad.errors import UnreadableDocument, reason
from ledetraad.i18n import N_
from ledetraad.readers.exchange_json import read_json
from ledetraad.readers.flat_csv import read_csv
from ledetraad.readers.flat_xlsx import read_xlsx
from ledetraad.readers.overview_text import read_overview_text
from ledetraad.readers.result import ReadResult

Reader = Callable[[bytes, str], ReadResult]

READERS: dict[str, Reader] = {
    ".txt": read_overview_text,
    ".json": read_json,
    ".csv": read_csv,
    ".xlsx": read_xlsx,
}
LARGEST = 30 * 1024 * 1024
"""The most bytes of a document; a plan's text is well under one million."""


def read_document(path: Path) -> ReadResult:
    """Read a plan from a file.

    Raises:
        UnreadableDocument: no such file, too large, of an unknown kind, or not a plan.
    """
    reader = _reader(path.name, str(path))
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise too_large(size, str(path))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise too_large(len(data), str(path))
    except OSError as error:
        raise UnreadableDocument(
            N_("The file can't be opened: %(reason)s."),
            where=str(path),
            remedy=N_("See that the name is right and that you may read the file."),
            reason=reason(error),
        ) from None
    return reader(data, path.name)


def read_bytes(data: bytes, name: str) -> ReadResult:
    """Read a plan from a document already in memory, such as an upload.

    Args:
        data: the document.
        name: its file name; the ending says what it is.

    Raises:
        UnreadableDocument: too large, of an unknown kind, or not a plan.
    """
    if len(data) > LARGEST:
        raise too_large(len(data), name)
    return _reader(name, name)(data, name)


def _reader(name: str, where: str) -> Reader:
    ending = Path(name).suffix.lower()
    if ending not in READERS:
        raise UnreadableDocument(
            N_("Documents that end in “%(ending)s” can't be read.")
            if ending
            else N_("The file's name has no ending that says what it is."),
            where=where,
            remedy=N_("Use one of these: %(endings)s."),
            ending=ending,
            endings=", ".join(READERS),
        )
    return READERS[ending]


def too_large(size: int, where: str) -> UnreadableDocument:
    """The error for a document of `size` bytes, more than `LARGEST`."""
    return UnreadableDocument(
        N_("The document is too large: %(size)s MB, and the most is %(most)s MB."),
        where=where,
        remedy=N_("Take out the part with the goals and strategies and save it by itself."),
        size=round(size / 1_000_000),
        most=round(LARGEST / 1_000_000),
    )
