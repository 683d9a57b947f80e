"""The controller's board: every measure that is asked for, unit by unit, with its report."""

from __future__ import annotations

import io
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from ledetraad.web.accounts.models import Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Measure, ReportingPeriod
from tests.web.followup.reporting.place import Place, between, signed_in, words

pytestmark = pytest.mark.django_db
QUERIES = 25


@pytest.fixture
def board(controller: User) -> Client:
    """The browser of the one who follows up."""
    return signed_in(controller)


def at(place: Place, period: ReportingPeriod, rest: str = "") -> str:
    return place.address(f"rapportering/{period.pk}/{rest}")


def row(page: str, name: str) -> str:
    """What stands in a measure's row, its words alone."""
    found = next(each for each in page.split("<tr") if name in each and "<td" in each)
    return " ".join(re.sub(r"<[^>]+>", " ", found.split("</tr>")[0].split(">", 1)[1]).split())


def test_units_stand_in_the_order_of_their_tree_with_their_measures(
    place: Place, school: Unit, roads: Unit, board: Client
) -> None:
    below = place.unit("Alfa skole", school)
    period = place.period()
    for name, unit in [("V", roads), ("S1", school), ("A", below), ("S2", school), ("I", None)]:
        place.measure(f"Tiltak {name}", unit)

    page = words(board, at(place, period))

    assert between(
        page, "Tiltak S1", "Tiltak S2", "Tiltak A",
        "Tiltak V", "Tiltak I",
    )  # fmt: skip


def test_a_row_says_how_it_goes_and_where_the_report_stands(
    place: Place, school: Unit, roads: Unit, controller: User, board: Client
) -> None:
    period = place.period()
    measure = place.measure("Bøker", school, deadline="2026-06-01", person=controller.pk)
    place.report(period, measure, status="delayed", share=40, deadline="2026-09-01", text="Ord")
    place.measure("Salting", roads)

    page = words(board, at(place, period))

    assert "1 of 2 reported" in page
    said = row(page, "Bøker")
    for word in ("Kåre", "delayed", "handed in", "40 %", "1.6.2026", "expected 1.9.2026"):
        assert word in said
    assert "nothing yet" in row(page, "Salting")
    assert "Ord" not in page
    assert "Ord" in words(board, at(place, period, "?tekst=1"))


def test_earlier_periods_stand_in_a_row(place: Place, school: Unit, board: Client) -> None:
    measure = place.measure("Bøker", school)
    for part, status in [(1, "on_schedule"), (2, "delayed"), (3, "")]:
        earlier = place.period(part, year=2025)
        if status:
            place.report(earlier, measure, status=status)
    place.period(1, year=2024)
    planned = place.period(2, year=2024, state="planned")
    period = place.period(1, year=2026)

    said = row(words(board, at(place, period)), "Bøker")

    assert between(
        said,
        "1. tertial 2025: on schedule",
        "2. tertial 2025: delayed",
        "3. tertial 2025: not reported",
    )
    assert "2024" not in said and planned.name not in said


def test_the_board_is_filtered_by_unit_and_by_where_the_report_stands(
    place: Place, school: Unit, roads: Unit, board: Client
) -> None:
    below = place.unit("Alfa skole", school)
    period = place.period()
    done = place.measure("Levert", below)
    place.report(period, done, status="delayed")
    place.report(period, place.measure("Kladd", school), "draft", status="delayed")
    place.measure("Mangler", roads)
    place.measure("Uten", None)
    names = ("Levert", "Kladd", "Mangler", "Uten")

    def shown(query: str) -> list[str]:
        page = words(board, at(place, period, query))
        return [name for name in names if re.search(rf"</span> (<a [^>]+>)?{name}<", page)]

    assert shown("") == list(names)
    assert shown(f"?enhet={school.pk}") == ["Levert", "Kladd"]
    assert shown(f"?enhet={below.pk}") == ["Levert"]
    assert shown("?enhet=none") == ["Uten"]
    assert shown("?tilstand=missing") == ["Kladd", "Mangler", "Uten"]
    assert shown("?tilstand=draft") == ["Kladd"]
    assert shown(f"?enhet={school.pk}&tilstand=submitted") == ["Levert"]
    assert shown("?enhet=999999") == [] and shown("?enhet=²") == []
    assert shown("?tilstand=tull&side=99") == list(names)


