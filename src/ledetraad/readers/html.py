"""A web page → a plan, by way of blocks: headings, text, lists and tables, as the page shows them.

Nothing is fetched and nothing is run. What a page has around its text (menus, the foot, forms) and
what it hides is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.model import SourcePlace
from ledetraad.readers.blocks import Block, Cell, Document, Heading, Item, Paragraph, Table
from ledetraad.readers.decode import decode
from ledetraad.readers.document_plan import plan_from_document
from ledetraad.readers.grid import TooManyCells, as_grid
from ledetraad.readers.html_nodes import (
    BREAK,
    INLINE,
    LISTS,
    Node,
    is_left_out,
    line_of,
    lists_and_tables,
    one_line,
    parted,
    said,
    tag_of,
    whole_number,
)
from ledetraad.readers.numbers import number_apart
from ledetraad.readers.result import ReadResult

MOST_TAGS = 1_000_000
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_FEWEST_COLUMNS = 2
_WORD_LIST = re.compile(r"mso-list:\s*\w+ level(\d)")
_LIST_LEVEL = re.compile(r"\blst-\w+-(\d)\b")
_BULLETS = frozenset({"", "·", "o", "§", "•", "-", "–", "\uf0b7", "\uf0a7"})
_LONGEST_MARK = 9


def read_html(data: bytes, name: str) -> ReadResult:
    """Read a plan from a web page.

    Raises:
        UnreadableDocument: no text, nested too deeply, too large, or no plan in it.
    """
    return plan_from_document(html_document(data, name))


def html_document(data: bytes, name: str) -> Document:
    """A web page taken apart.

    Args:
        data: the page, in any common encoding.
        name: the document's name, for the source places and errors.

    Raises:
        UnreadableDocument: no text, nested too deeply, or too large.
    """
    text = decode(data, name)
    if text.count("<") > MOST_TAGS:
        raise _too_large(name)
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        page = lxml_html.document_fromstring(_DECLARATION.sub("", text, 1).encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        page = None
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise UnreadableDocument(
            N_("This page is nested too deeply."),
            where=name,
            remedy=N_("Copy the text with the goals to a new document, and save that."),
        )
    if page is None:
        raise UnreadableDocument(
            N_("The page has no text."),
            where=name,
            remedy=N_("Choose the page that holds the plan."),
        )
    return _Page(page, name).document()


def _too_large(name: str) -> UnreadableDocument:
    return UnreadableDocument(
        N_("The page is too large, or has a table that is."),
        where=name,
        remedy=N_("Copy the text with the goals to a new document, and save that."),
    )


class _Page:
    """Goes through a page from top to end, and gathers its blocks."""

    def __init__(self, page: Node, name: str) -> None:
        self._page = page
        self._name = name
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._at: Node = None
        self._tables = 0
        self._parted = parted(page)

    def document(self) -> Document:
        title = self._page.find(".//title")
        own = title.text_content() if title is not None else ""
        self._inside(_main_part(self._page))
        self._flush()
        return Document(name=self._name, blocks=tuple(self._blocks), title=one_line(own))

    def _inside(self, node: Node) -> None:
        """What stands in an element: text runs, and elements that stand by themselves."""
        self._add(node.text, node)
        for child in node:
            self._element(child)
            self._add(child.tail, node)

    def _element(self, node: Node) -> None:
        tag = tag_of(node)
        if is_left_out(node, tag):
            return
        if tag == "br":
            self._text.append(BREAK)
        elif tag in INLINE and node not in self._parted:
            self._inside(node)
        else:
            self._flush()
            self._block(node, tag)
            self._flush()

    def _block(self, node: Node, tag: str) -> None:
        depth = _heading_depth(node, tag)
        if depth:
            number, text = number_apart(one_line(said(node)))
            if text:
                self._blocks.append(Heading(text, depth, self._place(node), number))
        elif tag in LISTS:
            self._list(node, tag, _told_depth(node), "")
        elif tag == "p" and (level := _WORD_LIST.search(node.get("style", ""))):
            self._word_item(node, int(level[1]))
        elif tag == "table" and not _is_layout(node):
            self._table(node)
        else:
            self._inside(node)

    def _list(self, node: Node, tag: str, depth: int, above: str) -> None:
        number = whole_number(node.get("start"), 1)
        for child in node:
            kind = tag_of(child)
            if is_left_out(child, kind):
                continue
            if kind in LISTS:  # a list right in a list, as old editors write it
                self._list(child, kind, depth + 1, above)
                continue
            number = whole_number(child.get("value"), number)
            mark = f"{above}{number}." if tag == "ol" else "•"
            self._item(child, depth, mark)
            number += 1

    def _item(self, node: Node, depth: int, mark: str) -> None:
        """An item's own text, and then what stands in it by itself."""
        text = one_line(said(node, without=frozenset({*LISTS, "table"})))
        if text:
            printed, rest = number_apart(text)
            own = Item(rest or text, depth, self._place(node), f"{printed}." if printed else mark)
            self._blocks.append(own)
        for child in lists_and_tables(node):
            if tag_of(child) in LISTS:
                self._list(child, tag_of(child), depth + 1, mark if mark != "•" else "")
            else:
                self._table(child)

    def _word_item(self, node: Node, depth: int) -> None:
        """A paragraph that Word has made a list's item of, its mark typed before the text."""
        mark, _, text = said(node).replace("\u00a0", " ").strip().partition("  ")
        if not text.strip() or len(mark) > _LONGEST_MARK:
            mark, text = "", said(node)
        text = one_line(text)
        if text:
            shown = "•" if mark.strip() in _BULLETS else mark.strip()
            self._blocks.append(Item(text, depth, self._place(node), shown))

    def _table(self, node: Node) -> None:
        self._tables += 1
        place = SourcePlace(file=self._name, line=line_of(node), table=self._tables)
        rows = []
        for number, row in enumerate(_rows(node), start=1):
            at = place.model_copy(update={"row": number, "line": line_of(row)})
            rows.append([_cell(cell, at) for cell in row if tag_of(cell) in {"td", "th"}])
        caption = node.find("caption")
        try:
            grid = as_grid(rows, place)
        except TooManyCells:
            raise _too_large(self._name) from None
        if any(cell.text for row in grid for cell in row):
            title = one_line(said(caption)) if caption is not None else ""
            self._blocks.append(Table(rows=grid, place=place, title=title))

    def _add(self, text: str | None, node: Node) -> None:
        if text and text.strip() and not "".join(self._text).strip():
            self._at = node
        if text:
            self._text.append(text.replace(BREAK, " "))

    def _flush(self) -> None:
        """The text gathered so far, as a paragraph; two line breaks in a row part it in two."""
        gathered, self._text = "".join(self._text), []
        for text in re.split(r"(?:[^\S\n]*\n){2,}", gathered):
            if one_line(text):
                self._blocks.append(Paragraph(one_line(text), self._place(self._at)))

    def _place(self, node: Node) -> SourcePlace:
        return SourcePlace(file=self._name, line=line_of(node))


