"""What the page of one indicator shows: its bands, targets and values, made ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ledetraad.errors import Phrase
from ledetraad.followup.bands import Judgement, band_words
from ledetraad.followup.direction import Direction, gained
from ledetraad.followup.indicator import IndicatorValues, Target
from ledetraad.followup.target import TargetValue, in_force
from ledetraad.i18n import N_
from ledetraad.publish.followup.sentence import observed_text, value_text
from ledetraad.publish.followup.spans import span
from ledetraad.web.followup.models import Observation


@dataclass(frozen=True, slots=True)
class ShownBand:
    """A band of the scorecard.

    Args:
        judgement: which.
        words: its ranges in words.
        here: whether the newest value is in it.
    """

    judgement: Judgement
    words: Phrase
    here: bool


@dataclass(frozen=True, slots=True)
class ShownTarget:
    """A target, and what came of it.

    Args:
        target: as decided.
        text: its value.
        holds: whether no later decision has taken its place.
        result: the value of its year; None where there is none.
        reached: whether that is at least as good.
    """

    target: Target
    text: str
    holds: bool
    result: Phrase | None
    reached: bool | None


@dataclass(frozen=True, slots=True)
class ShownValue:
    """The value of a period, and those that it corrected, the newest first."""

    period: Phrase
    now: Observation
    text: Phrase
    judgement: Judgement
    corrected: list[tuple[Observation, Phrase]]


def shown_bands(said: IndicatorValues, judgement: Judgement) -> list[ShownBand]:
    """The bands as on a scorecard; none where the indicator has none."""
    bands = said.bands()
    if bands is None:
        return []
    return [
        ShownBand(each, band_words(band) if band else Phrase(N_("all else")), each is judgement)
        for each, band in (
            (Judgement.DESIRED, bands.desired),
            (Judgement.ACCEPTED, bands.accepted),
            (Judgement.NOT_APPROVED, bands.not_approved),
        )
        if band or each is Judgement.NOT_APPROVED
    ]


def shown_targets(said: IndicatorValues, values: Sequence[ShownValue]) -> list[ShownTarget]:
    """The targets by year, the one that holds before those that it took the place of."""
    decisions = {_as_value(one): one for one in said.targets}
    holding = set(in_force(decisions, date.max))
    results = {one.now.measured.year: one for one in reversed(values)}
    found = [
        _target(said, one, results.get(one.year), holds=value in holding)
        for value, one in decisions.items()
    ]
    return sorted(found, key=lambda one: (one.target.year, not one.holds))


def shown_values(said: IndicatorValues, values: Sequence[Observation]) -> list[ShownValue]:
    """The values by period, the newest first.

    Args:
        said: what the indicator says of itself.
        values: all that was ever entered, of the newest period first, the last entered first.
    """
    bands = said.bands()
    found = []
    for _, group in groupby(values, key=lambda one: one.measured):
        now, *earlier = group
        judgement = bands.judge(now.value) if bands is not None else Judgement.UNKNOWN
        corrected = [(one, observed_text(one, said)) for one in earlier]
        text = observed_text(now, said)
        found.append(ShownValue(span(now.period).name, now, text, judgement, corrected))
    return found


def _target(
    said: IndicatorValues, one: Target, result: ShownValue | None, *, holds: bool
) -> ShownTarget:
    value = result.now.value if result is not None else None
    reached = None
    if value is not None and said.direction is not Direction.KEEP:
        gain = gained(said.direction, one.value, value)
        reached = gain is not None and gain >= 0
    text = value_text(one.value, said)
    return ShownTarget(one, text, holds, result.text if result is not None else None, reached)


def _as_value(one: Target) -> TargetValue:
    return TargetValue(one.year, one.value, one.decided, one.source)
