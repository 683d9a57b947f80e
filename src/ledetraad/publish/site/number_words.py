"""What templates tell of numbers by: what values are called, and how differences are said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ledetraad.errors import Phrase
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.written import number_text, rounded
from ledetraad.publish.followup.counted import Counted
from ledetraad.publish.followup.counted_tables import licence, source_of
from ledetraad.publish.followup.observed import MISSING_NAMES
from ledetraad.publish.followup.peers import Beside
from ledetraad.publish.followup.sentence import gap_text, value_text
from ledetraad.publish.followup.spans import span
from ledetraad.statistics.charts.table import MARK_TEXTS, Table, table
from ledetraad.statistics.methods.moved import UNSAID_TEXTS, Moved
from ledetraad.statistics.methods.saying import chance_text
from ledetraad.statistics.peers.regions import PLACE_NAMES


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What numbers are told by."""

    kinds: Mapping[Any, str]
    marks: Mapping[Any, str]
    unsaid: Mapping[Any, str]
    missing: Mapping[str, str]
    table: Callable[[Beside, Callable[[str], str]], Table]
    text: Callable[[float, IndicatorValues, bool], str]
    change: Callable[[Decimal | float, IndicatorValues, bool], Phrase]
    usual: Callable[[Moved[int], IndicatorValues], Phrase]
    times: Callable[[float], str]
    chance: Callable[[float], Phrase]
    period: Callable[[str], Phrase]
    source: Callable[[Counted], str]
    licence: Callable[[Counted], str]


def number_said(value: float, said: IndicatorValues, indexed: bool = False) -> str:
    """A number with the indicator's decimals and unit; one of an index with a decimal alone."""
    exact = Decimal(repr(round(value, 8)))
    return number_text(exact, 1) if indexed else value_text(exact, said)


def change_said(value: Decimal | float, said: IndicatorValues, indexed: bool = False) -> Phrase:
    """A difference with its sign; between two percentages it is in percentage points."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(round(value, 8)))
    if indexed:
        return Phrase("%(gap)s", gap=_signed(exact, number_text(abs(exact), 1), 1))
    return Phrase(
        "%(sign)s%(gap)s",
        sign=_signed(exact, "", said.decimals),
        gap=gap_text(abs(exact), said),
    )


def _signed(value: Decimal, text: str, decimals: int) -> str:
    shown = rounded(value, decimals)
    return f"{'+' if shown > 0 else '−' if shown < 0 else ''}{text}"


def _usual(how: Moved[int], said: IndicatorValues) -> Phrase:
    return gap_text(Decimal(repr(round(how.usual, 8))), said)


def _times(times: float) -> str:
    return number_text(Decimal(repr(round(times, 4))), 1)


NUMBER_WORDS = NumberWords(
    kinds=PLACE_NAMES,
    marks=MARK_TEXTS,
    unsaid=UNSAID_TEXTS,
    missing=MISSING_NAMES,
    table=lambda beside, translate: table(beside.drawn, translate),
    text=number_said,
    change=change_said,
    usual=_usual,
    times=_times,
    chance=chance_text,
    period=lambda period: span(period).name,
    source=source_of,
    licence=licence,
)
