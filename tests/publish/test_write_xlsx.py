"""The workbook: what a person finds in it, and what Excel can't hold."""

from __future__ import annotations

import io

import openpyxl
import pytest

from ledetraad.errors import UnwritableOutput
from ledetraad.i18n import LANGUAGES, Language
from ledetraad.plan.model import Level, Plan
from ledetraad.plan.presets import GOALS_AND_STRATEGIES
from ledetraad.publish.write_xlsx import LONGEST_CELL, XlsxWriter
from tests.build import a_plan

SMALL = """
    Satsingsområde: God oppvekst
      Hovedmål [FN-T 4]: Barn har det godt.
        Delmål [FN-T 4.1]: Alle lærer å lese.
          Strategi [EK]: Kommunen skal låne ut bøker.
          Strategi [FN-T 4.1, EK]: Kommunen skal ha skoler.
        Delmål [FN-T 4.2]: Alle har barnehage.
"""


def opened(plan: Plan, language: Language = "en") -> openpyxl.Workbook:
    out = io.BytesIO()
    XlsxWriter().write(plan, out, language=language)
    return openpyxl.load_workbook(out)


def rows(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_it_has_the_overview_the_rows_the_coverage_and_the_facts() -> None:
    assert opened(a_plan(SMALL)).sheetnames == [
        "Overview",
        "Elements",
        "The UN's goals",
        "The plan",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_sheets_have_names_of_their_own_in_every_language(language: Language) -> None:
    assert len(set(opened(a_plan(SMALL), language).sheetnames)) == 4


def test_the_overview_is_laid_out_as_the_document() -> None:
    overview = rows(opened(a_plan(SMALL))["Overview"])

    assert [row for row in overview if any(row)][:8] == [
        [None, "God oppvekst", None, None],
        ["Reference", "Hovedmål", None, None],
        ["FN-T 4", "Barn har det godt.", None, None],
        ["Reference", "Delmål", "Reference", "Strategi"],
        ["FN-T 4.1", "Alle lærer å lese.", "EK", "Kommunen skal låne ut bøker."],
        [None, None, "FN-T 4.1\nEK", "Kommunen skal ha skoler."],
        ["FN-T 4.2", "Alle har barnehage.", None, None],
    ]


def test_the_rows_can_be_sorted_filtered_and_read() -> None:
    sheet = opened(a_plan(SMALL))["Elements"]

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:O7"
    assert sheet.column_dimensions["E"].width > 80
    assert sheet["E3"].alignment.wrap_text
    assert sheet["F6"].value == "FN-T 4.1; EK"
    assert sheet.data_validations.dataValidation[0].formula1 == (
        '"satsingsområde,hovedmål,delmål,strategi"'
    )


def test_the_coverage_counts_by_level_and_theme_and_names_the_statements() -> None:
    table = rows(opened(a_plan(SMALL))["The UN's goals"])
    by_code = {row[0]: row for row in table}

    assert table[0][2:] == [
        "In all",
        "Satsingsområder",
        "Hovedmål",
        "Delmål",
        "Strategier",
        "God oppvekst",
        "Statements",
    ]
    assert by_code["4"][2:] == [4, 0, 1, 2, 1, 4, "1, 1.1, 1.1.2, 1.2"]
    assert by_code["4.1"][2:] == [2, 0, 0, 1, 1, 2, "1.1, 1.1.2"]
    assert [row[2] for row in table if row[1] == "The municipality's own"] == [2]
    assert len([row for row in table if row[0]]) == 1 + 17 + 169


def test_text_that_looks_like_a_formula_stays_text() -> None:
    plan = a_plan("Satsingsområde: =1+1\n  Hovedmål: @SUM(A1)\n    Delmål: -2")

    for sheet in opened(plan).worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_other_levels_get_a_pair_of_columns_each() -> None:
    levels = (
        Level(key="a", singular="kapittel", plural="kapitler", titled=True),
        Level(key="b", singular="mål", plural="mål"),
        Level(key="c", singular="tiltak", plural="tiltak"),
        Level(key="d", singular="oppgave", plural="oppgaver"),
    )
    plan = a_plan("Kapittel: K\n  Mål: M\n    Tiltak: T\n      Oppgave: O", levels=levels)

    overview = [row for row in rows(opened(plan)["Overview"]) if any(row)]

    assert overview[1] == ["Reference", "Mål", "Reference", "Tiltak", "Reference", "Oppgave"]
    assert overview[2] == [None, "M", None, "T", None, "O"]


def test_a_plan_without_elements_can_be_written() -> None:
    assert opened(Plan(levels=GOALS_AND_STRATEGIES))["Elements"].max_row == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [("x" * (LONGEST_CELL + 1), "32768 characters"), ("a\x0bb", r"U\+000B")],
    ids=["too long", "control character"],
)
def test_what_no_cell_can_hold_is_told_of(text: str, words: str) -> None:
    plan = a_plan("Satsingsområde: A")
    element = plan.elements[0].model_copy(update={"title": text})

    with pytest.raises(UnwritableOutput, match=words) as refused:
        opened(plan.model_copy(update={"elements": (element,)}))

    assert refused.value.where == "1"
    assert refused.value.remedy()
