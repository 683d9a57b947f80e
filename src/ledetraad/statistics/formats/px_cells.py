"""The numbers of a PX file: in the cells' order, or in rows that name their keys."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import prod

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ledetraad.i18n import N_
from ledetraad.statistics.faults import UnreadableStatistics
from ledetraad.statistics.formats.cube import Dimension, refuse_large
from ledetraad.statistics.formats.px_table import Keywords
from ledetraad.statistics.formats.signs import CODE, SIGNS, Codes
from ledetraad.statistics.marks import Mark

Cells = tuple[npt.NDArray[np.float64], Codes]
_ANEW = N_("Fetch the file anew; it may have been cut off on the way.")
_PARTS = str.maketrans({",": " ", "\t": " ", ";": " ", '"': " "})
_TOKEN = re.compile(r'"([^"]*+)"|([^\s,;"]++)')
_DOTS = 6


def px_signs(keywords: Keywords) -> dict[str, Mark]:
    """What the dots mean: DATASYMBOL1-6 say how each is shown, and that is a standard sign."""
    signs = {}
    for many in range(1, _DOTS + 1):
        dots = "." * many
        shown = keywords.text(f"DATASYMBOL{many}") or dots
        signs[dots] = SIGNS.get(shown, SIGNS.get(dots, Mark.NOT_AVAILABLE))
    return signs | {"-": Mark.NONE}


def running_cells(
    text: str, dimensions: Sequence[Dimension], signs: Mapping[str, Mark], where: str
) -> Cells:
    """The numbers of a file without KEYS.

    Raises:
        UnreadableStatistics: not as many as there are cells, or something that is no number.
    """
    cells = prod(len(each.codes) for each in dimensions)
    refuse_large(cells, where)
    tokens = text.translate(_PARTS).split()
    if len(tokens) != cells:
        raise UnreadableStatistics(
            N_("The file has %(found)s numbers, but its variables make %(cells)s cells."),
            where=where,
            remedy=_ANEW,
            found=len(tokens),
            cells=cells,
        )
    return _read(tokens, signs, where)


def keyed_cells(
    text: str,
    keywords: Keywords,
    dimensions: Sequence[Dimension],
    signs: Mapping[str, Mark],
    where: str,
) -> Cells:
    """The numbers of a file with KEYS; a row that is left out holds zeros only.

    Raises:
        UnreadableStatistics: a row of another length, a key that is none, or no number.
    """
    stub = len(keywords.texts("STUB"))
    sizes = [len(each.codes) for each in dimensions]
    width, height = prod(sizes[stub:]), prod(sizes[:stub])
    refuse_large(width * height, where)
    tokens = [quoted or plain for quoted, plain in _TOKEN.findall(text.rstrip().rstrip(";"))]
    rows, rest = divmod(len(tokens), stub + width)
    if rest:
        raise UnreadableStatistics(
            N_("The rows of the file do not have %(keys)s keys and %(width)s numbers each."),
            where=where,
            remedy=_ANEW,
            keys=stub,
            width=width,
        )
    grid = np.array(tokens, dtype=object).reshape(rows, stub + width)
    place = np.zeros(rows, dtype=np.int64)
    for number, dimension in enumerate(dimensions[:stub]):
        known = _keys(keywords, dimension)
        try:
            at = [known[key] for key in grid[:, number]]
        except KeyError as error:
            raise UnreadableStatistics(
                N_("The variable “%(name)s” has no value “%(key)s”."),
                where=where,
                remedy=_ANEW,
                name=dimension.label,
                key=error.args[0],
            ) from None
        place = place * sizes[number] + np.array(at, dtype=np.int64)
    found, marked = _read(grid[:, stub:].ravel().tolist(), signs, where)
    values, marks = np.zeros((height, width)), np.zeros((height, width), dtype=np.int8)
    values[place] = found.reshape(rows, width)
    marks[place] = marked.reshape(rows, width)
    return values.ravel(), marks.ravel()


def _keys(keywords: Keywords, dimension: Dimension) -> dict[str, int]:
    """The places of a variable's values by what the rows call them: their codes or their names."""
    by_name = keywords.text("KEYS", dimension.label).upper() == "VALUES"
    called = [dimension.said(code) for code in dimension.codes] if by_name else dimension.codes
    return {key: place for place, key in enumerate(called)}


def _read(tokens: list[str], signs: Mapping[str, Mark], where: str) -> Cells:
    column = pa.array(tokens, pa.string())
    signed = pc.index_in(column, pa.array(list(signs), pa.string()))
    numbers = pc.if_else(pc.is_valid(signed), pa.scalar(None, pa.string()), column)
    try:
        values = pc.cast(numbers, pa.float64()).to_numpy(zero_copy_only=False).copy()
    except pa.ArrowInvalid:
        raise _no_number(numbers, where) from None
    codes = np.array([0, *(CODE[mark] for mark in signs.values())], dtype=np.int8)
    places = pc.fill_null(signed, -1).to_numpy(zero_copy_only=False)
    return values, codes[places + 1]


def _no_number(numbers: pa.Array, where: str) -> UnreadableStatistics:
    for place, text in enumerate(numbers.to_pylist()):
        try:
            float(text or "0")
        except ValueError:
            return UnreadableStatistics(
                N_("Number %(place)s of the file is “%(text)s”, which is no number."),
                where=where,
                remedy=_ANEW,
                place=place + 1,
                text=text[:40],
            )
    return UnreadableStatistics(
        N_("The file has something among its numbers that is none."), where=where, remedy=_ANEW
    )
