"""A PDF's pages as pictures with what was understood drawn on them, as one web page.

The best tool for the planner whose document is read wrong, and for us.
"""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable
from html import escape

import pypdfium2

from ledetraad.i18n import N_
from ledetraad.readers.blocks import Heading, Item
from ledetraad.readers.pdf.joining import Joined
from ledetraad.readers.pdf.opening import opened
from ledetraad.readers.pdf.pieces import Line, Page, PartCell, TablePart
from ledetraad.readers.pdf.read import Understood, understand
from ledetraad.readers.pdf.settings import DEFAULTS, PdfSettings

_SCALE = 1.25
_MOST_PAGES = 200
"""So many pages are drawn; the file would be too large for a browser with more."""
_KINDS = {
    "cell": N_("table"),
    "heading": N_("heading"),
    "item": N_("list item"),
    "text": N_("paragraph"),
    "dropped": N_("left out"),
}
_STYLE = """
body { margin: 2rem; font: 1rem/1.5 system-ui, sans-serif; background: #f3f2ee; color: #1e2b3c }
figure { position: relative; margin: 0 0 2rem; width: max-content; background: #fff }
figure img, figure svg { display: block; max-width: 100% }
figure svg { position: absolute; inset: 0; width: 100%; height: 100% }
rect { fill-opacity: .12; stroke-width: .8 }
text { font: 6px system-ui, sans-serif }
.cell { fill: #1f6fb2; stroke: #1f6fb2 }
.heading { fill: #8a4bb0; stroke: #8a4bb0 }
.item { fill: #2a7d4f; stroke: #2a7d4f }
.text { fill: #7a7a7a; stroke: #7a7a7a }
.dropped { fill: #b26a00; stroke: #b26a00; stroke-dasharray: 3 2 }
.key svg { width: 1.2em; height: .8em; margin-left: 1em }
"""

Translate = Callable[[str], str]
Drawn = dict[int, list[str]]


def debug_page(
    data: bytes,
    name: str,
    translate: Translate = str,
    language: str = "en",
    settings: PdfSettings = DEFAULTS,
) -> str:
    """A web page, in one file, of what was understood of a PDF.

    Args:
        data: the document's bytes.
        name: its file name.
        translate: gives the page's words.
        language: that they are in.
        settings: tolerances and bounds.

    Raises:
        UnreadableDocument: it can't be read.
    """
    understood = understand(data, name, settings)
    drawn = _drawn(understood, translate)
    with opened(data, name, settings) as pdf:
        figures = [
            _figure(pdf, page, drawn[page.number], translate)
            for page in understood.pages[:_MOST_PAGES]
        ]
    title = translate(N_("What was understood of %(name)s")) % {"name": name}
    findings = "".join(
        f"<li>{escape(finding.code)} {escape(finding.message(translate))}</li>"
        for finding in understood.document.findings
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>"
        f"<p class=key>{_key(translate)}</p><ul>{findings}</ul>{''.join(figures)}</body></html>"
    )


def _key(translate: Translate) -> str:
    return "".join(
        f'<svg viewBox="0 0 12 8"><rect class="{kind}" width="12" height="8"/></svg> '
        f"{escape(translate(words))}"
        for kind, words in _KINDS.items()
    )


def _drawn(understood: Understood, translate: Translate) -> Drawn:
    """What is drawn on each page, as SVG."""
    drawn: Drawn = defaultdict(list)
    for number, table in enumerate(understood.tables, start=1):
        _draw_table(drawn, table, translate(N_("Table %(number)s")) % {"number": number})
    for block, lines in understood.texts:
        kind = {Heading: "heading", Item: "item"}.get(type(block), "text")
        label = str(block.depth) if isinstance(block, Heading | Item) else ""
        for page in dict.fromkeys(line.page for line in lines):
            here = [line for line in lines if line.page == page]
            drawn[page].append(_rectangle(kind, _around(here), _said(here), label))
    for page_of in understood.pages:
        drawn[page_of.number].extend(
            _rectangle("dropped", _around([line]), line.text, "") for line in page_of.dropped
        )
    return drawn


def _said(lines: list[Line]) -> str:
    """What lines say, for the words that are shown beside the pointer."""
    return " ".join(line.text for line in lines)


def _draw_table(drawn: Drawn, table: Joined, name: str) -> None:
    for part in table.parts:
        cells = {id(cell): cell for row in part.grid for cell in row}
        for cell in cells.values():
            here = [line for line in cell.lines if line.page == part.page]
            if here or part.ruled:
                box = _cell_box(part, cell) if part.ruled else _around(here)
                drawn[part.page].append(_rectangle("cell", box, _said(here), ""))
        drawn[part.page].append(f'<text x="8" y="{part.box[1] + 7:.1f}">{escape(name)}</text>')


def _cell_box(part: TablePart, cell: PartCell) -> tuple[float, float, float, float]:
    columns, rows = part.columns, part.rows
    right = columns[min(cell.column + cell.columns, len(columns) - 1)]
    bottom = rows[min(cell.row + cell.rows, len(rows) - 1)]
    return columns[min(cell.column, len(columns) - 1)], rows[cell.row], right, bottom


def _around(lines: list[Line]) -> tuple[float, float, float, float]:
    return (
        min(line.left for line in lines),
        min(line.top for line in lines),
        max(line.right for line in lines),
        max(line.bottom for line in lines),
    )


def _rectangle(kind: str, box: tuple[float, float, float, float], words: str, label: str) -> str:
    left, top, right, bottom = box
    shown = f'<text x="{left - 7:.1f}" y="{top + 7:.1f}">{escape(label)}</text>' if label else ""
    return (
        f'<rect class="{kind}" x="{left:.1f}" y="{top:.1f}" width="{max(right - left, 0):.1f}" '
        f'height="{max(bottom - top, 0):.1f}"><title>{escape(words)}</title></rect>{shown}'
    )


def _figure(pdf: pypdfium2.PdfDocument, page: Page, drawn: list[str], translate: Translate) -> str:
    sheet = pdf[page.number - 1]
    try:
        turn = (page.turn - sheet.get_rotation()) % 360
        bitmap = sheet.render(scale=_SCALE, rotation=turn, grayscale=True)
        picture = b64encode(_png(bitmap)).decode()
        bitmap.close()
    finally:
        sheet.close()
    words = translate(N_("page %(page)s")) % {"page": page.number}
    shown = f"{words} ({page.label})" if page.label not in {"", str(page.number)} else words
    return (
        f"<h2>{escape(shown)}</h2><figure>"
        f'<img alt="{escape(words)}" src="data:image/png;base64,{picture}">'
        f'<svg viewBox="0 0 {page.width:.1f} {page.height:.1f}">{"".join(drawn)}</svg></figure>'
    )


def _png(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """A grey bitmap as PNG."""
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    grey = bytes(bitmap.buffer)
    rows = b"".join(b"\0" + grey[at : at + width] for at in range(0, height * stride, stride))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
            (b"IDAT", zlib.compress(rows)),
            (b"IEND", b""),
        )
    )
