"""Indicators with their newest values, asked for without reading all the older ones."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from ledetraad.followup.bands import Judgement
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.web.followup.models import Indicator, Observation


@dataclass(frozen=True, slots=True)
class IndicatorNow:
    """An indicator with its newest value.

    Args:
        indicator: as stored.
        said: what it says of itself.
        newest: its newest observation; None where there is none.
        judgement: how the newest value is judged.
    """

    indicator: Indicator
    said: IndicatorValues
    newest: Observation | None
    judgement: Judgement


def newest_key() -> Subquery:
    """The key of an indicator's newest value: of its last period, the last that was written."""
    values = Observation.objects.filter(indicator=OuterRef("pk")).order_by("-measured", "-pk")
    return Subquery(values.values("pk")[:1])


def with_newest(indicators: QuerySet[Indicator]) -> list[IndicatorNow]:
    """Indicators in the order asked for, each with its newest value, in two queries."""
    found = list(indicators.annotate(newest_key=newest_key()).select_related("unit", "measure"))
    keys = [one.newest_key for one in found if one.newest_key is not None]
    values = Observation.objects.in_bulk(keys)
    return [judged(one, values.get(one.newest_key or 0)) for one in found]


def judged(indicator: Indicator, newest: Observation | None) -> IndicatorNow:
    """An indicator with a value, and how that is judged."""
    said = indicator.said()
    bands = said.bands()
    value = newest.value if newest is not None else None
    judgement = bands.judge(value) if bands is not None else Judgement.UNKNOWN
    return IndicatorNow(indicator, said, newest, judgement)
