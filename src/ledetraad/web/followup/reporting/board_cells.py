"""A row of the controller's board: a measure, how it goes, and where its report stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from ledetraad.web.followup.indicators.finding import people_by_key
from ledetraad.web.followup.models import LockedReport, Measure, ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.locked_document import called


@dataclass(frozen=True, slots=True)
class Row:
    """A measure on the board.

    Args:
        number, name, person: the measure's, and who answers for it.
        status: how it goes, as the report says; empty where it says nothing.
        state: where the report stands; "none" where there is none.
        share: how much is done, in percent.
        deadline: the measure's own.
        expected: when it is expected to be done, where that is another day.
        changed: when the report was changed last.
        text, forecast: what the report says.
        returned: why it was sent back.
        trend: for each earlier period the status that was handed in; empty where none was.
    """

    number: int
    name: str
    person: str
    status: str
    state: str
    share: int | None
    deadline: date | None
    expected: date | None
    changed: datetime | None
    text: str
    forecast: str
    returned: str
    trend: tuple[str, ...]

    def unread(self) -> Row:
        """The same without what the report says."""
        return replace(
            self, status="", share=None, expected=None, text="", forecast="", returned=""
        )


def open_rows(
    period: ReportingPeriod, keys: Sequence[int], earlier: Sequence[ReportingPeriod]
) -> dict[int, Row]:
    """The rows of some measures, by their keys."""
    reports = {
        measure: {**document, "state": state, "returned": returned, "changed_at": changed_at}
        for measure, document, state, returned, changed_at in StatusReport.objects.filter(
            period=period, measure__in=keys
        ).values_list("measure", "document", "state", "returned", "changed_at")
    }
    trends = _trends(keys, earlier)
    rows = Measure.objects.filter(pk__in=keys).values_list(
        "pk", "number", "name", "deadline", "person"
    )
    measures = list(rows)
    people = people_by_key(
        period.municipality_id, {person for *_, person in measures if person is not None}
    )
    return {
        key: _row(
            {"number": number, "name": name, "deadline": deadline},
            called(people[person]) if person in people else "",
            reports.get(key),
            trends[key],
        )
        for key, number, name, deadline, person in measures
    }


def locked_rows(keys: Sequence[int], earlier: Sequence[ReportingPeriod]) -> dict[int, Row]:
    """The rows of some locked reports, by their keys."""
    locked = list(LockedReport.objects.filter(pk__in=keys))
    trends = _trends((one.measure_id for one in locked if one.measure_id), earlier)
    return {
        one.pk: _row(
            one.document["measure"],
            one.document["measure"]["person_name"],
            one.document["report"],
            trends[one.measure_id or 0],
        )
        for one in locked
    }


def _row(
    about: Mapping[str, Any],
    person: str,
    report: Mapping[str, Any] | None,
    trend: tuple[str, ...],
) -> Row:
    said = report or {}
    return Row(
        number=about["number"],
        name=about["name"],
        person=person,
        status=said.get("status") or "",
        state=said.get("state", "none"),
        share=said.get("share"),
        deadline=_day(about["deadline"]),
        expected=_day(said.get("deadline")),
        changed=_moment(said.get("changed_at")),
        text=said.get("text", ""),
        forecast=said.get("forecast", ""),
        returned=said.get("returned", ""),
        trend=trend,
    )


def _trends(
    keys: Iterable[int], earlier: Sequence[ReportingPeriod]
) -> Mapping[int, tuple[str, ...]]:
    """For each measure, the statuses handed in for the earlier periods."""
    said = {
        (measure, period): status
        for measure, period, status in StatusReport.objects.filter(
            measure__in=list(keys), period__in=earlier, state=StatusReport.State.SUBMITTED
        ).values_list("measure", "period", "status")
    }
    found: dict[int, tuple[str, ...]] = defaultdict(lambda: ("",) * len(earlier))
    for measure, _ in said:
        found[measure] = tuple(said.get((measure, one.pk), "") for one in earlier)
    return found


def _day(said: Any) -> date | None:
    return date.fromisoformat(said) if isinstance(said, str) else said


def _moment(said: Any) -> datetime | None:
    return datetime.fromisoformat(said) if isinstance(said, str) else said
