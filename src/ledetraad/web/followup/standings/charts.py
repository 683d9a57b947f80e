"""How measures have gone over the periods and how indicators are judged, counted for charts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from ledetraad.followup.bands import Judgement
from ledetraad.followup.status import MeasureStatus
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.followup.share_chart import ShareChart, share_chart
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.indicators.judged import judged_in
from ledetraad.web.followup.models import (
    Indicator,
    Measure,
    Observation,
    ReportingPeriod,
    StatusReport,
)
from ledetraad.web.history.editions import Marks, edition
from ledetraad.web.shelf import Shelf

PERIODS = 4
"""How many of the last periods a chart goes back."""
_WORST_LAST = (
    Judgement.DESIRED,
    Judgement.ACCEPTED,
    Judgement.NOT_APPROVED,
    Judgement.UNKNOWN,
)
_STATUSES = (
    MeasureStatus.DONE,
    MeasureStatus.ON_SCHEDULE,
    MeasureStatus.DELAYED,
    MeasureStatus.STOPPED,
    MeasureStatus.NOT_STARTED,
)


@dataclass(frozen=True, slots=True)
class Charts:
    """What is drawn of some measures and indicators; None for what there are none of."""

    statuses: ShareChart | None
    bands: ShareChart | None


@dataclass(frozen=True, slots=True)
class _Counts:
    """Measures by status for each period that was reported for and now, indicators by band."""

    periods: tuple[tuple[str, Counter[str]], ...]
    statuses: Counter[str]
    bands: Counter[str]


_RESTS_ON = tuple(
    one._meta.label_lower
    for one in (Measure, StatusReport, ReportingPeriod, Indicator, Observation)
)
_KEPT: Shelf[tuple[int, Hashable, Marks], _Counts] = Shelf(512)


def charts_of(
    municipality: Municipality,
    what: Hashable,
    measures: QuerySet[Measure],
    indicators: QuerySet[Indicator],
    translate: Translate,
) -> Charts:
    """Some measures by status, as reported for the last periods and now; indicators by band.

    The counts are kept until anything that they rest on has changed.

    Args:
        municipality: whose.
        what: names what is counted, so that the same name always means the same selection.
        measures: which; one that stands twice counts once.
        indicators: which.
        translate: the language of the last row's label.
    """
    seen = edition(municipality.pk, *_RESTS_ON)
    found = _KEPT.of(
        (municipality.pk, what, seen), lambda: _counts(municipality, measures, indicators)
    )
    now = translate(N_("Now"))
    return Charts(
        share_chart([*found.periods, (now, found.statuses)], [one.value for one in _STATUSES]),
        share_chart([(now, found.bands)], [one.value for one in _WORST_LAST]),
    )


def _counts(
    municipality: Municipality, measures: QuerySet[Measure], indicators: QuerySet[Indicator]
) -> _Counts:
    measures = measures.order_by()
    now = Counter(dict(measures.values_list("status").annotate(Count("pk", distinct=True))))
    periods = list(
        ReportingPeriod.objects.filter(municipality=municipality, deleted_at=None)
        .exclude(state=ReportingPeriod.State.PLANNED)
        .order_by("-last", "-pk")[:PERIODS]
    )
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    reports = StatusReport.objects.filter(
        period__in=periods,
        measure__in=measures.values("pk"),
        state=StatusReport.State.SUBMITTED,
        deleted_at=None,
    )
    for period, status, count in (
        reports.order_by().values_list("period", "status").annotate(Count("pk"))
    ):
        counts[period][status] = count
    rows = tuple((one.name, counts[one.pk]) for one in reversed(periods) if counts[one.pk])
    known = judged_in(municipality.pk)
    keys = indicators.order_by().values_list("pk", flat=True)
    return _Counts(rows, now, Counter(known[key].judgement.value for key in keys if key in known))
