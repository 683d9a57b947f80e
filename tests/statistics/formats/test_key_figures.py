"""Randaberg's file of key figures, read whole."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from ledetraad.statistics.faults import UnreadableStatistics
from ledetraad.statistics.formats.key_figures import read_key_figures
from ledetraad.statistics.formats.registry import read_statistics
from tests.statistics.shared import KEY_FIGURES


def _document() -> dict[str, Any]:
    document: dict[str, Any] = orjson.loads(KEY_FIGURES.read_bytes())
    return document


def test_a_key_figure_tells_its_table_indicator_formula_target_and_peers() -> None:
    (figure,) = read_key_figures(_document(), "kpi.json")

    assert (figure.table, figure.indicator) == ("12222", "KOSandelevspesu0000")
    assert figure.formula == "100 - indikatorverdi"
    assert (figure.target, figure.region) == (95, "1127")
    assert figure.peers[:2] == ("1103", "1124")
    assert figure.peers[-2:] == ("EAK", "EKG07")


def test_every_value_is_read_and_what_is_missing_is_not_zero() -> None:
    observed = read_statistics(KEY_FIGURES).datasets[0]

    assert len(observed.table) == 11 * 11
    missing = [row for row in observed.table.to_pylist() if row["value"] is None]
    assert {(row["region"], row["year"]) for row in missing} == {
        ("1108", year) for year in range(2015, 2020)
    }
    assert {row["mark"] for row in missing} == {".."}
    assert observed.dataset.regions["1127"] == "Randaberg"


@pytest.mark.parametrize(
    ("change", "says", "place"),
    [
        ({"id": ""}, "at least 1 characters", "kpis.0.id"),
        ({"years": ["2015"]}, "11 values for 1 years", "ordinaert"),
        ({"years": ["første"] * 11}, "“første” has no year", "ordinaert"),
        ({"series": {"1127": ["ni"]}}, "a number", "kpis.0.series"),
    ],
)
def test_a_bad_file_is_refused_with_what_is_wrong_and_where(
    change: dict[str, Any], says: str, place: str
) -> None:
    document = _document()
    document["kpis"][0] |= change

    with pytest.raises(UnreadableStatistics) as refused:
        read_key_figures(document, "kpi.json")

    assert says in refused.value.what()
    assert place in refused.value.where
