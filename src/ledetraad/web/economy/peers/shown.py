"""A service as the pages tell of it, whether its figures are written in or fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ledetraad.economy.peer_costs import ServiceCosts, ServiceStanding, service_standing
from ledetraad.economy.peer_figures import service_costs, years_of
from ledetraad.web.economy.figures.values import Known
from ledetraad.web.economy.models import FetchedService, PeerCosts

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Shown:
    """A service.

    Args:
        service: as it is stored.
        costs: its figures of a year; None where they have not been fetched, or nobody else has any.
        standing: how it stands; None likewise.
        years: the years that can be looked at, the latest first.
        figures: the key figures that tell of it.
    """

    service: PeerCosts
    costs: ServiceCosts | None
    standing: ServiceStanding | None
    years: tuple[int, ...] = ()
    figures: tuple[Known, ...] = ()

    @property
    def year(self) -> int | None:
        """The year that is told of."""
        return self.costs.year if self.costs is not None else None

    @property
    def unrevised(self) -> bool:
        """Whether any of the year's figures was published before its last check."""
        return any(self.year in one.told.unrevised for one in self.figures)

    @property
    def broken(self) -> bool:
        """Whether any of the year's figures is not quite comparable with those before."""
        return any(self.year in one.told.breaks for one in self.figures)

    @property
    def must_show(self) -> tuple[str, ...]:
        """What the sources say that must be shown wherever a value is."""
        return tuple(dict.fromkeys(each for one in self.figures for each in one.told.must_show))


def shown(
    service: PeerCosts, own_name: str, known: Mapping[int, Known], asked: int | None = None
) -> Shown:
    """A service with its figures.

    Args:
        service: as it is stored.
        own_name: what the municipality is called.
        known: the key figures by their keys.
        asked: the year to tell of; None for the latest.
    """
    said = service.said()
    if not isinstance(said, FetchedService):
        return Shown(service, said, service_standing(said), (said.year,))
    cost = known.get(said.cost)
    if cost is None:
        return Shown(service, None, None)
    coverage = known.get(said.coverage) if said.coverage is not None else None
    users = known.get(said.users) if said.users is not None else None
    used = tuple(one for one in (cost, coverage, users) if one is not None)
    by_place = cost.by_place()
    years = tuple(years_of(by_place))
    if not years:
        return Shown(service, None, None, (), used)
    costs = service_costs(
        said.name,
        asked if asked in years else years[0],
        own_name,
        by_place,
        coverage=coverage.by_place() if coverage is not None else None,
        users=users.by_place() if users is not None else None,
        user=said.user,
        source="; ".join(dict.fromkeys(one.edition for one in used))[:_LONGEST] or "–",
        note=said.note,
    )
    standing = service_standing(costs) if costs is not None else None
    return Shown(service, costs, standing, years, used)
