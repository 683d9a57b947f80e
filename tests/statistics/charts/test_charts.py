"""A chart shows what its table says, can be read without seeing, and holds drawing alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from ledetraad.followup.direction import Direction
from ledetraad.followup.target import TargetPath, TargetValue
from ledetraad.statistics.charts.drawn import NARROW, Drawn
from ledetraad.statistics.charts.picture import png, svg
from ledetraad.statistics.charts.spec import spec
from ledetraad.statistics.charts.table import table
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.methods.expected import Forecast
from ledetraad.statistics.methods.forecast import forecast
from ledetraad.statistics.methods.saying import Named
from ledetraad.statistics.series import Point, Series

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = Series(
    (
        Point(2017, 9.0),
        Point(2018, None, Mark.CONFIDENTIAL),
        Point(2019, 10.0, break_before=True),
        *(Point(year, value) for year, value in enumerate((11.0, 10.5, 11.6, 11.2, 12.4), 2020)),
        Point(2025, 12.3, unrevised=True),
    ),
    "prosent",
)
PATH = TargetPath(Direction.UP, None, (TargetValue(2028, Decimal(15)),))


def drawn(**other: Any) -> Drawn:
    """A chart with all that one can have."""
    ahead = forecast(NUMBERS, 2028, PATH)
    assert isinstance(ahead, Forecast)
    whole = Drawn(
        title="Andel",
        named=Named("Asker", "prosent"),
        series=NUMBERS,
        description="Asker has 12,3 % in 2025.",
        path=PATH,
        forecast=ahead,
        peers={"Landet": Series((Point(2024, 20.0), Point(2025, 21.0)))},
    )
    return replace(whole, **other)


def texts(picture: bytes) -> list[str]:
    """Every line of text in a picture."""
    lines = etree.fromstring(picture).iter(f"{SVG}text", f"{SVG}tspan")
    return [str(each.text) for each in lines if each.text]


def test_the_table_has_all_that_the_chart_shows() -> None:
    found = table(drawn())

    assert found.heads == (
        "Year",
        "Asker",
        "Path to the target",
        "Expected",
        "Likely within (80 %)",
        "Likely within (95 %)",
        "Landet",
    )
    by_year = {row[0]: row[1:] for row in found.rows}
    assert list(by_year) == [str(year) for year in range(2017, 2029)]
    assert by_year["2018"][0] == "confidential"
    assert by_year["2019"][0] == "10,0 (break: not quite comparable with the years before)"
    assert by_year["2025"][0] == "12,3 (not finally checked)"
    assert by_year["2025"][-1] == "21,0"
    assert by_year["2028"][1] == "15,0"
    assert by_year["2019"][1] == "10,0"  # the path begins after the break
    assert by_year["2022"][1] == "11,7"
    assert by_year["2018"][1] == ""
    assert by_year["2028"][0] == ""
    assert "–" in by_year["2028"][3]
    assert {len(row) for row in found.rows} == {len(found.heads)}


def test_the_table_of_a_bare_series_has_two_columns() -> None:
    bare = drawn(path=None, forecast=None, peers={})

    assert table(bare).heads == ("Year", "Asker")


def test_the_picture_says_what_it_shows_in_words() -> None:
    root = etree.fromstring(svg(spec(drawn()), "nb", key="c1"))

    assert root.get("role") == "img"
    named = [root.find(f"{SVG}*[@id='{key}']") for key in root.get("aria-labelledby").split()]
    assert [each.text for each in named if each is not None] == [
        "Andel",
        "Asker has 12,3 % in 2025.",
    ]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "nb"


def test_the_picture_names_its_lines_and_its_signs() -> None:
    found = texts(svg(spec(drawn())))

    for expected in ("Asker", "Landet", "break", "80\u00a0%", "95\u00a0%"):
        assert expected in found
    assert any(each.startswith("target 15\u00a0%") for each in found)
    assert any("not finally checked" in each for each in found)
    assert {"2017", "2028"} <= {*found}


def test_numbers_at_the_side_have_a_decimal_comma() -> None:
    small = Series(tuple(Point(2020 + n, 0.1 * n) for n in range(6)))

    found = texts(svg(spec(drawn(series=small, path=None, forecast=None, peers={}))))

    assert any("," in each for each in found)


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "</text><style>*{}</style>",
        "\"' onload=alert(1)",
        "&lt;&amp;",
        "𝓐\u202e",
    ],
)
def test_a_name_is_only_ever_text(name: str) -> None:
    hostile = drawn(title=name, description=name, named=Named(name, name), peers={name: NUMBERS})

    root = etree.fromstring(svg(spec(hostile)))

    names = {etree.QName(each).localname for each in root.iter()}
    assert names <= {"svg", "g", "path", "rect", "line", "text", "tspan", "title", "desc"}
    for each in root.iter():
        assert not any(
            attribute in {"style", "class"}
            or attribute.startswith(("on", "{http://www.w3.org/1999"))
            for attribute in each.attrib
        )
    assert name in texts(svg(spec(hostile)))


def test_no_line_is_drawn_over_a_break_or_a_missing_number() -> None:
    history = spec(drawn(peers={}, path=None, forecast=None))["layer"]
    (line,) = [each for each in history if each["mark"]["type"] == "line"]

    runs = {row["year"]: row["run"] for row in line["data"]["values"]}
    assert runs[2017] != runs[2019] == runs[2025]
    assert line["mark"]["invalid"] == "break-paths-show-domains"


def test_the_specification_holds_its_own_data_and_fetches_nothing() -> None:
    def keys(part: object) -> set[str]:
        if isinstance(part, dict):
            return {*part, *(key for each in part.values() for key in keys(each))}
        return {key for each in part for key in keys(each)} if isinstance(part, list) else set()

    assert not keys(spec(drawn())) & {"url", "href", "expr", "signal"}


def test_a_narrow_chart_breaks_its_lines_and_leaves_out_years() -> None:
    narrow = svg(spec(drawn(width=NARROW, title="Elever i kommunale og private grunnskoler")))

    found = texts(narrow)
    assert float(etree.fromstring(narrow).get("width")) < 360
    assert sum(each.startswith("Elever") or each.endswith("grunnskoler") for each in found) == 2
    assert sum(each.isdigit() and len(each) == 4 for each in found) <= 6


def test_a_picture_for_word_is_a_png_of_its_size() -> None:
    made = png(spec(drawn()), scale=1)

    assert made.startswith(b"\x89PNG")
    assert int.from_bytes(made[16:20], "big") > 600


def test_a_series_of_one_number_can_be_drawn() -> None:
    one = drawn(series=Series((Point(2025, 3.0),)), path=None, forecast=None, peers={})

    assert "Asker" in texts(svg(spec(one)))
