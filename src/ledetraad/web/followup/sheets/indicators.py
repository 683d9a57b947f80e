"""Indicators in a list: what each column says, and storing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
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
from ledetraad.web.followup.sheets.columns import SPEAKS_FOR as HEAD
from ledetraad.web.followup.sheets.keys import INDICATOR, Key
from ledetraad.web.followup.sheets.preview import CellChange, RowChange
from ledetraad.web.followup.sheets.speaking import (
    SPEAKS_FOR,
    SpokenFor,
    with_speaks_for,
    without_speaks_for,
)
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
from ledetraad.web.history.recording import change, make
from ledetraad.web.history.telling import NOTHING

_CHOICES: Mapping[str, Mapping[Any, str]] = {
    "direction": DIRECTION_NAMES,
    "frequency": FREQUENCY_NAMES,
}
_BANDS = frozenset({"desired", "accepted", "not_approved"})


class Indicators(Subject):
    """The list of indicators."""

    kind: ClassVar[str] = "indicators"
    letter: ClassVar[str] = INDICATOR

    def __init__(self, allowed: Access, today: date) -> None:
        super().__init__(allowed, today)
        self._speaking = SpokenFor(self.municipality)
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
        before = said_before(self._things, versions)
        self._before = {key: with_speaks_for(said) for key, said in before.items()}
        changes = Change.objects.filter(kind=Indicator.kind(), object_id__in=self._things)
        self._by = dict(changes.order_by("pk").values_list("object_id", "by_name"))

    def held(self, key: Key) -> Held | None:
        """An indicator as it stands; None where there is none such."""
        one = self._things.get(key.thing)
        if one is None:
            return None
        now = with_speaks_for(one.values())
        return Held(one.pk, one.name, one.version, now, self._by.get(one.pk, ""))

    def before(self, key: Key) -> Said:
        """What an indicator said when the list was fetched."""
        return self._before[key.thing]

    def read(self, field: str, value: Value, before: Said | None, where: str) -> Any:
        """What a cell says, as JSON holds it.

        Raises:
            LedetraadError: it can't be read.
        """
        was = before.get(field) if before is not None else None
        if value is None and before is None:
            return None
        ways: Mapping[str, Callable[[], Any]] = {
            SPEAKS_FOR: lambda: self._speaking.read(line(value), was, where),
            "unit": lambda: self._unit(value, was, where),
            "decimals": lambda: a_whole_number(value, where) or 0,
            "baseline_year": lambda: a_whole_number(value, where),
            "baseline": lambda: _figure(a_number(value, where), was),
            **{name: partial(a_choice, value, names, where) for name, names in _CHOICES.items()},
        }
        return ways[field]() if field in ways else _words(field, line(value), was)

    def fault(self, held: Held | None, own: Said) -> list[tuple[str, LedetraadError]]:
        """What is wrong with a row as a whole, and whether the person may."""
        now = held.now if held is not None else {"name": ""}
        problem = self._right(held.now["unit"] if held is not None else own.get("unit"), own)
        if problem is not None:
            return [("", problem)]
        try:
            IndicatorValues.model_validate(without_speaks_for({**now, **own}))
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
        """Make or change an indicator as a row says.

        Raises:
            LedetraadError: it has been changed since, or the person may not.
            ValidationError: what it would say doesn't go together.
        """
        own = {cell.field: cell.after for cell in cells}
        if row.thing is None:
            problem = self._right(own.get("unit"), own)
            if problem is not None:
                raise problem
            made = make(
                Indicator(municipality=self.municipality),
                without_speaks_for(own),
                user=user,
                reason=reason,
            )
            return [Done(made.pk, made.pk, made.name, made.version, Change.What.MADE)]
        found = Indicator.objects.select_for_update(of=("self",)).filter(
            municipality=self.municipality, pk=row.thing or 0, deleted_at=None
        )
        indicator = found.first()
        if indicator is None or indicator.version != row.seen:
            raise ChangedSince(row.title)
        problem = self._right(indicator.unit_id, own)
        if problem is not None:
            raise problem
        change(indicator, without_speaks_for(own), user=user, version=row.seen, reason=reason)
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
        return translate(HEAD if field == SPEAKS_FOR else FIELD_NAMES[field])

    def teller(
        self, translate: Translate, rows: Iterable[RowChange]
    ) -> Callable[[int | None, str, Any], str]:
        """A function that says what a field says."""
        del rows
        place = self.municipality
        teller = Teller(Elements(place), self._units, people_of(place), translate)

        def told(_: int | None, field: str, value: Any) -> str:
            if field == SPEAKS_FOR:
                return self._speaking.text(value, translate) or NOTHING
            return teller.text(field, value)

        return told

    def _unit(self, value: Value, before: int | None, where: str) -> int | None:
        current = [
            (one.pk, one.name) for one in self._units if one.is_on(self.today) or one.pk == before
        ]
        told = N_("There is no unit called “%(name)s”.")
        return one_named(value, current, before, told, where)

    def _right(self, unit: int | None, own: Said) -> LedetraadError | None:
        reached = [unit, *([own["unit"]] if "unit" in own else [])]
        if all(self.allowed.may(Action.EDIT_INDICATOR, one) for one in reached):
            return None
        return RowRefused(
            N_("You may not change this indicator."),
            remedy=N_("Ask a planner or the controller to do it."),
        )


def _words(field: str, text: str, before: Any) -> Any:
    """A text, which is the same as before where only blanks at its ends differ."""
    if field in _BANDS and text and text != before:
        read_band(text)
    return before if before is not None and text.strip() == str(before).strip() else text


def _figure(value: Decimal | None, before: str | None) -> str | None:
    """A number as JSON holds it, written as before where it is the same."""
    if value is None:
        return None
    if before is not None and Decimal(before) == value:
        return before
    return format(value, "f")
