"""How an indicator's value is judged: desired, accepted or not approved.

A band is one or several ranges of numbers, as on a municipality's scorecard. A value is first
rounded to the decimals that the bands are printed with, so that 0.995 between "under 1,00" and
"from 1,00" is 1.00; a band then holds the rounded value or doesn't. Where the printed limit of an
open range is in no band ("under 0,99" beside "1,00–1,29" leaves 0.99), it goes with that range.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from ledetraad.errors import Phrase
from ledetraad.followup.faults import InvalidRule
from ledetraad.followup.saying import listed
from ledetraad.followup.written import number_text, rounded
from ledetraad.i18n import N_


class Judgement(StrEnum):
    """What a value is."""

    DESIRED = "desired"
    ACCEPTED = "accepted"
    NOT_APPROVED = "not_approved"
    UNKNOWN = "unknown"


JUDGEMENT_NAMES = {
    Judgement.DESIRED: N_("desired"),
    Judgement.ACCEPTED: N_("accepted"),
    Judgement.NOT_APPROVED: N_("not approved"),
    Judgement.UNKNOWN: N_("not judged"),
}
JUDGEMENT_MARKS = {
    Judgement.DESIRED: "✓",
    Judgement.ACCEPTED: "≈",
    Judgement.NOT_APPROVED: "✗",
    Judgement.UNKNOWN: "?",
}
"""A mark for each that is told apart without colour."""


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers between two limits.

    Args:
        low, high: the limits; None where there is none.
        low_open, high_open: whether the limit itself is outside ("over 2,00").

    Raises:
        InvalidRule: no number can be in it.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise InvalidRule(
                N_("A range has no limit."),
                remedy=N_("Give it a lower or an upper limit, such as ≥ 75 or 70–74."),
            )
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InvalidRule(
                N_("The range %(range)s ends before it begins."),
                remedy=N_("Write the lower limit first."),
                range=self,
            )

    @property
    def decimals(self) -> int:
        """How many decimals the limits are written with; "2,00" has two."""
        limits = [limit for limit in (self.low, self.high) if limit is not None]
        exponents = [limit.as_tuple().exponent for limit in limits]
        return max(-exponent if isinstance(exponent, int) else 0 for exponent in exponents)

    def __contains__(self, value: Decimal) -> bool:
        above = self.low is None or (value > self.low if self.low_open else value >= self.low)
        below = self.high is None or (value < self.high if self.high_open else value <= self.high)
        return above and below

    def __str__(self) -> str:
        low = None if self.low is None else number_text(self.low, self.decimals)
        high = None if self.high is None else number_text(self.high, self.decimals)
        if low is None:
            return f"{'<' if self.high_open else '≤'} {high}"
        if high is None:
            return f"{'>' if self.low_open else '≥'} {low}"
        return low if self.low == self.high else f"{low}–{high}"

    @property
    def words(self) -> Phrase:
        """The range in words: "from 70 to 74", "under 0,99"."""
        low = "" if self.low is None else number_text(self.low, self.decimals)
        high = "" if self.high is None else number_text(self.high, self.decimals)
        if self.low is None:
            under = N_("under %(limit)s") if self.high_open else N_("at most %(limit)s")
            return Phrase(under, limit=high)
        if self.high is None:
            over = N_("over %(limit)s") if self.low_open else N_("at least %(limit)s")
            return Phrase(over, limit=low)
        if self.low == self.high:
            return Phrase(N_("just %(limit)s"), limit=low)
        return Phrase(N_("from %(low)s to %(high)s"), low=low, high=high)


Band = tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Bands:
    """An indicator's bands.

    Args:
        desired: where the value should be; at least one range.
        accepted: where it may be.
        not_approved: where it must not be; where none is given, all that the others leave.

    Raises:
        InvalidRule: there is no desired band, two bands have the same number, or numbers between
            two bands are in none.
    """

    desired: Band
    accepted: Band = ()
    not_approved: Band = ()
    decimals: int = field(init=False, repr=False, compare=False)
    """How many decimals a value is rounded to before it is judged."""

    def __post_init__(self) -> None:
        if not self.desired:
            raise InvalidRule(
                N_("The desired result is missing."),
                remedy=N_("Write which values are desired, such as ≥ 75."),
            )
        most = max(0, *(each.decimals for _, each in self._ranges()))
        object.__setattr__(self, "decimals", most)
        for one, other in pairwise(self._steps()):
            self._refuse_overlap(one, other)
            self._refuse_gap(one, other)

    def judge(self, value: Decimal | None) -> Judgement:
        """Which band a value is in; unknown where there is no value, or it is in none."""
        if value is None or not value.is_finite():
            return Judgement.UNKNOWN
        value = rounded(value, self.decimals)
        for judgement, each in self._ranges():
            if value in each:
                return judgement
        for one, other in pairwise(self._steps()):
            for steps in self._claimants(value, one, other):
                return steps.judgement
        return Judgement.UNKNOWN if self.not_approved else Judgement.NOT_APPROVED

    def __str__(self) -> str:
        bands = (self.desired, self.accepted, self.not_approved)
        return " | ".join(band_text(band) for band in bands)

    def _ranges(self) -> Iterator[tuple[Judgement, Range]]:
        for judgement, band in (
            (Judgement.DESIRED, self.desired),
            (Judgement.ACCEPTED, self.accepted),
            (Judgement.NOT_APPROVED, self.not_approved),
        ):
            for each in band:
                yield judgement, each

    def _steps(self) -> list[_Steps]:
        steps = [_Steps.of(judgement, each, self.decimals) for judgement, each in self._ranges()]
        return sorted(steps, key=lambda each: (each.first is not None, each.first or 0))

    def _refuse_overlap(self, one: _Steps, other: _Steps) -> None:
        """That two neighbours, the lower first, have no number in common."""
        ends = [steps.last for steps in (one, other) if steps.last is not None]
        shared = min(ends) if other.first is None else other.first
        if other.first is None or one.last is None or one.last >= other.first:
            raise InvalidRule(
                N_("%(one)s and %(other)s overlap at %(value)s."),
                remedy=N_("Let each value be in one band only."),
                value=self._said(shared),
                one=_named(one),
                other=_named(other),
            )

    def _refuse_gap(self, one: _Steps, other: _Steps) -> None:
        """That no number between two neighbours is left out, where all bands are given."""
        if not self.not_approved or one.last is None or other.first is None:
            return
        left = [one.last + 1, other.first - 1]
        if left[0] <= left[1] and len(self._claimants(self._value(left[0]), one, other)) == 1:
            left[0] += 1
        if left[0] <= left[1] and len(self._claimants(self._value(left[1]), one, other)) == 1:
            left[1] -= 1
        if left[0] <= left[1]:
            raise InvalidRule(
                N_("%(gap)s is in no band: it is between %(one)s and %(other)s."),
                remedy=N_("Let the bands meet, or write which band it is in."),
                gap="–".join(dict.fromkeys(map(self._said, left))),
                one=_named(one),
                other=_named(other),
            )

    def _claimants(self, value: Decimal, one: _Steps, other: _Steps) -> list[_Steps]:
        """Which of two neighbours have a value between them as the limit of an open range."""
        if not self.not_approved:
            return []
        below = [one] if one.range.high_open and one.range.high == value else []
        above = [other] if other.range.low_open and other.range.low == value else []
        return below + above

    def _value(self, step: int) -> Decimal:
        return Decimal(step).scaleb(-self.decimals)

    def _said(self, step: int) -> str:
        return number_text(self._value(step), self.decimals)


@dataclass(frozen=True, slots=True)
class _Steps:
    """A range counted in steps of the bands' decimals: its first and last step."""

    judgement: Judgement
    range: Range
    first: int | None
    last: int | None

    @classmethod
    def of(cls, judgement: Judgement, each: Range, decimals: int) -> _Steps:
        first = None if each.low is None else int(each.low.scaleb(decimals)) + each.low_open
        last = None if each.high is None else int(each.high.scaleb(decimals)) - each.high_open
        return cls(judgement, each, first, last)


def _named(steps: _Steps) -> Phrase:
    name = Phrase(JUDGEMENT_NAMES[steps.judgement])
    return Phrase("%(range)s (%(name)s)", range=steps.range, name=name)


def band_text(band: Band) -> str:
    """A band as printed on a scorecard: "1,00–1,29; 1,70–1,99"."""
    return "; ".join(str(each) for each in band)


def band_words(band: Band) -> Phrase:
    """A band in words: "from 1,00 to 1,29 and from 1,70 to 1,99"."""
    return listed([each.words for each in band])
