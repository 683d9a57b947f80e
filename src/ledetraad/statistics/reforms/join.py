"""The series of one municipality joined over its changes of number, each year with its sources.

Counts are summed. A share is joined from its numerator and denominator, both summed; where these
are not to be had nothing is said of the years before a merger, since the mean of shares is not the
share of the whole. A new number alone changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from ledetraad.errors import Phrase
from ledetraad.i18n import N_
from ledetraad.statistics.faults import NotJoinable
from ledetraad.statistics.formula.over import over_series
from ledetraad.statistics.formula.parse import parse
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.reforms.changes import Change
from ledetraad.statistics.reforms.lineage import Generation, Joint, Kind, Lineage, lineage
from ledetraad.statistics.series import Point, Series


class Method(StrEnum):
    """How a year's number came about."""

    DIRECT = "direct"
    RENUMBERED = "renumbered"
    SUMMED = "summed"
    REWEIGHTED = "reweighted"


class Adds(StrEnum):
    """Whether the numbers of two places may be added up."""

    COUNT = "count"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a year's number is from: the codes that it was published under, and how joined."""

    codes: tuple[str, ...]
    method: Method


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Years of which nothing is said, and why.

    Args:
        first, last: the years.
        why: the reason.
    """

    first: int
    last: int
    why: Phrase


@dataclass(frozen=True, slots=True)
class Joined:
    """A series over all that the municipality was.

    Args:
        series: the points, with a break where a merger lies between two of them.
        origins: where each year's number is from.
        joints: the changes between its first and last year, the latest first.
        left_out: what could not be joined.
    """

    series: Series
    origins: dict[int, Origin]
    joints: tuple[Joint, ...]
    left_out: tuple[LeftOut, ...]


_SHARES = N_("shares can't be added up, and their parts are not known")
_PARTED = N_("the municipality had other borders then")


def join(series: Mapping[str, Series], code: str, changes: Iterable[Change], adds: Adds) -> Joined:
    """Join a municipality's series over its changes.

    Args:
        series: by the numbers that they were published under.
        code: the municipality's number now.
        changes: what has changed, see `changes.known_changes`.
        adds: whether the numbers may be summed.

    Raises:
        NotJoinable: there is no series for any of its numbers.
    """
    line = lineage(code, changes)
    own = {each: series[each] for each in line.codes if each in series}
    if not own:
        raise NotJoinable(
            N_("There is no series for %(code)s, nor for any number that it has had."),
            where=code,
            remedy=N_("Fetch the series for these numbers: %(codes)s."),
            code=code,
            codes=", ".join(line.codes),
        )
    return _joined(line, own, adds)


def join_share(
    numerators: Mapping[str, Series],
    denominators: Mapping[str, Series],
    code: str,
    changes: Iterable[Change],
    *,
    scale: float = 100.0,
) -> Joined:
    """Join a share from its parts: Σ numerators / Σ denominators.

    Args:
        numerators, denominators: counts, by the numbers that they were published under.
        code: the municipality's number now.
        changes: what has changed.
        scale: 100 for percent, 1000 for per thousand.

    Raises:
        NotJoinable: there is no series for any of its numbers.
    """
    known = tuple(changes)
    top = join(numerators, code, known, Adds.COUNT)
    bottom = join(denominators, code, known, Adds.COUNT)
    parts = {"a": top.series, "b": bottom.series}
    share = over_series(parse(f"a / b * {scale!r}"), parts)
    origins = {
        year: replace(origin, method=Method.REWEIGHTED)
        if origin.method is Method.SUMMED
        else origin
        for year, origin in top.origins.items()
        if year in bottom.origins
    }
    return Joined(share, origins, top.joints, (*top.left_out, *bottom.left_out))


def _joined(line: Lineage, own: Mapping[str, Series], adds: Adds) -> Joined:
    by_year: dict[int, dict[str, Point]] = {}
    for code, each in own.items():
        for point in each.points:
            by_year.setdefault(point.year, {})[code] = point
    points: list[Point] = []
    origins: dict[int, Origin] = {}
    refused: dict[int, str] = {}
    for year in sorted(by_year):
        found = _of_year(line, year, by_year[year], adds)
        if isinstance(found, str):
            refused[year] = found
        elif found is not None:
            point, origins[year] = found
            points.append(point)
    first = points[0].year if points else 0
    last = points[-1].year if points else 0
    joints = tuple(joint for joint in line.joints if first < joint.year <= last)
    unit = next(iter(own.values())).unit
    return Joined(
        Series(tuple(_broken(points, joints, origins)), unit), origins, joints, _spans(refused)
    )


def _of_year(
    line: Lineage, year: int, points: Mapping[str, Point], adds: Adds
) -> tuple[Point, Origin] | str | None:
    """A year's number with its origin; why there is none; or None where nothing was published.

    The numbers of the time are taken, or else what was published later under a later number.
    """
    at = next(n for n, each in enumerate(line.generations) if each.covers(year))
    then = line.generations[at]
    found = _of_generation(then, line, points, adds)
    if isinstance(found, tuple) and found[0].value is not None:
        return found
    for later in line.generations[:at]:
        code = later.codes[0]
        if len(later.codes) > 1 or not later.exact or code in then.codes:
            continue  # a number that was in use then meant less than it does now
        point = points.get(code)
        if point is not None and point.value:  # some tables have zeros before a number was in use
            return point, Origin(later.codes, _method(later, line))
    return found


def _of_generation(
    generation: Generation, line: Lineage, points: Mapping[str, Point], adds: Adds
) -> tuple[Point, Origin] | str | None:
    members = [points[code] for code in generation.codes if code in points]
    if not members:
        return None
    if not generation.exact:
        return _PARTED
    if len(generation.codes) == 1:
        return members[0], Origin(generation.codes, _method(generation, line))
    if adds is Adds.SHARE:
        return _SHARES
    absent = len(members) < len(generation.codes)
    return _summed(members, absent), Origin(generation.codes, Method.SUMMED)


def _method(generation: Generation, line: Lineage) -> Method:
    return Method.DIRECT if generation.codes == (line.code,) else Method.RENUMBERED


def _summed(members: list[Point], absent: bool) -> Point:
    values = [point.value for point in members if point.value is not None]
    unrevised = any(point.unrevised for point in members)
    if absent or len(values) < len(members):
        marks = [point.mark for point in members if point.value is None]
        mark = Mark.CONFIDENTIAL if Mark.CONFIDENTIAL in marks else Mark.NOT_AVAILABLE
        return Point(members[0].year, None, mark, unrevised=unrevised)
    return Point(members[0].year, float(sum(values)), unrevised=unrevised)


def _broken(
    points: list[Point], joints: tuple[Joint, ...], origins: Mapping[int, Origin]
) -> list[Point]:
    """The points, with a break at the first after each merger or split.

    A number published later under the later number has the later borders already, so that there is
    no break before it.
    """
    breaks = sorted(joint.year for joint in joints if joint.kind is not Kind.RENUMBERED)
    result = []
    for before, point in zip([None, *points], points, strict=False):
        between = before is not None and any(before.year < year <= point.year for year in breaks)
        same = (
            before is not None
            and len(origins[before.year].codes) == 1
            and len(origins[point.year].codes) == 1
            and origins[before.year].codes == origins[point.year].codes
            and not _keeps_its_number(joints, origins[point.year].codes[0])
        )
        result.append(replace(point, break_before=True) if between and not same else point)
    return result


def _keeps_its_number(joints: tuple[Joint, ...], code: str) -> bool:
    """Whether others were merged into a municipality that kept its number."""
    return any(code in joint.old and code in joint.new for joint in joints)


def _spans(refused: Mapping[int, str]) -> tuple[LeftOut, ...]:
    spans: list[LeftOut] = []
    for year in sorted(refused):
        why = refused[year]
        before = spans[-1] if spans else None
        if before is not None and str(before.why) == why and before.last == year - 1:
            spans[-1] = replace(before, last=year)
        else:
            spans.append(LeftOut(year, year, Phrase(why)))
    return tuple(spans)
