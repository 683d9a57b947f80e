"""An indicator's values for one place: its series fetched, joined over reforms, and computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledetraad.i18n import N_
from ledetraad.statistics.definition import Definition, Part
from ledetraad.statistics.faults import InvalidSelection, NotJoinable
from ledetraad.statistics.formula.over import over_series
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.observations import Observed
from ledetraad.statistics.reforms.changes import Change
from ledetraad.statistics.reforms.join import Joined, LeftOut, join
from ledetraad.statistics.reforms.lineage import Joint, lineage
from ledetraad.statistics.series import Point, Series
from ledetraad.statistics.sources.base import Fetched, Selection, Source
from ledetraad.statistics.sources.kostra import with_unrevised


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an indicator's definition gives for one place.

    Args:
        series: its values.
        joints: the place's changes between the first and the last of them.
        left_out: years of which nothing is said, and why.
        notes: what the sources say that a reader must know.
        must_show: those of the notes that must be shown wherever a value is.
    """

    series: Series
    joints: tuple[Joint, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]
    must_show: tuple[str, ...] = ()


def selection_of(
    part: Part,
    places: Iterable[str],
    changes: Iterable[Change],
    *,
    beside: Iterable[str] = (),
) -> Selection:
    """What to ask a source for, so that a part is known for places through all their changes.

    Args:
        part: of a definition.
        places: that it must be known for.
        changes: what has changed, see `reforms.changes`.
        beside: other places, which are not missed where the table has not got them.
    """
    if not part.region:
        return Selection(part.table, part.choices)
    wanted, known = tuple(places), tuple(changes)
    every = (*wanted, *beside)
    before = dict.fromkeys(code for place in every for code in lineage(place, known).codes)
    return Selection(
        part.table,
        part.choices | {part.region: wanted},
        {part.region: tuple(code for code in before if code not in wanted)},
    )


def fetch_parts(
    definition: Definition,
    sources: Mapping[str, Source],
    places: Iterable[str],
    changes: Iterable[Change],
) -> dict[str, Fetched]:
    """Fetch every part of an indicator for some places.

    Args:
        definition: the indicator.
        sources: by their short names.
        places: municipalities' numbers now, KOSTRA groups and the like.
        changes: what has changed, see `reforms.changes`.

    Raises:
        LedetraadError: a source does not have it, or does not answer.
    """
    wanted, known = tuple(places), tuple(changes)
    return {
        name: sources[part.source].fetch(selection_of(part, wanted, known))
        for name, part in definition.parts.items()
    }


def evaluate(
    definition: Definition,
    observed: Mapping[str, Observed],
    place: str,
    changes: Iterable[Change],
) -> Outcome:
    """An indicator's values for one place.

    Counts are joined over reforms before the formula is applied, so that a share is the share of
    the whole; shares that are published as such are not joined over mergers.

    Args:
        definition: the indicator.
        observed: its parts, by the names in the formula.
        place: the municipality's number now, or another region's code.
        changes: what has changed, see `reforms.changes`.

    Raises:
        InvalidSelection: a part has several numbers for a place and year.
        NotJoinable: a part has nothing for the place.
    """
    return _outcome(definition, observed, _series(definition, observed), place, tuple(changes))


def evaluate_beside(
    definition: Definition,
    observed: Mapping[str, Observed],
    places: Iterable[str],
    changes: Iterable[Change],
) -> dict[str, Outcome]:
    """An indicator's values for several places; those that there is nothing for are left out.

    Args:
        definition, observed, changes: see `evaluate`.
        places: municipalities' numbers now, KOSTRA groups and the like.

    Raises:
        InvalidSelection: a part has several numbers for a place and year.
    """
    known, series = tuple(changes), _series(definition, observed)
    found = {}
    for place in places:
        try:
            outcome = _outcome(definition, observed, series, place, known)
        except NotJoinable:
            continue
        if outcome.series.points:
            found[place] = outcome
    return found


def _series(
    definition: Definition, observed: Mapping[str, Observed]
) -> dict[str, dict[str, Series]]:
    """The series of each part by region."""
    return {
        name: series_by_region(observed[name], total=part.total)
        for name, part in definition.parts.items()
    }


def _outcome(
    definition: Definition,
    observed: Mapping[str, Observed],
    by_region: Mapping[str, Mapping[str, Series]],
    place: str,
    known: tuple[Change, ...],
) -> Outcome:
    joined = {
        name: _joined(part, by_region[name], place, known)
        for name, part in definition.parts.items()
    }
    series = {name: each.series for name, each in joined.items()}
    found = over_series(definition.node(), series, definition.unit)
    years = {point.year for point in found.points}
    joints = {
        (joint.year, joint.kind): joint
        for each in joined.values()
        for joint in each.joints
        if years and min(years) < joint.year <= max(years)
    }
    notes = dict.fromkeys(note for each in observed.values() for note in each.dataset.notes)
    must_show = dict.fromkeys(note for each in observed.values() for note in each.dataset.must_show)
    left_out = {
        (span.first, span.last, str(span.why)): span
        for each in joined.values()
        for span in each.left_out
    }
    return Outcome(
        found,
        tuple(joints[key] for key in sorted(joints, reverse=True)),
        tuple(left_out.values()),
        tuple(notes),
        tuple(must_show),
    )


def series_by_region(observed: Observed, *, total: bool = False) -> dict[str, Series]:
    """The series of each region in a table that tells one number for a region and year.

    Args:
        observed: the numbers.
        total: sum what a year has several numbers of.

    Raises:
        InvalidSelection: a region has several numbers in a year, and they are not to be summed.
    """
    found: dict[str, dict[int, Point]] = {}
    columns = ("region", "year", "value", "mark", "category", "period")
    rows = zip(*(observed.table[name].to_pylist() for name in columns), strict=True)
    for region, year, value, mark, category, period in rows:
        point = Point(year, value, None if mark is None else Mark(mark))
        points = found.setdefault(region, {})
        before = points.get(year)
        if before is None:
            points[year] = point
        elif total:
            points[year] = _added(before, point)
        else:
            raise InvalidSelection(
                N_("There are several numbers for %(region)s in %(year)s, such as %(such)s."),
                where=observed.dataset.code,
                remedy=N_("Choose one value of each of the table's dimensions, such as *K4."),
                region=region,
                year=year,
                such=category or period,
            )
    unit = observed.dataset.contents[0].unit if observed.dataset.contents else ""
    return {
        region: with_unrevised(
            Series(tuple(points[year] for year in sorted(points)), unit), observed.dataset
        )
        for region, points in found.items()
    }


def _joined(
    part: Part, series: Mapping[str, Series], place: str, changes: tuple[Change, ...]
) -> Joined:
    if not part.region:
        ((_, only),) = series.items()
        return Joined(only, {}, (), ())
    return join(series, place, changes, part.adds)


def _added(one: Point, other: Point) -> Point:
    if one.value is None or other.value is None:
        marks = {one.mark, other.mark}
        mark = Mark.CONFIDENTIAL if Mark.CONFIDENTIAL in marks else Mark.NOT_AVAILABLE
        return Point(one.year, None, mark)
    return Point(one.year, one.value + other.value)
