"""A rule's figure over the years, with its bound, as a line chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledetraad.economy.quantities import Percent
from ledetraad.economy.verdict import Verdict
from ledetraad.followup.indicator import IndicatorValues, Target
from ledetraad.publish.followup.chart import Chart, chart

_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class _Value:
    period: str
    measured: date
    value: Decimal | None
    missing: str = ""


def rule_charts(verdicts: Sequence[Verdict]) -> list[tuple[IndicatorValues, Chart, bool]]:
    """A chart for each bound that a rule has, or one without; whether it is the least.

    Args:
        verdicts: the rule's, by year.
    """
    if not verdicts:
        return []
    rule = verdicts[0].rule
    values = [_Value(str(each.year), date(each.year, 12, 31), _percent(each)) for each in verdicts]
    found = []
    for least in (True, False):
        bounds = {each.year: each.least if least else each.most for each in verdicts}
        targets = tuple(
            Target(year=year, value=round(bound, 8))
            for year, bound in bounds.items()
            if bound is not None
        )
        if not targets:
            continue
        said = IndicatorValues(
            name=rule.name[:300], measure_unit="%", decimals=_DECIMALS, targets=targets
        )
        drawn = chart(said, values)
        if drawn is not None:
            found.append((said, drawn, least))
    return found


def _percent(verdict: Verdict) -> Decimal | None:
    return round(verdict.value.value, 8) if isinstance(verdict.value, Percent) else None
