"""The frame: what may be emitted each year on the way to the targets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ledetraad.climate.baseline import on_line
from ledetraad.climate.emissions import Edition
from ledetraad.climate.faults import InvalidClimateBudget
from ledetraad.climate.sectors import Sector
from ledetraad.climate.targets import TargetDecision
from ledetraad.economy.given import MOST_YEARS, Number
from ledetraad.economy.quantities import HUNDRED, CannotSay, TonnesCO2e
from ledetraad.errors import Phrase
from ledetraad.followup.saying import joined
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.validation import refusal

ZERO = Decimal(0)
_ROUNDS = 200


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LinearFrame(_Data):
    """What may be emitted falls on straight lines to the targets.

    Args:
        kind: "linear".
        from_reference: begin at the reference year with nothing cut, whatever was emitted since;
            else at the last year of the accounts with what was emitted then.
    """

    kind: Literal["linear"] = "linear"
    from_reference: bool = False


class StepFrame(_Data):
    """What may be emitted as it is decided for each year, in percent less than the reference year.

    Args:
        kind: "steps".
        cut: by year; a year that is not named has the cut of the one before.
    """

    kind: Literal["steps"] = "steps"
    cut: dict[int, Number] = Field(min_length=1)


class BudgetFrame(_Data):
    """A sum of tonnes over years, emptied by the same percentage each year.

    Args:
        kind: "budget".
        tonnes: the sum.
        first, last: the years that it is for, both among them.
        source: where it is from.
    """

    kind: Literal["budget"] = "budget"
    tonnes: Number = Field(gt=0)
    first: int
    last: int
    source: str = ""

    @model_validator(mode="after")
    def _ordered(self) -> BudgetFrame:
        if not self.first <= self.last < self.first + MOST_YEARS:
            raise refusal(N_("it ends before it begins, or lasts too long"))
        return self


FrameChoice = Annotated[LinearFrame | StepFrame | BudgetFrame, Field(discriminator="kind")]


def frame_words(choice: FrameChoice, last: int) -> Phrase:
    """How a frame is made, which is told wherever it is shown.

    Args:
        choice: how.
        last: the last year of the accounts.
    """
    match choice:
        case LinearFrame(from_reference=True):
            return Phrase(N_("On straight lines from the reference year to the targets"))
        case LinearFrame():
            return Phrase(
                N_("On straight lines from what was emitted in %(last)s to the targets"),
                last=str(last),
            )
        case StepFrame():
            steps = [
                Phrase("%(year)s: −%(cut)s %%", year=str(of), cut=number_text(cut))
                for of, cut in sorted(choice.cut.items())
            ]
            return Phrase(N_("As decided for each year (%(steps)s)"), steps=joined(steps))
        case BudgetFrame():
            return Phrase(
                N_(
                    "%(tonnes)s tonnes in all from %(first)s to %(last)s, used up by the same "
                    "percentage each year (%(source)s)"
                ),
                tonnes=number_text(choice.tonnes),
                first=str(choice.first),
                last=str(choice.last),
                source=choice.source or "–",
            )


def make_frame(
    choice: FrameChoice,
    edition: Edition,
    targets: Sequence[TargetDecision],
    years: Sequence[int],
    sector: Sector | None = None,
) -> dict[int, Decimal | None]:
    """What may be emitted in each year; None for a year that the frame says nothing of.

    Args:
        choice: how it is made.
        edition: the accounts at hand.
        targets: the targets in force, in order of the years; those of other sectors are passed by.
        years: the years.
        sector: of which sector; None for all together.

    Raises:
        InvalidClimateBudget: there is no target, or the accounts lack the reference year.
    """
    targets = [each for each in targets if each.sector is sector]
    last = edition.years[-1]
    emitted = _tonnes(edition, last, sector)
    if isinstance(choice, BudgetFrame):
        path = emptied(choice.tonnes, _at(edition, choice.first - 1, emitted, sector),
                       choice.last - choice.first + 1)  # fmt: skip
        by_year = {choice.first + n: tonnes for n, tonnes in enumerate(path)}
        return {of: by_year.get(of) for of in years}
    if not targets:
        raise InvalidClimateBudget(
            N_("The budget has no target in force."),
            remedy=N_("Add the decision, with its year, percent and reference year."),
        )
    reference = _tonnes(edition, targets[-1].reference, sector)
    if isinstance(choice, StepFrame):
        return {of: _stepped(choice, reference, of) for of in years}
    points = {
        each.year: _tonnes(edition, each.reference, sector) * (HUNDRED - each.cut) / HUNDRED
        for each in targets
    }
    points |= {targets[0].reference: reference} if choice.from_reference else {last: emitted}
    return {of: on_line(points, of) for of in years}


def _stepped(choice: StepFrame, reference: Decimal, of: int) -> Decimal | None:
    years = [each for each in choice.cut if each <= of]
    return reference * (HUNDRED - choice.cut[max(years)]) / HUNDRED if years else None


def _tonnes(edition: Edition, of: int, sector: Sector | None) -> Decimal:
    total = edition.total(of, sector)
    if isinstance(total, CannotSay):
        raise InvalidClimateBudget(
            N_("The edition “%(edition)s” of the accounts has no figure of %(year)s."),
            edition=edition.name,
            year=str(of),
        )
    return total.value


def _at(edition: Edition, of: int, otherwise: Decimal, sector: Sector | None) -> Decimal:
    total = edition.total(of, sector)
    return total.value if isinstance(total, TonnesCO2e) else otherwise


def emptied(budget: Decimal, start: Decimal, count: int) -> list[Decimal]:
    """A sum over years as a path that falls by the same percentage each year.

    Args:
        budget: the sum, in tonnes.
        start: what was emitted in the year before the first.
        count: how many years.

    Returns:
        The years' tonnes; they sum to the budget. The path rises where the budget is larger than
        staying at the start would take.
    """
    if start <= 0:
        return [budget / count] * count
    low, high = ZERO, Decimal(2)
    while _spent(start, high, count) < budget:
        high *= 2
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        low, high = (middle, high) if _spent(start, middle, count) < budget else (low, middle)
    path = [start * high**n for n in range(1, count + 1)]
    scale = budget / sum(path, ZERO)
    return [tonnes * scale for tonnes in path]


def _spent(start: Decimal, rate: Decimal, count: int) -> Decimal:
    return sum((start * rate**n for n in range(1, count + 1)), ZERO)
