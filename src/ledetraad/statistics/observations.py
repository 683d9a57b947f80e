"""Observations as a table: the one shape that every source gives and the store keeps.

A row is one cell of a published table. A value that is missing is null and has a mark that says
why; it is never zero. A published "-" is zero and has its mark too, as it is not a rounded number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from ledetraad.statistics.datasets import Dataset

OBSERVATIONS: Final = pa.schema(
    [
        pa.field("content", pa.string(), nullable=False),
        pa.field("region", pa.string(), nullable=False),
        pa.field("category", pa.string(), nullable=False),
        pa.field("period", pa.string(), nullable=False),
        pa.field("year", pa.int16(), nullable=False),
        pa.field("value", pa.float64()),
        pa.field("mark", pa.string()),
    ]
)
"""The columns of a table of observations.

content: the code of what is counted (`ContentsCode`).
region: the code of the municipality, county, group or country as published ("3203", "EKG10").
category: the codes of the other dimensions, as `category_key` writes them; "" for none.
period: the period's code as published ("2024", "2024K3", "2024M01").
year: the year that the period lies in.
value: the number, null where none was published.
mark: a `Mark`, null where a number stands alone.
"""


@dataclass(frozen=True, slots=True)
class Observed:
    """A dataset and its numbers, as they were at one moment.

    Args:
        dataset: what is known of it.
        table: the numbers, with the columns of `OBSERVATIONS`.
    """

    dataset: Dataset
    table: pa.Table


def category_key(codes: dict[str, str]) -> str:
    """The codes of a cell's other dimensions as one text, the same whatever their order.

    Args:
        codes: the value's code by dimension, such as {"Kjonn": "2", "Alder": "006"}.

    Returns:
        "Alder=006;Kjonn=2"; "" for no dimensions.
    """
    return ";".join(f"{name}={codes[name]}" for name in sorted(codes))
