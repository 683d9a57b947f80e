"""Which reader takes which document, and the bounds that hold for all of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledetraad.errors import UnreadableDocument, reason
from ledetraad.i18n import N_
from ledetraad.readers.blocks import Document
from ledetraad.readers.result import ReadResult
from ledetraad.readers.signatures import kind_ending_in, refuse_misnamed

if TYPE_CHECKING:
    from ledetraad.readers.forms.mapping import Mapping

Reader = Callable[[bytes, str], ReadResult]
Opener = Callable[[bytes, str], Document]


def _later(module: str, name: str) -> Callable[[bytes, str], Any]:
    """A function of a reader's module, which is loaded when it is first called."""

    def call(data: bytes, where: str) -> Any:
        return getattr(import_module(f"ledetraad.readers.{module}"), name)(data, where)

    return call


READERS: dict[str, Reader] = {
    ".txt": _later("overview_text", "read_overview_text"),
    ".json": _later("exchange_json", "read_json"),
    ".csv": _later("flat_csv", "read_csv"),
    ".xlsx": _later("flat_xlsx", "read_xlsx"),
    ".ods": _later("ods", "read_ods"),
    ".md": _later("markdown", "read_markdown"),
    ".html": _later("html", "read_html"),
    ".htm": _later("html", "read_html"),
    ".docx": _later("word", "read_word"),
    ".pdf": _later("pdf", "read_pdf"),
}
OPENERS: dict[str, Opener] = {
    ".csv": _later("flat_csv", "csv_document"),
    ".xlsx": _later("flat_xlsx", "xlsx_document"),
    ".ods": _later("ods", "ods_document"),
    ".md": _later("markdown", "markdown_document"),
    ".html": _later("html", "html_document"),
    ".htm": _later("html", "html_document"),
    ".docx": _later("word", "word_document"),
    ".pdf": _later("pdf", "pdf_document"),
}
"""What takes a document apart, for those whose form can be told by a mapping."""
LARGEST = 30_000_000
"""The most bytes of a document; a plan's text is well under one million."""


def read_document(path: Path, mapping: Mapping | None = None) -> ReadResult:
    """Read a plan from a file.

    Args:
        path: the file.
        mapping: what somebody has said of the document's form.

    Raises:
        UnreadableDocument: no such file, too large, of an unknown kind, or not a plan.
    """
    where = shown(path)
    reader = _reader(path.name, where)
    data, name = _contents(path, where), shown(Path(path.name))
    refuse_misnamed(data, path.suffix.lower(), name)
    if mapping is not None:
        from ledetraad.readers.document_plan import plan_from_document  # noqa: PLC0415

        return plan_from_document(_opener(name)(data, name), mapping)
    return reader(data, name)


def open_document(path: Path) -> Document:
    """A document taken apart, whatever plan is in it.

    Raises:
        UnreadableDocument: no such file, too large, or of a kind whose form is fixed.
    """
    where = shown(path)
    _reader(path.name, where)
    opener = _opener(where)
    data, name = _contents(path, where), shown(Path(path.name))
    refuse_misnamed(data, path.suffix.lower(), name)
    return opener(data, name)


def file_bytes(path: Path) -> bytes:
    """A file's bytes, within the bounds.

    Raises:
        UnreadableDocument: no such file, or too large.
    """
    return _contents(path, shown(path))


def _opener(where: str) -> Opener:
    ending = Path(where).suffix.lower()
    if ending not in OPENERS:
        raise UnreadableDocument(
            N_("Documents that end in “%(ending)s” have a form of their own, without a mapping."),
            where=where,
            remedy=N_("Use one of these: %(endings)s."),
            ending=ending,
            endings=", ".join(OPENERS),
        )
    return OPENERS[ending]


def _contents(path: Path, where: str) -> bytes:
    """A file's bytes, within the bounds."""
    try:
        about = path.stat()
        if not (stat.S_ISREG(about.st_mode) or stat.S_ISDIR(about.st_mode)):
            raise UnreadableDocument(
                N_("This is a device or a pipe, not a file."),
                where=where,
                remedy=N_("Save the document as a file first."),
            )
        if about.st_size > LARGEST:
            raise too_large(about.st_size, where)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise too_large(len(data), where)
        return data
    except OSError as error:
        raise UnreadableDocument(
            N_("The file can't be opened: %(reason)s."),
            where=where,
            remedy=N_("See that the name is right and that you may read the file."),
            reason=reason(error),
        ) from None


def shown(path: Path) -> str:
    """A path as text that can be written anywhere, whatever bytes the file system has for it."""
    return os.fsencode(path).decode(errors="replace")


def read_bytes(data: bytes, name: str) -> ReadResult:
    """Read a plan from a document already in memory, such as an upload.

    Args:
        data: the document.
        name: its file name; the ending says what it is.

    Raises:
        UnreadableDocument: too large, of an unknown kind, or not a plan.
    """
    within_bounds(data, name)
    return _reader(name, name)(data, name)


def within_bounds(data: bytes, name: str) -> None:
    """See that a document is of a known kind, what its name says that it is, and not too large.

    Raises:
        UnreadableDocument: it isn't.
    """
    _reader(name, name)
    if len(data) > LARGEST:
        raise too_large(len(data), name)
    refuse_misnamed(data, Path(name).suffix.lower(), name)


def _reader(name: str, where: str) -> Reader:
    ending = Path(name).suffix.lower()
    if ending not in READERS:
        kind = kind_ending_in(ending)
        raise UnreadableDocument(
            N_("Documents that end in “%(ending)s” can't be read.")
            if ending
            else N_("The file's name has no ending that says what it is."),
            where=where,
            remedy=kind.remedy if kind is not None else N_("Use one of these: %(endings)s."),
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
