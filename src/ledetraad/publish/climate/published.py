"""What is published of a municipality's climate: budgets as they were shown, with their accounts.

The accounts are kept figure by figure, so that everybody can follow a budget down to what was
published by its source, also long after a newer edition has revised all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from ledetraad.climate.emissions import Change, Edition, Emission, LandUse, Place, change
from ledetraad.climate.sectors import Boundary, Sector, sectors_of
from ledetraad.i18n import Language
from ledetraad.plan.model import Value
from ledetraad.publish.climate.statement import BudgetStatement

Figure = tuple[Sector, str, str, int, Decimal | None]
"""Sector, source, gas and year, with the tonnes; None where none were published."""


class PublishedChange(Value):
    """What lies between the last figures of two editions; see `climate.emissions.Change`."""

    sector: Sector | None
    from_year: int
    to_year: int
    before: Decimal
    revised: Decimal
    real: Decimal
    after: Decimal


class PublishedAccounts(Value):
    """An edition of climate accounts.

    Args:
        name, published, source, file, sha256, example, note: as told of it.
        boundary: what it is bounded to.
        figures: all of them.
        land_use: what is published apart: source, gas, year and tonnes.
        older: the edition before it; "" for none.
        changes: what that edition and this one differ by, all together first.
    """

    name: str
    published: date
    source: str
    file: str
    sha256: str
    boundary: Boundary
    example: bool = False
    note: str = ""
    figures: tuple[Figure, ...]
    land_use: tuple[tuple[str, str, int, Decimal], ...] = ()
    older: str = ""
    changes: tuple[PublishedChange, ...] = ()

    def edition(self) -> Edition:
        """The accounts to reckon with."""
        return Edition(
            self.name,
            self.published,
            tuple(
                Emission(a, b, c, of, one) for a, b, c, of, one in self.figures if one is not None
            ),
            self.boundary,
            source=self.source,
            example=self.example,
            missing=tuple(Place(a, b, c, of) for a, b, c, of, one in self.figures if one is None),
            land_use=tuple(LandUse(*row) for row in self.land_use),
        )


class PublishedClimate(Value):
    """A climate budget as everybody was shown it.

    Args:
        number: the publication's, counted within the municipality.
        at: when it was published.
        boundary: what it is bounded to.
        statements: what was shown, by language.
        accounts: the edition that it begins from; None for one that was published without.
        sha256: of the statements.
    """

    number: int
    at: datetime
    boundary: Boundary = Boundary.AREA_DIRECT
    statements: dict[Language, BudgetStatement]
    accounts: PublishedAccounts | None = None
    sha256: str


def published_accounts(
    edition: Edition, *, file: str, sha256: str, note: str = "", older: Edition | None = None
) -> PublishedAccounts:
    """An edition as it is published.

    Args:
        edition: which.
        file, sha256: what it was read from.
        note: anything else that is told of it.
        older: the edition before it, of the same boundary.
    """
    figures: list[Figure] = [(a, b, c, of, tonnes) for a, b, c, of, tonnes in edition.rows]
    figures += [(*place, None) for place in edition.missing]
    return PublishedAccounts(
        name=edition.name,
        published=edition.published,
        source=edition.source,
        file=file,
        sha256=sha256,
        boundary=edition.boundary,
        example=edition.example,
        note=note,
        figures=tuple(figures),
        land_use=tuple((a, b, of, tonnes) for a, b, of, tonnes in edition.land_use),
        older=older.name if older is not None else "",
        changes=tuple(_changes(older, edition)) if older is not None else (),
    )


def _changes(older: Edition, newer: Edition) -> Iterator[PublishedChange]:
    for sector in (None, *sectors_of(newer.boundary)):
        found = change(older, newer, sector)
        if isinstance(found, Change):
            yield PublishedChange(
                sector=sector,
                from_year=found.before.years.first,
                to_year=found.after.years.first,
                before=found.before.value,
                revised=found.revised.value,
                real=found.real.value,
                after=found.after.value,
            )
