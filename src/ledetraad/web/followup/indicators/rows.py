"""The list of indicators: what is asked for, and the rows that it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from ledetraad.errors import Phrase
from ledetraad.followup.bands import Judgement
from ledetraad.followup.target import TargetValue
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.followup.indicators.aged import aged_at
from ledetraad.web.followup.indicators.elements import Elements, Named
from ledetraad.web.followup.indicators.judged import judged_in
from ledetraad.web.followup.listing import Asked, Selection, Window, as_query, page_of, units_below
from ledetraad.web.followup.models import Indicator, Observation, Serves
from ledetraad.web.followup.newest import IndicatorNow, with_newest

SORTS = {
    "navn": N_("name"),
    "enhet": N_("unit responsible"),
    "alder": N_("oldest value first"),
    "vurdering": N_("worst first"),
}
_WORST_FIRST = (
    Judgement.NOT_APPROVED,
    Judgement.ACCEPTED,
    Judgement.UNKNOWN,
    Judgement.DESIRED,
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which indicators are asked for.

    Args:
        plan: the address of a plan, with ":" and a theme's key where only that one is meant.
        unit: the key of a unit; those under it are meant, too.
        person: the key of who enters its values.
        judgement: how the newest value is judged.
        stale: only those whose next value should have come.
        words: all in the name or the definition.
        deleted: those that have been deleted, instead of the others.
        sort: one of `SORTS`.
        page: from 1.
    """

    plan: str = ""
    unit: int | None = None
    person: int | None = None
    judgement: Judgement | None = None
    stale: bool = False
    words: str = ""
    deleted: bool = False
    sort: str = "navn"
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filter:
        """What an address asks for; what makes no sense in it is passed over."""

        asked = Asked(query)
        return cls(
            plan=asked.plan,
            unit=asked.whole("enhet"),
            person=asked.whole("person"),
            judgement=asked.one_of("vurdering", Judgement),
            stale=asked.ticked("gammel"),
            words=asked.words,
            deleted=asked.ticked("slettet"),
            sort=asked.among("sorter", SORTS, "navn"),
            page=asked.page,
        )

    def query(self, **other: Any) -> str:
        """The address's part after the question mark, with other values in place of some."""
        said = {
            "plan": self.plan,
            "enhet": self.unit,
            "person": self.person,
            "vurdering": self.judgement,
            "gammel": self.stale,
            "ord": self.words,
            "slettet": self.deleted,
            "sorter": self.sort if self.sort != "navn" else "",
        }
        return as_query(said | other)

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        asked = (self.plan, self.unit, self.person, self.judgement, self.words)
        return any(asked) or self.stale or self.deleted


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator in the list.

    Args:
        now: the indicator with its newest value.
        element: what it is a sign of in a plan, if that is still there.
        age: how old the newest value is in words; None where there is none.
        stale: whether a newer one should have come.
        target: what is to be reached in the end.
        on_path: whether the value is on its way there; None where that can't be said.
    """

    now: IndicatorNow
    element: Named | None
    age: Phrase | None
    stale: bool
    target: TargetValue | None
    on_path: bool | None

    @property
    def value(self) -> Decimal | None:
        """The newest value."""
        return self.now.newest.value if self.now.newest is not None else None


def select(
    wanted: Filter,
    municipality: Municipality,
    elements: Elements,
    units: list[Unit],
    today: date,
    *,
    window: Window | None = None,
) -> Selection[Row]:
    """The indicators that are asked for.

    Args:
        wanted: which.
        municipality: whose.
        elements: of the municipality's plans.
        units: of the municipality.
        today: the day that values are looked at.
        window: which of them, other than the page that is asked for.
    """
    found, many = _asked(wanted, municipality, elements, units)
    reckoned = wanted.judgement is not None or wanted.stale or wanted.sort == "vurdering"
    keys = _reckoned(found, municipality.pk, wanted, today) if reckoned else None
    total = len(keys) if keys is not None else many if many is not None else found.count()
    part, page, pages = page_of(total, wanted.page)
    part = window or part
    if keys is None:
        shown = with_newest(found[part.rows])
    else:
        some = keys[part.rows]
        known = {one.indicator.pk: one for one in with_newest(found.filter(pk__in=some))}
        shown = [known[key] for key in some if key in known]
    return Selection([row_of(one, elements, today) for one in shown], total, page, pages)


def row_of(now: IndicatorNow, elements: Elements, today: date) -> Row:
    """An indicator as the list shows it."""
    path, newest = now.said.path(), now.newest
    value = newest.value if newest is not None else None
    on_path = None
    if path is not None and newest is not None and value is not None:
        on_path = path.on_path(newest.measured.year, value)
    aged = aged_at(now, today)
    return Row(
        now=now,
        element=elements.find(now.said.plan, now.said.element),
        age=aged.age,
        stale=aged.stale,
        target=path.last if path is not None else None,
        on_path=on_path,
    )


def _reckoned(
    found: QuerySet[Indicator], municipality: int, wanted: Filter, today: date
) -> list[int]:
    """The keys of those that are judged and as old as asked for, without reading each whole."""
    known = judged_in(municipality)
    fitting = [
        key
        for key in found.values_list("pk", flat=True)
        if key in known
        and wanted.judgement in (None, known[key].judgement)
        and (known[key].stale(today) or not wanted.stale)
    ]
    if wanted.sort == "vurdering":
        fitting.sort(key=lambda key: _WORST_FIRST.index(known[key].judgement))
    return fitting


def _asked(
    wanted: Filter, municipality: Municipality, elements: Elements, units: list[Unit]
) -> tuple[QuerySet[Indicator], int | None]:
    """Those that are asked for, and how many they are where that is known already."""
    many = None
    found = Indicator.objects.filter(
        municipality=municipality, deleted_at__isnull=not wanted.deleted
    )
    if wanted.plan:
        found = found.filter(_in_plan(wanted.plan, elements))
    if wanted.unit is not None:
        found = found.filter(unit__in=units_below(wanted.unit, units))
    if wanted.person is not None:
        found = found.filter(document__person=wanted.person)
    if wanted.words:
        keys = _with_words(found, wanted.words)
        found, many = found.filter(pk__in=keys), len(keys)
    if wanted.sort == "enhet":
        return found.order_by(F("unit__name").asc(nulls_last=True), "name", "pk"), many
    if wanted.sort == "alder":
        values = Observation.objects.filter(indicator=OuterRef("pk")).order_by("-measured")
        measured = Subquery(values.values("measured")[:1])
        found = found.annotate(measured=measured)
        return found.order_by(F("measured").asc(nulls_first=True), "name", "pk"), many
    return found.order_by("name", "pk"), many


def _in_plan(plan: str, elements: Elements) -> Q:
    """That an indicator, or the measure that it speaks for, is on a plan or a theme in it."""
    slug, _, theme = plan.partition(":")
    known = elements.by_slug(slug)
    if known is None:
        return Q(pk__in=[])
    own = Q(plan=known.plan)
    served = Serves.objects.filter(plan=known.plan)
    if theme:
        under = known.under(theme)
        own &= Q(element__in=under)
        served = served.filter(element__in=under)
    return own | Q(measure__in=served.values("measure"))


def _with_words(indicators: QuerySet[Indicator], words: str) -> list[int]:
    """Those that have every word; compared here, since not every database knows that Ø is ø."""
    wanted = words.casefold().split()
    texts = indicators.order_by().values_list("pk", "name", "document__definition")
    return [
        key
        for key, name, definition in texts
        if all(word in f"{name} {definition or ''}".casefold() for word in wanted)
    ]
