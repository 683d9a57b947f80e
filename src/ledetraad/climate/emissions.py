"""Climate accounts by edition: what was emitted, and what a new edition changed of the past.

Every edition revises all its years. Editions are therefore kept side by side, and what lies
between two reports is parted in what the edition changed and what the years changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ledetraad.climate.sectors import Boundary, Sector
from ledetraad.economy.quantities import (
    CannotSay,
    Percent,
    TonnesCO2e,
    Why,
    share,
    year,
)
from ledetraad.i18n import N_

ZERO = Decimal(0)


class Emission(NamedTuple):
    """A row of the accounts.

    Args:
        sector: the sector.
        source: the source within it, as published; "" for the sector as a whole.
        gas: "CO2", "CH4" or "N2O"; "" for all together.
        year: the year.
        tonnes: tonnes of CO2-equivalents.
    """

    sector: Sector
    source: str
    gas: str
    year: int
    tonnes: Decimal


class Place(NamedTuple):
    """Where a figure belongs in the accounts; see `Emission`."""

    sector: Sector
    source: str
    gas: str
    year: int


class LandUse(NamedTuple):
    """A row of what forest and land use emit or, below zero, take up; see `Emission`."""

    source: str
    gas: str
    year: int
    tonnes: Decimal


@dataclass(frozen=True, slots=True)
class Edition:
    """The accounts as they were published once.

    Args:
        name: what the edition is called, such as "2025".
        published: the day.
        rows: the emissions, each sector, source, gas and year once.
        boundary: what they are bounded to.
        region: the municipality's code.
        source: where they are from.
        example: whether the figures are invented.
        missing: the figures that the edition names and has no number for; they are no zeros.
        land_use: what is published apart and never summed with the rest; uptake is negative.
    """

    name: str
    published: date
    rows: tuple[Emission, ...]
    boundary: Boundary = Boundary.AREA_DIRECT
    region: str = ""
    source: str = ""
    example: bool = False
    missing: tuple[Place, ...] = ()
    land_use: tuple[LandUse, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years that there are figures of, the earliest first."""
        return tuple(sorted({row.year for row in self.rows}))

    def until(self, last: int) -> Edition:
        """The same edition without the years after one."""
        return replace(
            self,
            rows=tuple(row for row in self.rows if row.year <= last),
            missing=tuple(place for place in self.missing if place.year <= last),
            land_use=tuple(row for row in self.land_use if row.year <= last),
        )

    def total(
        self, of: int, sector: Sector | None = None, source: str | None = None
    ) -> TonnesCO2e | CannotSay:
        """What was emitted in a year.

        Args:
            of: the year.
            sector: in one sector; in all where None.
            source: from one source of the sector; from all where None.

        Returns:
            Why it can't be said where the edition has no figure of it: that is no zero.
        """
        rows = [
            row.tonnes
            for row in self.rows
            if row.year == of and sector in (None, row.sector) and source in (None, row.source)
        ]
        if not rows:
            return CannotSay(Why.MISSING, N_("The edition's figure"), year(of))
        return TonnesCO2e(sum(rows, ZERO), year(of))

    def lacks(self, of: int, sector: Sector | None = None) -> tuple[Place, ...]:
        """The figures of a year that were not published, and so are in none of its sums.

        Args:
            of: the year.
            sector: of one sector; of all where None.
        """
        known = {row[:-1] for row in self.rows if row.year == of}
        return tuple(
            place
            for place in dict.fromkeys(self.missing)
            if place.year == of and sector in (None, place.sector) and tuple(place) not in known
        )

    def since(self, reference: int, of: int, sector: Sector | None = None) -> Percent | CannotSay:
        """How much less (negative: more) was emitted in a year than in the reference year."""
        before, after = self.total(reference, sector), self.total(of, sector)
        for each in (before, after):
            if isinstance(each, CannotSay):
                return each
        assert isinstance(before, TonnesCO2e)  # noqa: S101  (for the type checker)
        assert isinstance(after, TonnesCO2e)  # noqa: S101
        cut = TonnesCO2e(before.value - after.value, before.years)
        answer = share(cut, before, N_("The reference year's emission"))
        return answer if isinstance(answer, CannotSay) else Percent(answer.value, year(of))


@dataclass(frozen=True, slots=True)
class Change:
    """What lies between the last figure of an older edition and that of a newer.

    Args:
        sector: of which sector; None for all.
        before: the older edition's last figure, of its last year.
        after: the newer edition's last figure, of its last year.
        revised: what the newer edition made of the older one's last year, less what that was.
        real: what the years between changed, by the newer edition alone.
    """

    sector: Sector | None
    before: TonnesCO2e
    after: TonnesCO2e
    revised: TonnesCO2e
    real: TonnesCO2e


def change(older: Edition, newer: Edition, sector: Sector | None = None) -> Change | CannotSay:
    """What changed from one edition's last figure to another's, in its two parts.

    The parts sum to the newer edition's last figure less the older one's.
    """
    then, now = older.years[-1], newer.years[-1]
    before, again, after = (
        older.total(then, sector),
        newer.total(then, sector),
        newer.total(now, sector),
    )
    for each in (before, again, after):
        if isinstance(each, CannotSay):
            return each
    assert isinstance(before, TonnesCO2e)  # noqa: S101  (for the type checker)
    assert isinstance(again, TonnesCO2e)  # noqa: S101
    assert isinstance(after, TonnesCO2e)  # noqa: S101
    real = TonnesCO2e(after.value - again.value, after.years)
    return Change(sector, before, after, again - before, real)


def revisions(older: Edition, newer: Edition) -> dict[int, TonnesCO2e]:
    """What a newer edition changed of each year that both have."""
    found = {}
    for of in sorted(set(older.years) & set(newer.years)):
        before, after = older.total(of), newer.total(of)
        if isinstance(before, TonnesCO2e) and isinstance(after, TonnesCO2e):
            found[of] = after - before
    return found


def latest(editions: Iterable[Edition]) -> Edition:
    """The edition that was published last.

    Raises:
        ValueError: there is none.
    """
    return max(editions, key=lambda edition: edition.published)
