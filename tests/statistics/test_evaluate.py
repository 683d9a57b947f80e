"""Indicators fetched from a server, joined over reforms and computed; Randaberg's own figures."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from ledetraad.statistics.definition import Definition, Part
from ledetraad.statistics.evaluate import evaluate, fetch_parts, series_by_region
from ledetraad.statistics.faults import InvalidSelection
from ledetraad.statistics.formats.key_figures import KeyFigure, read_key_figures
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.observations import Observed
from ledetraad.statistics.reforms.changes import known_changes
from ledetraad.statistics.reforms.join import Adds
from ledetraad.statistics.reforms.lineage import Kind
from ledetraad.statistics.sources.base import Source
from ledetraad.statistics.sources.from_portal import definition_of
from ledetraad.statistics.sources.http import Http
from ledetraad.statistics.sources.pxweb2 import PxWeb2
from tests.statistics.shared import KEY_FIGURES
from tests.statistics.sources.office import Clock, Office, open_office
from tests.statistics.sources.tables import dataset

_CHANGES = known_changes()


def _http() -> Http:
    clock = Clock()
    return Http(clock=clock, sleep=clock.sleep)


def _figure() -> KeyFigure:
    (figure,) = read_key_figures(orjson.loads(KEY_FIGURES.read_bytes()), "kpi.json")
    return figure


def _as_published(figure: KeyFigure) -> dict[str, Any]:
    """Table 12222 as Statistics Norway has it: the share before it is taken from a hundred."""
    rows = figure.observed.table.to_pylist()
    years = sorted({row["period"] for row in rows})
    return dataset(
        "12222: Elever i grunnskolen (K), etter region",
        "2026-06-15T06:00:00Z",
        {
            "KOKkommuneregion0000": figure.observed.dataset.regions,
            "KOKnivaa0000": {"ALLE": figure.level, "1-4": "1.-4. trinn"},
            "ContentsCode": {figure.indicator: "Elever … (prosent)"},
            "Tid": {year: year for year in years},
        },
        [
            None if row["value"] is None else round(100 - row["value"], 1) + 50 * extra
            for region in figure.observed.dataset.regions
            for extra in (0, 1)
            for row in rows
            if row["region"] == region
        ],
    )


def test_randabergs_key_figures_come_out_as_its_own_values_and_each_difference_is_explained() -> (
    None
):
    figure = _figure()
    own = {(row["region"], row["year"]): row["value"] for row in figure.observed.table.to_pylist()}
    with open_office(Office({figure.table: _as_published(figure)})) as office:
        source: Source = PxWeb2("ssb", f"{office.address}/v2", _http())
        definition = definition_of(figure, source.describe(figure.table), "ssb")
        places = (figure.region, *figure.peers)
        fetched = fetch_parts(definition, {"ssb": source}, places, _CHANGES)
        outcomes = {
            place: evaluate(
                definition,
                {name: each.observed for name, each in fetched.items()},
                place,
                _CHANGES,
            )
            for place in places
        }

    ours = {
        (place, point.year): point.value
        for place, outcome in outcomes.items()
        for point in outcome.series.points
    }
    agreeing = [key for key, value in ours.items() if value == pytest.approx(own[key], abs=1e-9)]
    assert len(agreeing) == 111
    assert set(ours) == set(agreeing)  # none differs
    # Before 2020 Stavanger was without Finnøy and Rennesøy: the portal shows the old municipality's
    # share as if it were the new one's, and we say nothing, since shares can't be added up.
    assert own.keys() - ours.keys() == {
        (place, year) for place in ("1103", "1108") for year in range(2015, 2020)
    }
    (stavanger,) = outcomes["1103"].left_out
    assert (stavanger.first, stavanger.last) == (2015, 2019)
    assert "their parts are not known" in str(stavanger.why)
    # Sandnes had no number 1108 then: the portal has no values either.
    assert [own["1108", year] for year in range(2015, 2020)] == [None] * 5


def test_the_levels_name_chooses_the_value_of_the_tables_other_variable() -> None:
    figure = _figure()
    with open_office(Office({figure.table: _as_published(figure)})) as office:
        source = PxWeb2("ssb", f"{office.address}/v2", _http())
        definition = definition_of(figure, source.describe(figure.table), "ssb")

    assert definition.parts["indikatorverdi"].choices == {
        "ContentsCode": ("KOSandelevspesu0000",),
        "KOKnivaa0000": ("ALLE",),
    }


_YEARS = ("2018", "2019", "2020", "2024")
_ALIVE = {
    "0220": (100.0, 110.0, None, None),
    "0627": (40.0, 40.0, None, None),
    "0628": (10.0, 10.0, None, None),
    "3025": (None, None, 170.0, None),
    "3203": (None, None, None, 180.0),
}
"""Invented numbers of people."""


def _population() -> dict[str, Any]:
    return dataset(
        "07459: Befolkning",
        "2026-02-25T07:00:00Z",
        {
            "Region": dict.fromkeys(_ALIVE, "Asker"),
            "Alder": {"079": "79 år", "080": "80 år", "081": "81 år"},
            "ContentsCode": {"Personer1": "Personer"},
            "Tid": {year: year for year in _YEARS},
        },
        [
            None if each is None else each * share
            for values in _ALIVE.values()
            for share in (0.9, 0.08, 0.02)
            for each in values
        ],
        unit=("personer", 0),
    )


def _share_of_old() -> Definition:
    old = {"ContentsCode": ("Personer1",), "Alder": ("08?",)}
    everybody = {"ContentsCode": ("Personer1",), "Alder": ("*",)}
    part = {"source": "ssb", "table": "07459", "region": "Region", "adds": Adds.COUNT}
    return Definition(
        name="80 år og over",
        parts={
            "gamle": Part(**part, choices=old, total=True),
            "alle": Part(**part, choices=everybody, total=True),
        },
        formula="gamle / alle * 100",
        unit="%",
    )


def test_a_share_is_computed_of_counts_joined_over_the_reforms() -> None:
    definition = _share_of_old()
    with open_office(Office({"07459": _population()})) as office:
        source = PxWeb2("ssb", f"{office.address}/v2", _http())
        fetched = fetch_parts(definition, {"ssb": source}, ["3203"], _CHANGES)
        asked = office.data_asked[0].body["selection"][0]

    outcome = evaluate(
        definition, {name: each.observed for name, each in fetched.items()}, "3203", _CHANGES
    )

    assert set(asked["valueCodes"]) == {"3203", "3025", "0220", "0627", "0628"}
    assert [(point.year, point.value) for point in outcome.series.points] == [
        (2018, pytest.approx(10.0)),
        (2019, pytest.approx(10.0)),
        (2020, pytest.approx(10.0)),
        (2024, pytest.approx(10.0)),
    ]
    assert [point.break_before for point in outcome.series.points] == [False, False, True, False]
    assert [joint.kind for joint in outcome.joints] == [Kind.RENUMBERED, Kind.MERGED]
    assert outcome.left_out == ()


def _fetched(definition: Definition) -> dict[str, Observed]:
    with open_office(Office({"07459": _population()})) as office:
        source = PxWeb2("ssb", f"{office.address}/v2", _http())
        fetched = fetch_parts(definition, {"ssb": source}, ["3203"], _CHANGES)
    return {name: each.observed for name, each in fetched.items()}


def test_several_numbers_for_a_year_are_not_taken_for_one() -> None:
    (everybody,) = [_fetched(_share_of_old())["alle"]]

    with pytest.raises(InvalidSelection, match="several numbers for 0220 in 2018"):
        series_by_region(everybody)


def test_a_sum_of_what_is_partly_missing_is_missing() -> None:
    everybody = _fetched(_share_of_old())["alle"]

    points = series_by_region(everybody, total=True)["0220"].points

    assert (points[2].value, points[2].mark) == (None, Mark.NOT_AVAILABLE)
    assert points[0].value == pytest.approx(100.0)
