"""A PDF opened, or refused with the reason and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from pypdfium2 import raw

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.readers.pdf.settings import PdfSettings

_START, _END = 1024, 4096
_NO_PAGES = re.compile(rb"/Kids\s*\[\s*\]")


@contextmanager
def opened(data: bytes, name: str, settings: PdfSettings) -> Iterator[pypdfium2.PdfDocument]:
    """PDFium's document.

    Raises:
        UnreadableDocument: not a PDF, cut off, damaged, locked, without pages, or with too many.
    """
    if b"%PDF-" not in data[:_START]:
        raise UnreadableDocument(
            N_("The document is not a PDF, though its name says so."),
            where=name,
            remedy=N_("Give the file its right ending, or save it as PDF again."),
        )
    if b"%%EOF" not in data[-_END:]:
        raise UnreadableDocument(
            N_("The PDF is cut off: its end is missing."),
            where=name,
            remedy=N_("Fetch or save the file again, and see that all of it arrives."),
        )
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(data, error, name) from None
    try:
        count = len(document)
        if count == 0:
            raise _without_pages(name)
        if count > settings.most_pages:
            raise UnreadableDocument(
                N_("The PDF has %(count)s pages, and the most is %(most)s."),
                where=name,
                remedy=N_("Take out the part with the goals and strategies and save it by itself."),
                count=count,
                most=settings.most_pages,
            )
        yield document
    finally:
        document.close()


def _refusal(data: bytes, error: pypdfium2.PdfiumError, name: str) -> UnreadableDocument:
    """Why PDFium could not open it; what it says may be of a document before this one."""
    if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
        return UnreadableDocument(
            N_("The PDF is locked with a password."),
            where=name,
            remedy=N_("Open it with the password, save it without one, and try again."),
        )
    if _NO_PAGES.search(data):
        return _without_pages(name)
    return UnreadableDocument(
        N_("The PDF is damaged and can't be opened."),
        where=name,
        remedy=N_("Fetch or save the file again; if it opens in a browser, print it as PDF anew."),
    )


def _without_pages(name: str) -> UnreadableDocument:
    return UnreadableDocument(
        N_("The PDF has no pages."),
        where=name,
        remedy=N_("Save it as PDF again from the program that it was written in."),
    )
