"""Observations as a table: the one shape that every source gives and the store keeps.

A row is one cell of a published table. A value that is missing is null and has a mark that says
why; it is never zero. A published "-" is zero and has its mark too, as it is not a rounded number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

import pyarrow as pa


class Mark(StrEnum):
    """What stands in a cell in place of a number, by Statistics Norway's standard signs.

    Source: SSB, "Standardtegn i tabeller".
    """

    NOT_APPLICABLE = "."
    NOT_AVAILABLE = ".."
    CONFIDENTIAL = ":"
    NONE = "-"


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
class Content:
    """One thing that a dataset counts.

    Args:
        code: as in the column `content`.
        label: in words.
        unit: what it is counted in, such as "prosent" or "kroner".
        decimals: how many it is published with; None where the source does not say.
    """

    code: str
    label: str
    unit: str = ""
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """What is known of a dataset beside its numbers.

    Args:
        source: whose it is, a short name of a registered source ("ssb").
        code: its name there, such as "12134".
        title: in words.
        contents: what it counts.
        regions: the regions' names by their codes.
        categories: the names of the other dimensions' values, by dimension and code.
        updated: when the source last changed it, with time zone; None where it does not say.
        address: where it can be read by people, or was fetched from.
        licence: its licence's name or address.
        notes: what the source says that a reader must know, mandatory notes first.
        breaks: by region, the years whose numbers are not quite comparable with those before;
            the region "" stands for all.
        unrevised: the periods that were published before their last check.
    """

    source: str
    code: str
    title: str
    contents: tuple[Content, ...] = ()
    regions: dict[str, str] = field(default_factory=dict)
    categories: dict[str, dict[str, str]] = field(default_factory=dict)
    updated: datetime | None = None
    address: str = ""
    licence: str = ""
    notes: tuple[str, ...] = ()
    breaks: dict[str, tuple[int, ...]] = field(default_factory=dict)
    unrevised: tuple[str, ...] = ()

    def breaks_of(self, region: str) -> frozenset[int]:
        """The years before which a region's series breaks."""
        return frozenset(self.breaks.get(region, ())) | frozenset(self.breaks.get("", ()))


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