def _main_part(page: Node) -> Node:
    """The page's main part, if it says that it has just one; else all of it."""
    mains = page.xpath("//main | //*[@role='main']")
    body = page.find("body")
    return mains[0] if len(mains) == 1 else body if body is not None else page


def _told_depth(node: Node) -> int:
    """How deep a list stands that is not written inside the one above it, but says its level."""
    level = _LIST_LEVEL.search(node.get("class", ""))
    return int(level[1]) + 1 if level is not None else 1


def _heading_depth(node: Node, tag: str) -> int:
    if node.get("role") == "heading":
        return min(max(whole_number(node.get("aria-level"), 2), 1), 6)
    return _HEADINGS.get(tag, 0)


def _is_layout(node: Node) -> bool:
    """Whether a table is there to lay out the page: it holds others, headings, or one column."""
    if node.get("role") in {"presentation", "none"} or node.find(".//table") is not None:
        return True
    widest = max((sum(tag_of(c) in {"td", "th"} for c in row) for row in _rows(node)), default=0)
    return widest < _FEWEST_COLUMNS and node.find(".//th") is None


def _rows(table: Node) -> Iterator[Node]:
    """A table's own rows that are shown, heads first and feet last."""
    parts: dict[str, list[Node]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in table:
        tag = tag_of(child)
        if is_left_out(child, tag):
            continue
        if tag == "tr":
            parts["tbody"].append(child)
        elif tag in parts:
            parts[tag].extend(
                row for row in child if tag_of(row) == "tr" and not is_left_out(row, "tr")
            )
    for rows in parts.values():
        yield from rows


def _cell(node: Node, place: SourcePlace) -> Cell:
    lines = (one_line(line) for line in said(node).split(BREAK))
    cell = Cell(
        text=BREAK.join(line for line in lines if line),
        place=place if not node.sourceline else place.model_copy(update={"line": line_of(node)}),
        head=tag_of(node) == "th",
    )
    return replace(
        cell,
        columns=max(whole_number(node.get("colspan"), 1), 1),
        rows=whole_number(node.get("rowspan"), 1),
    )
