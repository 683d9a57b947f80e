"""One municipality followed back in time: which numbers made it up in which years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledetraad.errors import Phrase
from ledetraad.i18n import N_
from ledetraad.statistics.reforms.changes import Change


class Kind(StrEnum):
    """What happened at a joint between two times."""

    RENUMBERED = "renumbered"
    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Joint:
    """A change that one municipality has been through.

    Args:
        year: the first year after it.
        kind: what happened. A new number changes nothing else; a merger breaks the series, though
            counts can be summed; after a split nothing before can be compared.
        old, new: the municipalities before and after, names by numbers.
    """

    year: int
    kind: Kind
    old: dict[str, str]
    new: dict[str, str]

    def told(self) -> Phrase:
        """What happened, for people."""
        return Phrase(
            _TOLD[self.kind], year=self.year, old=_listed(self.old), new=_listed(self.new)
        )


_TOLD = {
    Kind.RENUMBERED: N_("New number from %(year)s: %(old)s became %(new)s. Nothing else changed."),
    Kind.MERGED: N_("Merged in %(year)s: %(old)s became %(new)s."),
    Kind.SPLIT: N_(
        "Parted in %(year)s: %(old)s became %(new)s with other borders; numbers before that can't "
        "be compared."
    ),
}


@dataclass(frozen=True, slots=True)
class Generation:
    """The numbers that made up a municipality in a span of years.

    Args:
        codes: those numbers, in order.
        since: the first year, None for as far back as is known.
        until: the first year that is no more in it, None for now.
        exact: together they are just what is now the municipality.
    """

    codes: tuple[str, ...]
    since: int | None
    until: int | None
    exact: bool

    def covers(self, year: int) -> bool:
        """Whether a year is in the span."""
        return (self.since is None or year >= self.since) and (
            self.until is None or year < self.until
        )


@dataclass(frozen=True, slots=True)
class Lineage:
    """A municipality through time.

    Args:
        code: its number now.
        generations: the latest first.
        joints: between them, the latest first.
    """

    code: str
    generations: tuple[Generation, ...]
    joints: tuple[Joint, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every number that it or a part of it has had, to be asked for at a source."""
        return tuple(dict.fromkeys(code for each in self.generations for code in each.codes))


def lineage(code: str, changes: Iterable[Change]) -> Lineage:
    """The numbers of a municipality through time.

    Args:
        code: its number now, or at a time that one wants to look back from.
        changes: what has changed, see `changes.known_changes`.
    """
    by_day: dict[date, list[Change]] = {}
    for change in changes:
        by_day.setdefault(change.occurred, []).append(change)
    codes: tuple[str, ...] = (code,)
    until: int | None = None
    exact = True
    generations: list[Generation] = []
    joints: list[Joint] = []
    for day in sorted(by_day, reverse=True):
        into = [change for change in by_day[day] if change.new in codes]
        if not into:
            continue
        generations.append(Generation(codes, day.year, until, exact))
        kind = _kind(into, by_day[day], codes)
        joints.append(_joint(day, kind, into))
        untouched = set(codes) - {change.new for change in into}
        codes = tuple(sorted(untouched | {change.old for change in into}))
        until = day.year
        exact = exact and kind is not Kind.SPLIT
    generations.append(Generation(codes, None, until, exact))
    return Lineage(code, tuple(generations), tuple(joints))


def _kind(into: Sequence[Change], that_day: Sequence[Change], codes: Sequence[str]) -> Kind:
    old = {change.old for change in into}
    if any(change.old in old and change.new not in codes for change in that_day):
        return Kind.SPLIT
    return Kind.MERGED if len(old) > len({change.new for change in into}) else Kind.RENUMBERED


def _joint(day: date, kind: Kind, into: Sequence[Change]) -> Joint:
    return Joint(
        day.year,
        kind,
        {change.old: change.old_name or change.old for change in into},
        {change.new: change.new_name or change.new for change in into},
    )


def _listed(names: dict[str, str]) -> str:
    return ", ".join(f"{name} ({code})" for code, name in names.items())
