"""Measures in a list: what each column says, and storing it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.auth.models import User
from pydantic import ValidationError

from ledetraad.errors import LedetraadError
from ledetraad.followup.measure import (
    FINANCING_NAMES,
    KIND_NAMES,
    MeasureKind,
    MeasureValues,
    MoneyKind,
)
from ledetraad.followup.status import MEASURE_STATUS_NAMES
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.validation import every_fault
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.indicators.finding import people_of, units_of
from ledetraad.web.followup.measures.export import HEADS
from ledetraad.web.followup.measures.telling import FIELD_NAMES, Teller
from ledetraad.web.followup.models import Measure
from ledetraad.web.followup.sheets.cells import a_choice, a_day, a_whole_number, line, one_named
from ledetraad.web.followup.sheets.keys import MEASURE, Key
from ledetraad.web.followup.sheets.preview import CellChange, RowChange
from ledetraad.web.followup.sheets.serving import Named
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
from ledetraad.web.followup.sheets.table import CellRefused, Value
from ledetraad.web.followup.standing import whole
from ledetraad.web.forms import FieldRefused
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import change, make

_FIELDS = (
    None,
    "name",
    "why",
    "kind",
    "unit",
    "person",
    "start",
    "deadline",
    "status",
    "financing",
    "serves",
)
"""What the columns of `HEADS` are of."""
_CHOICES: Mapping[str, Mapping[Any, str]] = {
    "kind": KIND_NAMES,
    "financing": FINANCING_NAMES,
    "status": MEASURE_STATUS_NAMES,
}
_MONEY = re.compile(r"([12][0-9]{3})(?: ?\((?:kroner|kr)\))?")
MONEY = "money:"


class Measures(Subject):
    """The list of measures."""

    kind: ClassVar[str] = "measures"
    letter: ClassVar[str] = MEASURE

    def __init__(self, allowed: Access, today: date) -> None:
        super().__init__(allowed, today)
        self._elements = Elements(self.municipality)
        self._named = Named(self._elements)
        self._units = units_of(self.municipality)
        self._people = people_of(self.municipality)
        self._things: dict[int, Measure] = {}
        self._now: dict[int, dict[str, Any]] = {}
        self._before: dict[int, Said] = {}
        self._by: dict[int, str] = {}

    @classmethod
    def field_of(cls, head: str) -> str | None:
        """The field that a column is of: one of the exported list's, or a year's money."""
        for (name, _), field in zip(HEADS, _FIELDS, strict=True):
            if head in names_of(name):
                return field
        money = _MONEY.fullmatch(head)
        return f"{MONEY}{money[1]}" if money is not None else None

    def hold(self, keys: Sequence[Key]) -> None:
        """Get the measures that a list names, and what they said when it was fetched."""
        numbers = {key.thing: key.version for key in keys}
        found = Measure.objects.filter(
            municipality=self.municipality, number__in=numbers, deleted_at=None
        )
        things = {one.pk: one for one in whole(found)}
        before = said_before(things, {pk: numbers[one.number] for pk, one in things.items()})
        for pk, one in things.items():
            self._things[one.number] = one
            self._now[one.number] = _with_money(one.values())
            self._before[one.number] = _with_money(before[pk])
        changes = Change.objects.filter(kind=Measure.kind(), object_id__in=things)
        for pk, by in changes.order_by("pk").values_list("object_id", "by_name"):
            self._by[things[pk].number] = by

    def held(self, key: Key) -> Held | None:
        """A measure as it stands; None where there is none such."""
        one = self._things.get(key.thing)
        if one is None:
            return None
        now = self._now[one.number]
        return Held(one.number, one.name, one.version, now, self._by.get(one.number, ""))

    def before(self, key: Key) -> Said:
        """What a measure said when the list was fetched."""
        return self._before[key.thing]

    def read(self, field: str, value: Value, before: Said | None, where: str) -> Any:
        """What a cell says, as JSON holds it.

        Raises:
            LedetraadError: it can't be read.
        """
        was = before.get(field) if before is not None else None
        if field.startswith(MONEY):
            return self._money(field, value, before, where)
        if field in _CHOICES:
            if value is None and before is None:
                return None
            return a_choice(value, _CHOICES[field], where)
        ways: Mapping[str, Callable[[], Any]] = {
            "unit": lambda: self._unit(value, was, where),
            "person": lambda: self._person(value, was, where),
            "start": lambda: a_day(value, where, "first"),
            "deadline": lambda: a_day(value, where, "last"),
            "serves": lambda: self._named.rows(line(value), list(was or []), where),
        }
        return ways[field]() if field in ways else _as_before(line(value), was)

    def fault(self, held: Held | None, own: Said) -> list[tuple[str, LedetraadError]]:
        """What is wrong with a row as a whole, and whether the person may."""
        if held is not None and not self.allowed.may(Action.EDIT_MEASURE, held.now["unit"]):
            return [("", _may_not())]
        unit = own["unit"] if "unit" in own else held.now["unit"] if held is not None else None
        if not self.allowed.may(Action.EDIT_MEASURE, unit):
            return [("unit", _not_to())]
        now = dict(held.now) if held is not None else {}
        merged = _merged(now, own, {"name": "", **now, **own})
        try:
            MeasureValues.model_validate(merged)
        except ValidationError as error:
            return [
                (
                    _field_at(place, merged),
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
        """How many measures there are."""
        return Measure.objects.filter(municipality=self.municipality, deleted_at=None).count()

    def take(
        self, row: RowChange, cells: Sequence[CellChange], user: User, reason: str
    ) -> list[Done]:
        """Make or change a measure as a row says.

        Raises:
            LedetraadError: it has been changed since, or the person may not.
            ValidationError: what it would say doesn't go together.
        """
        own = {cell.field: cell.after for cell in cells}
        if row.thing is None:
            if not self.allowed.may(Action.EDIT_MEASURE, own.get("unit")):
                raise _not_to()
            values = {"kind": MeasureKind.ASSIGNMENT.value, **own}
            made = make(
                Measure(municipality=self.municipality),
                _merged({}, own, values),
                user=user,
                reason=reason,
            )
            return [Done(made.number, made.pk, made.name, made.version, Change.What.MADE)]
        found = Measure.objects.select_for_update(of=("self",)).filter(
            municipality=self.municipality, number=row.thing, deleted_at=None
        )
        measure = found.first()
        if measure is None or measure.version != row.seen:
            raise ChangedSince(row.title)
        now = measure.values()
        self._check_right(measure, own)
        change(measure, _merged(now, own, own), user=user, version=row.seen, reason=reason)
        return [
            Done(measure.number, measure.pk, measure.name, measure.version, Change.What.CHANGED)
        ]

    def take_back(self, done: Sequence[Mapping[str, Any]], user: User, reason: str) -> list[str]:
        """Undo what was done; the titles of those that have been changed since."""
        del reason
        return take_back(
            Measure, done, lambda one: self.allowed.may(Action.EDIT_MEASURE, one.unit_id), user
        )

    def label(self, field: str, translate: Translate) -> str:
        """What a field is called."""
        if field.startswith(MONEY):
            return translate(N_("%(year)s (kroner)")) % {"year": field.removeprefix(MONEY)}
        return translate(FIELD_NAMES[field])

    def teller(
        self, translate: Translate, rows: Iterable[RowChange]
    ) -> Callable[[int | None, str, Any], str]:
        """A function that says what a field says."""
        del rows
        teller = Teller(self._elements, self._units, self._people, translate)

        def told(_: int | None, field: str, value: Any) -> str:
            if field.startswith(MONEY):
                return "–" if value is None else number_text(Decimal(value))
            return teller.text(field, value)

        return told

    def _check_right(self, measure: Measure, own: Said) -> None:
        if not self.allowed.may(Action.EDIT_MEASURE, measure.unit_id):
            raise _may_not()
        if "unit" in own and not self.allowed.may(Action.EDIT_MEASURE, own["unit"]):
            raise _not_to()

    def _unit(self, value: Value, before: int | None, where: str) -> int | None:
        current = [
            (one.pk, one.name) for one in self._units if one.is_on(self.today) or one.pk == before
        ]
        told = N_("There is no unit called “%(name)s”.")
        return one_named(value, current, before, told, where)

    def _person(self, value: Value, before: int | None, where: str) -> int | None:
        named = [
            (one.pk, name)
            for one in self._people
            for name in {one.get_full_name(), one.get_username()}
            if name
        ]
        told = N_("Nobody called “%(name)s” has a role here.")
        return one_named(value, named, before, told, where)

    def _money(self, field: str, value: Value, before: Said | None, where: str) -> int | None:
        """What a measure costs in a year; one that stands in both budgets is left as it is."""
        amount = a_whole_number(value, where)
        year = int(field.removeprefix(MONEY))
        if before is None or amount == before.get(field):
            return amount
        if sum(one["year"] == year for one in before["money"]) > 1:
            raise CellRefused(
                N_("The amount is parted between two budgets."),
                where=where,
                remedy=N_("Change it on the measure's page, where both are shown."),
            )
        return amount


def _as_before(text: str, before: str | None) -> str:
    """A text, which is the same as before where only blanks at its ends differ."""
    return before if before is not None and text.strip() == before.strip() else text


def _with_money(said: Said) -> dict[str, Any]:
    """What a measure says, with the sum of each year's money as a list shows it."""
    whole_said = dict(said)
    for one in said["money"]:
        field = f"{MONEY}{one['year']}"
        whole_said[field] = whole_said.get(field, 0) + one["amount"]
    return whole_said