def test_units_that_are_silent_for_two_periods_are_named(
    place: Place, school: Unit, roads: Unit, board: Client
) -> None:
    new = place.unit("Ny enhet", begins="2026-02-01")
    first, second = place.period(3, year=2025), place.period(1, year=2020, due="2020-05-15")
    assert first.last > second.last
    period = place.period(1, year=2026, due="2026-05-02")
    heard = place.measure("Bøker", school)
    place.report(first, heard, status="delayed")
    place.measure("Salting", roads)
    place.measure("Ny", new)
    place.measure("Senere", place.unit("Enhet med nytt tiltak"), start="2026-03-01")

    page = words(board, at(place, period))

    assert "Nothing handed in for two periods: Veg." in page


def test_a_draft_is_read_only_by_those_who_may_write_in_the_unit(
    place: Place, school: Unit, roads: Unit, leader: User, board: Client
) -> None:
    period = place.period()
    place.report(
        period, place.measure("Salting", roads), "draft", status="delayed", text="Hemmelig"
    )
    address = at(place, period, "?tekst=1")

    assert "Hemmelig" in words(board, address)
    for other in (leader, place.person("rita", Role.READER)):
        page = words(signed_in(other), address)
        assert "Hemmelig" not in page and "delayed" not in row(page, "Salting")
        assert "draft" in row(page, "Salting")
        assert "/tiltak/" not in page.split('id="main"')[1]


def test_what_is_seen_can_be_taken_out_as_a_workbook(
    place: Place, school: Unit, roads: Unit, board: Client
) -> None:
    earlier, period = place.period(3, year=2025), place.period()
    measure = place.measure('=HYPERLINK("http://x")', school, deadline="2026-06-01")
    place.report(earlier, measure, status="on_schedule")
    place.report(period, measure, status="delayed", share=40, text="+1 av 2", forecast="Godt")
    place.measure("Salting", roads)

    response = board.get(at(place, period, "tavle.xlsx?tilstand=submitted"))

    sheet = load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    heads, *rows = [[cell.value for cell in each] for each in sheet.iter_rows()]
    assert len(rows) == 1
    said = dict(zip(heads, rows[0], strict=True))
    assert said["Measure"] == '=HYPERLINK("http://x")'
    assert sheet.cell(2, 3).data_type == "s" and sheet.cell(2, 11).data_type == "s"
    assert said["Status"] == "delayed" and said["Report"] == "handed in"
    assert said["Share done in percent"] == 40 and said["What has been done"] == "+1 av 2"
    assert f"{said['Deadline']:%Y-%m-%d}" == "2026-06-01"
    assert said["3. tertial 2025"] == "on schedule"


@pytest.mark.parametrize("count", [10, 100])
def test_the_number_of_queries_does_not_grow_with_the_measures(
    place: Place,
    school: Unit,
    board: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    earlier, period = place.period(3, year=2025), place.period()
    units = [place.unit(f"Skole {n}", school) for n in range(count // 5)]
    for n in range(count):
        measure = place.measure(f"Tiltak {n}", units[n % len(units)])
        place.report(earlier, measure, status="on_schedule")
        place.report(period, measure, status="delayed", text="Ord")

    for rest in ("", "?tekst=1", "tavle.xlsx", "las/"):
        with django_assert_max_num_queries(QUERIES):
            assert board.get(at(place, period, rest)).status_code == 200
    for address in (place.address(), place.address("rapportering/")):
        with django_assert_max_num_queries(QUERIES):
            board.get(address)


def test_a_long_board_is_shown_in_pages(place: Place, school: Unit, board: Client) -> None:
    period = place.period()
    for n in range(70):
        place.measure(f"Tiltak {n:03}", school)

    first, second = (words(board, at(place, period, f"?side={n}")) for n in (1, 2))

    assert first.count("Tiltak ") == 50 and second.count("Tiltak ") == 20
    assert "Page 1 of 2" in first and "?side=2" in first
    assert Measure.objects.count() == 70
