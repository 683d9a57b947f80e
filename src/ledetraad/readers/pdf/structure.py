"""Lines and table parts in reading order → blocks: headings, paragraphs, items and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from unicodedata import normalize

from ledetraad.plan.model import SourcePlace
from ledetraad.readers.blocks import Block, Cell, Heading, Item, Paragraph, Table
from ledetraad.readers.heal import Healer, plain, sentences_end
from ledetraad.readers.pdf.columns import columns_in, prose, unruled
from ledetraad.readers.pdf.flow import BULLETS, Mender, mark_of, paragraphs, without_mark
from ledetraad.readers.pdf.joining import Joined, go_on, goes_on, whole
from ledetraad.readers.pdf.pieces import Line, Page, PartCell, TablePart
from ledetraad.readers.pdf.settings import PdfSettings

_NUMBERED = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4}(?:\.\s+(?=\S)|\s+(?=[^\sa-zæøåäö])))")
"""A heading's number; "8 strategier" counts something instead."""
_LETTERS = re.compile(r"[^\W\d_]")
_SENTENCE = 8
"""Large letters of more words than this that end in a full stop are an ingress, no heading."""

_MOSTLY = 0.6
_LEADERS = re.compile(r"\s*\.[\s.]{3,}\s*\d+$")
"""The dots of a table of contents, and the page that they lead to."""

Style = tuple[float, bool]


@dataclass(slots=True)
class Stretch:
    """Lines that follow one another in one column of a page, and where its text ends."""

    lines: list[Line]
    right: float


Piece = Stretch | TablePart


def reading_order(page: Page, settings: PdfSettings) -> list[Piece]:
    """What stands on a page, in the order that it is to be read."""
    placed: list[tuple[float, Piece]] = [(part.box[1], part) for part in page.parts]
    tops = sorted(part.box[1] for part in page.parts)
    rows = page.rows
    between = [sum(top < row[0].top for top in tops) for row in rows]
    for _, numbers in groupby(range(len(rows)), key=between.__getitem__):
        group = [rows[number] for number in numbers]
        placed.extend(_pieces(group, page, settings))
    return [piece for _, piece in sorted(placed, key=lambda pair: pair[0])]


def _pieces(
    rows: list[list[Line]], page: Page, settings: PdfSettings
) -> Iterator[tuple[float, Piece]]:
    right = max(line.right for row in rows for line in row)
    right = max(right, page.width - min(row[0].left for row in page.rows))
    at = 0
    for run in columns_in(rows, page.width, settings):
        if rows[at : run.start]:
            yield _plain(rows[at : run.start], right)
        within = rows[run.start : run.end]
        if run.prose:
            for _, column in groupby(
                prose(within, run.gutters),
                key=lambda line: sum(line.left > gap[0] for gap in run.gutters),
            ):
                lines = list(column)
                yield within[0][0].top, Stretch(lines, max(line.right for line in lines))
        else:
            part = unruled(within, run.gutters, settings)
            part.size = within[-1][0].size
            if run.lone:
                part.or_lines = _as_lines(within)
            yield within[0][0].top, part
        at = run.end
    if rows[at:]:
        yield _plain(rows[at:], right)


def _plain(rows: list[list[Line]], right: float) -> tuple[float, Piece]:
    lines = _as_lines(rows)
    return lines[0].top, Stretch(lines, right)


def _as_lines(rows: list[list[Line]]) -> list[Line]:
    return [
        row[0]
        if len(row) == 1
        else row[0]._replace(right=row[-1].right, text=" ".join(line.text for line in row))
        for row in rows
    ]


def body_style(pages: list[Page]) -> Style:
    """The letters that most of the text is set in."""
    counts: Counter[Style] = Counter()
    for page in pages:
        for row in page.rows:
            for line in row:
                counts[line.size, line.bold] += len(line.text)
        for part in page.parts:
            cells = {id(cell): cell for row in part.grid for cell in row}
            counts[part.size, False] += sum(
                len(line.text) for cell in cells.values() for line in cell.lines
            )
    return counts.most_common(1)[0][0] if counts else (0.0, False)


