"""The cells of a workbook with an error or a formula not reckoned, which its reader gives as empty.

The workbook has been looked at for what is unsafe before this; see `readers.xlsx_bounds`.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from xml.parsers import expat

from ledetraad.readers.archive_bounds import DAMAGED, STRANGELY_PACKED

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
Place = tuple[int, int]


def broken_cells(data: bytes) -> dict[str, set[Place]]:
    """For each sheet by its name, the cells whose value can't be read, by row and column from 0."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            book, links = _Elements(archive.read(_BOOK)), _Elements(archive.read(_LINKS))
            targets = {
                one["Id"]: one["Target"]
                for name, one in links.found
                if name == "Relationship" and {"Id", "Target"} <= one.keys()
            }
            found: dict[str, set[Place]] = {}
            for name, one in book.found:
                relation = next((one[key] for key in one if key.endswith(":id")), "")
                if name == "sheet" and relation in targets:
                    part = posixpath.normpath(posixpath.join("/xl", targets[relation])).lstrip("/")
                    found[one.get("name", "")] = _Elements(archive.read(part)).broken
            return found
    except (*DAMAGED, *STRANGELY_PACKED, expat.ExpatError):
        return {}


class _Elements:
    """The elements of a part with their attributes, but for a sheet's cells, which are looked at.

    Raises:
        ExpatError: it is not XML.
    """

    def __init__(self, content: bytes) -> None:
        self.found: list[tuple[str, dict[str, str]]] = []
        self.broken: set[Place] = set()
        self._row = self._column = -1
        self._formula = self._inside = self._empty = self._error = False
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row = int(attributes.get("r", self._row + 2)) - 1
                self._column = -1
            case "c":
                place = _PLACE.fullmatch(attributes.get("r", ""))
                if place is not None:
                    self._row, self._column = int(place[2]) - 1, _column(place[1])
                else:
                    self._column += 1
                self._formula = False
                self._error = attributes.get("t") == "e"
                self._empty = attributes.get("t") != "str"
            case "f":
                self._formula = True
            case "v":
                self._inside = True
            case "sheet" | "Relationship" as plain:
                self.found.append((plain, attributes))

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "v":
                self._inside = False
            case "c" if self._error or (self._formula and self._empty):
                self.broken.add((self._row, self._column))

    def _text(self, text: str) -> None:
        if self._inside and text:
            self._empty = False


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
