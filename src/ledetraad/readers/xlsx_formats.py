"""The formats of a workbook's cells with numbers, which the library that reads it leaves out.

The workbook has been looked at for what is unsafe before this; see `xlsx_bounds`.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

from ledetraad.readers.archive_bounds import DAMAGED, STRANGELY_PACKED
from ledetraad.readers.number_formats import GENERAL

Formats = Mapping[tuple[int, int], str]
"""The format of each cell with a number in an unusual one, by row and column from 0."""

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "dd.mm.yyyy",
    17: "mmm yyyy",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
}


def cell_formats(data: bytes) -> dict[str, Formats]:
    """The formats in each sheet, by its name; none where the workbook does not tell them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            forms = _styles(archive.read(_STYLES))
            links = {
                link["Id"]: link["Target"]
                for name, link in _elements(archive.read(_LINKS))
                if name == "Relationship" and {"Id", "Target"} <= link.keys()
            }
            found: dict[str, Formats] = {}
            for name, sheet in _elements(archive.read(_BOOK)):
                target = links.get(sheet.get("r:id", ""))
                if name == "sheet" and target is not None:
                    part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
                    found[sheet.get("name", "")] = _cells(archive.read(part), forms)
            return found
    except (*DAMAGED, *STRANGELY_PACKED, expat.ExpatError):
        return {}


def _styles(content: bytes) -> list[str]:
    """The format of each style of cells, in their order."""
    forms = dict(_BUILT_IN)
    styles: list[str] = []
    inside = False
    for name, attributes in _elements(content):
        if name == "numFmt":
            forms[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", GENERAL)
        elif name in {"cellXfs", "cellStyles", "cellStyleXfs", "dxfs"}:
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            styles.append(forms.get(int(attributes.get("numFmtId", 0)), GENERAL))
    return styles


def _cells(content: bytes, forms: list[str]) -> Formats:
    found: dict[tuple[int, int], str] = {}
    row = column = 0
    for name, attributes in _elements(content):
        if name == "row":
            row, column = int(attributes.get("r", row + 1)), 0
        elif name == "c":
            place = _PLACE.fullmatch(attributes.get("r", ""))
            row, column = (int(place[2]), _column(place[1])) if place else (row, column + 1)
            style = int(attributes.get("s", 0))
            if attributes.get("t", "n") in {"n", "d"} and 0 < style < len(forms):
                form = forms[style]
                if form != GENERAL:
                    found[row - 1, column - 1] = form
    return found


def _elements(content: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Every element's name without its prefix, and its attributes, from beginning to end."""
    seen: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, Any]) -> None:
        seen.append((name.rpartition(":")[2], attributes))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    step = 1 << 16
    for at in range(0, len(content), step):
        parser.Parse(content[at : at + step], False)
        yield from seen
        seen.clear()
    parser.Parse(b"", True)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
