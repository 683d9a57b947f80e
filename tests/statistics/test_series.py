"""Series and the table of observations: what is missing is never a number."""

from __future__ import annotations

from ledetraad.statistics.marks import Mark
from ledetraad.statistics.observations import category_key
from ledetraad.statistics.series import Point, Series


def test_a_category_is_the_same_whatever_the_order_of_its_dimensions() -> None:
    assert category_key({"Kjonn": "2", "Alder": "006"}) == "Alder=006;Kjonn=2"
    assert category_key({}) == ""


def test_a_missing_value_is_not_known_but_a_published_none_is() -> None:
    series = Series(
        (Point(2020, None, Mark.NOT_AVAILABLE), Point(2021, 0.0, Mark.NONE), Point(2022, 4.0))
    )

    assert [point.year for point in series.known()] == [2021, 2022]


def test_what_is_comparable_begins_at_the_last_break() -> None:
    series = Series((Point(2018, 1), Point(2020, 3, break_before=True), Point(2021, 4)), "prosent")

    assert [point.year for point in series.since_break().points] == [2020, 2021]
    assert series.since_break().unit == "prosent"
