"""Indicators in a list: what each column says, and storing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.auth.models import User
from pydantic import ValidationError

from ledetraad.errors import LedetraadError
from ledetraad.followup.band_text import read_band
from ledetraad.followup.direction import DIRECTION_NAMES
from ledetraad.followup.freshness import FREQUENCY_NAMES
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.validation import every_fault
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.indicators.finding import people_of, units_of
from ledetraad.web.followup.indicators.telling import FIELD_NAMES, Teller
from ledetraad.web.followup.models import Indicator
from ledetraad.web.followup.sheets.cells import (
    a_choice,
    a_number,
    a_whole_number,
    line,
    one_named,
)
from ledetraad.web.followup.sheets.columns import READ
from ledetraad.web.followup.sheets.keys import INDICATOR, Key
from ledetraad.web.followup.sheets.preview import CellChange, RowChange
from ledetraad.web.followup.sheets.subject import (
    ChangedSince,
    Done,
    Held,
    RowRefused,
    Said,
    Subject,
    names_of,
    said_before,
    take_back,
)
from ledetraad.web.followup.sheets.table import Value
from ledetraad.web.forms import FieldRefused
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import change

_CHOICES: Mapping[str, Mapping[Any, str]] = {
    "direction": DIRECTION_NAMES,
    "frequency": FREQUENCY_NAMES,
}
_BANDS = frozenset({"desired", "accepted", "not_approved"})


class Indicators(Subject):
    """The list of indicators; a new one is written down on its own page, which asks for more."""

    kind: ClassVar[str] = "indicators"
    letter: ClassVar[str] = INDICATOR
    makes_new: ClassVar[bool] = False

    def __init__(self, allowed: Access, today: date) -> None:
        super().__init__(allowed, today)
        self._units = units_of(self.municipality)
        self._things: dict[int, Indicator] = {}
        self._before: dict[int, Said] = {}
        self._by: dict[int, str] = {}

    @classmethod
    def field_of(cls, head: str) -> str | None:
        """The field that a column is of."""
        return next((field for field, name in READ if head in names_of(name)), None)

    def hold(self, keys: Sequence[Key]) -> None:
        """Get the indicators that a list names, and what they said when it was fetched."""
        versions = {key.thing: key.version for key in keys}
        self._things = Indicator.objects.filter(
            municipality=self.municipality, deleted_at=None
        ).in_bulk(list(versions))
        self._before = said_before(self._things, versions)
        changes = Change.objects.filter(kind=Indicator.kind(), object_id__in=self._things)
        self._by = dict(changes.order_by("pk").values_list("object_id", "by_name"))

    def held(self, key: Key) -> Held | None:
        """An indicator as it stands; None where there is none such."""
        one = self._things.get(key.thing)
        if one is None:
            return None
        return Held(one.pk, one.name, one.version, one.values(), self._by.get(one.pk, ""))

    def before(self, key: Key) -> Said:
        """What an indicator said when the list was fetched."""
        return self._before[key.thing]

    def read(self, field: str, value: Value, before: Said | None, where: str) -> Any:
        """What a cell says, as JSON holds it.

        Raises:
            LedetraadError: it can't be read.
        """
        was = before.get(field) if before is not None else None
        if field in _CHOICES:
            return a_choice(value, _CHOICES[field], where)
        if field == "unit":
            current = [
                (one.pk, one.name) for one in self._units if one.is_on(self.today) or one.pk == was
            ]
            told = N_("There is no unit called “%(name)s”.")
            return one_named(value, current, was, told, where)
        if field == "decimals":
            return a_whole_number(value, where) or 0
        if field == "baseline_year":
            return a_whole_number(value, where)
        if field == "baseline":
            return _figure(a_number(value, where), was)
        text = line(value)
        if field in _BANDS and text and text != was:
            read_band(text)
        return was if was is not None and text.strip() == str(was).strip() else text

    def fault(self, held: Held | None, own: Said) -> list[tuple[str, LedetraadError]]:
        """What is wrong with a row as a whole, and whether the person may."""
        now = held.now if held is not None else {}
        problem = self._right(now.get("unit"), own)
        if problem is not None:
            return [("", problem)]
        try:
            IndicatorValues.model_validate({**now, **own})
        except ValidationError as error:
            return [
                (
                    place,
                    FieldRefused(
                        N_("This can't be: %(reason)s."),
                        remedy=N_("Correct it, and save again."),
                        reason=why,
                    ),
                )
                for place, why in every_fault(error)
            ]
        return []

    def count(self) -> int:
        """How many indicators there are."""
        return Indicator.objects.filter(municipality=self.municipality, deleted_at=None).count()

    def take(
        self, row: RowChange, cells: Sequence[CellChange], user: User, reason: str
    ) -> list[Done]:
        """Change an indicator as a row says.

        Raises:
            LedetraadError: it has been changed since, or the person may not.
            ValidationError: what it would say doesn't go together.
        """
        own = {cell.field: cell.after for cell in cells}
        found = Indicator.objects.select_for_update(of=("self",)).filter(
            municipality=self.municipality, pk=row.thing or 0, deleted_at=None
        )
        indicator = found.first()
        if indicator is None or indicator.version != row.seen:
            raise ChangedSince(row.title)
        problem = self._right(indicator.unit_id, own)
        if problem is not None:
            raise problem
        change(indicator, own, user=user, version=row.seen, reason=reason)
        key, version = indicator.pk, indicator.version
        return [Done(key, key, indicator.name, version, Change.What.CHANGED)]

    def take_back(self, done: Sequence[Mapping[str, Any]], user: User, reason: str) -> list[str]:
        """Undo what was done; the titles of those that have been changed since."""
        del reason
        return take_back(
            Indicator, done, lambda one: self.allowed.may(Action.EDIT_INDICATOR, one.unit_id), user
        )

    def label(self, field: str, translate: Translate) -> str:
        """What a field is called."""
        return translate(FIELD_NAMES[field])

    def teller(
        self, translate: Translate, rows: Iterable[RowChange]
    ) -> Callable[[int | None, str, Any], str]:
        """A function that says what a field says."""
        del rows
        place = self.municipality
        teller = Teller(place, Elements(place), self._units, people_of(place), translate)
        return lambda _, field, value: teller.text(field, value)

    def _right(self, unit: int | None, own: Said) -> LedetraadError | None:
        reached = [unit, *([own["unit"]] if "unit" in own else [])]
        if all(self.allowed.may(Action.EDIT_INDICATOR, one) for one in reached):
            return None
        return RowRefused(
            N_("You may not change this indicator."),
            remedy=N_("Ask a planner or the controller to do it."),
        )


def _figure(value: Decimal | None, before: str | None) -> str | None:
    """A number as JSON holds it, written as before where it is the same."""
    if value is None:
        return None
    if before is not None and Decimal(before) == value:
        return before
    return format(value, "f")
