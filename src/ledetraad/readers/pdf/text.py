"""A page's text by PDFium: its runs of words with their boxes, and the letters they are set in."""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import Counter, deque
from collections.abc import Iterator
from itertools import repeat
from math import hypot, isfinite, pi

from pypdfium2 import raw

from ledetraad.readers.pdf import pdfium
from ledetraad.readers.pdf.pdfium import Frame, page_box
from ledetraad.readers.pdf.pieces import DOUBLE_BLANK, Word
from ledetraad.readers.pdf.settings import PdfSettings

_RUN = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_WORD = re.compile(r"[^ \x1f\x02\ufffe]+[\x02\ufffe]?")
_BETWEEN = re.compile(r"(?<=[^ \r\n]) (?=[^ \r\n])")
_MOST_DOUBLE = 0.1
_ABOUT_AS_WIDE = 0.3
_RARE = re.compile("[\t\v\f\xa0\u2002-\u200a\u202f\x1f]")
_BLANKS = dict.fromkeys(map(ord, "\t\v\f\xa0\u2002\u2003\u2007\u2009\u202f\x1f"), " ")
_HYPHENS = "\x02\ufffe"
"""What PDFium gives for a hyphen at a line's end."""
_BOLD = re.compile(r"bold|black|heavy|semi|demi", re.IGNORECASE)
_HEAVY = 700
_SAMPLES = 40
_ASCENT, _DESCENT = 0.8, 0.2
"""How far letters go above and below their line, as parts of their size."""
_LONGEST_NAME = 128
_NOWHERE = (0.0, 0.0, 0.0, 0.0)
"""Where a damaged document says that its words stand."""
_LAST_CHARACTER = 0x10FFFF


