"""An indicator's newest value with how old it is, wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ledetraad.errors import Phrase
from ledetraad.followup.bands import JUDGEMENT_MARKS, JUDGEMENT_NAMES
from ledetraad.followup.freshness import Freshness, age
from ledetraad.publish.followup.sentence import observed_text
from ledetraad.publish.followup.spans import span
from ledetraad.web.followup.newest import IndicatorNow

LINE: Mapping[str, Any] = {
    "observed_text": observed_text,
    "span": span,
    "judgement_names": JUDGEMENT_NAMES,
    "judgement_marks": JUDGEMENT_MARKS,
}
"""What the macro `indicator_line` needs beside the indicator."""


@dataclass(frozen=True, slots=True)
class Aged:
    """An indicator with how old its newest value is.

    Args:
        now: the indicator with its newest value.
        age: in words; None where there is no value.
        stale: whether a newer one should have come.
    """

    now: IndicatorNow
    age: Phrase | None
    stale: bool


def aged_at(now: IndicatorNow, today: date) -> Aged:
    """An indicator with how old its newest value is."""
    newest = now.newest
    if newest is None:
        return Aged(now, None, stale=False)
    fresh = Freshness(newest.measured, now.said.frequency, now.said.lag)
    return Aged(now, age(newest.measured, today), stale=fresh.stale(today))
