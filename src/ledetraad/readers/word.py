"""A Word document (.docx) → its blocks in reading order, and from them a plan.

Headers and footers are left out. Changes that are tracked are read as if all were accepted;
that, and what is passed over, is told in findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding, RuleDoc
from ledetraad.plan.model import SourcePlace
from ledetraad.readers import notes
from ledetraad.readers.blocks import Block, Document, Heading, Item, Paragraph, Table
from ledetraad.readers.document_plan import plan_from_document
from ledetraad.readers.result import ReadResult
from ledetraad.readers.word_numbering import Mark, Numbering
from ledetraad.readers.word_package import WORD, Node, WordPackage, open_package
from ledetraad.readers.word_styles import Styles
from ledetraad.readers.word_tables import (
    RawCell,
    RawRow,
    TooWide,
    columns_before,
    goes_on,
    goes_on_sideways,
    grid,
    held,
    is_deleted,
    is_head,
    span,
)
from ledetraad.readers.word_text import DELETED, INSERTED, TextReader, Words, is_joined

MOST_CELLS = 2_000_000
"""The most cells of all the tables, merged ones counted once for each place."""
_PARAGRAPH: Final = f"{WORD}p"
_TABLE: Final = f"{WORD}tbl"
_BLOCKS = frozenset([_PARAGRAPH, _TABLE])
_ROWS = frozenset([f"{WORD}tr"])
_CELLS = frozenset([f"{WORD}tc"])
_CHANGES = tuple(DELETED - {f"{WORD}moveFrom"} | INSERTED)
_COMMENTS = (f"{WORD}commentReference",)
_FOOTNOTES = (f"{WORD}footnoteReference", f"{WORD}endnoteReference")
_INSERTED_FILES = (f"{WORD}altChunk", f"{WORD}subDoc")
_BULLET = re.compile(r"([•·▪◦●‣*–—-])\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,3}){0,5})(\.?)\s+(?=\S)")


def read_word(data: bytes, name: str) -> ReadResult:
    """Read a plan from a Word document.

    Args:
        data: the document.
        name: its file name, for the source places and errors.

    Raises:
        UnreadableDocument: no Word document, one that can't be opened, or without a plan.
    """
    return plan_from_document(word_document(data, name))


def word_document(data: bytes, name: str) -> Document:
    """Take a Word document apart.

    Raises:
        UnreadableDocument: no Word document, or one that can't be opened or is too large.
    """
    try:
        return _Reading(open_package(data, name), name).document()
    except TooWide:
        raise UnreadableDocument(
            N_("A table in the Word document is too large."),
            where=name,
            remedy=N_("Take out the part with the goals and strategies and save it by itself."),
        ) from None
    except RecursionError:
        raise UnreadableDocument(
            N_("The Word document has tables too deep in other tables."),
            where=name,
            remedy=N_("Move the innermost tables out of the others, and save it again."),
        ) from None


class _Reading:
    """One document while it is read."""

    def __init__(self, package: WordPackage, name: str) -> None:
        self._package = package
        self._name = name
        self._styles = Styles(package.styles)
        self._numbering = Numbering(package.numbering, self._styles)
        self._text = TextReader(self._styles)
        self._paragraphs = self._tables = self._cells = 0
        self._before = ""
        """The text of a paragraph whose end was deleted, waiting for the next."""
        self._findings: list[Finding] = []

    def document(self) -> Document:
        blocks = tuple(self._blocks(self._package.body, None))
        self._note_passed_over()
        return Document(
            name=self._name,
            blocks=blocks,
            title=self._package.title,
            findings=tuple(self._findings),
        )

    def _blocks(self, parent: Node, within: SourcePlace | None) -> Iterator[Block]:
        """The blocks in an element; those in a frame or a text box have the place of that."""
        for node in held(parent, _BLOCKS):
            if node.tag == _TABLE:
                yield from self._table(node)
                continue
            if within is None:
                self._paragraphs += 1
            place = within or SourcePlace(file=self._name, line=self._paragraphs)
            yield from self._paragraph(node, place)

    def _paragraph(self, node: Node, place: SourcePlace) -> Iterator[Block]:
        style = self._styles.of(node)
        depth = self._styles.heading_depth(node, style)
        if depth:
            self._text.leave_contents()
        words = self._joined(node, style)
        if words is None:
            return
        mark = self._numbering.mark(node, style)  # counted, also where nothing stands after it
        if words.text and not self._styles.is_contents(style):
            yield _block(words.text, mark, depth, self._styles.list_depth(style), place)
        for box in words.boxes:
            yield from self._blocks(box, place)

    def _joined(self, node: Node, style: str) -> Words | None:
        """A paragraph's words with those before them; None where they go on in the next."""
        words = self._text.words(node, style)
        words.text = self._before + words.text
        self._before = ""
        if is_joined(node) and not words.boxes:
            self._before = f"{words.text} " if words.text else ""
            return None
        return words

    def _table(self, node: Node) -> Iterator[Block]:
        self._tables += 1
        table = self._tables
        place = SourcePlace(file=self._name, table=table)
        rows = [row for row in held(node, _ROWS) if not is_deleted(row)]
        if len(rows) == 1 and len(cells := list(held(rows[0], _CELLS))) == 1:
            yield from self._blocks(cells[0], place.model_copy(update={"row": 1}))
            return
        inner: list[Block] = []
        made = [
            self._row(row, place.model_copy(update={"row": number}), inner)
            for number, row in enumerate(rows, start=1)
        ]
        whole = grid(made)
        self._cells += sum(map(len, whole))
        if self._cells > MOST_CELLS:
            raise TooWide
        if any(cell.text for row in whole for cell in row):
            yield Table(whole, place)
        yield from inner

    def _row(self, node: Node, place: SourcePlace, inner: list[Block]) -> RawRow:
        """A row; the tables that stand in its cells are added to `inner`."""
        row = RawRow([], place, columns_before(node), is_head(node))
        for cell in held(node, _CELLS):
            text = "\n".join(self._lines(cell, place, inner))
            if row.cells and goes_on_sideways(cell):
                row.cells[-1].columns += span(cell)
            else:
                row.cells.append(RawCell(text, span(cell), goes_on(cell), place))
        return row

    def _lines(self, parent: Node, place: SourcePlace, inner: list[Block]) -> Iterator[str]:
        """The paragraphs in a cell, with the marks that are printed before them."""
        for node in held(parent, _BLOCKS):
            if node.tag == _TABLE:
                self._note(
                    notes.TABLE_IN_TABLE,
                    N_("A table stands inside another; it was read after that one, by itself."),
                    place,
                )
                inner.extend(self._table(node))
                continue
            style = self._styles.of(node)
            words = self._joined(node, style)
            if words is None:
                continue
            mark = self._numbering.mark(node, style)
            if words.text:
                yield f"{mark.text} {words.text}".lstrip() if mark is not None else words.text
            for box in words.boxes:
                yield from self._lines(box, place, inner)
        if self._before:  # a cell's last paragraph goes on in no other cell
            yield self._before.rstrip()
            self._before = ""

    def _note_passed_over(self) -> None:
        body = self._package.body
        changes = [node.getparent().tag != f"{WORD}rPr" for node in body.iter(*_CHANGES)]
        if changes:
            self._note(
                notes.TRACKED_CHANGES,
                N_("Tracked changes were read as if they were accepted: %(count)s."),
                count=sum(changes) or len(changes),
            )
        passed_over = (
            (_COMMENTS, N_("Comments in the margin were passed over: %(count)s.")),
            (_FOOTNOTES, N_("Footnotes were passed over: %(count)s.")),
            (_INSERTED_FILES, N_("Files put into the document were passed over: %(count)s.")),
        )
        for tags, template in passed_over:
            count = sum(1 for _ in body.iter(*tags))
            if count:
                self._note(notes.PASSED_OVER, template, count=count)
        if self._text.hidden:
            self._note(
                notes.PASSED_OVER,
                N_("Pieces of hidden text were passed over: %(count)s."),
                count=self._text.hidden,
            )

    def _note(
        self, rule: RuleDoc, template: str, place: SourcePlace | None = None, **values: object
    ) -> None:
        self._findings.append(
            Finding(
                rule=rule,
                template=template,
                values=values,
                place=place or SourcePlace(file=self._name),
                severity=rule.severity,
            )
        )


def _block(text: str, mark: Mark | None, depth: int, list_depth: int, place: SourcePlace) -> Block:
    """What a paragraph is, by its style's depth as a heading and in lists, and by its mark."""
    if depth:
        number = mark.text.rstrip(".") if mark is not None and mark.counted else ""
        if not number:
            number, text = _number_apart(text)
        return Heading(text, depth, place, number)
    if mark is not None:
        return Item(text, max(mark.depth, list_depth), place, mark.text)
    bullet = _BULLET.match(text)
    if bullet is not None:
        return Item(text[bullet.end() :], max(1, list_depth), place, bullet[1])
    return Item(text, list_depth, place) if list_depth else Paragraph(text, place)


def _number_apart(text: str) -> tuple[str, str]:
    """A number typed at the beginning of a heading, and the rest; no year and no count."""
    typed = _NUMBER.match(text)
    if typed is None:
        return "", text
    rest = text[typed.end() :]
    sure = "." in typed[1] or typed[2] or "\t" in typed[0] or rest[:1].isupper()
    return (typed[1], rest) if sure else ("", text)
