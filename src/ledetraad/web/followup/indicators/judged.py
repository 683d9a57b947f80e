"""How each of a municipality's indicators is judged by its newest value, kept in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ledetraad.followup.band_text import read_bands
from ledetraad.followup.bands import Judgement
from ledetraad.followup.freshness import Frequency, Freshness
from ledetraad.web.followup.indicators.form import BANDS
from ledetraad.web.followup.models import Indicator, Observation
from ledetraad.web.followup.newest import newest_key
from ledetraad.web.history.editions import Marks, edition
from ledetraad.web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Judged:
    """An indicator by its newest value.

    Args:
        judgement: how the value is judged.
        measured: the day that it is of; None where there is no value.
        frequency: how often a new one comes.
        lag: how many days it takes; None for what is usual.
    """

    judgement: Judgement
    measured: date | None
    frequency: Frequency
    lag: int | None

    def stale(self, today: date) -> bool:
        """Whether a newer value should have come."""
        if self.measured is None:
            return False
        return Freshness(self.measured, self.frequency, self.lag).stale(today)


_RESTS_ON = tuple(one._meta.label_lower for one in (Indicator, Observation))
_KEPT: Shelf[tuple[int, Marks], Mapping[int, Judged]] = Shelf(64)


def judged_in(municipality: int) -> Mapping[int, Judged]:
    """Every indicator of a municipality by its key, those that have been deleted, too.

    In three queries, or in one where nothing has changed since it was asked for last.
    """
    seen = edition(municipality, *_RESTS_ON)
    return _KEPT.of((municipality, seen), lambda: _judged(municipality))


def _judged(municipality: int) -> Mapping[int, Judged]:
    indicators = Indicator.objects.filter(municipality=municipality)
    stored = list(
        indicators.order_by().annotate(newest=newest_key()).values_list("pk", "document", "newest")
    )
    keys = [newest for _, _, newest in stored if newest is not None]
    values = {
        key: (value, measured)
        for key, value, measured in Observation.objects.filter(pk__in=keys).values_list(
            "pk", "value", "measured"
        )
    }
    found = {}
    for key, document, newest in stored:
        value, measured = values.get(newest, (None, None))
        written = [document.get(name, "") for name in BANDS]
        judgement = read_bands(*written).judge(value) if any(written) else Judgement.UNKNOWN
        frequency = Frequency(document["frequency"])
        found[key] = Judged(judgement, measured, frequency, document.get("lag"))
    return found
