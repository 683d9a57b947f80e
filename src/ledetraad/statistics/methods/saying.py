"""A series, its target, its forecast and its peers in sentences of plain language.

What is said comes in the order in which people ask: how much, by when how much, how likely, how the
others do. Each sentence is a phrase that every language says in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ledetraad.errors import Phrase
from ledetraad.followup.bands import band_words
from ledetraad.followup.direction import Direction
from ledetraad.followup.saying import joined
from ledetraad.followup.target import TargetPath
from ledetraad.followup.written import NO_BREAK, number_text
from ledetraad.i18n import N_
from ledetraad.statistics.methods.expected import Forecast, Refusal
from ledetraad.statistics.methods.judged import REASON_TEXTS, Reason, Status
from ledetraad.statistics.methods.progress import Progress
from ledetraad.statistics.peers.standing import Standing
from ledetraad.statistics.series import Point, Series

_LEAST, _MOST, _STEP = 5, 95, 5
"""Chances are told in steps of this many percent, and beyond these not at all: so few numbers don't
bear more."""
_UNITS: Final = {"prosent": "%", "percent": "%", "kroner": "kr"}


@dataclass(frozen=True, slots=True)
class Named:
    """How a series is spoken of.

    Args:
        place: the municipality's name.
        unit: what the numbers are counted in, as in the source.
        decimals: how many they are told with.
    """

    place: str
    unit: str = ""
    decimals: int = 1

    def text(self, value: float) -> str:
        """A number with its unit: "12,3 %"."""
        return self._with_unit(self.number(value))

    def number(self, value: float) -> str:
        """A number without its unit, such as a difference: one of percentages is in points."""
        return number_text(Decimal(repr(value)), self.decimals)

    def goal(self, value: Decimal) -> str:
        """A target as it was decided, with its own decimals: "15 %"."""
        return self._with_unit(number_text(value))

    def _with_unit(self, written: str) -> str:
        unit = _UNITS.get(self.unit.strip().lower(), self.unit.strip())
        return f"{written}{NO_BREAK}{unit}" if unit else written


def saying(
    named: Named,
    series: Series,
    *,
    path: TargetPath | None = None,
    progress: Progress | None = None,
    ahead: Forecast | Refusal | None = None,
    standing: Standing | None = None,
) -> Phrase:
    """A series in a few sentences.

    Args:
        named: how it is spoken of.
        series: the numbers.
        path: the target, and which way is good.
        progress: how it goes with it; told where the chance can't be.
        ahead: the forecast to the target's year, or why there is none.
        standing: how it stands among others.
    """
    known = series.known()
    if not known:
        return Phrase(N_("There are no numbers for %(place)s."), place=named.place)
    parts = [_how_much(named, known[-1])]
    if known[-1].unrevised:
        parts.append(Phrase(N_("The number has not been finally checked.")))
    if path is not None:
        parts += _target(named, path, progress, ahead)
    if standing is not None and standing.of > 1:
        parts += _others(named, standing)
    return joined(parts, " ")


def chance_text(chance: float) -> Phrase:
    """A probability as it is told: "35 %", "less than 5 %"."""
    if round(100 * chance) < _LEAST:
        return Phrase(N_("less than %(least)s %%"), least=_LEAST)
    if round(100 * chance) > _MOST:
        return Phrase(N_("more than %(most)s %%"), most=_MOST)
    return Phrase("%(percent)s\u00a0%%", percent=chance_percent(chance))


def chance_percent(chance: float) -> int | None:
    """The number in that, 35; None where it is beyond what can be told."""
    inside = _LEAST <= round(100 * chance) <= _MOST
    return _STEP * round(100 * chance / _STEP) if inside else None


def chance_said(path: TargetPath, progress: Progress | None, ahead: Forecast) -> Phrase | None:
    """How likely it is that a target is met, in a sentence; None where that can't be said.

    Args:
        path: the target, and which way is good.
        progress: how it goes with it.
        ahead: the forecast to the target's year.
    """
    if ahead.chance is None:
        return None
    chance = chance_text(ahead.chance)
    if path.direction is Direction.KEEP:
        return Phrase(
            N_("As things go, it is %(chance)s likely that it is within the limits in %(year)s."),
            chance=chance,
            year=ahead.years[-1].year,
        )
    if progress is not None and progress.status is Status.REACHED:
        return Phrase(
            N_("As things go, it is %(chance)s likely that it still is so in %(year)s."),
            chance=chance,
            year=path.last.year if path.last else "",
        )
    return Phrase(
        N_("As things go, it is %(chance)s likely that the target is met."), chance=chance
    )


def _how_much(named: Named, point: Point) -> Phrase:
    return Phrase(
        N_("%(place)s has %(value)s in %(year)s."),
        place=named.place,
        value=named.text(point.value or 0),
        year=point.year,
    )


def _target(
    named: Named, path: TargetPath, progress: Progress | None, ahead: Forecast | Refusal | None
) -> list[Phrase]:
    parts = []
    if path.direction is Direction.KEEP:
        parts.append(Phrase(N_("It should be kept %(limits)s."), limits=band_words(path.limits)))
    elif path.last is not None:
        goal = named.goal(path.last.value)
        parts.append(
            Phrase(N_("The target for %(year)s is %(goal)s."), year=path.last.year, goal=goal)
        )
    else:
        return []
    if progress is not None and progress.status is Status.REACHED:
        kept = path.direction is Direction.KEEP
        parts.append(Phrase(N_("So it is.") if kept else N_("That is reached already.")))
    likely = chance_said(path, progress, ahead) if isinstance(ahead, Forecast) else None
    if likely is not None:
        parts.append(likely)
    elif progress is not None and progress.status is not Status.REACHED:
        parts += _progress(progress)
        open_still = (
            progress.status is not Status.UNKNOWN and progress.reason is not Reason.TOO_LATE
        )
        if isinstance(ahead, Refusal) and open_still:
            parts.append(
                Phrase(
                    N_("How likely it is that the target is met can't be said: %(why)s."),
                    why=ahead.phrase(),
                )
            )
    return parts


_PROGRESS: Final = {
    Status.ON_TRACK: N_("Since %(year)s it has gone fast enough to reach it."),
    Status.OFF_TRACK: N_("Since %(year)s it has gone too slowly to reach it."),
    Status.WRONG_WAY: N_("Since %(year)s it has gone the wrong way."),
}
_BEFOREHAND: Final = {Reason.AFTER_BREAK, Reason.NO_GROWTH}


def _progress(progress: Progress) -> list[Phrase]:
    if progress.status is Status.UNKNOWN:
        if progress.reason is None:
            return []
        why = Phrase(REASON_TEXTS[progress.reason])
        return [Phrase(N_("How it goes with it can't be said: %(why)s."), why=why)]
    if progress.reason is Reason.TOO_LATE:
        return [Phrase(N_("The year is over, and the target was not met."))]
    year = progress.start.year if progress.start else ""
    said = [Phrase(_PROGRESS[progress.status], year=year)]
    if progress.reason in _BEFOREHAND:
        why = Phrase(REASON_TEXTS[progress.reason])
        said.append(Phrase(N_("Note: %(why)s."), why=why))
    return said


def _others(named: Named, standing: Standing) -> list[Phrase]:
    values = {"of": standing.of, "place": named.place, "year": standing.year}
    parts = []
    if standing.rank is not None:
        shared = standing.same > 0
        text = (
            N_("Of %(of)s municipalities it shares place %(rank)s in %(year)s.")
            if shared
            else N_("Of %(of)s municipalities it is number %(rank)s in %(year)s.")
        )
        parts.append(Phrase(text, rank=standing.rank, **values))
    parts.append(
        Phrase(
            N_("The municipality in the middle has %(median)s."),
            median=named.text(standing.median),
        )
    )
    return parts