class BlockMaker:
    """Makes a document's blocks out of its pages' pieces.

    Args:
        name: the document's, for the places.
        body: the letters that most of the text is set in.
        healer: joins lines.
        mender: marks words broken without a hyphen.
        settings: tolerances.
    """

    def __init__(
        self, name: str, body: Style, healer: Healer, mender: Mender, settings: PdfSettings
    ) -> None:
        self._mender = mender
        self._name = name
        self._body = body
        self._healer = healer
        self._settings = settings
        self.left_out_contents = False
        self.stands: list[tuple[Block, list[Line]]] = []

    def blocks(self, pieces: list[Piece]) -> tuple[list[Block], list[Joined]]:
        """The blocks, and the tables among them as they stand on the pages."""
        tables: list[Joined] = []
        in_order: list[Joined | list[Line]] = []
        open_end = 0.0
        for at, given in enumerate(pieces):
            piece = given
            last = in_order[-1] if in_order else None
            if isinstance(piece, TablePart) and piece.or_lines:
                piece = _table_or_lines(piece, last, pieces[at + 1 : at + 2])
            if isinstance(piece, TablePart):
                if isinstance(last, Joined) and goes_on(last, piece):
                    go_on(last, piece)
                else:
                    tables.append(whole(piece))
                    in_order.append(tables[-1])
                continue
            parts = paragraphs(piece.lines, piece.right, self._settings)
            if isinstance(last, list) and parts and self._run_on(last, parts[0], open_end):
                last.extend(parts.pop(0))
            in_order.extend(parts)
            open_end = piece.right
        ranks = self._ranks([part for part in in_order if isinstance(part, list)])
        made = list(self._made(in_order, ranks))
        headings = {plain(f"{one.number} {one.text}") for one in made if isinstance(one, Heading)}
        kept = [block for block in made if not _is_contents(block, headings)]
        self.left_out_contents = len(kept) < len(made)
        return kept, tables

    def _run_on(self, last: list[Line], following: list[Line], right: float) -> bool:
        """Whether a paragraph goes on in the next column or on the next page."""
        end, begin = last[-1], following[0]
        if (end.size, end.bold) != (begin.size, begin.bold) or mark_of(begin.text):
            return False
        if begin.text[0].islower() or end.text.endswith(("-", "\u00ad")):
            return True
        full = right - end.right < (end.right - end.left) / 8
        return full and not sentences_end(end.text) and self._style(last) is None

    def _style(self, lines: list[Line]) -> Style | None:
        """The letters of a heading; none where the lines are none."""
        size, bold = lines[0].size, all(line.bold for line in lines)
        text = " ".join(line.text for line in lines)
        words = text.count(" ") + 1
        if not _LETTERS.search(text) or mark_of(text)[:1] in tuple(BULLETS):
            return None
        if size > self._settings.heading_size * self._body[0]:
            sentence = text.endswith(".") and words > _SENTENCE
            return None if sentence or words > self._settings.large_words else (size, bold)
        if not bold or self._body[1] or words > self._settings.heading_words:
            return None
        return None if text.endswith(".") else (size, bold)

    def _ranks(self, parts: list[list[Line]]) -> dict[Style, int]:
        styles = {style for part in parts if (style := self._style(part)) is not None}
        return {style: rank for rank, style in enumerate(sorted(styles, reverse=True), start=1)}

    def _made(
        self, in_order: list[Joined | list[Line]], ranks: dict[Style, int]
    ) -> Iterator[Block]:
        indents: list[float] = []
        number = 0
        for part in in_order:
            if isinstance(part, Joined):
                number += 1
                indents.clear()
                yield self._table(part, number)
                continue
            text = self._text(part)
            if not text:
                continue
            place = SourcePlace(file=self._name, page=part[0].page)
            style = self._style(part)
            mark = mark_of(part[0].text)
            if style is not None:
                indents.clear()
                found = _NUMBERED.match(text)
                block: Block = Heading(
                    text[found.end() :] if found else text,
                    ranks[style],
                    place,
                    found["number"].rstrip(". ") if found else "",
                )
            elif mark:
                while indents and part[0].left < indents[-1] - 2:
                    indents.pop()
                if not indents or part[0].left > indents[-1] + 2:
                    indents.append(part[0].left)
                shown = "•" if mark in BULLETS else mark
                block = Item(without_mark(text), len(indents), place, shown)
            else:
                indents.clear()
                block = Paragraph(text, place)
            self.stands.append((block, part))
            yield block

    def _text(self, lines: list[Line]) -> str:
        return normalize("NFC", self._healer.join(self._mender.texts(lines)))

    def joined(self) -> dict[str, tuple[str, str]]:
        """The words that were put together of two lines and may be two, with both parts."""
        hyphened = {whole: (f"{first}-", second) for whole, first, second in self._healer.parts}
        return {
            normalize("NFC", whole): parts
            for whole, parts in (hyphened | self._mender.joined).items()
        }

    def _table(self, table: Joined, number: int) -> Table:
        limits = _limits(table)
        made: dict[int, Cell] = {}
        rows: list[tuple[Cell, ...]] = []
        for row, cells in enumerate(table.grid, start=1):
            page = _page_of(cells, table)
            stands = SourcePlace(file=self._name, page=page, table=number, row=row)
            for place, cell in enumerate(cells):
                if id(cell) not in made:
                    made[id(cell)] = Cell(
                        self._cell_text(cell, limits[min(place + cell.columns, len(limits)) - 1]),
                        stands,
                        head=row <= table.head,
                        columns=cell.columns,
                        rows=cell.rows,
                    )
            rows.append(tuple([made[id(cell)] for cell in cells]))
        return Table(
            tuple(rows), SourcePlace(file=self._name, page=table.parts[0].page, table=number)
        )

    def _cell_text(self, cell: PartCell, right: float) -> str:
        lines = cell.lines
        if not lines:
            return ""
        if len(lines) == 1:
            return normalize("NFC", self._healer.join((lines[0].text,)))
        parts = paragraphs(lines, right, self._settings)
        return "\n".join([self._text(part) for part in parts])


