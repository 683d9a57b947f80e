"""The list of measures: what is asked for, and the rows that it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from ledetraad.followup.measure import MeasureKind
from ledetraad.followup.status import MeasureStatus
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.followup.indicators.elements import Elements, Named
from ledetraad.web.followup.indicators.finding import people_by_key
from ledetraad.web.followup.listing import (
    Asked,
    Selection,
    Window,
    as_query,
    has_word,
    page_of,
    units_below,
)
from ledetraad.web.followup.models import Measure, Serves, read_parts

SORTS = {
    "nummer": N_("number"),
    "navn": N_("name"),
    "enhet": N_("unit responsible"),
    "frist": N_("deadline"),
    "status": N_("status"),
}
_ORDERS: Mapping[str, tuple[Any, ...]] = {
    "nummer": ("number",),
    "navn": ("name", "number"),
    "enhet": (F("unit__name").asc(nulls_last=True), "number"),
    "frist": (F("deadline").asc(nulls_last=True), "number"),
    "status": ("status", "number"),
}
_ENDED = (MeasureStatus.DONE.value, MeasureStatus.STOPPED.value)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which measures are asked for.

    Args:
        plan: the address of a plan, with ":" and an element's key where only what serves it, or
            what stands under it, is meant.
        unit: the key of a unit; those under it are meant, too.
        person: the key of who answers for it.
        status, kind: only those of it.
        late: only those whose deadline has gone by without their being done or stopped.
        orphans: only those that serve nothing in any plan.
        words: all in the name or the reason.
        deleted: those that have been deleted, instead of the others.
        sort: one of `SORTS`.
        page: from 1.
    """

    plan: str = ""
    unit: int | None = None
    person: int | None = None
    status: MeasureStatus | None = None
    kind: MeasureKind | None = None
    late: bool = False
    orphans: bool = False
    words: str = ""
    deleted: bool = False
    sort: str = "nummer"
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filter:
        """What an address asks for; what makes no sense in it is passed over."""

        asked = Asked(query)
        return cls(
            plan=asked.plan,
            unit=asked.whole("enhet"),
            person=asked.whole("person"),
            status=asked.one_of("tilstand", MeasureStatus),
            kind=asked.one_of("slag", MeasureKind),
            late=asked.ticked("forsinket"),
            orphans=asked.ticked("uten"),
            words=asked.words,
            deleted=asked.ticked("slettet"),
            sort=asked.among("sorter", SORTS, "nummer"),
            page=asked.page,
        )

    def query(self, **other: Any) -> str:
        """The address's part after the question mark, with other values in place of some."""
        said = {
            "plan": self.plan,
            "enhet": self.unit,
            "person": self.person,
            "tilstand": self.status,
            "slag": self.kind,
            "forsinket": self.late,
            "uten": self.orphans,
            "ord": self.words,
            "slettet": self.deleted,
            "sorter": self.sort if self.sort != "nummer" else "",
        }
        return as_query(said | other)

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        asked = (self.plan, self.unit, self.person, self.status, self.kind, self.words)
        return any(asked) or self.late or self.orphans or self.deleted


@dataclass(frozen=True, slots=True)
class Row:
    """A measure in the list.

    Args:
        measure: the measure, with its unit and person.
        serves: what it serves in the plans, as far as it is still there.
        late: whether its deadline has gone by without its being done or stopped.
    """

    measure: Measure
    serves: list[Named]
    late: bool


def select(
    wanted: Filter,
    municipality: Municipality,
    elements: Elements,
    units: list[Unit],
    today: date,
    *,
    window: Window | None = None,
) -> Selection[Row]:
    """The measures that are asked for.

    Args:
        wanted: which.
        municipality: whose.
        elements: of the municipality's plans.
        units: of the municipality.
        today: the day that deadlines are looked at.
        window: which of them, other than the page that is asked for.
    """
    found = _asked(wanted, municipality, elements, units, today)
    total = found.count()
    shown, page, pages = page_of(total, wanted.page)
    some = found[(window or shown).rows]
    return Selection(rows_of(some, elements, units, today), total, page, pages)


def rows_of(
    found: QuerySet[Measure], elements: Elements, units: list[Unit], today: date
) -> list[Row]:
    """Measures as the list shows them, each with its unit and person, in three queries."""
    measures = list(found)
    read_parts(measures, "serves")
    by_key = {one.pk: one for one in units}
    people = people_by_key(
        measures[0].municipality_id if measures else 0,
        {one.person_id for one in measures if one.person_id is not None},
    )
    for one in measures:
        one.unit = by_key.get(one.unit_id) if one.unit_id is not None else None
        one.person = people.get(one.person_id) if one.person_id is not None else None
    return [row_of(one, elements, today) for one in measures]


def row_of(measure: Measure, elements: Elements, today: date) -> Row:
    """A measure as the list shows it."""
    serves = [elements.find(one.plan_id, one.element) for one in measure.part("serves")]
    late = (
        measure.deadline is not None and measure.deadline < today and measure.status not in _ENDED
    )
    return Row(measure, [one for one in serves if one is not None], late)


def past(today: date) -> Q:
    """That a measure's deadline has gone by without its being done or stopped."""
    return Q(deadline__lt=today) & ~Q(status__in=_ENDED)


def _asked(
    wanted: Filter,
    municipality: Municipality,
    elements: Elements,
    units: list[Unit],
    today: date,
) -> QuerySet[Measure]:
    found = Measure.objects.filter(municipality=municipality, deleted_at__isnull=not wanted.deleted)
    if wanted.plan:
        found = found.filter(_serving(wanted.plan, elements))
    if wanted.unit is not None:
        found = found.filter(unit__in=units_below(wanted.unit, units))
    if wanted.person is not None:
        found = found.filter(person=wanted.person)
    if wanted.status is not None:
        found = found.filter(status=wanted.status.value)
    if wanted.kind is not None:
        found = found.filter(kind_of=wanted.kind.value)
    if wanted.late:
        found = found.filter(past(today))
    if wanted.orphans:
        found = found.filter(serves=None)
    for word in wanted.words.split():
        found = found.filter(has_word(word, "name", "why"))
    return found.order_by(*_ORDERS[wanted.sort])


def _serving(plan: str, elements: Elements) -> Q:
    """What serves a plan, or an element of it with all that stands under that."""
    slug, _, element = plan.partition(":")
    known = elements.by_slug(slug)
    if known is None:
        return Q(pk=None)
    served = Serves.objects.filter(plan=known.plan)
    if element:
        served = served.filter(element__in=known.under(element) or [element])
    return Q(pk__in=served.values("measure"))
