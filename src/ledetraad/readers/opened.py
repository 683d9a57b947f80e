"""A document read, together with what it was read from and how it was understood.

For those who show a document beside the plan in it: the import's pages, and the debugger.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ledetraad.errors import UnreadableDocument
from ledetraad.plan.model import Plan
from ledetraad.readers.blocks import Document
from ledetraad.readers.document_plan import plan_from_document, read_and_describe
from ledetraad.readers.forms.mapping import Mapping
from ledetraad.readers.forms.questions import rough_mapping
from ledetraad.readers.registry import OPENERS, read_bytes, within_bounds
from ledetraad.readers.result import NoPlanFound, ReadResult

if TYPE_CHECKING:
    from ledetraad.readers.pdf.read import Understood

_OWN_FORMS = frozenset({".csv", ".xlsx", ".ods", ".md"})
"""Kinds of document that may hold our own form, which needs no guessing."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that has been read.

    Args:
        result: the plan, and what the reader was unsure of; None where no plan was found in it.
        document: its blocks; None for a kind that is not taken apart into blocks.
        mapping: how its form was understood; None where its form is fixed.
        pages: what stands where on its pages, for a PDF.
        problem: why no plan was found, where somebody can still say what its parts mean.
    """

    result: ReadResult | None
    document: Document | None = None
    mapping: Mapping | None = None
    pages: Understood | None = None
    problem: UnreadableDocument | None = None

    @property
    def plan(self) -> Plan | None:
        """The plan, if one was found."""
        return self.result.plan if self.result is not None else None


def open_and_read(data: bytes, name: str, mapping: Mapping | None = None) -> Opened:
    """Read a plan, and keep what it was read from.

    Args:
        data: the document.
        name: its file name; the ending says what it is.
        mapping: what somebody has said of its form; left alone where its form is fixed.

    Raises:
        UnreadableDocument: too large, of an unknown kind, or not a plan, and nothing that could be
            said of its form would make it one.
    """
    ending = Path(name).suffix.lower()
    if ending not in OPENERS:
        return Opened(read_bytes(data, name))
    within_bounds(data, name)
    if ending == ".pdf":
        from ledetraad.readers.pdf.read import understand  # noqa: PLC0415

        pages = understand(data, name)
        return _by_mapping(pages.document, mapping, pages)
    document = OPENERS[ending](data, name)
    if ending in _OWN_FORMS:
        fixed = _fixed(data, name, document)
        if fixed is not None:
            return Opened(fixed, document)
    return _by_mapping(document, mapping)


def _by_mapping(
    document: Document, mapping: Mapping | None, pages: Understood | None = None
) -> Opened:
    try:
        result, understood = read_and_describe(document, mapping)
    except NoPlanFound as problem:
        rough = rough_mapping(document, mapping)
        if not rough.columns and not rough.headings and not rough.numbers:
            raise
        return Opened(None, document, rough, pages, problem)
    return Opened(result, document, understood, pages)


def _fixed(data: bytes, name: str, document: Document) -> ReadResult | None:
    """A plan of our own form, which is read by another way than documents that people make."""
    try:
        result = read_bytes(data, name)
    except NoPlanFound:
        return None
    try:
        return result if plan_from_document(document).plan != result.plan else None
    except NoPlanFound:
        return result
