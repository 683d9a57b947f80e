"""The cells of a JSON-stat dataset: numbers and status signs, dense, sparse or one for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ledetraad.i18n import N_
from ledetraad.statistics.formats.jsonstat_parts import refuse
from ledetraad.statistics.formats.signs import CODE, SIGNS, Codes
from ledetraad.statistics.marks import Mark

Numbers = npt.NDArray[np.float64]
Placed = dict[int, str]


def cell_values(told: Any, cells: int, where: str) -> tuple[Numbers, Placed]:
    """The numbers, NaN where there is none; and texts that stand in a number's place.

    Raises:
        UnreadableStatistics: not as many as there are cells, or cells that are none.
    """
    if isinstance(told, list):
        if len(told) != cells:
            raise refuse(
                N_("The dataset has %(found)s numbers, but its dimensions make %(cells)s cells."),
                where,
                found=len(told),
                cells=cells,
            )
        return _numbers(told)
    if not isinstance(told, dict):
        raise refuse(N_("The dataset holds no numbers."), where)
    values = np.full(cells, np.nan)
    found, texts = _numbers(list(told.values()))
    places = _places(told, cells, where)
    values[places] = found
    return values, {int(places[at]): text for at, text in texts.items()}


def cell_marks(
    told: Any, in_text: Placed, cells: int, where: str, signs: Mapping[str, Mark] | None
) -> tuple[Codes, Counter[str]]:
    """The marks' numbers, and how many cells have a sign that is no mark of ours.

    Args:
        told: the dataset's `status`.
        in_text: texts that stand in a number's place.
        cells: how many there are.
        where: the file, for errors.
        signs: what the signs mean; Statistics Norway's where not told.

    Raises:
        UnreadableStatistics: signs for cells that are none.
    """
    known = SIGNS if signs is None else signs
    marks: Codes = np.zeros(cells, dtype=np.int8)
    others: Counter[str] = Counter()
    if isinstance(told, str) or (isinstance(told, list) and len(told) == 1 != cells):
        for_all = told if isinstance(told, str) else told[0]
        if isinstance(for_all, str) and for_all:
            _put(marks, slice(None), for_all, known, others, cells)
    elif isinstance(told, list):
        if len(told) != cells:
            raise refuse(
                N_("The dataset has %(found)s status signs, but %(cells)s cells."),
                where,
                found=len(told),
                cells=cells,
            )
        _spread(marks, enumerate(told), known, others)
    elif isinstance(told, dict):
        places = _places(told, cells, where)
        _spread(marks, zip(places.tolist(), told.values(), strict=True), known, others)
    _spread(marks, in_text.items(), known, others)
    return marks, others


def _numbers(told: list[Any]) -> tuple[Numbers, Placed]:
    try:
        column = pa.array(told, pa.float64())
        return column.to_numpy(zero_copy_only=False).copy(), {}
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        pass
    values = np.full(len(told), np.nan)
    texts: Placed = {}
    for place, each in enumerate(told):
        if isinstance(each, str):
            texts[place] = each.strip()
        elif isinstance(each, int | float) and not isinstance(each, bool):
            values[place] = each
    return values, texts


def _places(told: dict[str, Any], cells: int, where: str) -> npt.NDArray[np.int64]:
    try:
        places = np.array(list(told), dtype=np.str_).astype(np.int64)
    except ValueError:
        raise refuse(N_("A cell's place is not a number."), where) from None
    if len(places) and (places.min() < 0 or places.max() >= cells):
        raise refuse(
            N_("The dataset has a number for cell %(place)s, but only %(cells)s cells."),
            where,
            place=int(places.max()),
            cells=cells,
        )
    return places


def _spread(
    marks: Codes,
    told: Iterable[tuple[int, Any]],
    known: Mapping[str, Mark],
    others: Counter[str],
) -> None:
    by_sign: dict[str, list[int]] = {}
    for place, sign in told:
        if isinstance(sign, str) and sign:
            by_sign.setdefault(sign, []).append(place)
    for sign, places in by_sign.items():
        _put(marks, places, sign, known, others, len(places))


def _put(  # noqa: PLR0917
    marks: Codes,
    places: list[int] | slice,
    sign: str,
    known: Mapping[str, Mark],
    others: Counter[str],
    many: int,
) -> None:
    mark = known.get(sign.strip())
    if mark is None:
        others[sign.strip()] += many
    else:
        marks[places] = CODE[mark]
