"""A key figure's numbers as they are used: by year, for the municipality itself and for others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ledetraad.economy.peer_figures import ByPlace, OtherPlace, fits_users
from ledetraad.economy.units import is_percent
from ledetraad.publish.followup.fetched import Numbers
from ledetraad.statistics.peers.regions import kind_of
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.economy.models import KeyFigure
from ledetraad.web.followup.figures.models import FeedValues
from ledetraad.web.followup.figures.told import Told

MARK = "nokkeltall:"
"""What the key of a fetched key figure begins with among the amounts."""


@dataclass(frozen=True, slots=True)
class Known:
    """A key figure with what its sources said last.

    Args:
        figure: as it is stored.
        said: which tables.
        told: what they said.
    """

    figure: KeyFigure
    said: FeedValues
    told: Told

    @property
    def key(self) -> str:
        """Its key among the amounts."""
        return f"{MARK}{self.figure.pk}"

    @property
    def unit(self) -> str:
        """What it counts."""
        return self.said.definition.unit

    @property
    def edition(self) -> str:
        """The tables, each with the day it was last changed."""
        return ", ".join(
            f"{one.source} {one.table}" + (f" ({one.updated:%d.%m.%Y})" if one.updated else "")
            for one in self.told.tables.values()
        )

    def values(self) -> dict[int, Decimal]:
        """The municipality's own numbers by year."""
        return by_year(self.told)

    def by_place(self) -> ByPlace:
        """The numbers of all places."""
        return ByPlace(
            self.unit,
            self.values(),
            tuple(
                OtherPlace(one.region, one.name, kind_of(one.region), by_year(one))
                for one in self.told.peers
            ),
        )


def by_year(numbers: Numbers) -> dict[int, Decimal]:
    """The years that there are numbers of."""
    return {
        point.year: Decimal(repr(point.value))
        for point in numbers.series().points
        if point.value is not None
    }


def known_figures(municipality: Municipality) -> Mapping[int, Known]:
    """A municipality's key figures by their keys in the database, in one query."""
    found = KeyFigure.objects.filter(municipality=municipality, deleted_at=None)
    return {one.pk: Known(one, one.said(), one.last()) for one in found}


def percents(figures: Mapping[int, Known]) -> dict[int, Known]:
    """Those that rules can be judged by: they are in percent."""
    return {pk: one for pk, one in figures.items() if is_percent(one.unit)}


def counts(figures: Mapping[int, Known]) -> dict[int, Known]:
    """Those that count something, such as persons."""
    return {pk: one for pk, one in figures.items() if fits_users(one.unit)}
