"""What has changed in what somebody follows, since they were told the last time.

A person follows the measures that they answer for, those of the units they work in and those that
they have commented on, and the indicators of their units. What they did themselves isn't told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from ledetraad.followup.status import MEASURE_STATUS_NAMES, MeasureStatus
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.measures.telling import FIELD_NAMES
from ledetraad.web.followup.models import Comment, Measure, Observation
from ledetraad.web.followup.reporting.asked import own_units
from ledetraad.web.history.models import Change
from ledetraad.web.notices.letter import Item
from ledetraad.web.notices.letters.writing import Writing

_MOST = 500
"""How many changes are looked through, the newest first."""
_LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Followed:
    """What has changed.

    Args:
        measures: those that were changed, with which fields, and by whom.
        comments: what was said of them.
        values: the indicators that have new values.
    """

    measures: list[Item]
    comments: list[Item]
    values: list[Item]


def followed(writing: Writing) -> Followed:
    """What has changed in what a person follows, in a fixed number of queries."""
    since = datetime.fromisoformat(writing.notice.about["since"])
    units = own_units(writing.allowed, Action.WRITE_REPORT)
    measures = {
        one.pk: one
        for one in Measure.objects.filter(
            Q(person=writing.user)
            | Q(unit__in=units)
            | Q(comments__by=writing.user, comments__deleted_at=None),
            municipality=writing.notice.municipality,
            deleted_at=None,
        ).distinct()
    }
    return Followed(
        _measures(writing, measures, since),
        _comments(writing, measures, since),
        _values(writing, units, since),
    )


def _measures(writing: Writing, measures: dict[int, Measure], since: datetime) -> list[Item]:
    changes = (
        Change.objects.filter(
            municipality=writing.notice.municipality,
            kind=Measure.kind(),
            object_id__in=list(measures),
            at__gt=since,
        )
        .exclude(by=writing.user)
        .order_by("-pk")
    )
    found: dict[int, tuple[list[str], list[str]]] = {}
    for change in changes[:_MOST]:
        fields, people = found.setdefault(change.object_id, ([], []))
        fields += [name for name in change.fields if name in FIELD_NAMES and name not in fields]
        if change.by_name and change.by_name not in people:
            people.append(change.by_name)
    return [
        Item(
            f"{measures[key].number} {measures[key].name}",
            writing.within(f"tiltak/{measures[key].number}/"),
            _facts(writing, measures[key], fields, people),
        )
        for key, (fields, people) in found.items()
    ]


def _facts(writing: Writing, measure: Measure, fields: list[str], people: list[str]) -> str:
    named = [
        f"{writing.say(FIELD_NAMES[name])}: {_status(writing, measure)}"
        if name == "status"
        else writing.say(FIELD_NAMES[name])
        for name in fields
    ]
    return " · ".join(one for one in (", ".join(named), ", ".join(people)) if one)


def _status(writing: Writing, measure: Measure) -> str:
    return writing.say(MEASURE_STATUS_NAMES[MeasureStatus(measure.status)])


def _comments(writing: Writing, measures: dict[int, Measure], since: datetime) -> list[Item]:
    found = (
        Comment.objects.filter(measure__in=list(measures), at__gt=since, deleted_at=None)
        .exclude(by=writing.user)
        .order_by("-pk")
    )
    return [
        Item(
            f"{measures[one.measure_id].number} {measures[one.measure_id].name}",
            writing.within(f"tiltak/{measures[one.measure_id].number}/"),
            one.by_name,
            one.text[:_LONGEST_QUOTE],
        )
        for one in found[:_MOST]
    ]


def _values(writing: Writing, units: frozenset[int], since: datetime) -> list[Item]:
    values = (
        Observation.objects.filter(
            indicator__unit__in=units,
            indicator__municipality=writing.notice.municipality,
            indicator__deleted_at=None,
            at__gt=since,
        )
        .exclude(by=writing.user)
        .select_related("indicator")
        .order_by("-pk")
    )
    named = {one.indicator_id: one for one in values[:_MOST]}
    return [
        Item(one.indicator.name, writing.within(f"indikatorer/{key}/"), one.by_name)
        for key, one in named.items()
    ]
