"""What counts of places of different sizes are divided by to be compared: their inhabitants, users.

It comes from another table, in which the country and the counties may have other codes. Where it
can't be had, the counts are compared otherwise, and why is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ledetraad.errors import LedetraadError, Phrase
from ledetraad.i18n import N_
from ledetraad.publish.followup.fetched import Numbers, Table
from ledetraad.statistics.catalogue.load import catalogue
from ledetraad.statistics.definition import Definition, Part
from ledetraad.statistics.evaluate import evaluate_beside, selection_of
from ledetraad.statistics.reforms.changes import known_changes
from ledetraad.statistics.sources.base import Fetched, Source
from ledetraad.web.followup.figures.models import FeedValues

Opened = Callable[[str], Source]
INHABITANTS: Final = "folketall"
"""The key in the catalogue of how many live in a place."""
_OTHERWISE: Final = {"EAK": "0"}
_COUNTY: Final = re.compile(r"EKA(\d\d)")


@dataclass(frozen=True, slots=True)
class Divided:
    """What was found.

    Args:
        per: in words; empty where nothing was asked for or found.
        by_region: its numbers by the codes of the counts, the municipality's own under "".
        notices: why there is nothing.
        tables: where it comes from.
    """

    per: str = ""
    by_region: Mapping[str, Numbers] = field(default_factory=dict)
    notices: tuple[Phrase, ...] = ()
    tables: tuple[Table, ...] = ()


def inhabitants() -> Definition:
    """How many live in a place, on 1 January."""
    return next(one for one in catalogue() if one.key == INHABITANTS).definition()


def divided(said: FeedValues, source_of: Opened, others: Iterable[str]) -> Divided:
    """What a feed's counts are divided by to be compared.

    Args:
        said: the feed.
        source_of: opens its sources.
        others: the codes of those whom the municipality is compared with.
    """
    codes = {region: _code_of(region) for region in others}
    if said.per is None or not codes:
        return Divided()
    changes = known_changes()
    every = dict.fromkeys([*codes, *codes.values()])
    try:
        fetched = {
            name: source_of(part.source).fetch(
                selection_of(part, [said.place], changes, beside=every)
            )
            for name, part in said.per.parts.items()
        }
        observed = {name: one.observed for name, one in fetched.items()}
        found = evaluate_beside(said.per, observed, [said.place, *every], changes)
    except LedetraadError as error:
        notice = Phrase(
            N_("It can't be compared per inhabitant or user: %(why)s"), why=error.phrase()
        )
        return Divided(notices=(notice,))
    if said.place not in found:
        return Divided()
    numbers = {"": Numbers.of(found[said.place].series)}
    for region, code in codes.items():
        outcome = found.get(region) or found.get(code)
        if outcome is not None:
            numbers[region] = Numbers.of(outcome.series)
    tables = tuple(table_of(said.per.parts[name], one) for name, one in fetched.items())
    return Divided(said.per.name, numbers, (), tables)


def table_of(part: Part, fetched: Fetched) -> Table:
    """The table that a part was fetched from."""
    dataset = fetched.observed.dataset
    return Table(
        source=part.source,
        table=part.table,
        title=dataset.title,
        address=dataset.address,
        licence=dataset.licence,
        updated=fetched.edition.updated,
    )


def _code_of(region: str) -> str:
    """A region's code in an ordinary table, by that in one of KOSTRA."""
    county = _COUNTY.fullmatch(region)
    return county[1] if county is not None else _OTHERWISE.get(region, region)
