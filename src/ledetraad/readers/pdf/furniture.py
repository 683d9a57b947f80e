"""Running heads, feet and page numbers: text that stands at the same height on most pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise, product

from ledetraad.readers.pdf.pieces import Line, Page
from ledetraad.readers.pdf.settings import PdfSettings

_NUMBER = re.compile(r"\d{1,5}")
_MOST_NUMBERS = 3
_ABOUT = 4.0
_APART = 1.9
_OTHER_SIZE = 0.6
_SMALLER = 0.8
"""A chapter's running head is set in smaller letters than this, as a part of its heading's."""
_SHORT = 8
_MANY_ROWS = 6
_MOSTLY = 0.8
_FEWEST, _FEWEST_BY_SIDE = 2, 3

Sign = tuple[str, int]
"""A line's text, and its height from the nearer end of the page."""


def drop_furniture(pages: list[Page], settings: PdfSettings) -> list[str]:
    """Take running heads and feet out of the pages' rows, into what each page has dropped.

    What stands on one line with a text that is repeated is dropped with it, such as a chapter's
    name beside the document's.

    Returns:
        The different texts that were dropped, numbers as "#".
    """
    seen: dict[Sign, set[int]] = defaultdict(set)
    outer = {page.number: _outer(page, settings) for page in pages}
    for page in pages:
        for row in outer[page.number]:
            for line in row:
                for sign in _signs(line, page):
                    seen[sign].add(page.number)
    told: dict[str, None] = {}
    headings: dict[str, float] = {}
    for page in pages:
        dropped: set[int] = set()
        for row in outer[page.number]:
            repeated = [
                line
                for line in row
                if _repeats(line, page, seen, pages, settings) or _says_again(line, headings)
            ]
            if repeated or _is_number(row, page):
                dropped.add(id(row))
                page.dropped.extend(row)
                told |= dict.fromkeys(_NUMBER.sub("#", line.text) for line in repeated)
        headings |= _large_text(page)
        page.rows = [row for row in page.rows if id(row) not in dropped]
    return list(told)


def _large_text(page: Page) -> dict[str, float]:
    """The texts on a page in lower case with their letters' size, lines of one size as one."""
    texts: dict[str, float] = {}
    for size, lines in groupby((row[0] for row in page.rows), key=lambda line: line.size):
        texts[" ".join(line.text for line in lines).casefold()] = size
    return texts


def _says_again(line: Line, headings: dict[str, float]) -> bool:
    """Whether a line says in small what a heading on a page before says in large letters."""
    return line.size < _SMALLER * headings.get(line.text.casefold(), 0.0)


def _outer(page: Page, settings: PdfSettings) -> list[list[Line]]:
    """The rows at the page's top and foot, with white space between them and what they frame."""
    top, foot = settings.margin * page.height, (1 - settings.margin) * page.height
    tables = [(part.box[1], part.box[3]) for part in page.parts]
    steps = sorted(below[0].top - above[0].top for above, below in pairwise(page.rows))
    apart = steps[int(_MOSTLY * len(steps))] if len(steps) >= _MANY_ROWS else 0.0
    first = min((low for low, _ in tables), default=page.height)
    last = max((high for _, high in tables), default=0.0)
    above = _block(page.rows, first, apart)
    below = _block(page.rows[::-1], last, apart, upwards=True)
    outer = []
    if above and above[-1][0].bottom < top and not _heads_a_table(page.rows, len(above) - 1):
        outer.extend(above)
    if below and below[-1][0].top > foot:
        outer.extend(below)
    return outer


def _block(
    rows: list[list[Line]], table: float, apart: float, *, upwards: bool = False
) -> list[list[Line]]:
    """The first rows up to a table, letters of another size, or white space wider than most."""
    block: list[list[Line]] = []
    for row in rows:
        line = row[0]
        if line.top < table if upwards else line.bottom > table:
            break
        if block:
            last = block[-1][0]
            far = abs(line.top - last.top) > max(_APART * last.height, 1.1 * apart)
            if far or abs(line.size - last.size) > _OTHER_SIZE:
                break
        block.append(row)
    return block


def _heads_a_table(rows: list[list[Line]], place: int) -> bool:
    """Whether the row below begins just where this one's columns do."""
    if len(rows[place]) < 2 or place + 1 >= len(rows):  # noqa: PLR2004
        return False
    row, below = rows[place], rows[place + 1]
    near = below[0].top - row[0].top < 2 * row[0].height
    starts = [line.left for line in row]
    return near and all(min(abs(line.left - at) for at in starts) < _ABOUT for line in below)


def _signs(line: Line, page: Page) -> Iterator[Sign]:
    """What a line is known by on other pages.

    Each number in it may be the same on all of them, or be the page's or go on with it; a short
    text such as "side 3" may begin anew in each part of the document.
    """
    middle = (line.top + line.bottom) / 2
    height = round((middle if middle < page.height / 2 else middle - page.height) / _ABOUT)
    text = line.text.casefold()
    numbers = [match.span() for match in _NUMBER.finditer(text)][-_MOST_NUMBERS:]
    for choice in product((False, True), repeat=len(numbers)):
        sign, end = "", 0
        for (start, stop), counts in zip(numbers, choice, strict=True):
            number = f"#{int(text[start:stop]) - page.number}" if counts else text[start:stop]
            sign += text[end:start] + number
            end = stop
        yield sign + text[end:], height
    plain = _NUMBER.sub("#", text)
    if numbers and len(plain) <= _SHORT:
        yield plain, height


def _repeats(
    line: Line,
    page: Page,
    seen: dict[Sign, set[int]],
    pages: list[Page],
    settings: PdfSettings,
) -> bool:
    for text, height in _signs(line, page):
        on = {number for near in (-1, 0, 1) for number in seen.get((text, height + near), ())}
        if len(on) >= max(_FEWEST, settings.repeated * len(pages)):
            return True
        for side in (0, 1):
            here = sum(number % 2 == side for number in on)
            all_of = sum(other.number % 2 == side for other in pages)
            if here >= max(_FEWEST_BY_SIDE, settings.repeated_by_side * all_of):
                return True
    return False


def _is_number(row: list[Line], page: Page) -> bool:
    """Whether a row is nothing but the page's number."""
    text = " ".join(line.text for line in row).strip("-–— ").casefold()
    return text in {str(page.number), page.label.casefold()} and bool(text)
