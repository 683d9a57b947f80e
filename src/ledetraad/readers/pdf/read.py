""".pdf → a document of headings, text, lists and tables, each with its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from ledetraad.errors import NoTextFound
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding, RuleDoc
from ledetraad.plan.model import SourcePlace
from ledetraad.readers import notes
from ledetraad.readers.blocks import Block, Document
from ledetraad.readers.heal import Healer
from ledetraad.readers.pdf.flow import Mender
from ledetraad.readers.pdf.furniture import drop_furniture
from ledetraad.readers.pdf.joining import Joined
from ledetraad.readers.pdf.opening import opened
from ledetraad.readers.pdf.page import read_page
from ledetraad.readers.pdf.pieces import Line, Page
from ledetraad.readers.pdf.settings import DEFAULTS, PdfSettings
from ledetraad.readers.pdf.structure import BlockMaker, body_style, reading_order
from ledetraad.readers.progress import step

_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Understood:
    """A PDF as it was understood, and what stands where on its pages.

    Args:
        document: its blocks.
        pages: with what was left out on each.
        tables: with their parts on each page.
        texts: the blocks that are no tables, each with its lines.
    """

    document: Document
    pages: tuple[Page, ...]
    tables: tuple[Joined, ...]
    texts: tuple[tuple[Block, list[Line]], ...]


def read_blocks(data: bytes, name: str, settings: PdfSettings = DEFAULTS) -> Document:
    """Take a PDF apart.

    Args:
        data: the document's bytes.
        name: its file name, for the places and errors.
        settings: tolerances and bounds.

    Raises:
        UnreadableDocument: not a PDF, cut off, locked, without pages, or scanned.
    """
    return understand(data, name, settings).document


def understand(data: bytes, name: str, settings: PdfSettings = DEFAULTS) -> Understood:
    """Take a PDF apart, and keep what stands where on its pages.

    Raises:
        UnreadableDocument: not a PDF, cut off, locked, without pages, or scanned.
    """
    with opened(data, name, settings) as pdf:
        count = len(pdf)
        pages = []
        for number in range(1, count + 1):
            page = read_page(pdf.raw, number, settings)
            if page is not None:
                pages.append(page)
            step(number, count)
        title = _title(pdf)
    findings = _missing(pages, count, name)
    dropped = drop_furniture(pages, settings)
    if dropped:
        findings.append(
            _finding(
                notes.RUNNING_HEADS,
                N_("Left out as running heads and feet: %(text)s."),
                name,
                text=", ".join(f"“{text}”" for text in dropped[:_MOST_TOLD]),
            )
        )
    lines = list(_all_lines(pages))
    healer = Healer("\n".join([line.text for line in lines]))
    maker = BlockMaker(name, body_style(pages), healer, Mender(lines), settings)
    pieces = [piece for page in pages for piece in reading_order(page, settings)]
    blocks, tables = maker.blocks(pieces)
    if maker.left_out_contents:
        findings.append(
            _finding(notes.RUNNING_HEADS, N_("A table of contents was left out."), name)
        )
    document = Document(name, tuple(blocks), title, tuple(findings), maker.joined())
    return Understood(document, tuple(pages), tuple(tables), tuple(maker.stands))


def _missing(pages: list[Page], count: int, name: str) -> list[Finding]:
    """Findings on pages without text or that can't be opened; an error where that is most."""
    scanned = [page.number for page in pages if page.picture and not page.text]
    if not any(page.text for page in pages) or 2 * len(scanned) > count:
        raise NoTextFound(
            N_("The PDF is scanned: its pages are pictures, without text that can be read.")
            if scanned
            else N_("The PDF has no text that can be read."),
            where=name,
            remedy=N_(
                "Have the text recognised first (OCR), for example by “ocrmypdf” or in the "
                "scanner's own program – or use the document that it was printed from."
            ),
        )
    findings = []
    if scanned:
        findings.append(
            _finding(
                notes.SCANNED_PAGES,
                N_("These pages are pictures without text, and were not read: %(pages)s."),
                name,
                page=scanned[0],
                pages=", ".join(map(str, scanned)),
            )
        )
    lost = sorted(set(range(1, count + 1)) - {page.number for page in pages})
    if lost:
        findings.append(
            _finding(
                notes.LOST_PAGES,
                N_("These pages are damaged, and were not read: %(pages)s."),
                name,
                page=lost[0],
                pages=", ".join(map(str, lost)),
            )
        )
    return findings


def _finding(
    rule: RuleDoc, template: str, name: str, *, page: int | None = None, **values: object
) -> Finding:
    place = SourcePlace(file=name, page=page)
    return Finding(rule, template, values, place=place, severity=rule.severity)


def _title(pdf: pypdfium2.PdfDocument) -> str:
    return " ".join(pdf.get_metadata_value("Title").split())


def _all_lines(pages: list[Page]) -> Iterator[Line]:
    for page in pages:
        for row in page.rows:
            yield from row
        for part in page.parts:
            for cell in {id(cell): cell for row in part.grid for cell in row}.values():
                yield from cell.lines