def _merged(now: Said, own: Said, values: Said) -> dict[str, Any]:
    """Values as a measure has them, each year's money put in its place in the whole."""
    merged = {name: value for name, value in values.items() if not name.startswith(MONEY)}
    years = {
        int(name.removeprefix(MONEY)): amount
        for name, amount in own.items()
        if name.startswith(MONEY)
    }
    if not years:
        return merged
    money = [dict(one) for one in now.get("money", ())]
    kind = {**now, **own}.get("kind")
    usual = MoneyKind.INVESTMENT if kind == MeasureKind.INVESTMENT else MoneyKind.OPERATIONS
    for year, amount in years.items():
        there = [one for one in money if one["year"] == year]
        if amount is None:
            money = [one for one in money if one["year"] != year]
        elif there:
            there[0]["amount"] = amount
        else:
            money.append({"year": year, "kind": usual.value, "amount": amount})
    merged["money"] = money
    return merged


def _field_at(place: str, merged: Said) -> str:
    """The field that a fault is of, by its place among the values."""
    part, _, rest = place.partition(".")
    if part != "money" or not rest:
        return part or "deadline"
    return f"{MONEY}{merged['money'][int(rest.partition('.')[0])]['year']}"


def _may_not() -> RowRefused:
    return RowRefused(
        N_("You may not change this measure."),
        remedy=N_("Ask its unit's leader or the controller to do it."),
    )


def _not_to() -> RowRefused:
    return RowRefused(
        N_("You may not give a measure to this unit, or to none."),
        remedy=N_("Choose your own unit, or one under it."),
    )
