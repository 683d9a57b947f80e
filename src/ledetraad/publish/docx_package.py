"""The parts of a Word document around its text, and the file that they are packed in.

The same text and facts give the same bytes: no clock is read, and parts stand in a fixed order.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import BinaryIO
from xml.sax.saxutils import escape

from ledetraad.publish.docx_markup import TWIPS

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
LANGUAGES = {
    "nb": "nb-NO",
    "nn": "nn-NO",
    "no": "nb-NO",
    "en": "en-GB",
    "da": "da-DK",
    "sv": "sv-SE",
}
"""A plan's language as Word names it."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WHEN = "2000-01-01T00:00:00Z"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "document": "document.main",
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footer1": "footer",
}
_DOCUMENT = "word/document.xml"
_PIECE = 100_000
_MOST_PROPERTY = 250
_PNG = '<Default Extension="png" ContentType="image/png"/>'


def picture_relation(number: int) -> str:
    """What a document's text calls its picture, by number from 1."""
    return f"rId{len(_KINDS) - 1 + number}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """An A4 page.

    Args:
        landscape: whether it lies.
        width: of the text, in centimetres.
    """

    landscape: bool
    width: float

    @property
    def text_twips(self) -> int:
        """The width of the text in twips."""
        return round(self.width * TWIPS)

    def section(self) -> str:
        """The page's size and margins, and its foot."""
        high, wide = 16838, 11906
        size = (
            f'w:w="{high}" w:h="{wide}" w:orient="landscape"'
            if self.landscape
            else (f'w:w="{wide}" w:h="{high}"')
        )
        side = ((high if self.landscape else wide) - self.text_twips) // 2
        return (
            f'<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz {size}/>'
            f'<w:pgMar w:top="1247" w:right="{side}" w:bottom="1247" w:left="{side}" '
            'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
        )


PORTRAIT, LANDSCAPE = Sheet(False, 17.0), Sheet(True, 25.7)


def pack(
    out: BinaryIO,
    *,
    body: str | Iterable[str],
    footer: str,
    sheet: Sheet,
    title: str,
    owner: str,
    language: str,
    pictures: Sequence[bytes] = (),
) -> None:
    """Write a Word document.

    Args:
        out: where.
        body: the paragraphs and tables of the text; in pieces, a long one is never in memory whole.
        footer: those of every page's foot.
        sheet: the pages.
        title, owner: for the document's properties.
        language: the plan's.
        pictures: PNG files, which the text calls by `picture_relation`.
    """
    lang = LANGUAGES[language]
    parts = {
        "[Content_Types].xml": _types(pictures=bool(pictures)),
        "_rels/.rels": _relations(
            ("officeDocument", f"{_OFFICE}/relationships", "word/document.xml"),
            (
                "metadata/core-properties",
                "http://schemas.openxmlformats.org/package/2006/relationships",
                "docProps/core.xml",
            ),
        ),
        "docProps/core.xml": _core(title, owner, lang),
        _DOCUMENT: "",
        "word/_rels/document.xml.rels": _relations(
            *(
                (kind.rstrip("1"), f"{_OFFICE}/relationships", f"{kind}.xml")
                for kind in _KINDS
                if kind != "document"
            ),
            *(
                ("image", f"{_OFFICE}/relationships", f"media/image{number}.png")
                for number in range(1, len(pictures) + 1)
            ),
        ),
        "word/styles.xml": _shipped("styles.xml").replace("{language}", lang),
        "word/numbering.xml": _shipped("numbering.xml"),
        "word/settings.xml": _shipped("settings.xml").replace("{language}", lang),
        "word/footer1.xml": f"<w:ftr {NAMESPACES}>{footer}</w:ftr>",
    }
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, _EARLIEST)
            if name != _DOCUMENT:
                archive.writestr(part, _HEAD + content, zipfile.ZIP_DEFLATED)
                continue
            part.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(part, "w") as document:
                for piece in _document([body] if isinstance(body, str) else body, sheet):
                    document.write(piece.encode())
        for number, picture in enumerate(pictures, start=1):
            part = zipfile.ZipInfo(f"word/media/image{number}.png", _EARLIEST)
            archive.writestr(part, picture, zipfile.ZIP_STORED)


def _document(body: Iterable[str], sheet: Sheet) -> Iterator[str]:
    """The document itself, in pieces that are worth packing."""
    yield f"{_HEAD}<w:document {NAMESPACES}><w:body>"
    waiting: list[str] = []
    size = 0
    for one in body:
        waiting.append(one)
        size += len(one)
        if size > _PIECE:
            yield "".join(waiting)
            waiting, size = [], 0
    yield f"{''.join(waiting)}{sheet.section()}</w:body></w:document>"


def _shipped(name: str) -> str:
    """A part that is the same in every document, without its first line."""
    text = (files(__package__) / "docx" / name).read_text(encoding="utf-8")
    return text.split("\n", 1)[1].replace("{namespaces}", NAMESPACES)


def _types(*, pictures: bool) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for part, kind in _KINDS.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{_PNG if pictures else ''}"
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>"
    )


def _relations(*relations: tuple[str, str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{space}/{kind}" Target="{target}"/>'
        for number, (kind, space, target) in enumerate(relations, start=1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{rows}</Relationships>'


def _core(title: str, owner: str, lang: str) -> str:
    title, owner = escape(title[:_MOST_PROPERTY]), escape(owner[:_MOST_PROPERTY])
    return (
        "<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{owner}</dc:creator>"
        f"<cp:lastModifiedBy>{owner}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_WHEN}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_WHEN}</dcterms:modified>'
        f"<dc:language>{lang}</dc:language></cp:coreProperties>"
    )
