"""PDF in: a document's text, headings, lists and tables, by PDFium.

`read_blocks` in `read.py` takes a document apart; `understand` keeps what stands where on its pages
too, for the debugger. What PDFium costs at start is paid only by who reads a PDF.
"""

from __future__ import annotations

from ledetraad.readers.blocks import Document
from ledetraad.readers.document_plan import plan_from_document
from ledetraad.readers.result import ReadResult


def read_pdf(data: bytes, name: str) -> ReadResult:
    """Read a plan from a PDF.

    Raises:
        UnreadableDocument: not a PDF that can be read, or without a plan in it.
    """
    return plan_from_document(pdf_document(data, name))


def pdf_document(data: bytes, name: str) -> Document:
    """A PDF taken apart.

    Raises:
        UnreadableDocument: not a PDF that can be read.
    """
    from ledetraad.readers.pdf.read import read_blocks  # noqa: PLC0415

    return read_blocks(data, name)
