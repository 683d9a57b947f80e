"""The bounds on a workbook, looked at before it is opened: what is small may unpack to be huge."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_

LARGEST = 200 * 1024 * 1024
"""The most bytes of a workbook when it is unpacked, and of the text in its cells."""
MOST_PARTS = 10_000
MOST_CELLS = 5_000_000
"""The most cells of a sheet from its first to its last, empty ones counted."""
_BEFORE_2007 = b"\xd0\xcf\x11\xe0"
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_PLACE = re.compile(rb"\br\s*=\s*[\"']\$?([A-Za-z]{0,3})\$?([0-9]{1,7})[\"']")
_STRING_END = re.compile(rb"</(?:\w+:)?si\s*>")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)<")
_EXCEL = N_("Open the file in Excel or LibreOffice and save it again as .xlsx.")
_SMALLER = N_("Copy the table alone to a new workbook, and save that.")


def refuse_unsafe(data: bytes, where: str) -> None:
    """Do nothing, unless a file is no workbook, or unpacks to more than a plan can be.

    Raises:
        UnreadableDocument: it is, or does.
    """
    if data.startswith(_BEFORE_2007):
        raise UnreadableDocument(
            N_("The workbook is locked with a password, or of the form used before 2007."),
            where=where,
            remedy=N_("Open it in Excel, take the password away, and save it as .xlsx."),
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_large(archive, where)
            broken = archive.testzip()
            if broken is not None:
                raise zipfile.BadZipFile(broken)
            _refuse_wide(archive, where)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
        raise UnreadableDocument(
            N_("The file is damaged, or not an Excel workbook."), where=where, remedy=_EXCEL
        ) from None
    except (RuntimeError, NotImplementedError):  # a password, or an unknown way of packing
        raise UnreadableDocument(
            N_("The file is packed in a way that can't be read."), where=where, remedy=_EXCEL
        ) from None


def _refuse_large(archive: zipfile.ZipFile, where: str) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST or len(parts) > MOST_PARTS:
        raise UnreadableDocument(
            N_("The workbook is too large: %(size)s MB unpacked, and the most is %(most)s MB."),
            where=where,
            remedy=_SMALLER,
            size=unpacked // 1_000_000,
            most=LARGEST // 1_000_000,
        )


def _refuse_wide(archive: zipfile.ZipFile, where: str) -> None:
    """Look for a sheet with cells far apart, or with a long text in very many cells."""
    strings = [
        len(string)
        for part in archive.namelist()
        if part.lower().endswith("sharedstrings.xml")
        for string in _STRING_END.split(archive.read(part))
    ]
    longest = max(strings, default=0)
    text = 0
    for part in archive.namelist():
        if not part.lower().startswith("xl/worksheets/") or part.lower().endswith(".rels"):
            continue
        sheet = archive.read(part)
        text += sum(_length(value[1], strings, longest) for value in _VALUE.finditer(sheet))
        if _cells(sheet) > MOST_CELLS or text > LARGEST:
            raise UnreadableDocument(
                N_("A sheet of the workbook is too large: it has cells far from its table."),
                where=where,
                remedy=_SMALLER,
            )


def _cells(sheet: bytes) -> int:
    """The cells of a sheet from its first to its last, or more."""
    rows = _ROW.split(sheet)
    deepest, widest, unplaced = len(rows), 1, 0
    for row in rows[1:]:
        placed = 0
        for place in _PLACE.finditer(row):
            deepest = max(deepest, int(place[2]))
            if place[1]:
                placed += 1
                widest = max(widest, _column(place[1]))
        unplaced = max(unplaced, len(_CELL.findall(row)) - placed)
    return deepest * (widest + unplaced)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _length(value: bytes, strings: list[int], longest: int) -> int:
    """The length of the shared text that a value may stand for."""
    if b"&" in value:
        return longest
    digits = value.strip()
    if not digits.isdigit() or len(digits) > 9:  # noqa: PLR2004
        return 0
    number = int(digits)
    return strings[number] if number < len(strings) else 0
