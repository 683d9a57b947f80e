"""What a service costs beside others: a user's cost and the coverage, and the difference in kroner.

The difference is what the municipality would spend less (positive) or more a year, if each of its
own users cost what one costs elsewhere. It says nothing of why: users who need more, long roads and
other ways of booking are in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import quantiles

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ledetraad.economy.given import Number
from ledetraad.economy.quantities import CannotSay, Kroner, Why, year
from ledetraad.followup.direction import Direction
from ledetraad.i18n import N_
from ledetraad.statistics.peers.standing import ranked
from ledetraad.validation import refusal

_FEWEST = 2


class PlaceSort(StrEnum):
    """What a place is."""

    OWN = "own"
    MUNICIPALITY = "municipality"
    GROUP = "group"
    COUNTY = "county"
    COUNTRY = "country"


SORT_NAMES: Mapping[PlaceSort, str] = {
    PlaceSort.OWN: N_("own"),
    PlaceSort.MUNICIPALITY: N_("municipality"),
    PlaceSort.GROUP: N_("KOSTRA group"),
    PlaceSort.COUNTY: N_("county"),
    PlaceSort.COUNTRY: N_("the country"),
}


class PlaceCost(BaseModel):
    """A place's figures.

    Args:
        place: its name.
        sort: what it is.
        cost: what a user costs in kroner a year; None where it isn't known.
        coverage: how many of the group get the service, in percent; None where it isn't known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: str = Field(min_length=1, max_length=100)
    sort: PlaceSort
    cost: Number | None = None
    coverage: Number | None = None


class ServiceCosts(BaseModel):
    """A service's figures of a year.

    Args:
        name: the service.
        year: of account.
        user: what a user is, such as "a child in kindergarten".
        users: how many the municipality has; None where it isn't known.
        source: the tables, with their edition.
        note: what makes the figures less alike.
        places: the municipality itself, and at least one other.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=200)
    year: int = Field(ge=1990, le=2100)
    user: str = Field("", max_length=200)
    users: Number | None = Field(None, ge=0)
    source: str = Field(min_length=1, max_length=300)
    note: str = Field("", max_length=1000)
    places: tuple[PlaceCost, ...] = Field(min_length=2, max_length=500)

    @model_validator(mode="after")
    def _one_own(self) -> ServiceCosts:
        if sum(each.sort is PlaceSort.OWN for each in self.places) != 1:
            raise refusal(N_("just one of the places must be the municipality's own"))
        if len({each.place for each in self.places}) < len(self.places):
            raise refusal(N_("two places have the same name"))
        return self

    @property
    def own(self) -> PlaceCost:
        """The municipality itself."""
        return next(each for each in self.places if each.sort is PlaceSort.OWN)


@dataclass(frozen=True, slots=True)
class BesidePlace:
    """The municipality beside a place.

    Args:
        place: the place.
        difference: what the own users cost more (positive) or less than they would there.
    """

    place: PlaceCost
    difference: Kroner | CannotSay


@dataclass(frozen=True, slots=True)
class ServiceStanding:
    """How a service's cost stands.

    Args:
        beside: the places, in order of what a user costs.
        rank: the municipality's place among the municipalities, the cheapest first; None where
            its cost isn't known.
        of: how many municipalities are known.
        lowest, middle, highest: the municipalities' least, median and most; None for fewer than
            two.
    """

    beside: tuple[BesidePlace, ...]
    rank: int | None
    of: int
    lowest: Decimal | None
    middle: Decimal | None
    highest: Decimal | None


def service_standing(service: ServiceCosts) -> ServiceStanding:
    """How a service's cost stands beside the others'."""
    own = service.own
    ordered = sorted(service.places, key=lambda each: (each.cost is None, each.cost or Decimal(0)))
    beside = tuple(
        BesidePlace(each, _difference(service, each))
        for each in ordered
        if each.sort is not PlaceSort.OWN
    )
    known = {
        each.place: each.cost
        for each in service.places
        if each.sort in {PlaceSort.OWN, PlaceSort.MUNICIPALITY} and each.cost is not None
    }
    rank = None
    if own.place in known:
        rank = ranked({place: float(cost) for place, cost in known.items()}, own.place,
                      Direction.DOWN)  # fmt: skip
    costs = sorted(known.values())
    if len(costs) < _FEWEST:
        return ServiceStanding(beside, rank, len(known), None, None, None)
    middle = Decimal(quantiles(costs, n=2, method="inclusive")[0])
    return ServiceStanding(beside, rank, len(known), costs[0], middle, costs[-1])


def _difference(service: ServiceCosts, place: PlaceCost) -> Kroner | CannotSay:
    of = year(service.year)
    own = service.own.cost
    if own is None or place.cost is None:
        return CannotSay(Why.MISSING, N_("what a user costs"), of)
    if service.users is None:
        return CannotSay(Why.MISSING, N_("the number of users"), of)
    return Kroner((own - place.cost) * service.users, of)
