"""Every indicator of a municipality with all that is told of its numbers, in few queries.

What is told of one is kept in memory under what it rests on, so that a new value costs the
reckoning of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import orjson

from ledetraad.publish.followup.counted import Counted, counted
from ledetraad.publish.followup.outlook import outlook
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.figures.models import Feed
from ledetraad.web.followup.models import Indicator, Observation, Serves
from ledetraad.web.history.editions import Marks, edition
from ledetraad.web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator, and where it belongs.

    Args:
        counted: its numbers.
        name: what it is called.
        plan: the key of the plan that it is a sign in; None where it speaks for a measure.
        element: what it is a sign of there.
        measure: the key of the measure that it speaks for.
        serves: the elements that this serves, each with its plan's key.
    """

    counted: Counted
    name: str
    plan: int | None
    element: str
    measure: int | None
    serves: frozenset[tuple[int, str]]

    def under(self, plan: int, elements: frozenset[str] | None) -> bool:
        """Whether it tells of a plan, or of some elements in it."""
        every = self.serves | ({(self.plan, self.element)} if self.plan is not None else set())
        return any(
            key == plan and (elements is None or element in elements) for key, element in every
        )


_RESTS_ON: Final = tuple(one._meta.label_lower for one in (Indicator, Observation, Feed))
_MEASURES: Final = "followup.measure"
_ALL: Shelf[tuple[int, str, Marks], tuple[Row, ...]] = Shelf(16)
_EACH: Shelf[bytes, Counted] = Shelf(5_000)


def rows_in(municipality: Municipality) -> Sequence[Row]:
    """A municipality's indicators by name; in one query where nothing has changed, else in five."""
    seen = edition(municipality.pk, *_RESTS_ON, _MEASURES)
    return _ALL.of((municipality.pk, municipality.name, seen), lambda: _rows(municipality))


def _rows(municipality: Municipality) -> tuple[Row, ...]:
    every = list(
        Indicator.objects.filter(municipality=municipality, deleted_at=None).order_by("name", "pk")
    )
    feeds = {
        one.indicator_id: one
        for one in Feed.objects.filter(municipality=municipality, deleted_at=None)
    }
    values: defaultdict[int, dict[str, Observation]] = defaultdict(dict)
    known = Observation.objects.filter(
        indicator__municipality=municipality, indicator__deleted_at=None
    )
    for one in known.order_by("measured", "pk"):
        values[one.indicator_id][one.period] = one
    serving: defaultdict[int, set[tuple[int, str]]] = defaultdict(set)
    served = Serves.objects.filter(measure__municipality=municipality, measure__deleted_at=None)
    for measure, plan, element in served.values_list("measure", "plan", "element"):
        serving[measure].add((plan, element))
    return tuple(
        Row(
            counted=_counted(
                one, list(values[one.pk].values()), feeds.get(one.pk), municipality.name
            ),
            name=one.name,
            plan=one.plan_id if one.element else None,
            element=one.element,
            measure=one.measure_id if not one.element else None,
            serves=frozenset(serving[one.measure_id])
            if one.measure_id is not None and not one.element
            else frozenset(),
        )
        for one in every
    )


def _counted(
    one: Indicator, values: Sequence[Observation], feed: Feed | None, place: str
) -> Counted:
    rests_on = [
        one.pk,
        place,
        one.document,
        [[v.pk, v.period, str(v.value), v.missing, v.source] for v in values],
        feed.told if feed is not None else None,
    ]
    key = blake2b(orjson.dumps(rests_on)).digest()
    return _EACH.of(key, lambda: _made(one, values, feed, place))


def _made(one: Indicator, values: Sequence[Observation], feed: Feed | None, place: str) -> Counted:
    said = one.said()
    told = feed.last() if feed is not None else None
    return counted(
        one.pk,
        said,
        values,
        place=place,
        fetched=told.fetched() if told is not None else None,
        expected=outlook(said, values, told.breaks if told is not None else ()),
    )
