"""A service's cost and coverage here and elsewhere, out of published figures of many places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ledetraad.economy.peer_costs import PlaceCost, PlaceSort, ServiceCosts
from ledetraad.economy.units import is_percent, kroner_in
from ledetraad.statistics.peers.regions import PlaceKind
from ledetraad.statistics.sources.kostra import COUNTRY, COUNTRY_WITHOUT_OSLO

_SORTS: Final = {
    PlaceKind.MUNICIPALITY: PlaceSort.MUNICIPALITY,
    PlaceKind.GROUP: PlaceSort.GROUP,
    PlaceKind.COUNTY: PlaceSort.COUNTY,
    PlaceKind.COUNTRY: PlaceSort.COUNTRY,
}
_LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """A figure in another place.

    Args:
        region: its code in the table.
        name: what the table calls it.
        kind: what it is.
        values: by year.
    """

    region: str
    name: str
    kind: PlaceKind
    values: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class ByPlace:
    """A figure in many places.

    Args:
        unit: what it counts.
        own: the municipality's own, by year.
        others: those whom it is compared with.
    """

    unit: str
    own: Mapping[int, Decimal]
    others: tuple[OtherPlace, ...] = ()


def years_of(cost: ByPlace) -> list[int]:
    """The years of which the municipality's own cost is known, the latest first."""
    return sorted(cost.own, reverse=True)


def service_costs(
    name: str,
    year: int,
    own_name: str,
    cost: ByPlace,
    *,
    coverage: ByPlace | None = None,
    users: ByPlace | None = None,
    user: str = "",
    source: str,
    note: str = "",
) -> ServiceCosts | None:
    """A service's figures of a year as they are compared; None where there is nobody to compare.

    The country is left out where a table has the country without Oslo: Oslo's accounts are a
    county's, too, and money is compared with the others.

    Args:
        name, user, source, note: see `ServiceCosts`.
        year: the year.
        own_name: what the municipality is called.
        cost: what a user costs; its unit is of kroner.
        coverage: in percent.
        users: a count.
    """
    factor = kroner_in(cost.unit) or Decimal(1)
    others = [one for one in cost.others if one.kind in _SORTS and year in one.values]
    if any(one.region == COUNTRY_WITHOUT_OSLO for one in others):
        others = [one for one in others if one.region != COUNTRY]
    covered = {one.region: one.values for one in coverage.others} if coverage is not None else {}
    places = [
        PlaceCost(
            place=own_name[:_LONGEST],
            sort=PlaceSort.OWN,
            cost=_times(cost.own.get(year), factor),
            coverage=coverage.own.get(year) if coverage is not None else None,
        )
    ]
    names = {places[0].place}
    for one in others:
        called = one.name[:_LONGEST] if one.name not in names else f"{one.name} ({one.region})"
        names.add(called)
        places.append(
            PlaceCost(
                place=called,
                sort=_SORTS[one.kind],
                cost=_times(one.values[year], factor),
                coverage=covered.get(one.region, {}).get(year),
            )
        )
    if len(places) < 2:  # noqa: PLR2004  (itself, and somebody)
        return None
    return ServiceCosts(
        name=name,
        year=year,
        user=user,
        users=users.own.get(year) if users is not None else None,
        source=source,
        note=note,
        places=tuple(places),
    )


def fits_cost(unit: str) -> bool:
    """Whether a figure of a unit can be what a user costs."""
    return kroner_in(unit) is not None


def fits_coverage(unit: str) -> bool:
    """Whether a figure of a unit can be a coverage."""
    return is_percent(unit)


def fits_users(unit: str) -> bool:
    """Whether a figure of a unit can be how many users there are."""
    return kroner_in(unit) is None and not is_percent(unit)


def _times(value: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if value is None else value * factor
