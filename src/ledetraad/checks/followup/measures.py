"""LT51: whether a measure can be carried out and followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ledetraad.checks.followup.seen import About, Lack, MeasureSeen
from ledetraad.followup.saying import said_day
from ledetraad.followup.status import MeasureStatus
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding, RuleDoc, Severity
from ledetraad.plan.wording import excerpt

MEASURE_WITHOUT_OWNER = RuleDoc(
    code="LT511",
    name="measure-without-owner",
    severity=Severity.WARNING,
    summary=N_("No unit answers for a measure that is not ended."),
    why=N_(
        "What nobody answers for is asked of nobody: it is on no unit's list when the year is "
        "reported, and its status stays as it was."
    ),
    bad="Tiltak: Fortau i Skoleveien",
    good="Tiltak: Fortau i Skoleveien | enhet: Vei",
    remedy=N_("Choose the unit that answers for it."),
)
MEASURE_WITHOUT_DEADLINE = RuleDoc(
    code="LT512",
    name="measure-without-deadline",
    severity=Severity.WARNING,
    summary=N_("A measure that is not ended has no deadline."),
    why=N_(
        "A measure is bounded in time; without a day to be done by it can be neither late nor in "
        "time, and “on schedule” says nothing."
    ),
    bad="Tiltak: Fortau i Skoleveien | enhet: Vei",
    good="Tiltak: Fortau i Skoleveien | enhet: Vei | frist: 1.6.2027",
    remedy=N_("Write the day that it is to be done by."),
)
MEASURE_SERVING_NOTHING = RuleDoc(
    code="LT513",
    name="measure-serving-nothing",
    severity=Severity.WARNING,
    summary=N_("A measure serves nothing that is in a plan."),
    why=N_(
        "The thread from goal to measure is broken there: what is done counts towards no goal, "
        "and no goal shows that it is done."
    ),
    bad="Tiltak: Fortau i Skoleveien",
    good="Strategi: Kommunen skal bygge fortau.\n  Tiltak: Fortau i Skoleveien",
    remedy=N_("Say what it serves in the plan."),
)
LATE_ON_SCHEDULE = RuleDoc(
    code="LT514",
    name="late-on-schedule",
    severity=Severity.WARNING,
    summary=N_("A measure is said to be on schedule after its deadline has gone by."),
    why=N_(
        "One of the two is wrong, and whoever reads both trusts neither. Most often the measure "
        "is done and nobody has said so."
    ),
    bad="Tiltak: Fortau i Skoleveien | frist: 1.6.2026 | status: i rute",
    good="Tiltak: Fortau i Skoleveien | frist: 1.6.2026 | status: forsinket",
    remedy=N_("Say that it is done or delayed, or move the deadline."),
)
NOT_STARTED_AFTER_START = RuleDoc(
    code="LT515",
    name="not-started-after-start",
    severity=Severity.INFO,
    summary=N_("A measure is said not to be started after the day it was to start, or end."),
    why=N_("It is the first sign that a measure will be late, and is easy to overlook."),
    bad="Tiltak: Fortau i Skoleveien | start: 15.1.2026 | status: ikke startet",
    good="Tiltak: Fortau i Skoleveien | start: 15.1.2026 | status: i rute",
    remedy=N_("Say how it goes, or move the start."),
)

Look = Callable[[MeasureSeen, date], Iterator[Lack]]


def _without_owner(measure: MeasureSeen, _: date) -> Iterator[Lack]:
    if measure.unit is None and not measure.ended:
        yield _lack(
            measure,
            MEASURE_WITHOUT_OWNER,
            N_("No unit answers for “%(name)s”. Whose is it?"),
            mend="unit",
        )


def _without_deadline(measure: MeasureSeen, _: date) -> Iterator[Lack]:
    if measure.deadline is None and not measure.ended:
        yield _lack(
            measure,
            MEASURE_WITHOUT_DEADLINE,
            N_("“%(name)s” has no deadline. When is it to be done?"),
            mend="deadline",
        )


def _serving_nothing(measure: MeasureSeen, _: date) -> Iterator[Lack]:
    if measure.serves or measure.status is MeasureStatus.STOPPED:
        return
    template = N_("“%(name)s” serves nothing in a plan. What is it for, or is it meant so?")
    if measure.gone:
        template = N_("What “%(name)s” served is not in the plan any more. What does it serve now?")
    yield _lack(
        measure, MEASURE_SERVING_NOTHING, template, mend="serves", sign="gone" * measure.gone
    )


def _late_on_schedule(measure: MeasureSeen, day: date) -> Iterator[Lack]:
    deadline = measure.deadline
    if measure.status is not MeasureStatus.ON_SCHEDULE or deadline is None or deadline >= day:
        return
    yield _lack(
        measure,
        LATE_ON_SCHEDULE,
        N_(
            "“%(name)s” is said to be on schedule, but its deadline was %(day)s. Is it done, or "
            "delayed?"
        ),
        mend="status",
        day=deadline,
    )


def _not_started(measure: MeasureSeen, day: date) -> Iterator[Lack]:
    began = measure.start or measure.deadline
    if measure.status is MeasureStatus.NOT_STARTED and began is not None and began < day:
        template = N_("“%(name)s” was to start %(day)s, and is not said to have started. Has it?")
        if measure.start is None:
            template = N_(
                "“%(name)s” was to be done by %(day)s, and is not said to have started. Has it?"
            )
        yield _lack(measure, NOT_STARTED_AFTER_START, template, mend="status", day=began)


def _lack(
    measure: MeasureSeen,
    rule: RuleDoc,
    template: str,
    *,
    mend: str,
    day: date | None = None,
    sign: str = "",
) -> Lack:
    values: dict[str, object] = {"name": excerpt(measure.name)}
    if day is not None:
        values["day"] = said_day(day)
    return Lack(
        Finding(rule=rule, template=template, values=values, severity=rule.severity),
        About.MEASURE,
        key=str(measure.key),
        mend=mend,
        unit=measure.unit,
        person=measure.person,
        plans=frozenset(plan for plan, _ in measure.serves),
        sign=sign or (day.isoformat() if day is not None else ""),
    )


RULES: tuple[tuple[RuleDoc, Look], ...] = (
    (MEASURE_WITHOUT_OWNER, _without_owner),
    (MEASURE_WITHOUT_DEADLINE, _without_deadline),
    (MEASURE_SERVING_NOTHING, _serving_nothing),
    (LATE_ON_SCHEDULE, _late_on_schedule),
    (NOT_STARTED_AFTER_START, _not_started),
)
