"""The two charts of a climate budget as plain figures: the wedges, and the marginal cost curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.publish.chart_steps import steps_between
from ledetraad.publish.climate.stack_chart import StackChart, stack_chart
from ledetraad.publish.climate.state import Translate
from ledetraad.publish.climate.statement import BudgetStatement, CostYear

_HISTORY = 8
"""How many years of the accounts are drawn before the budget's own."""
WIDTH, HEIGHT = 720, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 78, 16, 22, 34
ZERO = Decimal(0)


def wedge_chart(statement: BudgetStatement, translate: Translate) -> StackChart | None:
    """Frame against path: between what is expected and the baseline, a wedge for each measure.

    The wedges begin in the accounts' last year, where no measure has taken anything yet.
    """
    years = statement.years
    last = statement.source.last
    whole = statement.emitted[last]
    history = {
        of: Decimal(tonnes) for of, tonnes in statement.emitted.items() if of > last - _HISTORY
    }
    begun = {last: Decimal(whole)}
    baseline = begun | {each.year: Decimal(each.baseline) for each in years}
    expected = begun | {each.year: Decimal(each.expected) for each in years}
    frame = {each.year: Decimal(each.frame) for each in years if each.frame is not None}
    layers = [(name, [ZERO, *figures]) for name, figures in statement.wedges()]
    return stack_chart(
        [last, *(each.year for each in years)],
        layers,
        [
            ("emitted", translate(N_("Emitted, by the accounts")), history),
            ("baseline", translate(N_("Without new measures")), baseline),
            ("low", translate(N_("Expected, if every measure does its most")),
             {each.year: Decimal(each.low) for each in years}),
            ("high", translate(N_("Expected, if every measure does its least")),
             {each.year: Decimal(each.high) for each in years}),
            ("expected", translate(N_("Expected with measures")), expected),
            ("frame", translate(N_("Frame: what may be emitted")), frame),
        ],
        list(expected.values()),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CostBar:
    """A measure in the curve: where it is drawn, and its number."""

    number: int
    label: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class CostChart:
    """A marginal cost curve to draw: as wide as the tonnes, as high as the price.

    Args:
        bars: the cheapest tonne first.
        zero: where a tonne costs nothing.
        across: tonnes below, each with its place.
        up: kroner a tonne at the side, each with its place.
    """

    bars: list[CostBar]
    zero: float
    across: list[tuple[float, str]]
    up: list[tuple[float, str]]
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM
    width: int = WIDTH
    height: int = HEIGHT


def cost_chart(costs: CostYear) -> CostChart | None:
    """The curve of a year; None where no measure has a price."""
    steps = [step for step in costs.steps if step.tonnes > 0]
    if not steps:
        return None
    prices = [Decimal(step.price) for step in steps]
    up = steps_between(min(ZERO, *prices), max(ZERO, *prices), 5)
    across = steps_between(ZERO, Decimal(sum(step.tonnes for step in steps)), 6)
    bars, begun = [], 0
    for number, step in enumerate(steps, start=1):
        high, low = _y(max(ZERO, Decimal(step.price)), up), _y(min(ZERO, Decimal(step.price)), up)
        x, end = _x(Decimal(begun), across), _x(Decimal(begun + step.tonnes), across)
        bars.append(CostBar(number, f"{step.name} ({step.key})", x, high, round(end - x, 1),
                            round(max(low - high, 1), 1)))  # fmt: skip
        begun += step.tonnes
    return CostChart(
        bars,
        _y(ZERO, up),
        [(_x(step, across), number_text(step)) for step in across],
        [(_y(step, up), number_text(step)) for step in up],
    )


def _x(value: Decimal, steps: Sequence[Decimal]) -> float:
    part = float((value - steps[0]) / (steps[-1] - steps[0]))
    return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * part, 1)


def _y(value: Decimal, steps: Sequence[Decimal]) -> float:
    part = float((value - steps[0]) / (steps[-1] - steps[0]))
    return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * part, 1)
