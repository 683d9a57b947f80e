"""Key figures as a municipality's own portal keeps them: values, peers, and how they are computed.

The form is that of Randaberg kommune's `kpi.json`: each key figure names a table of Statistics
Norway, an indicator in it, and a formula in words ("100 - indikatorverdi").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ledetraad.i18n import N_
from ledetraad.statistics.datasets import Content, Dataset
from ledetraad.statistics.faults import UnreadableStatistics
from ledetraad.statistics.formats.periods import year_of
from ledetraad.statistics.formats.signs import mark_column, settle
from ledetraad.statistics.observations import OBSERVATIONS, Observed
from ledetraad.validation import first_fault

VALUE = "indikatorverdi"
"""What the formulas call the indicator's own value."""


class _Lenient(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Source(_Lenient):
    label: str = ""
    url: str = ""
    table: str = ""
    indicator: str = ""
    transform: str = ""
    level: str = ""


class _Region(_Lenient):
    code: str
    label: str
    group: str = ""


class _Figure(_Lenient):
    id: Annotated[str, Field(min_length=1)]
    title: str
    goalId: str = ""  # noqa: N815
    subtitle: str = ""
    description: str = ""
    target: float | None = None
    unit: str = ""
    preferredRegion: str = ""  # noqa: N815
    source: _Source = _Source()
    regions: tuple[_Region, ...] = ()
    years: tuple[str, ...]
    series: dict[str, tuple[float | None, ...]]


class _File(_Lenient):
    kpis: tuple[_Figure, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One key figure.

    Args:
        key: its name in the file.
        goal: the goal that it is of, by the portal's key.
        observed: its values as the portal shows them.
        target: the value to reach, None where there is none.
        table, indicator: where its values come from.
        formula: how they are computed of the indicator, which is called `VALUE` in it.
        level: which value of the table's other variable, by its name; empty where there is none.
        unit: of the values.
        region: the municipality itself.
        peers: those that it is compared with.
    """

    key: str
    goal: str
    observed: Observed
    target: float | None
    table: str
    indicator: str
    formula: str
    level: str
    unit: str
    region: str
    peers: tuple[str, ...]


def read_key_figures(document: Any, name: str) -> tuple[KeyFigure, ...]:
    """The key figures in a portal's file.

    Args:
        document: its JSON, read.
        name: the file, for errors.

    Raises:
        UnreadableStatistics: something is missing, or a series is not as long as the years.
    """
    try:
        file = _File.model_validate(document)
    except ValidationError as error:
        place, why = first_fault(error)
        raise UnreadableStatistics(
            N_("The key figures can't be read: %(reason)s."),
            where=f"{name}: {place}",
            remedy=N_("Mend the file, or fetch it anew from the portal."),
            reason=why,
        ) from None
    return tuple(_figure(each, f"{name}: {each.id}") for each in file.kpis)


def is_key_figures(document: Any) -> bool:
    """Whether a JSON document is such a file."""
    return isinstance(document, dict) and isinstance(document.get("kpis"), list)


def _figure(figure: _Figure, where: str) -> KeyFigure:
    for region, values in figure.series.items():
        if len(values) != len(figure.years):
            raise UnreadableStatistics(
                N_("The series of “%(region)s” has %(found)s values for %(years)s years."),
                where=where,
                remedy=N_("Mend the file, or fetch it anew from the portal."),
                region=region,
                found=len(values),
                years=len(figure.years),
            )
    return KeyFigure(
        key=figure.id,
        goal=figure.goalId,
        observed=Observed(_dataset(figure), _table(figure, where)),
        target=figure.target,
        table=figure.source.table,
        indicator=figure.source.indicator,
        formula=figure.source.transform or VALUE,
        level=figure.source.level,
        unit=figure.unit,
        region=figure.preferredRegion,
        peers=tuple(each.code for each in figure.regions if each.code != figure.preferredRegion),
    )


def _dataset(figure: _Figure) -> Dataset:
    return Dataset(
        source=figure.source.label,
        code=figure.id,
        title=figure.title,
        contents=(Content(figure.id, figure.subtitle or figure.title, figure.unit),),
        regions={each.code: each.label for each in figure.regions},
        address=figure.source.url,
        notes=(figure.description,) if figure.description else (),
    )


def _table(figure: _Figure, where: str) -> pa.Table:
    years = [year_of(year) for year in figure.years]
    if None in years:
        raise UnreadableStatistics(
            N_("The period “%(period)s” has no year in it."),
            where=where,
            remedy=N_("Write periods as 2024, 2024K3 or 2024M01."),
            period=figure.years[years.index(None)],
        )
    rows = len(figure.series) * len(years)
    values = np.array(
        [np.nan if value is None else value for each in figure.series.values() for value in each]
    )
    marks = np.zeros(rows, dtype=np.int8)
    settle(values, marks)
    regions = [region for region in figure.series for _ in years]
    return pa.table(
        [
            pa.array([figure.id] * rows, pa.string()),
            pa.array(regions, pa.string()),
            pa.array([""] * rows, pa.string()),
            pa.array(list(figure.years) * len(figure.series), pa.string()),
            pa.array(years * len(figure.series), pa.int16()),
            pa.array(values, pa.float64(), mask=np.isnan(values)),
            mark_column(marks),
        ],
        schema=OBSERVATIONS,
    )
