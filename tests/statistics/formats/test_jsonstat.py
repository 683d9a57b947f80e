"""JSON-stat in, of every version and form; real files of six offices whole and right."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledetraad.statistics.faults import UnreadableStatistics
from ledetraad.statistics.formats.jsonstat import read_jsonstat
from ledetraad.statistics.observations import OBSERVATIONS, Observed
from tests.statistics.cubes import Cube, cubes
from tests.statistics.shared import JSONSTAT


def _real(name: str, number: int = 0) -> Observed:
    return read_jsonstat((JSONSTAT / name).read_bytes(), name).datasets[number]


def _cell(observed: Observed, **keys: object) -> tuple[float | None, str | None]:
    found = [
        row
        for row in observed.table.to_pylist()
        if all(row[key] == value for key, value in keys.items())
    ]
    assert len(found) == 1
    return found[0]["value"], found[0]["mark"]


def _rows(observed: Observed) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in observed.table.to_pylist()]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cube=cubes(), version=st.sampled_from([1, 2]), sparse=st.booleans(), listed=st.booleans())
def test_every_form_of_a_cube_reads_back_to_the_same_observations(
    cube: Cube, version: int, sparse: bool, listed: bool
) -> None:
    written = cube.json_stat(version=version, sparse=sparse, listed=listed)

    observed = read_jsonstat(orjson.dumps(written), "x.json").datasets[0]

    assert observed.table.schema == OBSERVATIONS
    assert _rows(observed) == cube.rows


def test_statistics_norways_answer_keeps_missing_apart_from_zero_and_by_its_sign() -> None:
    observed = _real("ssb-05300.json")

    assert observed.table.num_rows == 6 * 8 * 1 * 9
    marks = observed.table["mark"].to_pylist()
    assert (marks.count("."), marks.count("..")) == (20, 8)
    assert observed.table["value"].null_count == 28
    theatre = "Avstand1=01;Kulturtilbud=08"
    assert _cell(observed, category=theatre, period="2016") == (18.0, None)
    assert _cell(observed, category=theatre, period="2021") == (None, ".")
    assert (observed.dataset.code, observed.dataset.contents[0].unit) == ("05300", "prosent")
    assert observed.dataset.contents[0].decimals == 0
    assert observed.dataset.categories["Avstand1"]["02"] == "1-4,9 km"
    assert observed.dataset.updated is not None
    assert observed.dataset.updated.isoformat() == "2022-05-24T06:00:00+00:00"


def test_a_zero_published_beside_missing_numbers_is_a_zero() -> None:
    observed = _real("ssb-05300.json")

    zeros = [row for row in observed.table.to_pylist() if row["value"] == 0]

    assert zeros and all(row["mark"] is None for row in zeros)


def test_two_versions_of_the_same_table_say_the_same() -> None:
    old, new = _real("galicia.json"), _real("galicia-2.0.json")

    assert old.table.equals(new.table)
    assert old.table.num_rows == 3960
    assert old.dataset.regions["15"] == "A Coruña"
    told = {"region": "15", "period": "2011", "category": "age=T;birth=T;gender=T"}
    assert _cell(new, **told) == (1141286.0, None)


def test_a_bundle_holds_several_datasets_each_with_its_own_units() -> None:
    contents = read_jsonstat((JSONSTAT / "oecd-canada.json").read_bytes(), "oecd-canada.json")

    oecd, canada = contents.datasets
    assert (oecd.dataset.code, canada.dataset.code) == ("oecd", "canada")
    assert _cell(oecd, region="AU", period="2003") == (5.943826289, None)
    assert [each.unit for each in canada.dataset.contents] == [
        "thousands of persons",
        "per cent",
    ]
    assert any("national correspondents" in note for note in oecd.dataset.notes)


def test_one_status_sign_for_all_cells_that_is_no_mark_of_ours_is_told_in_a_note() -> None:
    canada = _real("oecd-canada.json", 1)

    assert "a: 120" in canada.dataset.notes
    assert canada.table["mark"].null_count == 120


def test_a_collection_gives_the_addresses_of_what_it_points_to() -> None:
    contents = read_jsonstat((JSONSTAT / "collection.json").read_bytes(), "collection.json")

    assert contents.datasets == ()
    assert len(contents.links) == 8
    assert contents.links[0].title.startswith("Unemployment rate in the OECD")
    assert contents.links[0].address == "https://json-stat.org/samples/oecd.json"


def test_a_collection_that_holds_its_datasets_gives_them() -> None:
    dataset = orjson.loads((JSONSTAT / "ssb-05300.json").read_bytes())
    collection = {"class": "collection", "link": {"item": [dataset, {"href": "other"}]}}

    contents = read_jsonstat(orjson.dumps(collection), "x.json")

    assert [len(contents.datasets), len(contents.links)] == [1, 1]


def test_sparse_values_and_years_that_only_the_label_tells_are_read() -> None:
    england = _real("ons.json")

    assert england.table.num_rows == 261
    assert set(england.table["year"].to_pylist()) == {2011}
    assert england.table["value"].null_count == 0


def test_sizes_that_leave_out_dimensions_of_one_value_are_understood() -> None:
    observed = _real("QS104EW.json")

    females = _cell(observed, category="CL_0000035=CI_0000070")
    assert females == (28502536.0, None)
    assert _cell(observed, category="CL_0000035=CI_0000121") == (56075912.0, None)


def test_a_dimension_of_one_value_needs_no_order_of_values() -> None:
    labour = _real("us-labor-ds.json")

    assert labour.table.num_rows == 12880
    assert _cell(labour, region="01001", content="unr") == (6.5, None)
    assert labour.dataset.regions["72153"] == "Yauco Municipio, PR"


def test_a_swedish_table_in_version_1_is_read() -> None:
    deaths = _real("statswe.json")

    told = {"category": "Alder=90+;Dodsorsak=23-28;Kon=2", "period": "1996"}
    assert _cell(deaths, **told) == (137.0, None)
    assert deaths.dataset.contents[0].unit == "antal"


def test_notes_that_must_be_shown_come_first() -> None:
    dataset: dict[str, Any] = orjson.loads((JSONSTAT / "ssb-05300.json").read_bytes())
    dataset["note"] = ["Kan vises.", "Brudd i tidsserien mellom 2019 og 2020."]
    dataset["extension"]["noteMandatory"] = {"1": True}

    observed = read_jsonstat(orjson.dumps(dataset), "x.json").datasets[0]

    assert observed.dataset.notes == ("Brudd i tidsserien mellom 2019 og 2020.", "Kan vises.")
    assert observed.dataset.must_show == ("Brudd i tidsserien mellom 2019 og 2020.",)


def _broken(change: dict[str, Any]) -> bytes:
    dataset: dict[str, Any] = orjson.loads((JSONSTAT / "ssb-05300.json").read_bytes())
    return orjson.dumps(dataset | change)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"class": "dataset", "id": [', "line 1"),
        (b"[1, 2]", "no JSON-stat"),
        (b'{"a": 1}', "no JSON-stat"),
        (b'{"class": "dimension", "category": {}}', "one dimension"),
        (b'{"class": "collection"}', "no list"),
        (_broken({"value": [1, 2, 3]}), "3 numbers, but its dimensions make 432"),
        (_broken({"value": {"432": 1}}), "cell 432"),
        (_broken({"value": {"x": 1}}), "not a number"),
        (_broken({"value": None}), "no numbers"),
        (_broken({"size": [6, 8, 1, 8]}), "“Tid” should have 8 values, but has 9"),
        (_broken({"size": [6, 8, 0, 9]}), "order and size"),
        (_broken({"id": ["Avstand1", "Kulturtilbud", "X", "Tid"]}), "“X” is not described"),
        (_broken({"status": [".", ".."]}), "2 status signs"),
        (_broken({"dimension": []}), "no dimensions"),
    ],
)
def test_a_bad_file_is_refused_with_what_is_wrong_where_and_what_to_do(
    data: bytes, says: str
) -> None:
    with pytest.raises(UnreadableStatistics) as refused:
        read_jsonstat(data, "tabell.json")

    assert says in refused.value.what()
    assert refused.value.where.startswith("tabell.json")
    assert refused.value.remedy() or says == "no JSON-stat"
