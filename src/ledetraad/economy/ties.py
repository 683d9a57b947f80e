"""Money on the thread: which part of the plan a ledger line pays for, by rule or by hand.

A tie shares an amount among measures, units, themes and goals, and its shares are always a hundred
percent together. What no tie takes is not spread over the others: it is shown as the rest. Every
amount keeps how it came to its place, so that "what does goal 4 cost us" is answered with how sure
that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

import pyarrow.compute as pc
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ledetraad.economy.definition import FIRST_REVENUE
from ledetraad.economy.faults import InvalidTie
from ledetraad.economy.given import Number
from ledetraad.economy.ledger import BALANCE, Ledger
from ledetraad.economy.quantities import HUNDRED, Kroner, Percent, year
from ledetraad.economy.rounding import shared_out
from ledetraad.economy.selection import Selection
from ledetraad.i18n import N_
from ledetraad.validation import first_fault, refusal

ORE = Decimal("0.01")
ZERO = Decimal(0)
KEY = ("class", "code", "function", "unit", "project")
"""What is the same in the lines that are tied together."""


KINDS = ("measure", "unit", "theme", "goal", "element")
"""What a place in the plan can be."""


class Target(NamedTuple):
    """A place in the plan: what it is, one of `KINDS`, and its id."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


def target_of(written: str) -> Target:
    """A place as it is written, such as "goal:4".

    Raises:
        InvalidTie: it is none.
    """
    kind, _, key = written.partition(":")
    if kind in KINDS and key:
        return Target(kind, key)
    raise InvalidTie(
        N_("“%(place)s” is no place in a plan."),
        remedy=N_("Write one of %(kinds)s, a colon and an id, such as goal:4."),
        place=written,
        kinds=", ".join(KINDS),
    )


class Sureness(StrEnum):
    """How an amount came to its place, the surest first."""

    BY_HAND = "by_hand"
    BY_RULE = "by_rule"
    SHARED = "shared"


SURENESS_NAMES = {
    Sureness.BY_HAND: N_("tied by hand"),
    Sureness.BY_RULE: N_("tied by a rule, in whole"),
    Sureness.SHARED: N_("shared out by percentages that somebody has estimated"),
}


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Share(_Data):
    """A part of an amount.

    Args:
        to: what it goes to, written "goal:4" or "measure:17".
        percent: how much of a hundred.
    """

    to: str = Field(pattern=r"^(measure|unit|theme|goal|element):.+$")
    percent: Number = Field(gt=0, le=100)

    @property
    def target(self) -> Target:
        """What it goes to."""
        return target_of(self.to)


class Tie(Selection):
    """Which lines go where.

    Args:
        key: its id.
        order: where it is tried among the rules; those of the same number in the order made.
        by_hand: whether somebody has looked at just these lines; such ties go before rules.
        account_class, code, function, unit, project: the lines that it takes; see `Selection`.
        shares: where to; a hundred percent together.
        note: why.
    """

    key: str
    order: int = Field(0, ge=0, le=100_000)
    by_hand: bool = False
    shares: tuple[Share, ...] = Field(min_length=1)
    note: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Tie:
        total = sum((share.percent for share in self.shares), ZERO)
        if total != HUNDRED:
            raise refusal(N_("the shares are %(total)s percent together, not 100"), total=total)
        if len({share.to for share in self.shares}) < len(self.shares):
            raise refusal(N_("two shares go to the same place"))
        if self.takes_all:
            raise refusal(N_("it takes every line; name codes, functions, units or projects"))
        return self

    @property
    def sureness(self) -> Sureness:
        """How sure what it ties is."""
        if self.by_hand and len(self.shares) == 1:
            return Sureness.BY_HAND
        return Sureness.SHARED if len(self.shares) > 1 else Sureness.BY_RULE


class _TiesFile(_Data):
    note: str = ""
    ties: tuple[Tie, ...]


def ties_from_json(text: str, where: str) -> tuple[Tie, ...]:
    """The ties that a file has.

    Raises:
        InvalidTie: it is no such file, the shares of a tie are not a hundred percent together, or
            two ties have the same id.
    """
    try:
        ties = _TiesFile.model_validate_json(text).ties
    except ValidationError as error:
        place, why = first_fault(error)
        raise InvalidTie(
            N_("The ties won't do at “%(place)s”: %(why)s."),
            where=where,
            place=place or "{}",
            why=why,
        ) from None
    keys = [tie.key for tie in ties]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise InvalidTie(N_("Two ties are called “%(key)s”."), where=where, key=twice)
    return ties


@dataclass(frozen=True, slots=True)
class Money:
    """Expenses and revenues.

    Args:
        expenses: what is spent.
        revenues: what comes in, as a positive amount.
    """

    expenses: Kroner
    revenues: Kroner

    @property
    def net(self) -> Kroner:
        """What is spent less what comes in."""
        return self.expenses - self.revenues

    def __add__(self, other: Money) -> Money:
        return Money(self.expenses + other.expenses, self.revenues + other.revenues)


