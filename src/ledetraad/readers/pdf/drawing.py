"""A page's ruled lines and pictures by PDFium, as plain values."""

from __future__ import annotations

import ctypes
from array import array
from itertools import repeat
from typing import NamedTuple

from pypdfium2 import raw

from ledetraad.readers.pdf import pdfium
from ledetraad.readers.pdf.pdfium import Frame
from ledetraad.readers.pdf.pieces import Edge
from ledetraad.readers.pdf.settings import PdfSettings

_DEEPEST = 4

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawing(NamedTuple):
    """What is drawn on a page: lines that lie, lines that stand, and whether there is a picture."""

    lying: list[Edge]
    standing: list[Edge]
    picture: bool


def drawing(page: int, frame: Frame, settings: PdfSettings) -> Drawing:
    """The ruled lines and pictures of a page."""
    pencil = _Pencil(frame, settings)
    count = raw.FPDFPage_CountObjects(ctypes.cast(page, raw.FPDF_PAGE))
    pencil.look(list(map(pdfium.page_object, repeat(page), range(count))), _SAME, 0)
    if len(pencil.lying) + len(pencil.standing) > settings.most_lines:
        return Drawing([], [], pencil.picture)
    return Drawing(pencil.lying, pencil.standing, pencil.picture)


class _Pencil:
    """Gathers the ruled lines of a page's objects."""

    def __init__(self, frame: Frame, settings: PdfSettings) -> None:
        self._frame = frame
        self._settings = settings
        self._buffer = array("f", bytes(24))
        self._at = self._buffer.buffer_info()[0]
        self.lying: list[Edge] = []
        self.standing: list[Edge] = []
        self.picture = False

    def look(self, objects: list[int], matrix: Matrix, depth: int) -> None:
        """Look at objects, which `matrix` places on the page."""
        for thing, kind in zip(objects, map(pdfium.kind, objects), strict=True):
            if kind == raw.FPDF_PAGEOBJ_PATH:
                if len(self.lying) + len(self.standing) <= self._settings.most_lines:
                    self._path(thing, matrix)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.picture = True
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                within = list(
                    map(pdfium.form_object, repeat(thing), range(max(pdfium.form_count(thing), 0)))
                )
                self.look(within, _times(self._matrix(thing), matrix), depth + 1)

    def _path(self, thing: int, matrix: Matrix) -> None:
        at = self._at
        if not pdfium.bounds(thing, at, at + 4, at + 8, at + 12):
            return
        x0, y0, x1, y1 = self._buffer[:4]
        if matrix is not _SAME:
            (x0, y0), (x1, y1) = _apply(matrix, x0, y0), _apply(matrix, x1, y1)
        left, top = self._frame.place(x0, y0)
        right, bottom = self._frame.place(x1, y1)
        left, right = (left, right) if left <= right else (right, left)
        top, bottom = (top, bottom) if top <= bottom else (bottom, top)
        width, height = right - left, bottom - top
        if min(width, height) > self._settings.thin:
            self._outline(thing, _times(self._matrix(thing), matrix))
        elif max(width, height) >= self._settings.shortest:
            if width >= height:
                self.lying.append(Edge((top + bottom) / 2, left, right))
            else:
                self.standing.append(Edge((left + right) / 2, top, bottom))

    def _outline(self, thing: int, matrix: Matrix) -> None:
        """The straight lines of a path that is more than one line."""
        at = self._at
        if not pdfium.draw_mode(thing, at, at + 4) or not (any(self._buffer[:2])):
            return
        start = before = (0.0, 0.0)
        for number in range(min(pdfium.segments(thing), self._settings.most_lines)):
            segment = pdfium.segment(thing, number)
            pdfium.point(segment, at, at + 4)
            here = self._frame.place(*_apply(matrix, self._buffer[0], self._buffer[1]))
            kind = pdfium.segment_kind(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = here
            elif kind == raw.FPDF_SEGMENT_LINETO:
                self._straight(before, here)
            before = here
            if pdfium.segment_closes(segment):
                self._straight(here, start)
                before = start

    def _straight(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        width, height = abs(end[0] - start[0]), abs(end[1] - start[1])
        if max(width, height) < self._settings.shortest:
            return
        if height <= 1:
            self.lying.append(Edge(start[1], min(start[0], end[0]), max(start[0], end[0])))
        elif width <= 1:
            self.standing.append(Edge(start[0], min(start[1], end[1]), max(start[1], end[1])))

    def _matrix(self, thing: int) -> Matrix:
        if not pdfium.object_matrix(thing, self._at):
            return _SAME
        a, b, c, d, e, f = self._buffer
        return a, b, c, d, e, f


def _times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does one and then the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
