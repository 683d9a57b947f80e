"""The bounds on a workbook, looked at before it is opened.

What is small may unpack to be huge, and the library that reads workbooks makes room for every cell
from a sheet's first to its last: two cells far apart would end the program.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from xml.parsers import expat

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.readers import archive_bounds

LARGEST = archive_bounds.LARGEST
"""The most bytes of a workbook when it is unpacked, and of the text in its cells."""
MOST_CELLS = 5_000_000
"""The most cells of a sheet from its first to its last, empty ones counted."""
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_SHARED = re.compile(r"\s*[0-9]{1,9}\s*")
_DAMAGED = (*archive_bounds.DAMAGED, expat.ExpatError)
_EXCEL = N_("Open the file in Excel or LibreOffice and save it again as .xlsx.")
_SMALLER = N_("Copy the table alone to a new workbook, and save that.")


def refuse_unsafe(data: bytes, where: str) -> None:
    """Do nothing, unless a file is no workbook, or unpacks to more than a plan can be.

    Raises:
        UnreadableDocument: it is, or does.
    """
    if data.startswith(archive_bounds.BEFORE_2007):
        raise UnreadableDocument(
            N_("The workbook is locked with a password, or of the form used before 2007."),
            where=where,
            remedy=N_("Open it in Excel, take the password away, and save it as .xlsx."),
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_large(archive, where)
            _refuse_wide(archive)
    except _TooWide:
        raise UnreadableDocument(
            N_("A sheet of the workbook is too large, or has cells far from its table."),
            where=where,
            remedy=_SMALLER,
        ) from None
    except _DAMAGED:
        raise UnreadableDocument(
            N_("The file is damaged, or not an Excel workbook."), where=where, remedy=_EXCEL
        ) from None
    except archive_bounds.STRANGELY_PACKED:
        raise UnreadableDocument(
            N_("The file is packed in a way that can't be read."), where=where, remedy=_EXCEL
        ) from None


class _TooWide(Exception):
    """A sheet has more cells, or more text, than a plan can have."""


def _refuse_large(archive: zipfile.ZipFile, where: str) -> None:
    """By what the archive says of itself; reading a part stops at what it says, or fails."""
    if archive_bounds.is_too_large(archive, LARGEST):
        raise UnreadableDocument(
            N_("The workbook is too large: %(size)s MB unpacked, and the most is %(most)s MB."),
            where=where,
            remedy=_SMALLER,
            size=archive_bounds.unpacked_size(archive) // 1_000_000,
            most=LARGEST // 1_000_000,
        )


def _refuse_wide(archive: zipfile.ZipFile) -> None:
    """Go through every part: any of them may be a sheet, whatever it is called."""
    shared: list[int] = []
    used: Counter[int] = Counter()
    for part in archive.infolist():
        content = archive.read(part)
        if not content.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t").startswith(b"<"):
            continue
        if part.filename.endswith(".vml") and b"sheetData" not in content:
            continue  # drawings of notes, which need not be whole XML
        seen = _Part(content)
        shared = shared if len(shared) > len(seen.shared) else seen.shared
        used += seen.used
    if sum(times * shared[number] for number, times in used.items() if number < len(shared)) > (
        LARGEST
    ):
        raise _TooWide


class _Part:
    """One part of the workbook, gone through from beginning to end.

    Raises:
        _TooWide: it is a sheet that takes up too many cells.
        ValueError: it has a cell at a place that no sheet has, or declares entities.
        ExpatError: it is not XML.
    """

    def __init__(self, content: bytes) -> None:
        self.shared: list[int] = []
        self.used: Counter[int] = Counter()
        self._row = self._column = 0
        self._deepest = self._widest = 0
        self._length = 0
        self._value: list[str] | None = None
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)

    def _doctype(self, *_: object) -> None:
        raise ValueError("a workbook declares no entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row = int(attributes.get("r", self._row + 1))
                self._column = 0
            case "c":
                self._cell(attributes.get("r"))
            case "v":
                self._value = []
            case "si":
                self._length = 0

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "v":
                value = "".join(self._value or ())
                if _SHARED.fullmatch(value):
                    self.used[int(value)] += 1
                self._value = None
            case "si":
                self.shared.append(self._length)

    def _text(self, text: str) -> None:
        self._length += len(text)
        if self._value is not None:
            self._value.append(text)

    def _cell(self, written: str | None) -> None:
        if written is None:
            self._column += 1
            self._reach(self._row, self._column)
            return
        place = _PLACE.fullmatch(written)
        if place is None:
            raise ValueError(f"no such cell: {written}")
        self._row, self._column = int(place[2]), _column(place[1])
        self._reach(self._row, self._column)

    def _reach(self, row: int, column: int) -> None:
        if not (0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN):
            raise ValueError("no such cell")
        self._deepest = max(self._deepest, row)
        self._widest = max(self._widest, column)
        if self._deepest * self._widest > MOST_CELLS:
            raise _TooWide


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
