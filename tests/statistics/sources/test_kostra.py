"""KOSTRA's numbers as they are published: unrevised ones told, notes kept, estimates known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ledetraad.statistics.datasets import Content, Dataset
from ledetraad.statistics.series import Point, Series
from ledetraad.statistics.sources.base import Selection
from ledetraad.statistics.sources.http import Http
from ledetraad.statistics.sources.kostra import (
    is_estimate,
    is_group,
    is_kostra,
    unrevised_year,
    with_unrevised,
)
from ledetraad.statistics.sources.pxweb2 import PxWeb2
from tests.statistics.sources.office import Office, open_office
from tests.statistics.sources.tables import net_operating_result


def _dataset(updated: datetime | None, code: str = "KOSAGD230000") -> Dataset:
    return Dataset("ssb", "12134", "x", (Content(code, "x"),), updated=updated)


@pytest.mark.parametrize(
    ("updated", "year"),
    [
        (datetime(2026, 3, 14, 22, 59, tzinfo=UTC), None),
        (datetime(2026, 3, 14, 23, 0, tzinfo=UTC), 2025),  # midnight in Norway
        (datetime(2026, 3, 15, 7, 0, tzinfo=UTC), 2025),
        (datetime(2026, 6, 14, 21, 59, tzinfo=UTC), 2025),
        (datetime(2026, 6, 14, 22, 0, tzinfo=UTC), None),  # midnight in Norway, in summer
        (datetime(2026, 6, 15, 6, 0, tzinfo=UTC), None),
        (None, None),
    ],
)
def test_numbers_of_last_year_are_unrevised_from_15_march_until_15_june(
    updated: datetime | None, year: int | None
) -> None:
    assert unrevised_year(_dataset(updated)) == year


def test_other_tables_are_never_unrevised() -> None:
    population = _dataset(datetime(2026, 4, 1, tzinfo=UTC), "Personer1")

    assert not is_kostra(population)
    assert unrevised_year(population) is None


def test_only_the_last_years_number_is_marked() -> None:
    series = Series((Point(2024, 1.0), Point(2025, 2.0)))

    marked = with_unrevised(series, _dataset(datetime(2026, 4, 1, tzinfo=UTC)))

    assert [point.unrevised for point in marked.points] == [False, True]
    assert with_unrevised(series, _dataset(datetime(2026, 7, 1, tzinfo=UTC))) is series


@pytest.mark.parametrize("code", ["EAK", "EAKUO", "EKA32", "EKG01", "EKG17"])
def test_the_country_counties_and_groups_are_estimates(code: str) -> None:
    assert is_estimate(code)
    assert is_group(code) is code.startswith("EKG")


@pytest.mark.parametrize("code", ["0301", "4601", "EKG00", "EKG18", "0"])
def test_municipalities_and_what_is_no_group_are_not(code: str) -> None:
    assert not is_group(code)
    assert not (is_estimate(code) and code.isdecimal())


def test_the_known_numbers_of_12134_come_as_published_with_the_mandatory_note(http: Http) -> None:
    with open_office(Office({"12134": net_operating_result()})) as office:
        fetched = PxWeb2("ssb", f"{office.address}/v2", http).fetch(
            Selection(
                "12134",
                {
                    "KOKkommuneregion0000": ("4601", "EKG12", "EAKUO"),
                    "ContentsCode": ("KOSAGD230000",),
                    "Tid": ("top(3)",),
                },
            )
        )

    values: dict[str, list[float]] = {}
    for row in fetched.observed.table.to_pylist():
        values.setdefault(row["region"], []).append(row["value"])
    assert values == {
        "4601": [0.7, -2.4, 1.0],
        "EKG12": [1.6, 0.1, 3.2],
        "EAKUO": [1.0, -0.3, 2.1],
    }
    assert fetched.observed.dataset.notes[0].startswith("Brudd i tidsserien")
    assert fetched.observed.dataset.contents[0].decimals == 1
    assert is_kostra(fetched.observed.dataset)
    assert unrevised_year(fetched.observed.dataset) is None
    march = replace(fetched.observed.dataset, updated=datetime(2026, 3, 16, tzinfo=UTC))
    assert unrevised_year(march) == 2025
