"""What is known of a dataset beside its numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


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
        must_show: those of the notes that must be shown wherever a number is.
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
    must_show: tuple[str, ...] = ()
    breaks: dict[str, tuple[int, ...]] = field(default_factory=dict)
    unrevised: tuple[str, ...] = ()

    def breaks_of(self, region: str) -> frozenset[int]:
        """The years before which a region's series breaks."""
        return frozenset(self.breaks.get(region, ())) | frozenset(self.breaks.get("", ()))