def _table_or_lines(part: TablePart, before: object, after: list[Piece]) -> Piece:
    """A row that stands alone at a page's edge: a table's if one goes on in it, or it in one."""
    if isinstance(before, Joined) and goes_on(before, part):
        return part
    if after and isinstance(after[0], TablePart) and goes_on(whole(part), after[0]):
        return part
    return Stretch(part.or_lines, max(part.or_lines, key=lambda line: line.right).right)


def _is_contents(block: Block, headings: set[str]) -> bool:
    """Whether a block is of a table of contents, which says again what the headings say."""
    if isinstance(block, Paragraph):
        return bool(_LEADERS.search(block.text))
    if not isinstance(block, Table) or len(block.rows[0]) < 2 or len(block.rows) < 2:  # noqa: PLR2004
        return False
    named = sum(
        row[-1].text.isdecimal() and plain(" ".join(cell.text for cell in row[:-1])) in headings
        for row in block.rows
    )
    return named > _MOSTLY * len(block.rows)


def _page_of(cells: list[PartCell], table: Joined) -> int:
    return next((cell.lines[0].page for cell in cells if cell.lines), table.parts[0].page)


def _limits(table: Joined) -> list[float]:
    """Where the text of each column ends: as far as it comes, or as near the line as it begins."""
    count = len(table.parts[0].columns) - 1
    ends, starts = [0.0] * count, [float("inf")] * count
    for row in table.grid:
        for place, cell in enumerate(row):
            if cell.columns == 1:
                for line in cell.lines:
                    ends[place] = max(ends[place], line.right)
                    starts[place] = min(starts[place], line.left)
    if not table.parts[0].ruled:
        return ends
    edges = table.parts[0].columns
    return [
        max(end, edges[place + 1] - max(start - edges[place], 0.0) if end else 0.0)
        for place, (end, start) in enumerate(zip(ends, starts, strict=True))
    ]
