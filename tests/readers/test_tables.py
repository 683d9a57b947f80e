"""Tables that people make or change by hand, and what is said of those that can't be read."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import LANGUAGES, catalogue
from ledetraad.plan.flat import COLUMNS, known_heads
from ledetraad.plan.model import Plan, SourcePlace
from ledetraad.plan.presets import GOALS_AND_STRATEGIES
from ledetraad.publish.registry import WRITERS
from ledetraad.readers import ReadResult, read_bytes, xlsx_bounds
from tests.build import a_plan

BY_HAND = [
    ["Nivå", "Tekst"],
    ["SATSINGSOMRÅDE", "God oppvekst"],
    ["hovedmål", "Barn har det godt."],
    ["subgoal", "Alle lærer å lese."],
    ["Strategi", "Kommunen skal låne ut bøker."],
    ["Strategi", "Kommunen skal ha skoler."],
    ["Satsingsområde", "God helse"],
]


def from_csv(text: str) -> ReadResult:
    return read_bytes(text.encode(), "plan.csv")


def workbook(*sheets: list[list[object]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for rows in sheets:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    book.close()
    return out.getvalue()


def outline(plan: Plan) -> list[str]:
    return [f"{element.number} {element.level} {element.words}" for element in plan.walk()]


def refusal(data: bytes, name: str) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as refused:
        read_bytes(data, name)
    assert refused.value.remedy()
    return refused.value


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_level_and_a_text_are_enough_in_csv(delimiter: str) -> None:
    plan = from_csv("\n".join(delimiter.join(row) for row in BY_HAND)).plan

    assert outline(plan) == [
        "1 theme God oppvekst",
        "1 main_goal Barn har det godt.",
        "1.1 subgoal Alle lærer å lese.",
        "1.1.1 strategy Kommunen skal låne ut bøker.",
        "1.1.2 strategy Kommunen skal ha skoler.",
        "2 theme God helse",
    ]
    assert plan.levels == GOALS_AND_STRATEGIES
    assert plan.elements[1].source == SourcePlace(file="plan.csv", line=7)


def test_a_level_and_a_text_are_enough_in_excel_below_a_title() -> None:
    data = workbook([["Våre mål"], [], *BY_HAND])

    plan = read_bytes(data, "plan.xlsx").plan

    assert [element.title for element in plan.elements] == ["God oppvekst", "God helse"]
    assert plan.elements[1].source == SourcePlace(file="plan.xlsx", sheet="Sheet1", cell="B9")


def test_reading_the_same_table_twice_gives_the_same_ids() -> None:
    text = "\n".join(";".join(row) for row in BY_HAND)

    assert from_csv(text).plan == from_csv(text).plan


def test_a_table_may_go_on_in_another_sheet() -> None:
    data = workbook(BY_HAND[:4], [BY_HAND[0], *BY_HAND[4:]])

    assert len(list(read_bytes(data, "plan.xlsx").plan.walk())) == 6


def test_numbers_and_dates_typed_into_cells_are_read_as_text() -> None:
    data = workbook([["Level", "Text"], ["theme", 2030], ["main_goal", 2.5]])

    assert [e.words for e in read_bytes(data, "plan.xlsx").plan.walk()] == ["2030", "2.5"]


def test_references_by_hand_are_understood_and_the_missing_legend_is_noted() -> None:
    result = from_csv(
        "Nivå;Tekst;Referanser\n"
        "delmål;a;FN-T 11.3, 11.7\n"
        "delmål;b;AK\n"
        "delmål;c;AK; \n"
        'delmål;d;"FN-T 4; AK"\n'
        "delmål;e;etter eget ønske\n"
    )

    codes = [[r.code for r in element.references] for element in result.plan.elements]
    assert codes == [["11.3", "11.7"], ["AK"], ["AK"], ["4", "AK"], ["etter eget ønske"]]
    assert result.plan.elements[1].references[0].basis == "own"
    assert [finding.code for finding in result.findings] == ["LT002", "LT003"]


def test_facts_by_hand_declare_the_plan_and_its_levels() -> None:
    plan = from_csv(
        "Slag;Id;Nivå;Tekst\n"
        "plan;title;;Klimaplan\n"
        "plan;period.from;;2024\n"
        "plan;period.to;;2030\n"
        "plan;level.goal.singular;;mål\n"
        "plan;level.goal.titled;;ja\n"
        "plan;level.measure.singular;;tiltak\n"
        ";;mål;Rein luft\n"
        ";;tiltak;Kommunen skal plante trær.\n"
    ).plan

    assert (plan.title, str(plan.period)) == ("Klimaplan", "2024–2030")
    assert outline(plan) == ["1 goal Rein luft", "1.1 measure Kommunen skal plante trær."]


def test_a_row_added_to_a_written_table_gets_an_id_and_its_own_place() -> None:
    plan = a_plan("Satsingsområde: A\n  Hovedmål: B")
    out = io.BytesIO()
    WRITERS[".csv"].write(plan, out, language="en")
    row = "element;;;Delmål;Nytt;;;;;;;\r\n"

    changed = read_bytes(out.getvalue() + row.encode(), "plan.csv").plan

    new = changed.elements[0].children[0].children[0]
    assert new.id and new.source == SourcePlace(
        file="plan.csv", line=out.getvalue().count(b"\n") + 1
    )
    assert changed.elements[0].source == plan.elements[0].source


def test_rows_may_be_sorted_in_any_order_as_long_as_they_name_their_parents() -> None:
    plan = from_csv(
        "Id;Level;Text;Parent id\nc;subgoal;C;b\nb;main_goal;B;a\na;theme;A;\nd;subgoal;D;b\n"
    ).plan

    assert [element.id for element in plan.walk()] == ["a", "b", "c", "d"]


def test_a_cell_on_several_lines_becomes_one_line() -> None:
    plan = from_csv('Level;Text\ntheme;"God\nhelse "\nmain_goal;x\n').plan

    assert plan.elements[0].title == "God helse"
    assert plan.elements[0].children[0].source == SourcePlace(file="plan.csv", line=4)


def test_a_column_that_is_passed_over_is_told_of() -> None:
    findings = from_csv("Level;Text;Ansvarlig\ntheme;A;Per\n").findings

    assert [finding.values["head"] for finding in findings] == ["Ansvarlig"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_head_is_known_again_in_every_language(language) -> None:
    for column in COLUMNS:
        head = catalogue(language).gettext(column.head)
        assert known_heads()[head.casefold()] == column.key


BAD_CSV = {
    "no level": ("Text;Id\nA;a\n", "plan.csv", "no column for the level"),
    "no text": ("Level;Id\ntheme;a\n", "plan.csv", "no column for the text"),
    "no heads": ("A;B\nC;D\n", "plan.csv", "no row has the heads"),
    "only heads": ("Level;Text\n", "plan.csv", "no rows"),
    "two for the same": ("Level;Nivå;Text\ntheme;theme;A\n", "plan.csv", "same thing"),
    "unknown level": ("Level;Text\ntheme;A\nmilestone;B\n", "plan.csv:3", "“milestone”"),
    "level missing": ("Level;Text\n;A\n", "plan.csv:2", "says no level"),
    "parent missing": ("Id;Level;Text;Parent id\na;theme;A;\nb;subgoal;B;x\n", "plan.csv:3", "“x”"),
    "parent below": (
        "Id;Level;Text;Parent id\na;subgoal;A;\nb;theme;B;a\n",
        "plan.csv:3",
        "not of a higher level",
    ),
    "own parent": ("Id;Level;Text;Parent id\na;theme;A;a\n", "plan.csv:2", "higher level"),
    "same id": ("Id;Level;Text\na;theme;A\na;theme;B\n", "plan.csv:3", "id “a”"),
    "strange id": ("Id;Level;Text\na b;theme;A\n", "plan.csv:2", "can't be an id"),
    "strange kind": ("Kind;Level;Text\nrow;theme;A\n", "plan.csv:2", "no kind"),
    "strange line": ("Level;Text;line\ntheme;A;first\n", "plan.csv:2", "“first”"),
    "strange reference": ("Level;Text;References\ntheme;A;[x\n", "plan.csv:2", "“[x”"),
    "cell too many": ("Level;Text\ntheme;Gode; trygge hjem\n", "plan.csv:2", "trygge hjem"),
    "open quotation": ('Level;Text\ntheme;A\ntheme;"B\n', "plan.csv:3", "can't be read"),
    "unknown fact": ("Kind;Id;Level;Text\nplan;colour;;red\n", "plan.csv:2", "colour"),
    "fact twice": (
        "Kind;Id;Level;Text\nplan;title;;A\nplan;title;;B\n",
        "plan.csv:3",
        "told twice",
    ),
    "wrong status": ("Kind;Id;Level;Text\nplan;status;;done\n", "plan.csv:2", "“done”"),
    "wrong year": (
        "Kind;Id;Level;Text\nplan;period.from;;now\nplan;period.to;;2030\n",
        "plan.csv:3",
        "period.from",
    ),
    "wrong language": ("Kind;Id;Level;Text\nplan;language;;tlh\n", "plan.csv:2", "language"),
    "not yes or no": (
        "Kind;Id;Level;Text\nplan;level.a.titled;;maybe\n",
        "plan.csv:2",
        "“maybe”",
    ),
    "newer format": ("Kind;Id;Level;Text\nplan;format;;ledetraad-plan/9\n", "plan.csv:2", "plan/9"),
    "empty": ("", "plan.csv", "empty"),
}


@pytest.mark.parametrize("case", BAD_CSV)
def test_a_csv_file_that_is_no_plan_is_refused_with_its_place(case: str) -> None:
    text, place, words = BAD_CSV[case]

    error = refusal(text.encode(), "plan.csv")

    assert error.where == place
    assert words in error.what()


def test_levels_nested_too_deeply_are_refused() -> None:
    levels = "".join(f"plan;level.l{n}.singular;;l{n}\n" for n in range(14))
    rows = "".join(f";;l{n};x\n" for n in range(14))

    assert "deeply" in refusal(f"Kind;Id;Level;Text\n{levels}{rows}".encode(), "plan.csv").what()


def test_a_wrong_cell_in_excel_is_named() -> None:
    data = workbook([["Level", "Text"], ["theme", "A"], ["milestone", "B"]])

    assert refusal(data, "plan.xlsx").where == "plan.xlsx:Sheet1:A3"


def an_archive(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(data: bytes, name: str, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
    return out.getvalue()


FIRST_SHEET = "xl/worksheets/sheet1.xml"
BAD_XLSX = {
    "text": b"Level;Text\ntheme;A\n",
    "empty": b"",
    "cut": workbook(BY_HAND)[:-200],
    "changed": workbook(BY_HAND).replace(b"PK\x01\x02", b"PK\x01\x03"),
    "locked": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "another archive": an_archive(a="b"),
    "no table": workbook([["Navn", "Telefon"], ["Per", "12 34 56 78"]]),
    "cells far apart": with_part(
        workbook([*BY_HAND, [], ["x"]]),
        FIRST_SHEET,
        lambda sheet: sheet.replace(b'r="A9"', b'r="XFD1048576"'),
    ),
    "no such cell": with_part(
        workbook(BY_HAND), FIRST_SHEET, lambda sheet: sheet.replace(b'r="A2"', b'r="A99999999"')
    ),
    "entities": with_part(
        workbook(BY_HAND),
        FIRST_SHEET,
        lambda sheet: sheet.replace(b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet", 1),
    ),
}


@pytest.mark.parametrize("case", BAD_XLSX)
def test_an_excel_file_that_is_no_plan_is_refused(case: str) -> None:
    assert refusal(BAD_XLSX[case], "plan.xlsx").where.startswith("plan.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_refused_unopened(monkeypatch) -> None:
    data = workbook(BY_HAND)
    monkeypatch.setattr(xlsx_bounds, "LARGEST", 1_000)

    assert "unpacked" in refusal(data, "plan.xlsx").what()


def test_a_long_text_in_very_many_cells_is_refused(monkeypatch) -> None:
    data = workbook([["x" * 10_000] * 1_000])
    monkeypatch.setattr(xlsx_bounds, "LARGEST", 1_000_000)

    assert "too large" in refusal(data, "plan.xlsx").what()


def test_a_workbook_saved_by_another_program_is_read(example_plan: Plan) -> None:
    out = io.BytesIO()
    WRITERS[".xlsx"].write(example_plan, out, language="nb")
    saved = io.BytesIO()
    openpyxl.load_workbook(out).save(saved)

    assert read_bytes(saved.getvalue(), "plan.xlsx").plan == example_plan


BAD_JSON = {
    "a list": (b"[1, 2]", "plan.json"),
    "broken": (b'{"title": "A",\n "levels": [}', "plan.json:2"),
    "too deep": (b'{"elements": ' + b"[" * 50_000 + b"]" * 50_000 + b"}", "plan.json:1"),
    "deep elements": (
        b'{"levels": [], "elements": ' + b'[{"children":' * 300 + b"[]" + b"}]" * 300 + b"}",
        "plan.json",
    ),
    "no levels": (b'{"title": "A"}', "plan.json"),
    "empty": (b"", "plan.json"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "plan.json"),
}


@pytest.mark.parametrize("case", BAD_JSON)
def test_json_that_is_no_plan_is_refused_with_its_place(case: str) -> None:
    data, place = BAD_JSON[case]

    assert refusal(data, "plan.json").where == place


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_saved_anew_by_a_text_editor_is_read(example_plan: Plan, encoding: str) -> None:
    out = io.BytesIO()
    WRITERS[".json"].write(example_plan, out, language="nb")

    assert read_bytes(out.getvalue().decode().encode(encoding), "plan.json").plan == example_plan
