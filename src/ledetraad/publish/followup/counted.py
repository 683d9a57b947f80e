"""An indicator in a table of many: its newest value, where it goes, and how others do.

The same for those who work with the plan and for everyone, whoever keeps the indicators.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledetraad.errors import Phrase
from ledetraad.followup.bands import Judgement
from ledetraad.followup.direction import gained
from ledetraad.followup.freshness import Frequency, Freshness, age
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.target import TargetValue
from ledetraad.publish.followup.fetched import Fetched
from ledetraad.publish.followup.observed import Observed
from ledetraad.publish.followup.outlook import Outlook
from ledetraad.publish.followup.peers import Beside, beside, middle_of, own_series
from ledetraad.publish.followup.sentence import observed_text
from ledetraad.publish.followup.small import Small, small
from ledetraad.statistics.methods.judged import REASON_TEXTS, Reason, Status
from ledetraad.statistics.methods.moved import UNSAID_TEXTS, Moved, Unsaid, moved
from ledetraad.statistics.series import Series


@dataclass(frozen=True, slots=True)
class Counted:
    """An indicator in a table of many.

    Args:
        number: its key.
        said: what it says of itself.
        values: one for each period, the earliest first.
        latest: the newest that has a value; None where none has.
        newest: the newest period's, which may lack a value.
        change: how much more it is than the year before; None where that can't be said.
        gain: how much better that is; None where no way is better, too.
        broken: whether the newest value is not quite comparable with the one before.
        judgement: how the newest value is judged.
        target: what is to be reached in the end.
        status: how it goes with that.
        reason: why that can't be said, or what must be known of it.
        outlook: what is to be expected; None where there is no target to expect anything of.
        series: the values as a yearly series.
        chart: a small one, with the middle of the municipalities where that can be compared.
        middles: what the municipality in the middle has, by year, as far as the chart shows it.
        beside: how others do; None where nobody is compared with.
        fetched: what the sources say; None where people enter the values.
        unrevised: whether the newest value has not had its last check.
        moved: how it moved in its last year, or why that can't be said.
    """

    number: int
    said: IndicatorValues
    values: Sequence[Observed]
    latest: Observed | None
    newest: Observed | None
    change: Decimal | None
    gain: Decimal | None
    broken: bool
    judgement: Judgement
    target: TargetValue | None
    status: Status
    reason: Reason | None
    outlook: Outlook | None
    series: Series
    chart: Small | None
    middles: Mapping[int, float]
    beside: Beside | None
    fetched: Fetched | None
    unrevised: bool
    moved: Moved[int] | Unsaid

    @property
    def chance(self) -> float | None:
        """The probability that the target is met, from 0 to 1."""
        forecast = self.outlook.forecast if self.outlook is not None else None
        return forecast.chance if forecast is not None else None

    @property
    def why(self) -> Phrase | None:
        """Why it can't be said how it goes, or what must be known of what is said."""
        if self.reason is Reason.NOT_YEARLY:
            return Phrase(UNSAID_TEXTS[Unsaid.NOT_YEARLY])
        return Phrase(REASON_TEXTS[self.reason]) if self.reason is not None else None

    @property
    def middle(self) -> float | None:
        """What the municipality in the middle has that year; None where there are fewer than two,
        or where counts can't be compared as they are.
        """
        if self.beside is None or self.beside.reckoned or self.beside.standing is None:
            return None
        return self.beside.standing.median if self.beside.standing.of > 1 else None

    @property
    def text(self) -> Phrase | None:
        """The newest value in words."""
        return observed_text(self.latest, self.said) if self.latest is not None else None

    def age(self, today: date) -> Phrase | None:
        """How old the newest value is, in words."""
        return age(self.latest.measured, today) if self.latest is not None else None

    def stale(self, today: date) -> bool:
        """Whether a newer value should have come."""
        if self.latest is None:
            return False
        return Freshness(self.latest.measured, self.said.frequency, self.said.lag).stale(today)


def counted(
    number: int,
    said: IndicatorValues,
    values: Sequence[Observed],
    *,
    place: str,
    fetched: Fetched | None,
    expected: Outlook | None,
) -> Counted:
    """An indicator as the table shows it.

    Args:
        number: its key.
        said: what it says of itself.
        values: one for each period, the earliest first; some may lack a value.
        place: what the municipality is called.
        fetched: what the sources say of the values.
        expected: what is to be expected of them.
    """
    series = own_series(said, values, fetched)
    latest = next((one for one in reversed(values) if one.value is not None), None)
    newest = values[-1] if values else None
    bands = said.bands()
    path = said.path()
    change, broken = _change(series, latest)
    status, reason = _progress(said, latest, expected)
    others = beside(place, said, values, fetched)
    middle = middle_of(others) if others is not None and not others.reckoned else None
    return Counted(
        number=number,
        said=said,
        values=values,
        latest=latest,
        newest=newest,
        change=change,
        gain=_gain(said, latest, change),
        broken=broken,
        judgement=bands.judge(latest.value)
        if bands is not None and latest is not None
        else Judgement.UNKNOWN,
        target=path.last if path is not None else None,
        status=status,
        reason=reason,
        outlook=expected,
        series=series,
        chart=small(series, middle),
        middles={one.year: one.value for one in middle.points if one.value is not None}
        if middle is not None
        else {},
        beside=others,
        fetched=fetched,
        unrevised=latest is not None
        and any(one.unrevised for one in series.points if one.year == latest.measured.year),
        moved=moved(number, series) if said.frequency is Frequency.YEAR else Unsaid.NOT_YEARLY,
    )


def _change(series: Series, latest: Observed | None) -> tuple[Decimal | None, bool]:
    if latest is None or latest.value is None:
        return None, False
    year = latest.measured.year
    by_year = {point.year: point for point in series.points}
    now, before = by_year.get(year), by_year.get(year - 1)
    if now is None or before is None or before.value is None or now.value is None:
        return None, False
    if now.break_before:
        return None, True
    return Decimal(repr(now.value)) - Decimal(repr(before.value)), False


def _gain(said: IndicatorValues, latest: Observed | None, change: Decimal | None) -> Decimal | None:
    if change is None or latest is None or latest.value is None:
        return None
    return gained(said.direction, latest.value - change, latest.value)


def _progress(
    said: IndicatorValues, latest: Observed | None, expected: Outlook | None
) -> tuple[Status, Reason | None]:
    if expected is not None:
        return expected.progress.status, expected.progress.reason
    path = said.path()
    if path is None or path.last is None:
        return Status.UNKNOWN, Reason.NO_TARGET
    if said.frequency is not Frequency.YEAR:
        return Status.UNKNOWN, Reason.NOT_YEARLY
    return Status.UNKNOWN, Reason.NO_VALUE if latest is None else Reason.TOO_SHORT
