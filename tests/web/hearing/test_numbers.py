"""The table and the numbers: what the council and the public get."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from django.test import Client
from docx import Document

from ledetraad.web.hearing import archiving
from ledetraad.web.hearing.models import Hearing
from ledetraad.web.hearing.opened import OPENED
from ledetraad.web.hearing.work import tables
from tests.web.hearing.conftest import Speaking
from tests.web.hearing.test_answering import answer, do
from tests.web.hearing.test_moderating import WORK, decide


def test_an_empty_form_is_refused_and_not_a_fault(speaking: Speaking) -> None:
    assert speaking.client.post("/plan/asker/horing/si/", {}).status_code == 422


def test_the_table_goes_out_in_word_excel_and_pdf(speaking: Speaking, running: Client) -> None:
    strategy = speaking.strategy.id
    first, _ = speaking.said("Mer sykkel", **{"said-0-element": strategy})
    speaking.said(who="organisation", name="Velforeningen")
    answer(running, first.comments.get(), summary="Vil ha sykkel", new_text="Ny tekst")
    own = f"{WORK}{speaking.hearing.pk}/merknadstabell"

    word = Document(io.BytesIO(running.get(f"{own}.docx").content))
    text = " ".join(cell.text for each in word.tables for cell in each._cells)
    sheet = openpyxl.load_workbook(io.BytesIO(running.get(f"{own}.xlsx").content)).active

    assert "Vil ha sykkel" in text
    assert "Ny tekst" in text
    assert "Berit" not in text
    assert sheet is not None
    assert sheet.max_row == 3
    assert running.get(f"{own}.pdf").content.startswith(b"%PDF")


def test_a_long_table_goes_out_as_pdf_in_volumes_and_so_does_the_archive(
    speaking: Speaking, running: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaking.said("Mer sykkel")
    speaking.said("Mindre bil")
    for module in (tables, archiving):
        monkeypatch.setattr(module, "MOST_IN_ONE", 1)
    own = f"{WORK}{speaking.hearing.pk}/"

    table = running.get(f"{own}merknadstabell.pdf")
    archive = b"".join(running.get(f"{own}arkiv.zip"))

    assert table.headers["Content-Type"] == "application/zip"
    assert "merknadstabell-00.pdf" in zipfile.ZipFile(io.BytesIO(table.content)).namelist()
    kept = " ".join(zipfile.ZipFile(io.BytesIO(archive)).namelist())
    assert "merknadstabell-00.pdf" in kept
    assert "merknadstabell-01.pdf" in kept


def test_names_are_in_the_table_only_where_they_are_asked_for(
    speaking: Speaking, running: Client
) -> None:
    speaking.said()
    own = f"{WORK}{speaking.hearing.pk}/merknadstabell.docx"

    without, with_names = (
        " ".join(one.text for one in Document(io.BytesIO(running.get(each).content)).paragraphs)
        for each in (own, f"{own}?navn=alle")
    )

    assert "Berit Eksempel" not in without
    assert "Berit Eksempel" in with_names


def test_the_public_numbers_are_of_what_everybody_may_read(
    speaking: Speaking, running: Client
) -> None:
    strategy = next(
        one
        for one in speaking.plan.walk()
        if any(each.framework == "un-sdg" for each in one.references)
    )
    goal = next(
        each.code.partition(".")[0] for each in strategy.references if each.framework == "un-sdg"
    )
    shown, _ = speaking.said("Vises", **{"said-0-element": strategy.id})
    speaking.said("Skjules")
    decide(running, shown, shown="text")

    page = speaking.page("tall/")

    assert f'class="square sdg-{goal}"' in page
    assert "Skjules" not in page


def test_every_answer_is_on_the_public_page_when_it_is_published(
    speaking: Speaking, running: Client
) -> None:
    statement, _ = speaking.said()
    decide(running, statement, shown="text")
    answer(running, statement.comments.get())
    assert "er enig" not in speaking.page("tall/")

    speaking.end()
    do(running, speaking.hearing, op="answer")

    assert "er enig" in speaking.page("tall/")


@pytest.mark.parametrize("many", [2, 25])
def test_the_table_asks_the_database_as_often_for_many_as_for_few(
    speaking: Speaking, running: Client, django_assert_max_num_queries: object, many: int
) -> None:
    for number in range(many):
        speaking.said(f"Nummer {number}")
    own = f"{WORK}{speaking.hearing.pk}/merknadstabell.xlsx"
    running.get(own)

    with django_assert_max_num_queries(9):  # type: ignore[operator]
        running.get(own)


def test_where_speakers_live_is_asked_only_where_the_municipality_wants_and_is_never_shown(
    speaking: Speaking, running: Client
) -> None:
    assert 'name="area"' not in speaking.page("si/")
    document = {**speaking.hearing.document, "areas": ["Heggedal", "Røyken"]}
    Hearing.objects.filter(pk=speaking.hearing.pk).update(document=document)
    OPENED.forget()
    assert 'name="area"' in speaking.page("si/")

    one, link = speaking.said(area="Heggedal")
    child, _ = speaking.said(who="child", area="Røyken")
    other, _ = speaking.said(area="Et annet sted")
    for each in (one, child, other):
        decide(running, each, shown="text")

    assert [one.area, child.area, other.area] == ["Heggedal", "", ""]
    assert "Heggedal" not in speaking.page("innspill/").partition("<article")[2]
    assert "Heggedal" not in speaking.page("tall/")
    assert (
        "<option selected>Heggedal</option>" in speaking.client.get(f"{link}rett/").content.decode()
    )
    running.post(f"{WORK}{one.hearing_id}/innspill/{one.number}/gjor/", {"op": "anonymise"})
    one.refresh_from_db()
    assert one.area == ""


def test_where_speakers_live_is_counted_for_all_when_the_hearing_is_over_and_exactly_for_staff(
    speaking: Speaking, running: Client
) -> None:
    areas = ["Heggedal", "Røyken", "Vollen"]
    document = {**speaking.hearing.document, "areas": areas}
    Hearing.objects.filter(pk=speaking.hearing.pk).update(document=document)
    speaking.hearing.refresh_from_db()
    OPENED.forget()
    for area in [*["Heggedal"] * 6, *["Røyken"] * 4, "Vollen"]:
        decide(running, speaking.said(area=area)[0], shown="text")
    open_page = speaking.page("tall/")

    speaking.end()
    page = speaking.page("tall/")
    made = running.get(f"{WORK}{speaking.hearing.pk}/merknadstabell.xlsx").content
    sheets = openpyxl.load_workbook(io.BytesIO(made)).worksheets
    cells = [[cell.value for cell in row] for sheet in sheets for row in sheet.iter_rows()]

    assert not any(area in open_page for area in areas)
    assert "Heggedal</th><td" in page
    assert "Røyken</th>" not in page
    assert "Vollen</th>" not in page
    assert [row[:2] for row in cells if row[0] in areas] == [
        ["Heggedal", 6],
        ["Røyken", 4],
        ["Vollen", 1],
    ]
