"""PDFium's own functions, made quick to call from Python.

A call from Python costs more than most of these functions do. They take addresses as whole
numbers, so that many can be called in one `map` over a buffer.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from math import isfinite
from typing import NamedTuple

from pypdfium2 import raw

_INT, _POINTER = ctypes.c_int, ctypes.c_void_p
_A4 = (0.0, 0.0, 595.0, 842.0)


def _function(name: str, result: type | None, *takes: type) -> Callable[..., int]:
    """A function of PDFium's that takes addresses as whole numbers, which is quicker."""
    address = ctypes.cast(getattr(raw, name), _POINTER).value or 0
    made: Callable[..., int] = ctypes.PYFUNCTYPE(result, *takes)(address)
    return made


unicode = _function("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, _INT)
get_text = _function("FPDFText_GetText", _INT, _POINTER, _INT, _INT, _POINTER)
loose_box = _function("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
tight_box = _function("FPDFText_GetCharBox", _INT, _POINTER, _INT, *[_POINTER] * 4)
origin = _function("FPDFText_GetCharOrigin", _INT, _POINTER, _INT, _POINTER, _POINTER)
angle = _function("FPDFText_GetCharAngle", ctypes.c_float, _POINTER, _INT)
font_size = _function("FPDFText_GetFontSize", ctypes.c_double, _POINTER, _INT)
font_weight = _function("FPDFText_GetFontWeight", _INT, _POINTER, _INT)
font_name = _function(
    "FPDFText_GetFontInfo", ctypes.c_ulong, _POINTER, _INT, _POINTER, ctypes.c_ulong, _POINTER
)
matrix = _function("FPDFText_GetMatrix", _INT, _POINTER, _INT, _POINTER)
page_object = _function("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
form_object = _function("FPDFFormObj_GetObject", _POINTER, _POINTER, ctypes.c_ulong)
form_count = _function("FPDFFormObj_CountObjects", _INT, _POINTER)
kind = _function("FPDFPageObj_GetType", _INT, _POINTER)
bounds = _function("FPDFPageObj_GetBounds", _INT, _POINTER, *[_POINTER] * 4)
object_matrix = _function("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)
draw_mode = _function("FPDFPath_GetDrawMode", _INT, _POINTER, _POINTER, _POINTER)
segments = _function("FPDFPath_CountSegments", _INT, _POINTER)
segment = _function("FPDFPath_GetPathSegment", _POINTER, _POINTER, _INT)
point = _function("FPDFPathSegment_GetPoint", _INT, _POINTER, _POINTER, _POINTER)
segment_kind = _function("FPDFPathSegment_GetType", _INT, _POINTER)
segment_closes = _function("FPDFPathSegment_GetClose", _INT, _POINTER)


class Frame(NamedTuple):
    """The page's box in its own measure, and how its text is turned (0, 90, 180, 270)."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point's place from the left and from the top, as the text is read."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 90:  # noqa: PLR2004
            return y - self.bottom, x - self.left
        if self.turn == 180:  # noqa: PLR2004
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def size(self) -> tuple[float, float]:
        """The page's width and height as the text is read."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn in {90, 270} else (width, height)


def page_box(page: int) -> tuple[float, float, float, float]:
    """The left, lower, right and upper side of an open page, in its own measure."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(ctypes.cast(page, raw.FPDF_PAGE), box)
    sides = box.left, box.bottom, box.right, box.top
    return sides if isfinite(sum(sides)) else _A4
