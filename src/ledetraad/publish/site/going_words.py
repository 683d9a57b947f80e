"""What templates tell by how it goes: names, and marks that are told apart without colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ledetraad.errors import Phrase
from ledetraad.followup.bands import JUDGEMENT_MARKS, JUDGEMENT_NAMES
from ledetraad.followup.direction import DIRECTION_MARKS, DIRECTION_NAMES
from ledetraad.followup.freshness import FREQUENCY_NAMES
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.measure import MONEY_KIND_NAMES
from ledetraad.followup.status import (
    ELEMENT_STATE_MARKS,
    ELEMENT_STATE_NAMES,
    MEASURE_STATUS_MARKS,
    MEASURE_STATUS_NAMES,
)
from ledetraad.publish.followup.explored import signs
from ledetraad.publish.followup.outlook import Outlook, differing, likely_met, likely_text
from ledetraad.publish.followup.sentence import value_text
from ledetraad.publish.followup.tables import thousands
from ledetraad.publish.site.number_words import NUMBER_WORDS
from ledetraad.statistics.methods.expected import MODEL_TEXTS
from ledetraad.statistics.methods.judged import (
    METHOD_NAMES,
    PACE_NAMES,
    REASON_TEXTS,
    STATUS_MARKS,
    STATUS_NAMES,
)


@dataclass(frozen=True, slots=True)
class Words:
    """What some values are called, not translated yet, and each value's mark."""

    names: Mapping[Any, str]
    marks: Mapping[Any, str]


@dataclass(frozen=True, slots=True)
class OutlookWords:
    """What an outlook is told by: names of its parts, not translated yet, and how it is said."""

    statuses: Mapping[Any, str]
    marks: Mapping[Any, str]
    paces: Mapping[Any, str]
    reasons: Mapping[Any, str]
    methods: Mapping[Any, str]
    models: Mapping[Any, str]
    chance: Callable[[Outlook, IndicatorValues], Phrase | None]
    differing: Callable[[Outlook], Phrase | None]
    text: Callable[[float, IndicatorValues], str]


OUTLOOK_WORDS = OutlookWords(
    STATUS_NAMES,
    STATUS_MARKS,
    PACE_NAMES,
    REASON_TEXTS,
    METHOD_NAMES,
    MODEL_TEXTS,
    likely_met,
    differing,
    likely_text,
)
GOING_WORDS = {
    "state": Words(ELEMENT_STATE_NAMES, ELEMENT_STATE_MARKS),
    "status": Words(MEASURE_STATUS_NAMES, MEASURE_STATUS_MARKS),
    "judgement": Words(JUDGEMENT_NAMES, JUDGEMENT_MARKS),
    "direction": Words(DIRECTION_NAMES, DIRECTION_MARKS),
}
GOING_GLOBALS: dict[str, Any] = {
    "going_words": GOING_WORDS,
    "outlook_words": OUTLOOK_WORDS,
    "number_words": NUMBER_WORDS,
    "explored_signs": signs,
    "money_kind_names": MONEY_KIND_NAMES,
    "frequency_names": FREQUENCY_NAMES,
    "thousands": thousands,
    "value_text": value_text,
}
"""What every template may use."""
