"""Indicators' values in a list with a column for each period; a correction is a new value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.followup.faults import UnclearValue
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.followup.observed import MISSING_NAMES
from ledetraad.publish.followup.sentence import value_text
from ledetraad.publish.followup.spans import span
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.indicators.services.value_enter import Doubtful, enter
from ledetraad.web.followup.indicators.value_form import EnteredValue, read
from ledetraad.web.followup.models import Indicator, Observation
from ledetraad.web.followup.sheets.cells import without_noise
from ledetraad.web.followup.sheets.columns import NAME
from ledetraad.web.followup.sheets.keys import VALUES, Key
from ledetraad.web.followup.sheets.preview import CellChange, RowChange
from ledetraad.web.followup.sheets.subject import (
    ChangedSince,
    Done,
    Held,
    RowRefused,
    Said,
    Subject,
    folded,
    names_of,
)
from ledetraad.web.followup.sheets.table import Value, text_of
from ledetraad.web.forms import FormRefused

_MISSING = "!"
"""What a reason why there is no value begins with, where values are kept as text."""
_THING = "thing"


class ObservedValues(Subject):
    """The list of indicators' values."""

    kind: ClassVar[str] = "values"
    letter: ClassVar[str] = VALUES
    makes_new: ClassVar[bool] = False

    def __init__(self, allowed: Access, today: date) -> None:
        super().__init__(allowed, today)
        self._things: dict[int, Indicator] = {}
        self._said: dict[int, IndicatorValues] = {}
        self._now: dict[int, Held] = {}
        self._before: dict[int, Said] = {}

    @classmethod
    def fits(cls, fields: Collection[str]) -> bool:
        """Whether there are names and at least one period."""
        return cls.name_field in fields and any(one[0].isdigit() for one in fields)

    @classmethod
    def field_of(cls, head: str) -> str | None:
        """The code of a column's period."""
        if head in names_of(NAME):
            return cls.name_field
        try:
            return span(head).code
        except UnclearValue:
            return None

    def hold(self, keys: Sequence[Key]) -> None:
        """Get the indicators that a list names, with their values then and now."""
        seen = {key.thing: key.version for key in keys}
        self._things = Indicator.objects.filter(
            municipality=self.municipality, deleted_at=None
        ).in_bulk(list(seen))
        self._said = {key: one.said() for key, one in self._things.items()}
        now: dict[int, dict[str, Any]] = {key: {_THING: key} for key in self._things}
        before: dict[int, dict[str, Any]] = {key: {_THING: key} for key in self._things}
        newest: dict[int, tuple[int, str]] = defaultdict(lambda: (0, ""))
        for one in Observation.objects.filter(indicator__in=self._things).order_by("pk"):
            kept = _kept(one.value, one.missing)
            now[one.indicator_id][one.period] = kept
            newest[one.indicator_id] = (one.pk, one.by_name)
            if one.pk <= seen[one.indicator_id]:
                before[one.indicator_id][one.period] = kept
        self._before = dict(before)
        self._now = {
            key: Held(key, one.name, newest[key][0], now[key], newest[key][1])
            for key, one in self._things.items()
        }

    def held(self, key: Key) -> Held | None:
        """An indicator with its values as they stand."""
        return self._now.get(key.thing)

    def before(self, key: Key) -> Said:
        """The values that the indicator had when the list was fetched."""
        return self._before[key.thing]

    def read(self, field: str, value: Value, before: Said | None, where: str) -> Any:
        """A value; an empty cell says nothing, since a value is corrected and never taken away.

        Raises:
            LedetraadError: it can't be read, or the indicator has no value for such a period.
        """
        if before is None or field == self.name_field:
            return None
        was, said = before.get(field), self._said[before[_THING]]
        if value is None or _is_shown_as(value, was, said):
            return was
        if isinstance(value, Decimal):
            value = without_noise(value)
        text, missing = text_of(value), ""
        for code, name in MISSING_NAMES.items():
            if folded(text) in names_of(name):
                text, missing = "", code
        try:
            entered = read({"period": field, "value": text, "missing": missing}, said, self.today)
        except FormRefused as refused:
            problem = next(iter(refused.problems.values()))
            problem.where = where
            raise problem from None
        return _kept(entered.value, entered.missing or "")

    def fault(self, held: Held | None, own: Said) -> list[tuple[str, LedetraadError]]:
        """Whether the person may enter values here."""
        if held is None or not own:
            return []
        unit = self._things[held.thing].unit_id
        return [] if self.allowed.may(Action.ENTER_VALUE, unit) else [("", _may_not())]

    def count(self) -> int:
        """How many indicators there are."""
        return Indicator.objects.filter(municipality=self.municipality, deleted_at=None).count()

    def doubts(self, rows: Sequence[RowChange]) -> Mapping[tuple[int, str], list[Any]]:
        """What is odd about values beside those before them, found by entering them in vain."""
        found: dict[tuple[int, str], list[Any]] = {}
        try:
            with transaction.atomic():
                for row in rows:
                    for cell in _in_time(row.cells):
                        told: list[Any] = []
                        self._enter(row, cell, None, "", told)
                        found[row.number, cell.field] = told
                raise _InVain
        except _InVain:
            return found

    def take(
        self, row: RowChange, cells: Sequence[CellChange], user: User, reason: str
    ) -> list[Done]:
        """Enter the values of a row.

        Raises:
            LedetraadError: others have entered values since, or the person may not.
        """
        held = Indicator.objects.select_for_update(of=("self",)).filter(
            municipality=self.municipality, pk=row.thing or 0, deleted_at=None
        )
        indicator = held.first()
        newest = Observation.objects.filter(indicator=row.thing or 0).order_by("-pk").first()
        if indicator is None or (newest.pk if newest is not None else 0) != row.seen:
            raise ChangedSince(row.title)
        if not self.allowed.may(Action.ENTER_VALUE, indicator.unit_id):
            raise _may_not()
        self._things[indicator.pk], self._said[indicator.pk] = indicator, indicator.said()
        done = []
        for cell in _in_time(cells):
            stored = self._enter(row, cell, user, reason, [])
            done.append(Done(indicator.pk, stored.pk, indicator.name, 0, "value", cell.field))
        return done

    def take_back(self, done: Sequence[Mapping[str, Any]], user: User, reason: str) -> list[str]:
        """Enter again what stood before; where nothing did, that the value is not ready yet."""
        left = []
        stored = Observation.objects.select_related("indicator").in_bulk(
            [one["pk"] for one in done]
        )
        for one in done:
            ours = stored.get(one["pk"])
            others = Observation.objects.filter(
                indicator=one["thing"], period=one["field"]
            ).order_by("-pk")
            newest = others.select_for_update().first()
            if (
                ours is None
                or newest is None
                or newest.pk != ours.pk
                or not self.allowed.may(Action.ENTER_VALUE, ours.indicator.unit_id)
            ):
                left.append(f"{one['title']}, {one['field']}")
                continue
            former = others.filter(pk__lt=ours.pk).first()
            Observation.objects.create(
                indicator=ours.indicator,
                period=ours.period,
                measured=ours.measured,
                value=former.value if former is not None else None,
                missing=former.missing if former is not None else Observation.Missing.NOT_YET,
                source=former.source if former is not None else "",
                note=former.note if former is not None else f"↶ {reason}"[:500],
                by=user,
                by_name=user.get_full_name() or user.get_username(),
            )
        return left

    def label(self, field: str, translate: Translate) -> str:
        """What a period is called."""
        return span(field).name.said(translate)

    def teller(
        self, translate: Translate, rows: Iterable[RowChange]
    ) -> Callable[[int | None, str, Any], str]:
        """A function that says what a value says."""
        keys = [row.thing for row in rows if row.thing is not None]
        found = Indicator.objects.filter(municipality=self.municipality).in_bulk(keys)
        said = {key: one.said() for key, one in found.items()}

        def told(thing: int | None, _: str, value: Any) -> str:
            if value is None:
                return "–"
            if value.startswith(_MISSING):
                return translate(MISSING_NAMES[value.removeprefix(_MISSING)])
            number = Decimal(value)
            known = said.get(thing or 0)
            return value_text(number, known, whole=True) if known else number_text(number)

        return told

    def _enter(
        self, row: RowChange, cell: CellChange, user: User | None, note: str, doubts: list[Any]
    ) -> Observation:
        """Enter a value whose doubts the person sees, or has seen."""
        indicator, text = self._things[row.thing or 0], str(cell.after)
        now = Observation.objects.filter(indicator=indicator, measured=span(cell.field).last)
        last = now.order_by("-pk").first()
        missing = text.startswith(_MISSING)
        entered = EnteredValue(
            period=cell.field,
            value=None if missing else Decimal(text),
            missing=Observation.Missing(text.removeprefix(_MISSING)) if missing else None,
            source=self._said[indicator.pk].source,
            note=note[:500],
        )
        seen = last.pk if last is not None else 0
        try:
            return enter(indicator, entered, user=user, seen=seen)
        except Doubtful as doubtful:
            doubts += [LedetraadError("%(told)s", told=one).kept() for one in doubtful.doubts]
            return enter(indicator, entered, user=user, seen=seen, sure=doubtful.stamp)


class _InVain(Exception):
    """Ends a transaction in which nothing was to be stored."""


def _in_time(cells: Iterable[CellChange]) -> list[CellChange]:
    return sorted(cells, key=lambda cell: span(cell.field).last)


def _kept(value: Decimal | None, missing: str) -> str:
    return _MISSING + missing if value is None else format(value.normalize(), "f")


def _is_shown_as(value: Value, was: str | None, said: IndicatorValues) -> bool:
    """Whether a cell shows what stood there, perhaps rounded, as a file of text is saved."""
    if was is None or was.startswith(_MISSING):
        return False
    before = Decimal(was)
    if isinstance(value, Decimal):
        return value == before or without_noise(value) == before
    return folded(text_of(value)) in {
        format(before, "f"),
        folded(number_text(before)),
        folded(number_text(before, said.decimals)),
    }


def _may_not() -> RowRefused:
    return RowRefused(
        N_("You may not enter values for this indicator."),
        remedy=N_("Ask its unit, a planner or the controller to do it."),
    )
