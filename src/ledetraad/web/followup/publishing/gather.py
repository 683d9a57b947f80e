"""A plan's follow-up → what is published of it, by the municipality's choice.

For a reporting period that is locked it is as it stood then; otherwise as it stands now.

Asked for in a fixed number of queries. Nothing that was not chosen gets into what is made here, and
no person's name: the snapshot has no field for one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings

from ledetraad.followup.indicator import IndicatorValues
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
from ledetraad.web.climate.published import newest_of_each
from ledetraad.web.economy.publishing import published_economy
from ledetraad.web.followup.figures.models import told_of
from ledetraad.web.followup.figures.told import Told
from ledetraad.web.followup.models import Observation, ReportingPeriod
from ledetraad.web.followup.publishing.as_locked import as_locked
from ledetraad.web.followup.publishing.as_now import as_now
from ledetraad.web.followup.publishing.facts import Facts, MeasureFacts
from ledetraad.web.followup.publishing.models import FollowUpChoice
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
    period = _period(working_copy, choice.period)
    locked = period.locked_at if period is not None else None
    facts = (
        as_locked(working_copy, plan, period, locked)
        if period is not None and locked is not None
        else as_now(working_copy, now)
    )
    elements = {element.id for element in plan.walk()}
    measures = _measures(working_copy, facts, choice, elements) if choice.measures else {}
    return FollowUp(
        as_of=facts.on,
        period=period.name if period is not None else "",
        locked=locked is not None,
        examples=settings.DEMO,
        shown=tuple(name for name in _NAMES if getattr(choice, name)),
        measures=tuple(measures.values()),
        indicators=_indicators(working_copy, facts, choice, elements, measures),
        states=_states(facts, choice, plan),
        economy=published_economy(working_copy.municipality, choice),
        climate=tuple(one.published() for one in newest_of_each(working_copy.municipality_id))
        if choice.climate
        else (),
    )


_NAMES = (*PARTS, *(part for its in PARTS.values() for part in its))


def _period(working_copy: WorkingCopy, key: int | None) -> ReportingPeriod | None:
    return ReportingPeriod.objects.filter(
        municipality=working_copy.municipality_id, deleted_at=None, pk=key or 0
    ).first()


def _measures(
    working_copy: WorkingCopy, facts: Facts, choice: PublishingChoice, elements: set[str]
) -> dict[int, PublishedMeasure]:
    """The measures that serve something in the plan, by their keys, in order of their numbers."""
    made = {}
    for one in facts.measures:
        served = tuple(each for each in one.elements(working_copy.pk) if each in elements)
        if served:
            made[one.key] = _measure(one, served, choice)
    return made


def _measure(
    one: MeasureFacts, served: tuple[str, ...], choice: PublishingChoice
) -> PublishedMeasure:
    return PublishedMeasure(
        number=one.number,
        name=one.name,
        serves=served,
        status=one.status if choice.status else None,
        deadline=one.deadline if choice.deadline else None,
        unit=one.unit if choice.unit else "",
        money=tuple(
            PublishedMoney.model_validate({"year": year, "kind": kind, "amount": amount})
            for year, kind, amount in one.money
        )
        if choice.money
        else (),
    )


def _indicators(
    working_copy: WorkingCopy,
    facts: Facts,
    choice: PublishingChoice,
    elements: set[str],
    measures: dict[int, PublishedMeasure],
) -> tuple[PublishedIndicator, ...]:
    """The indicators on the plan's elements, and on the measures that are published."""
    if not choice.indicators:
        return ()
    found = [
        (key, said)
        for key, said in sorted(facts.indicators.items(), key=lambda one: (one[1].name, one[0]))
        if (said.plan == working_copy.pk and said.element in elements)
        or (not said.element and said.measure in measures)
    ]
    keys = [key for key, _ in found]
    told = told_of(keys)
    values = _values(keys, facts.until, told)
    return tuple(
        _indicator(
            key,
            said,
            choice,
            measures,
            values=values[key],
            told=told.get(key),
        )
        for key, said in found
    )


def _indicator(
    key: int,
    said: IndicatorValues,
    choice: PublishingChoice,
    measures: dict[int, PublishedMeasure],
    *,
    values: tuple[PublishedObservation, ...],
    told: Told | None,
) -> PublishedIndicator:
    path = said.path() if choice.targets else None
    targets = path.targets if path is not None else ()
    served = measures.get(said.measure or 0) if not said.element else None
    return PublishedIndicator(
        number=key,
        name=said.name,
        definition=said.definition,
        measure_unit=said.measure_unit,
        decimals=said.decimals,
        direction=said.direction,
        frequency=said.frequency,
        source=said.source,
        since=said.since,
        element=said.element or None,
        measure=served.number if served is not None else None,
        desired=said.desired if choice.judgement else "",
        accepted=said.accepted if choice.judgement else "",
        not_approved=said.not_approved if choice.judgement else "",
        baseline_year=said.baseline_year if targets else None,
        baseline=said.baseline if targets else None,
        targets=tuple(PublishedTarget(year=each.year, value=each.value) for each in targets),
        values=values,
        outlook=_outlook(said, values) if choice.outlook else None,
        fetched=told.fetched(peers=choice.peers) if told is not None else None,
    )


_UNTOLD = Told()


def _outlook(said: IndicatorValues, values: tuple[PublishedObservation, ...]) -> Outlook | None:
    found = outlook(said, values, [one.measured.year for one in values if one.broken])
    return rounded(found) if found is not None else None


def _values(
    indicators: list[int], until: datetime | None, told: Mapping[int, Told]
) -> dict[int, tuple[PublishedObservation, ...]]:
    """The value of each period that was entered last, by indicator, in order of time.

    Args:
        indicators: whose, by key.
        until: those that were entered later are left out; None for all.
        told: what the sources said last, of those that are fetched.
    """
    newest: defaultdict[int, dict[str, PublishedObservation]] = defaultdict(dict)
    entered = Observation.objects.filter(indicator__in=indicators)
    if until is not None:
        entered = entered.filter(at__lte=until)
    for one in entered.order_by("measured", "pk"):
        said = told.get(one.indicator_id, _UNTOLD)
        newest[one.indicator_id][one.period] = PublishedObservation(
            period=one.period,
            measured=one.measured,
            value=one.value,
            missing=one.missing if one.value is None else "",
            source=one.source,
            broken=one.measured.year in said.breaks,
            unrevised=one.measured.year in said.unrevised,
        )
    return {key: tuple(newest[key].values()) for key in indicators}


def _states(facts: Facts, choice: PublishingChoice, plan: Plan) -> tuple[PublishedState, ...]:
    """How the elements stand that there is anything to say of.

    What pulls one down is named only where it may be known from what else is published: a measure
    where how measures go is, an indicator where how indicators are judged is.
    """
    if not choice.states:
        return ()
    return tuple(
        published_state(
            element.id,
            rollup,
            reasons=choice.reasons,
            measures=choice.status,
            indicators=choice.judgement,
        )
        for element in plan.walk()
        if (rollup := facts.rollups.get(element.id)) is not None
        and (rollup.parts or rollup.own is not None)
    )
