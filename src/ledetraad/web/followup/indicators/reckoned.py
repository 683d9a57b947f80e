"""All that is told of one indicator's numbers, for its page and for its chart to explore."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ledetraad.followup.indicator import IndicatorValues
from ledetraad.publish.followup.explored import explored
from ledetraad.publish.followup.fetched import Fetched
from ledetraad.publish.followup.outlook import Outlook, outlook
from ledetraad.statistics.charts.drawn import Drawn
from ledetraad.web.followup.figures.models import Feed, feed_of
from ledetraad.web.followup.indicators.shown import ShownValue, shown_values
from ledetraad.web.followup.models import Indicator, Observation


@dataclass(frozen=True, slots=True)
class Reckoned:
    """An indicator's numbers.

    Args:
        said: what the indicator says of itself.
        stored: all that was ever entered, of the newest period first, the last entered first.
        values: the same by period.
        feed: where they are fetched from; None where people enter them alone.
        fetched: what the sources say of them.
        expected: what is to be expected of them.
    """

    said: IndicatorValues
    stored: Sequence[Observation]
    values: list[ShownValue]
    feed: Feed | None
    fetched: Fetched | None
    expected: Outlook | None

    @property
    def in_order(self) -> list[Observation]:
        """The value of each period, the earliest first."""
        return [one.now for one in reversed(self.values)]

    @property
    def latest(self) -> Observation | None:
        """The newest that has a value; None where none has."""
        return next((one.now for one in self.values if one.now.value is not None), None)

    @property
    def unrevised(self) -> bool:
        """Whether that was published before its last check."""
        if self.latest is None or self.fetched is None:
            return False
        return self.latest.measured.year in self.fetched.unrevised

    @property
    def breaks(self) -> tuple[int, ...]:
        """The years whose values are not quite comparable with those before."""
        return self.fetched.breaks if self.fetched is not None else ()

    def explored(self, place: str) -> Drawn | None:
        """What the chart to explore shows; None where there is no such chart."""
        return explored(
            self.said, self.in_order, place, fetched=self.fetched, expected=self.expected
        )


def reckoned(indicator: Indicator) -> Reckoned:
    """All that is told of an indicator's numbers, in two queries."""
    said = indicator.said()
    stored = list(Observation.objects.filter(indicator=indicator).order_by("-measured", "-pk"))
    values = shown_values(said, stored)
    feed = feed_of(indicator)
    fetched = feed.last().fetched() if feed is not None else None
    in_order = [one.now for one in reversed(values)]
    expected = outlook(said, in_order, fetched.breaks if fetched is not None else ())
    return Reckoned(said, stored, values, feed, fetched, expected)
