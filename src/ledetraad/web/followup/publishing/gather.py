"""A plan's follow-up as it is now → what is published of it, by the municipality's choice.

Asked for in a fixed number of queries. Nothing that was not chosen gets into what is made here, and
no person's name: the snapshot has no field for one.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.status import MeasureStatus
from ledetraad.plan.model import Plan
from ledetraad.publish.followup.choice import PARTS, PublishingChoice
from ledetraad.publish.followup.model import (
    FollowUp,
    PublishedIndicator,
    PublishedMeasure,
    PublishedMoney,
    PublishedObservation,
    PublishedState,
    PublishedTarget,
)
from ledetraad.publish.followup.outlook import Outlook, outlook, rounded
from ledetraad.publish.followup.reasons import published_state
from ledetraad.web.economy.publishing import published_economy
from ledetraad.web.followup.figures.models import breaks_of
from ledetraad.web.followup.models import Indicator, Measure, Observation, ReportingPeriod
from ledetraad.web.followup.publishing.models import FollowUpChoice
from ledetraad.web.followup.standing import standing
from ledetraad.web.plans.models import WorkingCopy


def follow_up_of(working_copy: WorkingCopy, plan: Plan, now: datetime) -> FollowUp | None:
    """What is published of a plan's follow-up; None where nothing is chosen.

    Args:
        working_copy: the plan.
        plan: as it is published.
        now: when, with time zone.
    """
    chosen = FollowUpChoice.objects.filter(plan=working_copy, deleted_at=None).first()
    return gathered(working_copy, plan, chosen.said(), now) if chosen is not None else None


def gathered(
    working_copy: WorkingCopy, plan: Plan, choice: PublishingChoice, now: datetime
) -> FollowUp | None:
    """What is published of a plan's follow-up by a choice; None where nothing is chosen."""
    if not choice.anything:
        return None
    elements = {element.id for element in plan.walk()}
    measures = _measures(working_copy, choice, elements) if choice.measures else {}
    return FollowUp(
        as_of=timezone.localdate(now),
        period=_period(working_copy, choice.period),
        examples=settings.DEMO,
        shown=tuple(name for name in _NAMES if getattr(choice, name)),
        measures=tuple(measures.values()),
        indicators=_indicators(working_copy, choice, elements, measures),
        states=_states(working_copy, choice, plan),
        economy=published_economy(working_copy.municipality, choice),
    )


_NAMES = (*PARTS, *(part for its in PARTS.values() for part in its))


def _period(working_copy: WorkingCopy, key: int | None) -> str:
    if key is None:
        return ""
    found = ReportingPeriod.objects.filter(
        municipality=working_copy.municipality_id, deleted_at=None, pk=key
    )
    return found.values_list("name", flat=True).first() or ""


def _measures(
    working_copy: WorkingCopy, choice: PublishingChoice, elements: set[str]
) -> dict[int, PublishedMeasure]:
    """The measures that serve something in the plan, by their keys, in order of their numbers."""
    found = (
        Measure.objects.filter(serves__plan=working_copy, deleted_at=None)
        .select_related("unit")
        .prefetch_related("serves", "money")
        .order_by("number")
        .distinct()
    )
    made = {}
    for one in found:
        served = tuple(
            each.element
            for each in one.serves.all()
            if each.plan_id == working_copy.pk and each.element in elements
        )
        if served:
            made[one.pk] = _measure(one, served, choice)
    return made


def _measure(one: Measure, served: tuple[str, ...], choice: PublishingChoice) -> PublishedMeasure:
    return PublishedMeasure(
        number=one.number,
        name=one.name,
        serves=served,
        status=MeasureStatus(one.status) if choice.status else None,
        deadline=one.deadline if choice.deadline else None,
        unit=one.unit.name if choice.unit and one.unit is not None else "",
        money=tuple(
            PublishedMoney.model_validate(
                {"year": each.year, "kind": each.kind, "amount": each.amount}
            )
            for each in one.money.all()
        )
        if choice.money
        else (),
    )


def _indicators(
    working_copy: WorkingCopy,
    choice: PublishingChoice,
    elements: set[str],
    measures: dict[int, PublishedMeasure],
) -> tuple[PublishedIndicator, ...]:
    """The indicators on the plan's elements, and on the measures that are published."""
    if not choice.indicators:
        return ()
    place = working_copy.municipality_id
    every = Indicator.objects.filter(municipality=place, deleted_at=None).order_by("name", "pk")
    found = [
        one
        for one in every
        if (one.plan_id == working_copy.pk and one.element in elements)
        or (not one.element and one.measure_id in measures)
    ]
    keys = [one.pk for one in found]
    values, breaks = _values(keys), breaks_of(keys) if choice.outlook else {}
    return tuple(
        _indicator(one, choice, measures, values[one.pk], breaks.get(one.pk, ())) for one in found
    )


def _indicator(
    one: Indicator,
    choice: PublishingChoice,
    measures: dict[int, PublishedMeasure],
    values: tuple[PublishedObservation, ...],
    breaks: tuple[int, ...],
) -> PublishedIndicator:
    said = one.said()
    path = said.path() if choice.targets else None
    targets = path.targets if path is not None else ()
    served = measures.get(one.measure_id or 0) if not one.element else None
    return PublishedIndicator(
        number=one.pk,
        name=said.name,
        definition=said.definition,
        measure_unit=said.measure_unit,
        decimals=said.decimals,
        direction=said.direction,
        frequency=said.frequency,
        source=said.source,
        since=said.since,
        element=one.element or None,
        measure=served.number if served is not None else None,
        desired=said.desired if choice.judgement else "",
        accepted=said.accepted if choice.judgement else "",
        not_approved=said.not_approved if choice.judgement else "",
        baseline_year=said.baseline_year if targets else None,
        baseline=said.baseline if targets else None,
        targets=tuple(PublishedTarget(year=each.year, value=each.value) for each in targets),
        values=values,
        outlook=_outlook(said, values, breaks) if choice.outlook else None,
    )


def _outlook(
    said: IndicatorValues, values: tuple[PublishedObservation, ...], breaks: tuple[int, ...]
) -> Outlook | None:
    found = outlook(said, values, breaks)
    return rounded(found) if found is not None else None


def _values(indicators: list[int]) -> dict[int, tuple[PublishedObservation, ...]]:
    """The value of each period that was entered last, by indicator, in order of time."""
    newest: defaultdict[int, dict[str, PublishedObservation]] = defaultdict(dict)
    for one in Observation.objects.filter(indicator__in=indicators).order_by("measured", "pk"):
        newest[one.indicator_id][one.period] = PublishedObservation(
            period=one.period,
            measured=one.measured,
            value=one.value,
            missing=one.missing if one.value is None else "",
            source=one.source,
        )
    return {key: tuple(newest[key].values()) for key in indicators}


def _states(
    working_copy: WorkingCopy, choice: PublishingChoice, plan: Plan
) -> tuple[PublishedState, ...]:
    """How the elements stand that there is anything to say of.

    What pulls one down is named only where it may be known from what else is published: a measure
    where how measures go is, an indicator where how indicators are judged is.
    """
    if not choice.states:
        return ()
    now = standing(working_copy)
    return tuple(
        published_state(
            element.id,
            rollup,
            reasons=choice.reasons,
            measures=choice.status,
            indicators=choice.judgement,
        )
        for element in plan.walk()
        if (rollup := now.rollups.get(element.id)) is not None
        and (rollup.parts or rollup.own is not None)
    )
