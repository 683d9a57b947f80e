"""Numbers and dates as people type them, at every entrance: read alike, or asked back.

A page's form and a spreadsheet's cell read what people write. The API is for programs, and takes
numbers and dates as JSON and ISO 8601 have them; what people write is refused there, never guessed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Indicator, Measure, Observation
from ledetraad.web.history.recording import make
from tests.web.api.conftest import Program, program  # noqa: F401  (a fixture)
from tests.web.followup.conftest import HERE, a_measure, signed_in, units  # noqa: F401  (fixtures)
from tests.web.followup.sheets.sending import MEASURES, VALUES, Desk, cells, faults

SignIn = Callable[..., Client]
YEAR = str(date.today().year - 1)
ASKED = None
"""It is asked back, and nothing is stored."""
NUMBERS = [
    ("1 234,5", "1234.5"),
    ("1.234,5", "1234.5"),
    ("1 234,5", "1234.5"),
    ("12 %", "12"),
    ("12%", "12"),
    ("−3,5", "-3.5"),
    ("1234.5", "1234.5"),
    ("1.234", ASKED),
    ("1,2,3", ASKED),
    ("ca. 12", ASKED),
    ("12-14", ASKED),
]
DATES = [
    ("1.3.26", "2026-03-01"),
    ("1.3.2026", "2026-03-01"),
    ("01.03.2026", "2026-03-01"),
    ("1. mars 2026", "2026-03-01"),
    ("2026-03-01", "2026-03-01"),
    ("3/4/2026", ASKED),
    ("12/31/2026", ASKED),
    ("31.2.2026", ASKED),
    ("i morgen", ASKED),
    ("46082", ASKED),
]
IN_JSON = {"1234.5": "1234.5", "1.234": "1.234"}
"""Text that is a number in JSON's own way, as the API writes it itself."""
pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator(municipality: Municipality) -> Indicator:
    return make(Indicator(municipality=municipality), {"name": "Antall boliger"}, user=None)


def value_of(indicator: Indicator) -> str | None:
    found = Observation.objects.filter(indicator=indicator).first()
    return None if found is None or found.value is None else format(found.value.normalize(), "f")


@pytest.mark.parametrize(("typed", "read"), NUMBERS)
class TestNumbers:
    def test_in_a_form(
        self,
        signed_in: SignIn,  # noqa: F811
        indicator: Indicator,
        typed: str,
        read: str | None,
    ) -> None:
        address = f"{HERE}indikatorer/{indicator.pk}/verdi/"

        answer = signed_in(Role.PLANNER).post(address, {"period": YEAR, "value": typed})

        assert answer.status_code == (302 if read else 422)
        assert value_of(indicator) == read
        assert read or typed in answer.content.decode()

    def test_in_a_cell(
        self,
        signed_in: SignIn,  # noqa: F811
        indicator: Indicator,
        typed: str,
        read: str | None,
    ) -> None:
        desk = Desk(signed_in(Role.PLANNER))
        list_ = desk.fetch(VALUES)
        at = list_.put(2, YEAR, typed)

        shown = desk.shown(list_.data, "verdier.xlsx")

        assert [one.split(":")[0] for one in faults(shown)] == ([] if read else [at])
        if read:
            desk.confirm()
        assert value_of(indicator) == read

    def test_from_a_program(
        self,
        program: Callable[..., Program],  # noqa: F811
        indicator: Indicator,
        typed: str,
        read: str | None,
    ) -> None:
        address = f"/indicators/{indicator.pk}/observations"

        answer = program().send("POST", address, {"period": YEAR, "value": typed})

        assert answer.status_code == (201 if typed in IN_JSON else 422)
        assert value_of(indicator) == IN_JSON.get(typed)
        if typed not in IN_JSON:
            assert answer["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize(("typed", "read"), DATES)
class TestDates:
    def test_in_a_form(
        self,
        signed_in: SignIn,  # noqa: F811
        a_measure: Callable[..., Measure],  # noqa: F811
        typed: str,
        read: str | None,
    ) -> None:
        measure = a_measure()
        form = {"version": "1", "name": "X", "kind": "assignment", "financing": "none",
                "status": "not_started", "deadline": typed}  # fmt: skip

        answer = signed_in(Role.PLANNER).post(f"{HERE}tiltak/{measure.number}/rediger/", form)

        measure.refresh_from_db()
        assert (answer.status_code == 302) == bool(read)
        assert measure.deadline == (date.fromisoformat(read) if read else None)
        assert read or typed in answer.content.decode()

    def test_in_a_cell(
        self,
        signed_in: SignIn,  # noqa: F811
        a_measure: Callable[..., Measure],  # noqa: F811
        typed: str,
        read: str | None,
    ) -> None:
        a_measure()
        desk = Desk(signed_in(Role.PLANNER))
        list_ = desk.fetch(MEASURES)
        at = list_.put(2, "Frist", typed)

        shown = desk.shown(list_.data)

        assert [one.split(":")[0] for one in faults(shown)] == ([] if read else [at])
        assert [cell.after for cell in cells(shown).values()] == ([read] if read else [])

    def test_from_a_program(
        self,
        program: Callable[..., Program],  # noqa: F811
        a_measure: Callable[..., Measure],  # noqa: F811
        typed: str,
        read: str | None,
    ) -> None:
        measure = a_measure()
        iso = typed == read

        answer = program().send(
            "PATCH", f"/measures/{measure.number}", {"deadline": typed}, match='"1"'
        )

        measure.refresh_from_db()
        assert answer.status_code == (200 if iso else 422), answer.content
        assert measure.deadline == (date.fromisoformat(typed) if iso else None)


def test_days_that_a_spreadsheet_has_written_the_american_way_are_asked_back_cell_by_cell(
    signed_in: SignIn,  # noqa: F811
    a_measure: Callable[..., Measure],  # noqa: F811
) -> None:
    for number in range(4):
        a_measure(name=f"Tiltak {number}", deadline="2026-03-04")
    desk = Desk(signed_in(Role.PLANNER))
    list_ = desk.fetch(MEASURES)
    rows = [[cell.value for cell in row] for row in list_.sheet.iter_rows()]
    at = list_.column("Frist") - 1
    for row, written in zip(
        rows[1:], ("03/04/2026", "12/31/2026", "05/06/26", "03/03/2026"), strict=False
    ):
        row[at] = written
    out = io.StringIO()
    csv.writer(out).writerows(rows)

    shown = desk.shown(out.getvalue().encode(), "tiltak.csv")

    column = list_.at(2, "Frist").rstrip("0123456789")
    assert [one.split(":")[0] for one in faults(shown)] == [f"{column}{n}" for n in (2, 3, 4)]
    assert {at: cell.after for at, cell in cells(shown).items()} == {f"{column}5": "2026-03-03"}
    desk.confirm()
    kept = Measure.objects.order_by("number").values_list("deadline", flat=True)
    assert list(kept) == [date(2026, 3, 4)] * 3 + [date(2026, 3, 3)]


def test_a_number_that_json_has_as_a_number_keeps_every_digit(
    program: Callable[..., Program],  # noqa: F811
    indicator: Indicator,
) -> None:
    address = f"/indicators/{indicator.pk}/observations"

    assert program().send("POST", address, {"period": YEAR, "value": 1234.5}).status_code == 201
    assert Observation.objects.get().value == Decimal("1234.5")
