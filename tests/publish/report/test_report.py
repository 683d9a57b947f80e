"""A report with charts, as PDF and Word: seen, told of, counted, and the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from PIL import Image

from ledetraad.errors import UnwritableOutput
from ledetraad.i18n import LANGUAGES, Language
from ledetraad.publish.figures.drawing import pngs, svgs
from ledetraad.publish.figures.figure import Figure, column_shares, number_columns
from ledetraad.publish.report.model import Heading, Report, Table, Text
from ledetraad.publish.report.write_docx import report_docx
from ledetraad.publish.report.write_pdf import report_pdf
from tests.publish.test_write_pdf import named, rows_of, scope_of, tags_of, words

STRANGE = "#strong[nei] $x^2$ <merke> \"alt\" & 'b' {{ }} \\ c"
ALT = f"Utslippene gikk ned fra 120 til 80. {STRANGE}"


def wedge(**other: Any) -> dict[str, Any]:
    """A chart of another kind than a series': areas on each other."""
    values = [
        {"year": str(year), "part": part, "tonnes": size}
        for year, sizes in (("2024", (70, 50)), ("2025", (50, 30)))
        for part, size in zip(("Veitrafikk", "Oppvarming"), sizes, strict=True)
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 400,
        "height": 200,
        "title": {"text": "Står i bildeteksten", "subtitle": ["Står over tegningen"]},
        "data": {"values": values},
        "mark": "area",
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "title": None},
            "y": {"field": "tonnes", "type": "quantitative", "stack": True},
            "color": {"field": "part", "type": "nominal"},
        },
        **other,
    }


def a_figure(**other: Any) -> Figure:
    given = {
        "spec": wedge(),
        "alt": ALT,
        "caption": f"Utslipp, tonn CO₂-ekvivalenter. {STRANGE}",
        "heads": ("År", "Veitrafikk", "Oppvarming"),
        "rows": (("2024", "70,0", "50,0"), ("2025", "50,0", "ikke målt")),
        "source": "Miljødirektoratet",
    }
    return Figure(**{**given, **other})


def a_report(language: Language = "nb", **other: Any) -> Report:
    given: dict[str, Any] = {
        "title": "Klimaregnskap",
        "subtitle": "Eksempel kommune",
        "municipality": "Eksempel kommune",
        "language": language,
        "facts": (("Dato", "1. mai 2026"), ("Tom", "")),
        "blocks": (
            Heading("Utslipp"),
            Text(STRANGE),
            Table("Mål", ("Mål", "Tonn"), (("Innen 2030", "55"),)),
            Heading("Etter kilde", 2),
            a_figure(),
            a_figure(spec=wedge(mark="bar"), caption="Det samme som søyler.", source=""),
        ),
    }
    return Report(**{**given, **other})


