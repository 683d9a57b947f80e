"""Columns of numbers as people and machines write them, read whole columns at a time.

A comma is the decimal mark, as in Norway; blanks of every width and full stops may part thousands.
A full stop before just three digits can be either: the other numbers of the table tell which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ledetraad.statistics.formats.signs import CODE, SIGNS, Codes
from ledetraad.statistics.marks import Mark

_BLANKS = r"[\s\x{00a0}\x{2007}-\x{200b}\x{202f}\x{2060}\x{feff}]+"
_UNITS = r"(?i)^(kr\.?|nok)|(%|prosent|pst\.?|kr\.?|nok|kroner|,-)$"
_MINUS = "^[−–]"
_STARRED = r"\*+$"
_COMMA = r"^[+-]?[0-9][0-9.]*,[0-9]+$"
_ENGLISH = r"^[+-]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+$|^[+-]?[0-9]{1,3}(,[0-9]{3}){2,}$"
_POINTED = r"^[+-]?[0-9]{1,3}(\.[0-9]{3})+$"
_TWO_POINTS = r"\..*\."
_DECIMAL_POINT = r"^[+-]?[0-9]*\.[0-9]+([eE][+-]?[0-9]+)?$"
_EXACT = 1e15
"""Below this a whole number of a spreadsheet is written out in full."""
_NUMBER = r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$"
_SIGNS: Final = (*SIGNS, "n/a", "na", "nan", "null", "…")
_SIGN_CODES: Final = np.array(
    [0, *(CODE[mark] for mark in SIGNS.values()), *[CODE[Mark.NOT_AVAILABLE]] * 5], dtype=np.int8
)


@cache
def _signs() -> pa.Array:
    return pa.array(_SIGNS, pa.string())


@dataclass(frozen=True, slots=True)
class Column:
    """A column read as numbers.

    Args:
        values: the numbers, NaN where there is none.
        marks: the marks' numbers, see `signs.MARKS`.
        empty: which cells hold nothing at all.
        wrong: which cells hold something that is no number.
    """

    values: npt.NDArray[np.float64]
    marks: Codes
    empty: npt.NDArray[np.bool_]
    wrong: npt.NDArray[np.bool_]

    @property
    def share(self) -> float:
        """How much of what is filled can be read as numbers or signs; 0 where nothing is."""
        filled = int((~self.empty).sum())
        return 1 - int(self.wrong.sum()) / filled if filled else 0.0


@dataclass(frozen=True, slots=True)
class Writing:
    """How a table's numbers are written.

    Args:
        points_part: full stops part thousands; None where the table does not tell.
    """

    points_part: bool | None = None


def cleaned(cells: Sequence[object]) -> pa.Array:
    """Cells as text without blanks and units, numbers as they are written by machines."""
    known = {cell: _text(cell) for cell in dict.fromkeys(cells)}
    texts = pa.array([known[cell] for cell in cells], pa.string())
    for pattern, instead in ((_BLANKS, ""), (_UNITS, ""), (_MINUS, "-"), (_STARRED, "")):
        texts = pc.if_else(
            pc.is_in(texts, _signs()), texts, pc.replace_substring_regex(texts, pattern, instead)
        )
    return texts


def writing_of(columns: Sequence[pa.Array], *, commas_part_cells: bool) -> Writing:
    """How the numbers of a table are written, by all its columns together.

    Args:
        columns: as `cleaned`.
        commas_part_cells: the file is one where a comma parts cells, so is no decimal mark.
    """
    comma = any(_any(column, _COMMA) and not _any(column, _ENGLISH) for column in columns)
    several = any(_any(column, _TWO_POINTS) for column in columns)
    if comma or several:
        return Writing(points_part=True)
    decimal = any(
        pc.any(
            pc.and_(
                pc.match_substring_regex(column, _DECIMAL_POINT),
                pc.invert(pc.match_substring_regex(column, _POINTED)),
            )
        ).as_py()
        for column in columns
    )
    return Writing(points_part=False if decimal or commas_part_cells else None)


def ambiguous(texts: pa.Array, writing: Writing) -> int | None:
    """The place of the first number that can be read in two ways, None where there is none."""
    if writing.points_part is not None:
        return None
    place = pc.index(pc.match_substring_regex(texts, _POINTED), True).as_py()
    return None if place < 0 else int(place)


def read_numbers(texts: pa.Array, writing: Writing) -> Column:
    """A column of cleaned texts as numbers."""
    signed = pc.index_in(pc.utf8_lower(texts), _signs())
    marks = _SIGN_CODES[pc.fill_null(signed, -1).to_numpy(zero_copy_only=False) + 1]
    english = pc.match_substring_regex(texts, _ENGLISH)
    plain = pc.if_else(english, pc.replace_substring(texts, ",", ""), texts)
    if writing.points_part:
        pointed = pc.and_(
            pc.invert(english),
            pc.or_(
                pc.match_substring_regex(texts, _POINTED), pc.match_substring_regex(texts, _COMMA)
            ),
        )
        plain = pc.if_else(pointed, pc.replace_substring(plain, ".", ""), plain)
    plain = pc.replace_substring(plain, ",", ".", max_replacements=1)
    good = pc.match_substring_regex(plain, _NUMBER)
    empty = pc.equal(texts, "").to_numpy(zero_copy_only=False)
    values = pc.cast(pc.if_else(good, plain, pa.scalar(None, pa.string())), pa.float64())
    wrong = ~good.to_numpy(zero_copy_only=False) & (marks == 0) & ~empty
    return Column(values.to_numpy(zero_copy_only=False).copy(), marks, empty, wrong)


def _text(cell: object) -> str:
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell)
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
    return str(cell).strip()


def _any(texts: pa.Array, pattern: str) -> bool:
    return bool(pc.any(pc.match_substring_regex(texts, pattern)).as_py())
