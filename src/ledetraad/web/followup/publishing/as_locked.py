"""A plan's follow-up as it stood when a reporting period was locked.

What was locked is taken as it was locked; what was not asked for then, from the history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from ledetraad.followup.bands import Judgement
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.rollup import IndicatorFact, MeasureFact, OwnJudgement
from ledetraad.followup.status import ElementState, MeasureStatus
from ledetraad.plan.model import Plan
from ledetraad.web.accounts.models import Unit
from ledetraad.web.followup.models import (
    ElementJudgement,
    Indicator,
    LockedReport,
    Measure,
    Observation,
    ReportingPeriod,
    StatusReport,
)
from ledetraad.web.followup.publishing.facts import Facts, MeasureFacts
from ledetraad.web.followup.standing import measure_fact, rolled_up, whole
from ledetraad.web.history.past import said_at
from ledetraad.web.plans.models import WorkingCopy

_SUBMITTED = StatusReport.State.SUBMITTED


def as_locked(
    working_copy: WorkingCopy, plan: Plan, period: ReportingPeriod, locked: datetime
) -> Facts:
    """How it stood, in a fixed number of queries.

    Args:
        working_copy: the plan.
        plan: as it is published.
        period: the period.
        locked: when it was locked.
    """
    measures = _measures(working_copy, period, locked)
    indicators = _indicators(working_copy, locked)
    return Facts(
        on=timezone.localdate(locked),
        until=locked,
        measures=measures,
        indicators=indicators,
        rollups=rolled_up(
            plan,
            _measure_facts(working_copy, measures),
            _indicator_facts(working_copy, indicators, locked),
            _judgements(working_copy, locked),
        ).rollups,
    )


def _measures(
    working_copy: WorkingCopy, period: ReportingPeriod, locked: datetime
) -> list[MeasureFacts]:
    kept = dict(
        LockedReport.objects.filter(period=period, measure__isnull=False).values_list(
            "measure", "document"
        )
    )
    others = Measure.objects.filter(municipality=working_copy.municipality_id)
    numbers = dict(others.values_list("pk", "number"))
    units = dict(
        Unit.objects.filter(municipality=working_copy.municipality_id).values_list("pk", "name")
    )
    found = [
        _measure(key, numbers[key], said, units.get(said["unit"], ""))
        for key, said in said_at(whole(others.exclude(pk__in=kept)), locked).items()
    ]
    for key, document in kept.items():
        about, report = document["measure"], document["report"] or {}
        if report.get("state") == _SUBMITTED and report.get("status"):
            about = {**about, "status": report["status"]}
        found.append(_measure(key, about["number"], about, about["unit_name"]))
    serving = [one for one in found if one.elements(working_copy.pk)]
    return sorted(serving, key=lambda one: one.number)


def _measure(key: int, number: int, said: Mapping[str, Any], unit: str) -> MeasureFacts:
    return MeasureFacts(
        key=key,
        number=number,
        name=said["name"],
        serves=tuple((each["plan"], each["element"]) for each in said["serves"]),
        status=MeasureStatus(said["status"]),
        deadline=date.fromisoformat(said["deadline"]) if said["deadline"] else None,
        unit=unit,
        money=tuple((each["year"], each["kind"], each["amount"]) for each in said["money"]),
    )


def _indicators(working_copy: WorkingCopy, locked: datetime) -> dict[int, IndicatorValues]:
    every = Indicator.objects.filter(municipality=working_copy.municipality_id)
    return {
        key: IndicatorValues.model_validate(said) for key, said in said_at(every, locked).items()
    }


def _measure_facts(
    working_copy: WorkingCopy, measures: list[MeasureFacts]
) -> dict[str, list[MeasureFact]]:
    found: dict[str, list[MeasureFact]] = defaultdict(list)
    for one in measures:
        for element in one.elements(working_copy.pk):
            found[element].append(measure_fact(one.name, one.status))
    return found


def _indicator_facts(
    working_copy: WorkingCopy, indicators: Mapping[int, IndicatorValues], locked: datetime
) -> dict[str, list[IndicatorFact]]:
    own = {key: one for key, one in indicators.items() if one.plan == working_copy.pk}
    observed = Observation.objects.filter(indicator__in=own, at__lte=locked)
    newest = dict(observed.order_by("measured", "pk").values_list("indicator", "value"))
    found: dict[str, list[IndicatorFact]] = defaultdict(list)
    for key, one in sorted(own.items()):
        bands = one.bands()
        judged = bands.judge(newest.get(key)) if bands is not None else Judgement.UNKNOWN
        found[one.element or ""].append(IndicatorFact(one.name, judged))
    return found


def _judgements(working_copy: WorkingCopy, locked: datetime) -> dict[str, OwnJudgement]:
    said = ElementJudgement.objects.filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gt=locked), plan=working_copy, at__lte=locked
    )
    return {
        one.element: OwnJudgement(ElementState(one.state), one.reason, one.by_name, one.on)
        for one in said.order_by("pk")
    }
