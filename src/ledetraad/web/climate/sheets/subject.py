"""Measures' effects on emissions in a list: what each column says, and storing it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import User
from pydantic import ValidationError

from ledetraad.climate.measures import KIND_NAMES
from ledetraad.climate.part import PartValues, wanting_lifetime
from ledetraad.climate.sectors import SECTOR_NAMES, Sector
from ledetraad.errors import LedetraadError
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.validation import every_fault
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.climate.finding import sources_of
from ledetraad.web.climate.models import ClimatePart
from ledetraad.web.climate.services.part_write import indicator_problem, write_part
from ledetraad.web.climate.sheets import columns
from ledetraad.web.climate.sheets.columns import BY_YEAR, NAME, flat, nested, parted, plain
from ledetraad.web.climate.telling import DIRECT_NAMES, FIELD_NAMES, text
from ledetraad.web.followup.models import PARTS, Indicator, Measure, read_parts
from ledetraad.web.followup.sheets.cells import (
    a_choice,
    a_number,
    a_whole_number,
    line,
    one_named,
)
from ledetraad.web.followup.sheets.keys import CLIMATE, Key
from ledetraad.web.followup.sheets.preview import CellChange, RowChange
from ledetraad.web.followup.sheets.subject import (
    ChangedSince,
    Done,
    Held,
    RowRefused,
    Said,
    Subject,
    folded,
    said_before,
    take_back,
)
from ledetraad.web.followup.sheets.table import Value
from ledetraad.web.forms import FieldRefused
from ledetraad.web.history.models import Change


class ClimateParts(Subject):
    """The list of what measures do to emissions."""

    kind: ClassVar[str] = "climate"
    letter: ClassVar[str] = CLIMATE
    makes_new: ClassVar[bool] = False

    def __init__(self, allowed: Access, today: date) -> None:
        super().__init__(allowed, today)
        self._measures: dict[int, Measure] = {}
        self._parts: dict[int, ClimatePart] = {}
        self._before: dict[int, Said] = {}
        self._by: dict[int, str] = {}

    @classmethod
    def fits(cls, fields: Collection[str]) -> bool:
        """Whether there are names and sectors, which no other list has together."""
        return {NAME, columns.SECTOR} <= set(fields)

    @classmethod
    def field_of(cls, head: str) -> str | None:
        """The field that a column is of."""
        return columns.field_of(head)

    def hold(self, keys: Sequence[Key]) -> None:
        """Get the measures that a list names, and what was written of each when it was fetched."""
        versions = {key.thing: key.version for key in keys}
        found = list(
            Measure.objects.filter(
                municipality=self.municipality, number__in=versions, deleted_at=None
            )
        )
        read_parts(found, *PARTS)
        self._measures = {one.number: one for one in found}
        parts = {
            one.pk: one
            for one in ClimatePart.objects.filter(measure__in=found).select_related("measure")
        }
        self._parts = {one.measure.number: one for one in parts.values()}
        seen = {pk: versions[one.measure.number] for pk, one in parts.items()}
        before = said_before(parts, seen)
        self._before = {
            number: flat(before[part.pk])
            if (part := self._parts.get(number)) is not None and versions[number]
            else {}
            for number in self._measures
        }
        changes = Change.objects.filter(kind=ClimatePart.kind(), object_id__in=parts)
        for pk, by in changes.order_by("pk").values_list("object_id", "by_name"):
            self._by[parts[pk].measure.number] = by

    def held(self, key: Key) -> Held | None:
        """What is written of a measure; None where it was written then, and is deleted now."""
        measure, part = self._measures.get(key.thing), self._there(key.thing)
        if measure is None or (part is None and key.version):
            return None
        now = flat(part.values()) if part is not None else {}
        version = part.version if part is not None else 0
        return Held(measure.number, measure.name, version, now, self._by.get(measure.number, ""))

    def before(self, key: Key) -> Said:
        """What was written of a measure when the list was fetched."""
        return self._before[key.thing]

    def read(self, field: str, value: Value, before: Said | None, where: str) -> Any:
        """What a cell says, as JSON holds it.

        Raises:
            LedetraadError: it can't be read.
        """
        was = before.get(field) if before is not None else None
        if field == NAME or (value is None and was is None):
            return was
        place = parted(field)
        if place is not None:
            return _of_year(place[2], value, was, where)
        ways: Mapping[str, Callable[[], Any]] = {
            "sector": lambda: a_choice(value, SECTOR_NAMES, where) if value is not None else None,
            "kind": lambda: a_choice(value, KIND_NAMES, where),
            "direct": lambda: a_choice(value, DIRECT_NAMES, where) == str(True),
            "lifetime": lambda: a_whole_number(value, where),
            "indicator": lambda: self._indicator(value, was, where),
        }
        return ways[field]() if field in ways else _words(line(value), was)

    def fault(self, held: Held | None, own: Said) -> list[tuple[str, LedetraadError]]:
        """What is wrong with a row as a whole, and whether the person may."""
        if held is None or not own:
            return []
        if not self.allowed.may(Action.EDIT_EFFECT, self._measures[held.thing].unit_id):
            return [("", _may_not())]
        part = self._there(held.thing)
        merged = nested(part.values() if part is not None else {}, own)
        try:
            said = PartValues.model_validate(merged)
        except ValidationError as error:
            return [
                (
                    columns.field_at(place) if place else "not_quantified",
                    FieldRefused(
                        N_("This can't be: %(reason)s."),
                        remedy=N_("Correct it, and save again."),
                        reason=why,
                    ),
                )
                for place, why in every_fault(error)
            ]
        lifetime = wanting_lifetime(self._measures[held.thing].said(), said)
        return [("lifetime", lifetime)] if lifetime is not None else []

    def count(self) -> int:
        """How many measures have something written of their effect."""
        return ClimatePart.objects.filter(
            municipality=self.municipality, deleted_at=None, measure__deleted_at=None
        ).count()

    def doubts(self, rows: Sequence[RowChange]) -> Mapping[tuple[int, str], list[Any]]:
        """The sources that no edition of the accounts has: such measures can't be counted."""
        found: dict[tuple[int, str], list[Any]] = {}
        for row in rows:
            own = {cell.field: cell.after for cell in row.cells}
            source = own.get("source")
            if source and "source" in own and row.thing is not None:
                part = self._there(row.thing)
                sector = own.get("sector", part.said().sector if part is not None else None)
                if self._sources and (sector, source) not in self._sources:
                    told = LedetraadError(N_("The accounts don't have this source in the sector."))
                    found[row.number, "source"] = [told.kept()]
        return found

    def take(
        self, row: RowChange, cells: Sequence[CellChange], user: User, reason: str
    ) -> list[Done]:
        """Write or change what a measure does to emissions, as a row says.

        Raises:
            LedetraadError: it has been changed since, or the person may not.
            ValidationError: what it would say doesn't go together.
        """
        own = {cell.field: cell.after for cell in cells}
        measure = Measure.objects.filter(
            municipality=self.municipality, number=row.thing or 0, deleted_at=None
        ).first()
        part = ClimatePart.objects.select_for_update(of=("self",)).filter(measure=measure).first()
        there = part is not None and part.deleted_at is None
        if measure is None or (part.version if part is not None and there else 0) != row.seen:
            raise ChangedSince(row.title)
        if not self.allowed.may(Action.EDIT_EFFECT, measure.unit_id):
            raise _may_not()
        now = part.values() if part is not None and there else {}
        values = PartValues.model_validate(nested(now, own))
        written = write_part(measure, values, user=user, version=row.seen or None, reason=reason)
        what = Change.What.MADE if part is None else Change.What.CHANGED
        return [Done(measure.number, written.pk, measure.name, written.version, what)]

    def take_back(self, done: Sequence[Mapping[str, Any]], user: User, reason: str) -> list[str]:
        """Undo what was done; the titles of those that have been changed since."""
        del reason

        def may(one: ClimatePart) -> bool:
            return self.allowed.may(Action.EDIT_EFFECT, one.measure.unit_id)

        return take_back(ClimatePart, done, may, user)

    def label(self, field: str, translate: Translate) -> str:
        """What a field is called."""
        place = parted(field)
        if place is not None:
            return translate(BY_YEAR[place[0], place[2]]) % {"year": place[1]}
        return translate(FIELD_NAMES[field])

    def teller(
        self, translate: Translate, rows: Iterable[RowChange]
    ) -> Callable[[int | None, str, Any], str]:
        """A function that says what a field says."""
        del rows

        def told(_: int | None, field: str, value: Any) -> str:
            place = parted(field)
            if value is None or field == "indicator":
                return self._names.get(value, "–")
            if place is not None and place[2] != "method":
                return number_text(Decimal(value))
            return text(field if place is None else "", value, translate)

        return told

    def _there(self, number: int) -> ClimatePart | None:
        part = self._parts.get(number)
        return part if part is not None and part.deleted_at is None else None

    @cached_property
    def _indicators(self) -> list[Indicator]:
        found = Indicator.objects.filter(municipality=self.municipality, deleted_at=None)
        return list(found)

    @cached_property
    def _names(self) -> Mapping[int | None, str]:
        return {one.pk: one.name for one in self._indicators}

    @cached_property
    def _sources(self) -> set[tuple[Sector, str]]:
        return set(sources_of(self.municipality))

    def _indicator(self, value: Value, was: int | None, where: str) -> int | None:
        named = [(one.pk, one.name) for one in self._indicators]
        told = N_("There is no indicator called “%(name)s”.")
        key = one_named(value, named, was, told, where)
        if key is not None and key != was:
            chosen = next(one for one in self._indicators if one.pk == key)
            problem = indicator_problem(chosen)
            if problem is not None:
                problem.where = where
                raise problem
        return key


def _of_year(name: str, value: Value, was: str | None, where: str) -> str | None:
    if name == "method":
        return _words(line(value), was)
    number = a_number(value, where)
    return None if number is None else plain(number)


def _words(said: str, was: str | None) -> str | None:
    """A text, which is the same as before where only blanks differ."""
    return was if was is not None and folded(said) == folded(was) else said.strip()


def _may_not() -> RowRefused:
    return RowRefused(
        N_("You may not change what this measure does to emissions."),
        remedy=N_("Ask its unit's leader or the controller to do it."),
    )