@dataclass(frozen=True, slots=True)
class Tied:
    """An amount at its place.

    Args:
        target: where it goes; None for the rest that nothing ties.
        tie: the tie's id; "" for the rest.
        sureness: how it came there; None for the rest.
        money: how much.
        lines: the codes of the lines that it is of, as in `KEY`.
    """

    target: Target | None
    tie: str
    sureness: Sureness | None
    money: Money
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Allocation:
    """All the money of a year at its places.

    Args:
        year: the year.
        parts: every amount; together they are the whole, to the øre.
        whole: the money of the year's lines outside the balance sheet.
    """

    year: int
    parts: tuple[Tied, ...]
    whole: Money

    @property
    def rest(self) -> Money:
        """What nothing ties."""
        return _sum((part.money for part in self.parts if part.target is None), self.year)

    @property
    def tied_share(self) -> Percent | None:
        """How much of the expenses is tied; None where there are none."""
        if self.whole.expenses.value <= 0:
            return None
        tied = self.whole.expenses.value - self.rest.expenses.value
        return Percent(HUNDRED * tied / self.whole.expenses.value, year(self.year))

    def cost_of(self, targets: AbstractSet[Target]) -> Cost:
        """What some places cost together, such as a goal and all that is below it."""
        own = [part for part in self.parts if part.target in targets]
        by_sureness = {
            each: _sum((part.money for part in own if part.sureness is each), self.year)
            for each in Sureness
        }
        return Cost(_sum((part.money for part in own), self.year), by_sureness, tuple(own))


@dataclass(frozen=True, slots=True)
class Cost:
    """What something costs, and how sure that is.

    Args:
        money: the whole.
        by_sureness: the parts of it, by how they came there.
        parts: every amount that it is the sum of.
    """

    money: Money
    by_sureness: Mapping[Sureness, Money]
    parts: tuple[Tied, ...]

    def share(self, sureness: Sureness) -> Percent | None:
        """How much of the expenses is so sure; None where there are no expenses."""
        whole = self.money.expenses
        if whole.value <= 0:
            return None
        part = self.by_sureness[sureness].expenses
        return Percent(HUNDRED * part.value / whole.value, whole.years)


def allocate(ledger: Ledger, of: int, ties: Sequence[Tie]) -> Allocation:
    """A year's money at its places in the plan.

    Args:
        ledger: the lines.
        of: the year.
        ties: rules, tried by their `order` and then as they stand, and ties by hand, which go
            before them all; the first that takes a line has it.
    """
    ordered = sorted(ties, key=lambda tie: (not tie.by_hand, tie.order))
    gathered: dict[tuple[Target | None, str, Sureness | None], _Gathered] = {}
    whole = _Gathered()
    for line in _groups(ledger, of):
        key = tuple(line[name] for name in KEY)
        whole.add(line["code"], line["amount"], key)
        tie = next((each for each in ordered if each.takes(line)), None)
        if tie is None:
            gathered.setdefault((None, "", None), _Gathered()).add(
                line["code"], line["amount"], key
            )
            continue
        parts = shared_out(line["amount"], [share.percent for share in tie.shares], ORE)
        for share, amount in zip(tie.shares, parts, strict=True):
            place = (share.target, tie.key, tie.sureness)
            gathered.setdefault(place, _Gathered()).add(line["code"], amount, key)
    parts_found = tuple(
        Tied(target, tie_key, sureness, found.money(of), tuple(found.keys))
        for (target, tie_key, sureness), found in gathered.items()
    )
    return Allocation(of, parts_found, whole.money(of))


def _groups(ledger: Ledger, of: int) -> list[dict[str, Any]]:
    """What the lines of a year come to, by `KEY`, in a settled order."""
    lines = ledger.of_year(of)
    lines = lines.filter(pc.not_equal(lines["class"], BALANCE))
    grouped = lines.group_by(list(KEY)).aggregate([("amount", "sum")])
    found = grouped.rename_columns([*KEY, "amount"]).to_pylist()
    return sorted(found, key=lambda line: tuple(line[name] for name in KEY))


class _Gathered:
    """What has come to one place so far."""

    def __init__(self) -> None:
        self._expenses = self._revenues = ZERO
        self.keys: list[tuple[str, ...]] = []

    def add(self, code: str, amount: Decimal, key: tuple[str, ...]) -> None:
        """Add a part of the lines of a code."""
        if code < FIRST_REVENUE:
            self._expenses += amount
        else:
            self._revenues -= amount
        self.keys.append(key)

    def money(self, of: int) -> Money:
        """What it comes to."""
        return Money(Kroner(self._expenses, year(of)), Kroner(self._revenues, year(of)))


def _sum(parts: Iterable[Money], of: int) -> Money:
    total = Money(Kroner(ZERO, year(of)), Kroner(ZERO, year(of)))
    for part in parts:
        total += part
    return total
