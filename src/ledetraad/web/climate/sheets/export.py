"""Measures' effects on emissions as an Excel workbook, to be sent back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from ledetraad.climate.measures import KIND_NAMES
from ledetraad.climate.sectors import SECTOR_NAMES
from ledetraad.followup.measure import MONEY_KIND_NAMES, MeasureKind
from ledetraad.followup.status import MEASURE_STATUS_NAMES, MeasureStatus
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.list_sheet import Cell, Column, Figure, list_workbook
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.climate.models import Budget, ClimatePart
from ledetraad.web.climate.sheets.columns import (
    BY_YEAR,
    EFFECTS,
    LAST,
    RESULTS,
    SAID,
    TOLD,
    flat,
    year_field,
)
from ledetraad.web.climate.telling import DIRECT_NAMES
from ledetraad.web.followup.models import Indicator, Measure
from ledetraad.web.followup.sheets.keys import CLIMATE, KEY_HEAD, Key, key_text

_FIRST = ((N_("Number"), 9), (N_("Measure"), 40), (N_("Unit responsible"), 22), (N_("Status"), 16))
_YEARS = 4
_CHOICES: Mapping[str, Mapping[Any, str]] = {
    "sector": SECTOR_NAMES,
    "kind": KIND_NAMES,
    "direct": DIRECT_NAMES,
}


def climate_workbook(municipality: Municipality, translate: Translate, today: date) -> bytes:
    """The climate measures, and all others with an effect on emissions, one row each.

    There are columns for each year of the newest climate budget, and for each that anything is
    said of. What a measure costs stands there to be read; it is changed in the list of measures.

    Args:
        municipality: whose.
        translate: the language of heads and words.
        today: the day that it is made.
    """
    measures = list(_measures(municipality))
    found = ClimatePart.objects.filter(measure__in=measures, deleted_at=None)
    parts = {one.measure_id: one for one in found}
    said = {pk: flat(one.values()) for pk, one in parts.items()}
    names = dict(Indicator.objects.filter(municipality=municipality).values_list("pk", "name"))
    effects, results = _years(municipality, parts.values(), today)
    by_year = [
        (part, year, name)
        for part, years in ((EFFECTS, effects), (RESULTS, results))
        for year in years
        for each, name in BY_YEAR
        if each == part
    ]
    money = sorted({(one.year, one.kind) for each in measures for one in each.money.all()})

    def heads(some: Sequence[tuple[str, str, int]]) -> list[Column]:
        return [Column(translate(name), width) for _, name, width in some]

    def year_heads(part: str) -> list[Column]:
        return [
            Column(translate(BY_YEAR[each, name]) % {"year": year}, 30 if name == "method" else 12)
            for each, year, name in by_year
            if each == part
        ]

    columns = [
        *(Column(translate(name), width) for name, width in _FIRST),
        *heads(SAID),
        *year_heads(EFFECTS),
        *heads(TOLD),
        *year_heads(RESULTS),
        *heads(LAST),
        Column(translate(KEY_HEAD), 24),
        *(
            Column(f"{translate(MONEY_KIND_NAMES[kind])} {year} ({translate(N_('kroner'))})", 16)
            for year, kind in money
        ),
    ]

    def row(measure: Measure) -> list[Cell]:
        own, part = said.get(measure.pk, {}), parts.get(measure.pk)

        def cells(some: Sequence[tuple[str, str, int]]) -> list[Cell]:
            return [_cell(field, own.get(field), names, translate) for field, _, _ in some]

        def years(part: str) -> list[Cell]:
            return [
                _year_cell(name, own.get(year_field(each, year, name)))
                for each, year, name in by_year
                if each == part
            ]

        kroner = {(one.year, one.kind): one.amount for one in measure.money.all()}
        key = Key(CLIMATE, measure.number, part.version if part is not None else 0)
        return [
            measure.number,
            measure.name,
            measure.unit.name if measure.unit is not None else "",
            translate(MEASURE_STATUS_NAMES[MeasureStatus(measure.status)]),
            *cells(SAID),
            *years(EFFECTS),
            *cells(TOLD),
            *years(RESULTS),
            *cells(LAST),
            key_text(key, municipality.pk),
            *(Figure(kroner.get(each)) for each in money),
        ]

    title = translate(N_("Effect on emissions"))
    return list_workbook(title, columns, [row(one) for one in measures], frozen=2, made=today)


def _measures(municipality: Municipality) -> Any:
    return (
        Measure.objects.filter(
            Q(kind_of=MeasureKind.CLIMATE) | Q(climate__deleted_at=None, climate__isnull=False),
            municipality=municipality,
            deleted_at=None,
        )
        .select_related("unit")
        .prefetch_related("money")
        .order_by("number")
    )


def _years(municipality: Municipality, parts: Any, today: date) -> tuple[list[int], list[int]]:
    """The years with columns: of effects, and of what is reckoned afterwards."""
    effects: set[int] = set()
    results: set[int] = {today.year - 1, today.year}
    for one in parts:
        said = one.said()
        effects |= set(said.effects)
        results |= set(said.results)
    newest = Budget.objects.filter(municipality=municipality, deleted_at=None).first()
    if newest is not None:
        own = newest.said()
        effects |= {*range(own.first, min(own.first + _YEARS, own.last + 1)), own.last}
    if not effects:
        effects = set(range(today.year + 1, today.year + 1 + _YEARS))
    return sorted(effects), sorted(results)


def _cell(field: str, value: Any, names: Mapping[int, str], translate: Translate) -> Cell:
    if value is None:
        return ""
    if field in _CHOICES:
        return translate(_CHOICES[field][value])
    if field == "indicator":
        return names.get(value, "")
    return value if isinstance(value, int) else str(value)


def _year_cell(name: str, value: Any) -> Cell:
    if name == "method":
        return value or ""
    return Figure(None if value is None else Decimal(value))