def written(report: Report) -> bytes:
    out = io.BytesIO()
    report_docx(report, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def as_pdf() -> bytes:
    return report_pdf(a_report())


@pytest.fixture(scope="module")
def tags(as_pdf: bytes) -> Iterator[list[pikepdf.Dictionary]]:
    with pikepdf.open(io.BytesIO(as_pdf)) as pdf:
        yield list(tags_of(pdf))


@pytest.fixture(scope="module")
def as_word() -> bytes:
    return written(a_report())


@pytest.fixture(scope="module")
def word(as_word: bytes) -> Document:
    return docx.Document(io.BytesIO(as_word))


class TestPdf:
    def test_each_chart_is_a_figure_with_words_for_those_who_cant_see_it(
        self, tags: list[pikepdf.Dictionary]
    ) -> None:
        figures = named(tags, "/Figure")

        assert [str(one.Alt) for one in figures] == [ALT, ALT]
        assert len(named(tags, "/Caption")) == 2

    def test_it_says_that_it_is_accessible(self, as_pdf: bytes) -> None:
        with pikepdf.open(io.BytesIO(as_pdf)) as pdf:
            with pdf.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1"
                assert metadata["dc:title"] == "Klimaregnskap: Eksempel kommune"
            assert pdf.Root.Lang == "nb"

    def test_its_numbers_stand_in_a_table_with_heads_of_columns_and_rows(
        self, tags: list[pikepdf.Dictionary]
    ) -> None:
        tables = named(tags, "/Table")
        assert len(tables) == 3

        for table in tables:
            for head, *cells in rows_of(table)[1:]:
                assert (str(head.S), scope_of(head)) == ("/TH", "/Row")
                assert {str(cell.S) for cell in cells} == {"/TD"}

    def test_the_chart_is_drawn_in_lines_and_letters_and_not_as_a_picture(
        self, as_pdf: bytes
    ) -> None:
        with pikepdf.open(io.BytesIO(as_pdf)) as pdf:
            kinds = {
                str(one.get("/Subtype"))
                for page in pdf.pages
                for one in page.Resources.get("/XObject", {}).values()
            }
        assert "/Image" not in kinds
        assert "Veitrafikk Oppvarming" in re.sub(r"\s+", " ", words(as_pdf))

    def test_all_that_is_said_comes_out_as_it_is(self, as_pdf: bytes) -> None:
        found = words(as_pdf)

        assert found.count(STRANGE) == 2
        assert "Figur 1. Utslipp" in found or "Figure 1. Utslipp" in found
        assert "Står over tegningen" in found
        assert "Står i bildeteksten" not in found
        assert "Miljødirektoratet" in found

    def test_the_same_report_gives_the_same_bytes(self, as_pdf: bytes) -> None:
        assert report_pdf(a_report()) == as_pdf

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_is_in_the_language_that_is_asked_for(self, language: Language) -> None:
        with pikepdf.open(io.BytesIO(report_pdf(a_report(language)))) as pdf:
            assert pdf.Root.Lang == language

    def test_a_report_without_charts_is_one_too(self) -> None:
        made = report_pdf(a_report(blocks=(Text("Ingenting."),)))

        assert "Ingenting." in words(made)

    def test_many_headings_have_a_table_of_contents(self) -> None:
        blocks = tuple(Heading(f"Kapittel {number}") for number in range(8))

        pages = pypdfium2.PdfDocument(report_pdf(a_report(blocks=blocks)))

        assert "Kapittel 7" in pages[0].get_textpage().get_text_range()
        assert len(pages) > 1


class TestWord:
    def test_each_chart_is_a_picture_in_the_line_with_words(self, word: Document) -> None:
        pictures = word.inline_shapes
        told = [one._inline.docPr.get("descr") for one in pictures]

        assert told == [ALT, ALT]
        assert all(one.width <= word.sections[0].page_width * 0.85 for one in pictures)

    def test_a_picture_has_some_300_points_to_the_inch(self, as_word: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(as_word)) as parts:
            png = parts.read("word/media/image1.png")
        points = int.from_bytes(png[16:20], "big")
        inches = docx.Document(io.BytesIO(as_word)).inline_shapes[0].width.inches

        assert png.startswith(b"\x89PNG")
        assert points / inches > 280

    def test_captions_are_words_own_and_numbered_by_it(self, word: Document) -> None:
        captions = [one for one in word.paragraphs if one.style.name == "Caption"]

        assert len(captions) == 2
        assert captions[1].text.endswith("2. Det samme som søyler.")
        for one in captions:
            fields = one._p.findall(f".//{qn('w:instrText')}")
            assert [field.text.split()[0] for field in fields] == ["SEQ"]

    def test_its_numbers_stand_in_a_table(self, word: Document) -> None:
        rows = [[cell.text for cell in row.cells] for row in word.tables[1].rows]

        assert rows == [
            ["År", "Veitrafikk", "Oppvarming"],
            ["2024", "70,0", "50,0"],
            ["2025", "50,0", "ikke målt"],
        ]

    def test_the_same_report_gives_the_same_bytes(self, as_word: bytes) -> None:
        assert written(a_report()) == as_word

    def test_a_character_that_word_cant_hold_is_refused(self) -> None:
        with pytest.raises(UnwritableOutput):
            written(a_report(blocks=(a_figure(alt="a\x00b"),)))


class TestDrawing:
    def test_no_charts_take_no_drawing(self) -> None:
        assert svgs([]) == pngs([]) == []

    def test_each_chart_comes_out_in_its_place(self) -> None:
        small, large = svgs([wedge(width=100), wedge(width=500)])

        assert b'width="5' not in small.split(b">")[0]
        assert len({small, large}) == 2

    def test_a_picture_is_packed_well_and_whole(self) -> None:
        (made,) = pngs([wedge()])

        picture = Image.open(io.BytesIO(made))
        picture.load()
        assert picture.width > 1200

    def test_what_cant_be_drawn_is_told_of(self) -> None:
        with pytest.raises(UnwritableOutput):
            svgs([{"mark": "nothing"}])

    def test_nothing_is_fetched(self) -> None:
        with pytest.raises(UnwritableOutput):
            svgs([wedge(data={"url": "https://example.no/data.json"})])


class TestFigure:
    def test_it_has_words_for_those_who_cant_see_it(self) -> None:
        with pytest.raises(ValueError, match="words"):
            a_figure(alt=" ")

    def test_its_rows_are_as_long_as_its_head(self) -> None:
        with pytest.raises(ValueError, match="not as long"):
            replace(a_figure(), rows=(("2024", "1"),))

    def test_numbers_stand_to_the_right_and_words_to_the_left(self) -> None:
        rows = [
            ("2024", "1 234,5", "godt", "−3", "29,7 – 32,3", "31. oktober 2027"),
            ("2025", "ikke målt", "dårlig", "", "28,1 – 31,9", "–"),
            ("2026", "12 %", "godt", "", "", ""),
        ]

        assert number_columns(rows) == [False, True, False, True, True, False]

    def test_a_column_is_as_wide_as_its_words_need_and_none_is_squeezed_out(self) -> None:
        rows = [("År", "Investeringsbudsjett", "Tall"), ("2024", "Det er mye å si. " * 20, "1")]

        year, words, number = column_shares(rows)

        assert year + words + number == pytest.approx(1)
        assert words > 0.5
        assert year == number > 0.1
