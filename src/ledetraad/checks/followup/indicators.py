"""LT52: whether an indicator can tell how it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ledetraad.checks.followup.seen import About, IndicatorSeen, Lack
from ledetraad.followup.freshness import Freshness
from ledetraad.followup.saying import said_day
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding, RuleDoc, Severity
from ledetraad.plan.wording import excerpt

INDICATOR_WITHOUT_TARGET = RuleDoc(
    code="LT521",
    name="indicator-without-target",
    severity=Severity.WARNING,
    summary=N_("An indicator has no target value to reach, nor a band to keep within."),
    why=N_(
        "Without a target a value is neither good nor bad, and nobody can say if the goal is "
        "nearer."
    ),
    bad="Indikator: Andel som går eller sykler til skolen",
    good="Indikator: Andel som går eller sykler til skolen | mål: 2030",
    remedy=N_("Write the value to reach and by which year."),
)
INDICATOR_NOT_UPDATED = RuleDoc(
    code="LT522",
    name="indicator-not-updated",
    severity=Severity.WARNING,
    summary=N_("An indicator has no value yet, or a newer one should have come."),
    why=N_(
        "An old figure that is read as a new one leads astray, and one that is never filled in "
        "counts nothing."
    ),
    bad="Indikator: Andel som går eller sykler til skolen | verdi: 31.12.2023",
    good="Indikator: Andel som går eller sykler til skolen | verdi: 31.12.2025",
    remedy=N_("Enter the newest value, or say how often it is measured."),
)
INDICATOR_WITHOUT_OWNER = RuleDoc(
    code="LT523",
    name="indicator-without-owner",
    severity=Severity.INFO,
    summary=N_("No unit answers for an indicator's values."),
    why=N_("Nobody is reminded of a value that is nobody's to enter."),
    bad="Indikator: Andel som går eller sykler til skolen",
    good="Indikator: Andel som går eller sykler til skolen | enhet: Skole",
    remedy=N_("Choose the unit that enters its values."),
)
INDICATOR_OF_NOTHING = RuleDoc(
    code="LT524",
    name="indicator-of-nothing",
    severity=Severity.WARNING,
    summary=N_("An indicator is a sign of nothing that is in a plan, nor of a measure."),
    why=N_("Its values are then counted, but no goal stands better or worse for them."),
    bad="Indikator: Andel som går eller sykler til skolen",
    good=(
        "Delmål: Alle barn går trygt til skolen.\n"
        "  Indikator: Andel som går eller sykler til skolen"
    ),
    remedy=N_("Say which goal or measure it speaks for."),
)

Look = Callable[[IndicatorSeen, date], Iterator[Lack]]


def _without_target(indicator: IndicatorSeen, _: date) -> Iterator[Lack]:
    if not indicator.aims:
        yield _lack(
            indicator,
            INDICATOR_WITHOUT_TARGET,
            N_("“%(name)s” has no target. What is to be reached, and by when?"),
            mend="targets",
        )


def _not_updated(indicator: IndicatorSeen, day: date) -> Iterator[Lack]:
    measured = indicator.measured
    if measured is None:
        if indicator.since is None or indicator.since < day.year:
            yield _lack(
                indicator,
                INDICATOR_NOT_UPDATED,
                N_("“%(name)s” has no value yet. What is it now?"),
                mend="value",
            )
    elif Freshness(measured, indicator.frequency, indicator.lag).stale(day):
        yield _lack(
            indicator,
            INDICATOR_NOT_UPDATED,
            N_("The newest value of “%(name)s” is of %(day)s. Is there a newer one?"),
            mend="value",
            day=measured,
        )


def _without_owner(indicator: IndicatorSeen, _: date) -> Iterator[Lack]:
    if indicator.unit is None:
        yield _lack(
            indicator,
            INDICATOR_WITHOUT_OWNER,
            N_("No unit answers for the values of “%(name)s”. Who enters them?"),
            mend="unit",
        )


def _of_nothing(indicator: IndicatorSeen, _: date) -> Iterator[Lack]:
    if indicator.element is None and indicator.measure is None:
        yield _lack(
            indicator,
            INDICATOR_OF_NOTHING,
            N_("“%(name)s” speaks for nothing that is in a plan. What is it a sign of?"),
            mend="element",
        )


def _lack(
    indicator: IndicatorSeen, rule: RuleDoc, template: str, *, mend: str, day: date | None = None
) -> Lack:
    values: dict[str, object] = {"name": excerpt(indicator.name)}
    if day is not None:
        values["day"] = said_day(day)
    return Lack(
        Finding(rule=rule, template=template, values=values, severity=rule.severity),
        About.INDICATOR,
        key=str(indicator.key),
        mend=mend,
        unit=indicator.unit,
        person=indicator.person,
        plans=frozenset({indicator.plan} if indicator.plan is not None else ()),
        sign=day.isoformat() if day is not None else "",
    )


RULES: tuple[tuple[RuleDoc, Look], ...] = (
    (INDICATOR_WITHOUT_TARGET, _without_target),
    (INDICATOR_NOT_UPDATED, _not_updated),
    (INDICATOR_WITHOUT_OWNER, _without_owner),
    (INDICATOR_OF_NOTHING, _of_nothing),
)
