"""A document as the formats give it and the forms understand it: headings, text, lists and tables.

A reader of a format (Word, PDF, a spreadsheet, Markdown, HTML) takes its document apart into
blocks, in reading order, each with its place; it knows nothing of plans. The forms then find the
plan in the blocks, and know nothing of formats.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ledetraad.plan.finding import Finding
from ledetraad.plan.model import SourcePlace


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Args:
        text: on one line, without a number of its own.
        depth: 1 for the highest in the document.
        place: where it stands.
        number: as printed before it ("2.1"), if one is.
    """

    text: str
    depth: int
    place: SourcePlace
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text, on one line."""

    text: str
    place: SourcePlace


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list.

    Args:
        text: on one line, without its mark.
        depth: 1 for an item that stands in no other.
        place: where it stands.
        mark: as printed ("•", "1.2.3", "a)"); empty where the format does not say.
    """

    text: str
    depth: int
    place: SourcePlace
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; a merged one is the same object wherever it reaches.

    Args:
        text: on one line, the paragraphs in it parted by a line's end.
        place: where its first corner stands.
        head: whether the document itself marks it as a head.
        columns, rows: how many it reaches over.
    """

    text: str
    place: SourcePlace
    head: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid: every row has as many cells as the table has columns.

    Args:
        rows: from the top; one that is repeated as a head on a new page stands here once.
        place: where it begins.
        title: a heading or caption of its own, such as a sheet's name.
    """

    rows: tuple[tuple[Cell, ...], ...]
    place: SourcePlace
    title: str = ""


Block = Heading | Paragraph | Item | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A document taken apart.

    Args:
        name: its file name.
        blocks: in reading order.
        title: what the document's own properties call it, if they do.
        findings: what the reader of the format was unsure of, or passed over.
        joined: words that were put together of two lines and may be two, each with both parts.
    """

    name: str
    blocks: tuple[Block, ...]
    title: str = ""
    findings: tuple[Finding, ...] = field(default=())
    joined: Mapping[str, tuple[str, str]] = field(default_factory=dict)
