"""How an indicator goes, in one sentence: "62 % in 2025, 3 percentage points behind the path …"."""

from __future__ import annotations

from decimal import Decimal

from ledetraad.errors import Phrase
from ledetraad.followup.bands import JUDGEMENT_NAMES, Judgement, band_words
from ledetraad.followup.direction import Direction
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.target import TargetPath
from ledetraad.followup.written import NO_BREAK, number_text, rounded
from ledetraad.i18n import N_
from ledetraad.publish.followup.observed import MISSING_NAMES, Observed
from ledetraad.publish.followup.spans import span


def value_text(value: Decimal, said: IndicatorValues, *, whole: bool = False) -> str:
    """A value as the indicator shows it: "62,4 %".

    Args:
        value: the value.
        said: what the indicator says of itself.
        whole: with all its decimals, not just those that the indicator shows.
    """
    text = number_text(value.normalize()) if whole else number_text(value, said.decimals)
    return f"{text}{NO_BREAK}{said.measure_unit}" if said.measure_unit else text


def observed_text(one: Observed, said: IndicatorValues) -> Phrase:
    """A value, or why there is none."""
    if one.value is None:
        return Phrase(MISSING_NAMES[one.missing])
    return Phrase("%(value)s", value=value_text(one.value, said))


def gap_text(gap: Decimal, said: IndicatorValues) -> Phrase:
    """A difference between two values; between two percentages it is in percentage points."""
    if said.measure_unit != "%":
        return Phrase("%(gap)s", gap=value_text(gap, said))
    text = number_text(gap, said.decimals)
    return Phrase(
        N_("%(gap)s percentage point") if gap == 1 else N_("%(gap)s percentage points"), gap=text
    )


def sentence(said: IndicatorValues, newest: Observed | None, latest: Observed | None) -> Phrase:
    """How an indicator goes.

    Args:
        said: what it says of itself.
        newest: its newest period's value, or why that has none; None where there is nothing.
        latest: the newest that has a value; None where none has.
    """
    parts: list[Phrase] = []
    if newest is None:
        parts.append(Phrase(N_("No value has been entered yet.")))
    elif newest.value is None:
        parts.append(
            Phrase(
                N_("%(period)s: %(why)s."),
                period=span(newest.period).name,
                why=observed_text(newest, said),
            )
        )
    if latest is not None and latest.value is not None:
        parts.append(_of_value(said, latest, latest.value))
    elif (goal := _goal(said)) is not None:
        parts.append(Phrase(N_("The target is %(goal)s."), goal=goal))
    named = {f"p{place}": part for place, part in enumerate(parts)}
    return Phrase(" ".join(f"%({name})s" for name in named), **named)


def _of_value(said: IndicatorValues, one: Observed, value: Decimal) -> Phrase:
    head = Phrase(
        N_("%(value)s in %(period)s"),
        value=value_text(value, said),
        period=span(one.period).name,
    )
    path, bands = said.path(), said.bands()
    tail: Phrase | None = None
    if path is not None:
        tail = _against(said, path, one.measured.year, value)
    elif bands is not None and (judgement := bands.judge(value)) is not Judgement.UNKNOWN:
        tail = Phrase(JUDGEMENT_NAMES[judgement])
    return (
        Phrase(N_("%(head)s, %(tail)s."), head=head, tail=tail)
        if tail is not None
        else Phrase("%(head)s.", head=head)
    )


def _against(said: IndicatorValues, path: TargetPath, year: int, value: Decimal) -> Phrase | None:
    """How a value is to its path and its target; None before the path begins."""
    if path.direction is Direction.KEEP:
        inside = N_("within the limits: %(limits)s")
        outside = N_("outside the limits: %(limits)s")
        kept = path.on_path(year, value)
        return Phrase(inside if kept else outside, limits=band_words(path.limits))
    goal, last = _goal(said), path.last
    if last is None or goal is None:
        return None
    if path.reached(value):
        return Phrase(N_("the target of %(goal)s is reached"), goal=goal)
    ahead = path.ahead(year, value)
    if ahead is None:
        return Phrase(N_("on the way to %(goal)s"), goal=goal)
    gap = gap_text(abs(ahead), said)
    nearly = rounded(ahead, said.decimals) == 0
    return Phrase(_where(ahead, late=year >= last.year, nearly=nearly), gap=gap, goal=goal)


def _where(ahead: Decimal, *, late: bool, nearly: bool) -> str:
    """How far from the path or the target a value is, where `nearly` is no gap that shows."""
    if late:
        return (
            N_("just short of the target of %(goal)s")
            if nearly
            else N_("%(gap)s short of the target of %(goal)s")
        )
    if ahead < 0:
        return (
            N_("just behind the path to %(goal)s")
            if nearly
            else N_("%(gap)s behind the path to %(goal)s")
        )
    return N_("on the path to %(goal)s") if nearly else N_("%(gap)s ahead of the path to %(goal)s")


def _goal(said: IndicatorValues) -> Phrase | None:
    """The last target: "75 % in 2032"."""
    path = said.path()
    if path is None or path.last is None:
        return None
    value = value_text(path.last.value, said)
    return Phrase(N_("%(value)s in %(period)s"), value=value, period=path.last.year)
