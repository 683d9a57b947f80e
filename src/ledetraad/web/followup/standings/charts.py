"""How measures have gone over the periods and how indicators are judged, counted for charts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count, QuerySet

from ledetraad.followup.bands import Judgement
from ledetraad.followup.status import MeasureStatus
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.followup.share_chart import ShareChart, share_chart
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.indicators.form import BANDS
from ledetraad.web.followup.indicators.rows import bands_written
from ledetraad.web.followup.models import (
    Indicator,
    Measure,
    Observation,
    ReportingPeriod,
    StatusReport,
)
from ledetraad.web.followup.newest import newest_key

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


def status_chart(
    municipality: Municipality, measures: QuerySet[Measure], translate: Translate
) -> ShareChart | None:
    """Some measures by status: as was reported for the last periods, and as it is now.

    Args:
        municipality: whose.
        measures: which, none twice; None is returned where there are none.
        translate: the language of the last row's label.
    """
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
    rows = [(one.name, counts[one.pk]) for one in reversed(periods) if counts[one.pk]]
    return share_chart([*rows, (translate(N_("Now")), now)], [one.value for one in _STATUSES])


def band_chart(indicators: QuerySet[Indicator], translate: Translate) -> ShareChart | None:
    """Some indicators by how their newest value is judged; None where there are none."""
    counts = Counter(one.value for one in _judgements(indicators))
    return share_chart([(translate(N_("Now")), counts)], [one.value for one in _WORST_LAST])


def _judgements(indicators: QuerySet[Indicator]) -> Iterable[Judgement]:
    stored = list(
        indicators.order_by().annotate(newest=newest_key()).values_list("document", "newest")
    )
    keys = [key for _, key in stored if key is not None]
    values = dict(Observation.objects.filter(pk__in=keys).values_list("pk", "value"))
    for document, key in stored:
        bands = bands_written(*(document.get(name, "") for name in BANDS))
        yield bands.judge(values.get(key)) if bands is not None else Judgement.UNKNOWN