class PageText:
    """The text of an open page.

    Args:
        page: PDFium's page.
        settings: tolerances.
    """

    def __init__(self, page: int, settings: PdfSettings) -> None:
        self._settings = settings
        self._handle = raw.FPDFText_LoadPage(ctypes.cast(page, raw.FPDF_PAGE))
        self._address = ctypes.cast(self._handle, ctypes.c_void_p).value
        count = raw.FPDFText_CountChars(self._handle) if self._handle else 0
        self.text = self._all(max(min(count, settings.most_characters), 0))
        self.frame = Frame(*page_box(page), self._turn())
        if not self.frame.turn:
            self._mark_double_blanks()

    def close(self) -> None:
        """Give PDFium's memory back."""
        if self._handle:
            raw.FPDFText_ClosePage(self._handle)

    def runs(self) -> list[Word]:
        """What PDFium takes for lines, each as if it were a word; they may reach over columns."""
        spans = []
        for match in _RUN.finditer(self.text):
            start, end = match.span()
            printed = match[0]
            start += len(printed) - len(printed.lstrip(" "))
            end -= len(printed) - len(printed.rstrip(" "))
            if end > start:
                spans.append((start, end))
        return self._boxed(spans)

    def words(self, runs: list[Word]) -> list[Word]:
        """The words of runs."""
        spans = [
            match.span()
            for run in runs
            for match in _WORD.finditer(self.text, run.at, run.at + len(run.text))
        ]
        words: list[Word] = []
        for word, (start, end) in zip(self._boxed(spans), spans, strict=True):
            wide = word.right - word.left > (
                self._settings.word_split * (word.bottom - word.top) * (end - start)
            )
            if wide or word.right < word.left:
                words.extend(self._split(start, end))
            else:
                words.append(word)
        return words

    def _boxed(self, spans: list[tuple[int, int]]) -> list[Word]:
        """Runs of characters with the boxes from their first to their last."""
        if not spans:
            return []
        text = self.text
        boxes = self._boxes([start for start, _ in spans], [end - 1 for _, end in spans])
        words = []
        for (start, end), box in zip(spans, boxes, strict=True):
            left, top, right, bottom = box if isfinite(sum(box)) else _NOWHERE
            printed = text[start:end]
            if printed[-1] in _HYPHENS:
                printed = f"{printed[:-1]}-"
                if right <= left and end - start > 1:
                    ((left, top, right, bottom),) = self._boxes([start], [end - 2])
            blank = text[end : end + 1] == " "
            words.append(Word(left, top, right, bottom, printed, start, blank))
        return words

    def font(self, index: int) -> tuple[float, bool]:
        """The size of a character's letters and whether they are bold."""
        matrix = (ctypes.c_float * 6)()
        scale = 1.0
        if pdfium.matrix(self._address, index, ctypes.addressof(matrix)):
            scale = hypot(matrix[2], matrix[3]) or 1.0
        name = ctypes.create_string_buffer(_LONGEST_NAME)
        flags = ctypes.c_int()
        pdfium.font_name(self._address, index, name, _LONGEST_NAME, ctypes.addressof(flags))
        bold = bool(_BOLD.search(name.value.decode("utf-8", "replace")))
        bold = bold or pdfium.font_weight(self._address, index) >= _HEAVY
        return round(pdfium.font_size(self._address, index) * scale, 1), bold

    def _all(self, count: int) -> str:
        """The page's characters, one for each that PDFium counts."""
        if count == 0:
            return ""
        buffer = ctypes.create_string_buffer(2 * count + 2)
        written = pdfium.get_text(self._address, 0, count, ctypes.addressof(buffer))
        text = buffer.raw[: max(2 * written - 2, 0)].decode("utf-16-le", "replace")
        if len(text) == count:
            return text.translate(_BLANKS) if _RARE.search(text) else text
        codes = map(pdfium.unicode, repeat(self._address), range(count))
        return "".join(chr(code) if 0 < code <= _LAST_CHARACTER else " " for code in codes)

    def _turn(self) -> int:
        step = max(len(self.text) // _SAMPLES, 1)
        places = [at for at in range(0, len(self.text), step) if not self.text[at].isspace()]
        turns = Counter(
            -round(angle / (pi / 2)) % 4 * 90
            for angle in map(pdfium.angle, repeat(self._address), places)
            if angle >= 0
        )
        return turns.most_common(1)[0][0] if turns else 0

    def _mark_double_blanks(self) -> None:
        """Mark the blanks that stand for two; PDFium gives one, and leaves a gap after it.

        So do the blanks of a text that is set to both margins, but then most of them.
        """
        places = [match.start() for match in _BETWEEN.finditer(self.text)]
        count = len(places)
        if count == 0:
            return
        buffer = array("f", bytes(32 * count))
        start = buffer.buffer_info()[0]
        middle, end = start + 16 * count, start + 32 * count
        deque(map(pdfium.loose_box, repeat(self._address), places, range(start, middle, 16)), 0)
        after = [place + 1 for place in places]
        deque(map(pdfium.loose_box, repeat(self._address), after, range(middle, end, 16)), 0)
        half = 4 * count
        double = [
            place
            for place, left, right, following in zip(
                places, buffer[0:half:4], buffer[2:half:4], buffer[half::4], strict=True
            )
            if abs(following - 2 * right + left) < _ABOUT_AS_WIDE * (right - left)
        ]
        if double and len(double) <= max(_MOST_DOUBLE * count, 1):
            letters = list(self.text)
            for place in double:
                letters[place] = DOUBLE_BLANK
            self.text = "".join(letters)

    def _boxes(
        self, firsts: list[int], lasts: list[int]
    ) -> list[tuple[float, float, float, float]]:
        """The boxes from one character to another: left, top, right, bottom.

        They are as high as their letters' size, whichever letters they are.
        """
        if self.frame.turn:
            return list(map(self._turned_box, firsts, lasts))
        count = len(firsts)
        address = self._address
        boxes, lefts = array("f", bytes(40 * count)), array("f", bytes(16 * count))
        origins = array("d", bytes(16 * count))
        right_at, left_at = boxes.buffer_info()[0], lefts.buffer_info()[0]
        matrix_at = right_at + 16 * count
        at = origins.buffer_info()[0]
        addresses = range(left_at, left_at + 16 * count, 16)
        deque(map(pdfium.loose_box, repeat(address), firsts, addresses), 0)
        deque(map(pdfium.loose_box, repeat(address), lasts, range(right_at, matrix_at, 16)), 0)
        addresses = range(matrix_at, matrix_at + 24 * count, 24)
        deque(map(pdfium.matrix, repeat(address), firsts, addresses), 0)
        ends = range(at, at + 16 * count, 16)
        deque(
            map(
                pdfium.origin, repeat(address), firsts, ends, range(at + 8, at + 8 + 16 * count, 16)
            ),
            0,
        )
        sizes = map(pdfium.font_size, repeat(address), firsts)
        left, top = self.frame.left, self.frame.top
        return [
            (
                x0 - left,
                top - y - _ASCENT * size * (abs(scale) or 1),
                x1 - left,
                top - y + _DESCENT * size * (abs(scale) or 1),
            )
            for x0, x1, y, scale, size in zip(
                lefts[0::4],
                boxes[2 : 4 * count : 4],
                origins[1::2],
                boxes[4 * count + 3 :: 6],
                sizes,
                strict=True,
            )
        ]

    def _turned_box(self, first: int, last: int) -> tuple[float, float, float, float]:
        """As PDFium has no loose boxes for turned characters: from their own."""
        box = array("d", bytes(80))
        at = box.buffer_info()[0]
        pdfium.tight_box(self._address, first, at, at + 8, at + 16, at + 24)
        pdfium.tight_box(self._address, last, at + 32, at + 40, at + 48, at + 56)
        pdfium.origin(self._address, first, at + 64, at + 72)
        ends = [
            self.frame.place(box[x], box[y])[0]
            for place in (0, 4)
            for x, y in ((place, place + 2), (place + 1, place + 3))
        ]
        _, baseline = self.frame.place(box[8], box[9])
        size, _ = self.font(first)
        return min(ends[:2]), baseline - _ASCENT * size, max(ends[2:]), baseline + _DESCENT * size

    def _split(self, start: int, end: int) -> Iterator[Word]:
        """The words of a run of letters that stand far apart."""
        places = list(range(start, end))
        boxes = self._boxes(places, places)
        first = start
        for at in range(start + 1, end + 1):
            _, top, right, bottom = boxes[at - 1 - start]
            if at < end:
                after = boxes[at - start]
                height = max(bottom - top, 1.0)
                near = abs(after[0] - right) < height * 0.5 and abs(after[1] - top) < height * 0.5
                if near or after[2] <= after[0]:
                    continue
            left, top, _, bottom = boxes[first - start]
            yield Word(left, top, right, bottom, _spelt(self.text[first:at]), first)
            first = at


def _spelt(text: str) -> str:
    """A word with its last hyphen as it is printed."""
    return f"{text[:-1]}-" if text[-1] in _HYPHENS else text
