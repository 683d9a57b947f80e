"""Numbers that know what they count and of which years.

Each unit is a type of its own, so that adding tonnes to kroner does not pass a type checker. The
years are looked at when the program runs: kroner of 2025 and of 2026 are only put together where
somebody has asked for a sum over the years, by `over_years`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, Self, TypeVar

from ledetraad.economy.faults import MixedYears
from ledetraad.errors import Phrase
from ledetraad.i18n import N_

HUNDRED = Decimal(100)


class Years(NamedTuple):
    """The years from the first to the last, both among them."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def year(number: int) -> Years:
    """One year."""
    return Years(number, number)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number of one unit, of certain years."""

    value: Decimal
    years: Years

    def __post_init__(self) -> None:
        if not self.value.is_finite():
            raise ValueError("a quantity is a finite number")

    def __add__(self, other: Self) -> Self:
        return replace(self, value=self.value + self._of_same_years(other))

    def __sub__(self, other: Self) -> Self:
        return replace(self, value=self.value - self._of_same_years(other))

    def __neg__(self) -> Self:
        return replace(self, value=-self.value)

    def __mul__(self, factor: Decimal | int) -> Self:
        return replace(self, value=self.value * factor)

    def __lt__(self, other: Self) -> bool:
        return self.value < self._of_same_years(other)

    def __le__(self, other: Self) -> bool:
        return self.value <= self._of_same_years(other)

    def _of_same_years(self, other: Self) -> Decimal:
        if self.years != other.years:
            raise MixedYears(
                N_("A number of %(one)s is put together with one of %(other)s."),
                one=str(self.years),
                other=str(other.years),
            )
        return other.value


@dataclass(frozen=True, slots=True)
class Kroner(_Counted):
    """An amount in Norwegian kroner."""


@dataclass(frozen=True, slots=True)
class TonnesCO2e(_Counted):
    """Tonnes of CO2-equivalents."""


@dataclass(frozen=True, slots=True)
class Points(_Counted):
    """Percentage points: what lies between two percentages."""


@dataclass(frozen=True, slots=True)
class KronerPerTonne(_Counted):
    """What it costs to be rid of a tonne of CO2-equivalents."""


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of a hundred, of certain years."""

    value: Decimal
    years: Years

    def __sub__(self, other: Percent) -> Points:
        return Points(self.value - other.value, self.years)

    def __add__(self, other: Points) -> Percent:
        return Percent(self.value + other.value, self.years)

    def of(self, whole: Additive) -> Additive:
        """So many hundredths of a quantity, in its unit and of its years."""
        return whole * (self.value / HUNDRED)


Additive = TypeVar("Additive", Kroner, TonnesCO2e, Points, KronerPerTonne)


class Why(StrEnum):
    """Why a number can't be said."""

    MISSING = "missing"
    ZERO = "zero"
    NEGATIVE = "negative"
    TOO_FEW = "too_few"


WHY_WORDS = {
    Why.MISSING: N_("%(what)s is missing"),
    Why.ZERO: N_("%(what)s is zero, and nothing can be divided by it"),
    Why.NEGATIVE: N_("%(what)s is negative, so that a share of it means nothing"),
    Why.TOO_FEW: N_("%(what)s is known for too few years"),
}


@dataclass(frozen=True, slots=True)
class CannotSay:
    """A number that can't be said, and why.

    Args:
        why: the kind of reason.
        what: what it is that is missing, zero or negative.
        years: the years concerned.
    """

    why: Why
    what: str
    years: Years

    @property
    def words(self) -> Phrase:
        """The reason as a sentence's middle."""
        return Phrase(WHY_WORDS[self.why], what=Phrase(self.what))


def divisor_fault(whole: Decimal | None, what: str, years: Years) -> CannotSay | None:
    """Why a number can't be divided by, or None where it can.

    Args:
        whole: what to divide by.
        what: its name, for the reason.
        years: the years it is of.
    """
    if whole is None:
        return CannotSay(Why.MISSING, what, years)
    if whole == 0:
        return CannotSay(Why.ZERO, what, years)
    return CannotSay(Why.NEGATIVE, what, years) if whole < 0 else None


def share(part: Additive | None, whole: Additive | None, what: str) -> Percent | CannotSay:
    """One quantity in percent of another of the same unit and years.

    Args:
        part: what is measured; None where it is missing.
        whole: what it is measured against; None where it is missing.
        what: the name of the whole, for the reason where it can't be said.
    """
    known = part if part is not None else whole
    if known is None or part is None:
        return CannotSay(Why.MISSING, what, known.years if known is not None else Years(0, 0))
    fault = divisor_fault(None if whole is None else whole.value, what, known.years)
    if fault is not None or whole is None:
        return fault or CannotSay(Why.MISSING, what, known.years)
    if part.years != whole.years:
        raise MixedYears(
            N_("A number of %(one)s is put together with one of %(other)s."),
            one=str(part.years),
            other=str(whole.years),
        )
    return Percent(HUNDRED * part.value / whole.value, part.years)


def over_years(parts: Sequence[Additive]) -> Additive:
    """The sum of quantities of different years, as one of all the years from first to last.

    Args:
        parts: at least one, each of years that no other has.

    Raises:
        MixedYears: two are of the same year.
    """
    ordered = sorted(parts, key=lambda each: each.years)
    for before, after in pairwise(ordered):
        if after.years.first <= before.years.last:
            raise MixedYears(
                N_("A number of %(one)s is put together with one of %(other)s."),
                one=str(before.years),
                other=str(after.years),
            )
    years = Years(ordered[0].years.first, ordered[-1].years.last)
    value = sum((each.value for each in ordered), Decimal(0))
    return replace(ordered[0], value=value, years=years)
