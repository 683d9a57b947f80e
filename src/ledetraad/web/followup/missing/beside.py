"""What is missing about one thing, for the page of that thing, and how much in all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from ledetraad.checks.followup.run import of_indicator, of_measure
from ledetraad.checks.followup.seen import Lack
from ledetraad.plan.finding import RuleDoc, Translate
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.missing.gather import (
    indicator_seen,
    looked_at,
    measure_seen,
    rules_off,
)
from ledetraad.web.followup.missing.rows import (
    Missing,
    Names,
    Teller,
    by_rule,
    is_settled,
    settled_of,
    still_open,
)
from ledetraad.web.followup.models import Indicator, Measure


def beside_measure(
    measure: Measure, allowed: Access, elements: Elements, translate: Translate
) -> list[Missing]:
    """What is missing about a measure; nothing about one that has been deleted."""
    if measure.deleted_at is not None:
        return []
    off = rules_off(allowed.municipality)
    seen = measure_seen(measure, elements)
    lacks = [lack for lack in of_measure(seen, timezone.localdate()) if lack.code not in off]
    return _told(lacks, allowed, Names({measure.pk: measure.number}, {}, {}), translate)


def beside_indicator(
    indicator: Indicator,
    measured: date | None,
    allowed: Access,
    elements: Elements,
    translate: Translate,
) -> list[Missing]:
    """What is missing about an indicator, whose newest value is of a day."""
    if indicator.deleted_at is not None:
        return []
    off = rules_off(allowed.municipality)
    seen = indicator_seen(indicator, measured, elements)
    lacks = [lack for lack in of_indicator(seen, timezone.localdate()) if lack.code not in off]
    return _told(lacks, allowed, Names({}, {}, {}), translate)


def beside_element(plan: int, element: str, allowed: Access, translate: Translate) -> list[Missing]:
    """What is missing about an element of a plan."""
    looked = looked_at(allowed.municipality, timezone.localdate())
    lacks = [lack for lack in looked.lacks if (lack.plan, lack.key) == (plan, element)]
    return _told(lacks, allowed, Names.of(looked), translate)


def open_by_rule(
    municipality: Municipality,
    *,
    plan: int | None = None,
    units: Iterable[int] | None = None,
    person: int | None = None,
) -> list[tuple[RuleDoc, int]]:
    """How much is missing and not settled, by rule: of a plan, some units, or a person alone."""
    looked = looked_at(municipality, timezone.localdate())
    found: Iterable[Lack] = looked.lacks
    if plan is not None:
        found = [lack for lack in found if plan in lack.plans]
    if units is not None:
        keys = frozenset(units)
        found = [lack for lack in found if lack.unit in keys]
    if person is not None:
        found = [lack for lack in found if lack.person == person]
    return by_rule(still_open(found, settled_of(municipality)))


def open_count(municipality: Municipality) -> int:
    """How much is missing and not settled in all."""
    return sum(count for _, count in open_by_rule(municipality))


def _told(lacks: list[Lack], allowed: Access, names: Names, translate: Translate) -> list[Missing]:
    if not lacks:
        return []
    settled = settled_of(allowed.municipality, lacks)
    told = Teller(allowed, names, translate).told(lacks, settled)
    return sorted(told, key=lambda one: is_settled(one.lack, settled))
