"""The municipality's activities in a list: what each column says, and storing it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.auth.models import User

from ledetraad.climate.factors import LONGEST_UNIT, Activity
from ledetraad.climate.faults import WrongUnit
from ledetraad.errors import LedetraadError
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.list_sheet import Cell, Column, Figure, list_workbook
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Action
from ledetraad.web.climate.models import ActivityLine, FactorTable
from ledetraad.web.climate.own_reading import own_years
from ledetraad.web.climate.sheets.columns import plain
from ledetraad.web.climate.telling import FIELD_NAMES
from ledetraad.web.followup.sheets.cells import a_number, a_whole_number, line, one_named
from ledetraad.web.followup.sheets.keys import ACTIVITY, KEY_HEAD, Key, key_text
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
from ledetraad.web.history.recording import change, make

_COLUMNS = (
    ("what", N_("What was done"), 40),
    ("year", N_("Year"), 8),
    ("amount", N_("How much"), 14),
    ("unit", N_("Unit"), 14),
    ("factors", N_("Set of factors"), 30),
    ("factor", N_("Factor"), 20),
    ("source", N_("Where the amount is from"), 36),
)
_LENGTHS = {"what": 200, "unit": LONGEST_UNIT, "factor": 100, "source": 300}
_YEARS = range(1990, 2151)
_LARGEST = 10**15


class Activities(Subject):
    """The list of activities."""

    kind: ClassVar[str] = "activities"
    letter: ClassVar[str] = ACTIVITY
    name_field: ClassVar[str] = "what"

    def __init__(self, allowed: Access, today: date) -> None:
        super().__init__(allowed, today)
        found = FactorTable.objects.filter(municipality=self.municipality)
        self._tables = {one.pk: one for one in found}
        self._things: dict[int, ActivityLine] = {}
        self._before: dict[int, Said] = {}
        self._by: dict[int, str] = {}

    @classmethod
    def fits(cls, fields: Collection[str]) -> bool:
        """Whether there is what was done, how much, and by which factor."""
        return {"what", "amount", "factor"} <= set(fields)

    @classmethod
    def field_of(cls, head: str) -> str | None:
        """The field that a column is of."""
        return next((field for field, name, _ in _COLUMNS if head in names_of(name)), None)

    def hold(self, keys: Sequence[Key]) -> None:
        """Get the activities that a list names, and what they said when it was fetched."""
        versions = {key.thing: key.version for key in keys}
        self._things = ActivityLine.objects.filter(
            municipality=self.municipality, deleted_at=None
        ).in_bulk(list(versions))
        before = said_before(self._things, versions)
        self._before = {key: _flat(said) for key, said in before.items()}
        changes = Change.objects.filter(kind=ActivityLine.kind(), object_id__in=self._things)
        self._by = dict(changes.order_by("pk").values_list("object_id", "by_name"))

    def held(self, key: Key) -> Held | None:
        """An activity as it stands; None where there is none such."""
        one = self._things.get(key.thing)
        if one is None:
            return None
        return Held(one.pk, one.what, one.version, _flat(one.values()), self._by.get(one.pk, ""))

    def before(self, key: Key) -> Said:
        """What an activity said when the list was fetched."""
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
            "amount": lambda: _amount(value, where),
            "year": lambda: a_whole_number(value, where),
            "factors": lambda: self._table(value, was, where),
        }
        return ways[field]() if field in ways else line(value).strip()[: _LENGTHS[field]]

    def fault(self, held: Held | None, own: Said) -> list[tuple[str, LedetraadError]]:
        """What is wrong with a row as a whole, its units among it, and whether the person may."""
        if not self.allowed.may(Action.EDIT_CLIMATE):
            return [("", _may_not())]
        said = {**(held.now if held is not None else {}), **own}
        wanting = [
            (field, FieldRefused(N_("This is missing."), remedy=N_("Fill it in.")))
            for field in ("what", "year", "amount", "unit", "factors", "factor")
            if said.get(field) in (None, "")
        ]
        return list(wanting) or _beyond(said) or self._unreckoned(said)

    def _unreckoned(self, said: Said) -> list[tuple[str, LedetraadError]]:
        """Why an amount times its factor gives no tonnes."""
        from ledetraad.climate.activity import emitted  # noqa: PLC0415  (heavy to load)

        activity = Activity(Decimal(said["amount"]), said["unit"], said["year"], said["factor"])
        try:
            emitted(activity, self._tables[said["factors"]].factors())
        except WrongUnit as error:
            return [("unit", error)]
        except LedetraadError as error:
            return [("factor", error)]
        return []

    def count(self) -> int:
        """How many activities there are."""
        return ActivityLine.objects.filter(municipality=self.municipality, deleted_at=None).count()

    def take(
        self, row: RowChange, cells: Sequence[CellChange], user: User, reason: str
    ) -> list[Done]:
        """Make or change an activity as a row says.

        Raises:
            LedetraadError: it has been changed since, or the person may not.
        """
        if not self.allowed.may(Action.EDIT_CLIMATE):
            raise _may_not()
        own = {cell.field: cell.after for cell in cells}
        if row.thing is None:
            values = {"source": "", **own}
            new = ActivityLine(municipality=self.municipality)
            return [_done(make(new, values, user=user, reason=reason), Change.What.MADE)]
        found = ActivityLine.objects.select_for_update(of=("self",)).filter(
            municipality=self.municipality, pk=row.thing, deleted_at=None
        )
        one = found.first()
        if one is None or one.version != row.seen:
            raise ChangedSince(row.title)
        change(one, own, user=user, version=row.seen, reason=reason)
        return [_done(one, Change.What.CHANGED)]

    def take_back(self, done: Sequence[Mapping[str, Any]], user: User, reason: str) -> list[str]:
        """Undo what was done; the titles of those that have been changed since."""
        del reason
        return take_back(ActivityLine, done, lambda _: self.allowed.may(Action.EDIT_CLIMATE), user)

    def label(self, field: str, translate: Translate) -> str:
        """What a field is called."""
        return translate(FIELD_NAMES[field])

    def teller(
        self, translate: Translate, rows: Iterable[RowChange]
    ) -> Callable[[int | None, str, Any], str]:
        """A function that says what a field says."""
        del translate, rows

        def told(_: int | None, field: str, value: Any) -> str:
            if value in (None, ""):
                return "–"
            if field == "amount":
                return number_text(Decimal(value))
            return self._tables[value].title if field == "factors" else str(value)

        return told

    def _table(self, value: Value, was: int | None, where: str) -> int | None:
        named = [
            (pk, one.title)
            for pk, one in self._tables.items()
            if one.deleted_at is None or pk == was
        ]
        told = N_("There is no set of factors called “%(name)s”.")
        return one_named(value, named, was, told, where)


def activities_workbook(municipality: Municipality, translate: Translate, today: date) -> bytes:
    """The activities as a workbook, each with its formula and its tonnes to be read.

    Args:
        municipality: whose.
        translate: the language of the heads.
        today: the day that it is made.
    """
    reckoned = {
        line.key: line
        for each in own_years(municipality)
        for part in each.boundaries
        for line, _ in part.lines
        if line.key
    }
    found = ActivityLine.objects.filter(municipality=municipality, deleted_at=None)
    rows: list[list[Cell]] = [
        [
            one.what,
            one.year,
            Figure(one.amount.normalize()),
            one.unit,
            one.factors.title,
            one.factor,
            one.source,
            key_text(Key(ACTIVITY, one.pk, one.version), municipality.pk),
            reckoned[one.pk].formula,
            Figure(reckoned[one.pk].tonnes.value, 1),
        ]
        for one in found.select_related("factors")
    ]
    columns = [
        *(Column(translate(name), width) for _, name, width in _COLUMNS),
        Column(translate(KEY_HEAD), 24),
        Column(translate(N_("How it is reckoned")), 40),
        Column(translate(N_("Tonnes of CO2-equivalents")), 14),
    ]
    return list_workbook(translate(N_("Activities")), columns, rows, made=today)


def _beyond(said: Said) -> list[tuple[str, LedetraadError]]:
    """What is no year, or more than can be kept."""
    if said["year"] not in _YEARS:
        told = FieldRefused(
            N_("“%(text)s” is no year."), remedy=N_("Write it as 2030."), text=said["year"]
        )
        return [("year", told)]
    if abs(Decimal(said["amount"])) >= _LARGEST:
        larger = FieldRefused(N_("This is too large."), remedy=N_("Use a larger unit."))
        return [("amount", larger)]
    return []


def _flat(said: Said) -> dict[str, Any]:
    return {**said, "amount": plain(Decimal(said["amount"]))}


def _amount(value: Value, where: str) -> str | None:
    number = a_number(value, where)
    return None if number is None else plain(number)


def _done(one: ActivityLine, what: str) -> Done:
    return Done(one.pk, one.pk, one.what, one.version, what)


def _may_not() -> RowRefused:
    return RowRefused(
        N_("You may not change the activities."),
        remedy=N_("Ask a planner or the controller to do it."),
    )
