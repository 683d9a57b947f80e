"""CSV: what is in it, and that no spreadsheet runs what a plan says."""

from __future__ import annotations

import csv
import io

import pytest

from ledetraad.errors import UnwritableOutput
from ledetraad.plan.flat_guard import guarded, unguarded
from ledetraad.plan.model import Plan
from ledetraad.publish.write_csv import CsvWriter
from tests.build import a_plan

SMALL = """
    Satsingsområde: God oppvekst
      Hovedmål [FN-T 4]: Barn har det godt.
        Delmål [FN-T 4.1, SDG 4.2]: Alle lærer å lese; alle "kan" regne.
          Strategi [EK]: -10 % strøm, =1+1 og 'ro'.
"""


def written(plan: Plan) -> bytes:
    out = io.BytesIO()
    CsvWriter().write(plan, out, language="en")
    return out.getvalue()


def test_a_small_plan(snapshot) -> None:
    assert written(a_plan(SMALL)).decode("utf-8-sig").splitlines() == snapshot


def test_it_begins_with_the_mark_that_excel_looks_for() -> None:
    assert written(a_plan(SMALL)).startswith("\ufeffKind;Id;".encode())


@pytest.mark.parametrize("text", ["=1+1", "+47", "-10 %", "@a", " =1", "'ro'", "'=1", "＝1", "\t="])
def test_no_cell_begins_as_a_formula_and_taking_the_guard_off_gives_what_was_there(
    text: str,
) -> None:
    assert guarded(text).startswith("'")
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["Gode veier", "", "a=b", "11.3"])
def test_other_cells_are_left_as_they_are(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


def test_an_apostrophe_that_guards_nothing_is_kept_on_reading() -> None:
    assert unguarded("'s-Hertogenbosch") == "'s-Hertogenbosch"


def test_every_cell_of_a_plan_full_of_formulas_is_guarded() -> None:
    plan = a_plan("Satsingsområde: =cmd\n  Hovedmål: +1\n    Delmål: @x")
    plan = plan.model_copy(update={"title": "=t", "owner": "-o"})

    rows = csv.reader(io.StringIO(written(plan).decode("utf-8-sig")), delimiter=";")

    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_control_character_is_told_of() -> None:
    plan = a_plan("Satsingsområde: A").model_copy(update={"owner": "a\x00b"})

    with pytest.raises(UnwritableOutput, match=r"U\+0000") as refused:
        written(plan)

    assert refused.value.where == "owner"
