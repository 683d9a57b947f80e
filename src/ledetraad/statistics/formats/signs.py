"""The signs that stand in a cell instead of a number, and what they mean.

Source: Statistics Norway, "Standardtegn i tabeller" (2021); "..." was used before that.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ledetraad.statistics.marks import Mark

Codes = npt.NDArray[np.int8]
MARKS: Final = (None, Mark.NOT_APPLICABLE, Mark.NOT_AVAILABLE, Mark.CONFIDENTIAL, Mark.NONE)
"""The marks by the small numbers that stand for them in arrays; 0 is no mark."""
CODE: Final = {mark: np.int8(code) for code, mark in enumerate(MARKS) if mark is not None}
SIGNS: Final[Mapping[str, Mark]] = {
    ".": Mark.NOT_APPLICABLE,
    "..": Mark.NOT_AVAILABLE,
    "...": Mark.NOT_AVAILABLE,
    ":": Mark.CONFIDENTIAL,
    "-": Mark.NONE,
    "–": Mark.NONE,
    "−": Mark.NONE,
}


@cache
def _names() -> pa.Array:
    """Made when it is wanted: PyArrow imports pandas for the first array."""
    return pa.array([None if mark is None else mark.value for mark in MARKS], pa.string())


def mark_column(codes: Codes) -> pa.Array:
    """The column `mark` of the table of observations, from the numbers that stand for marks."""
    return _names().take(pa.array(codes, pa.int8()))


def settle(values: npt.NDArray[np.float64], codes: Codes) -> None:
    """Make values and marks agree, in place: NaN is missing, "-" is zero, and no hole is unmarked.

    A mark that says missing beside a number takes the number away: the source says that it is none.
    """
    none = codes == CODE[Mark.NONE]
    values[none] = 0.0
    values[(codes != 0) & ~none] = np.nan
    codes[np.isnan(values) & (codes == 0)] = CODE[Mark.NOT_AVAILABLE]
