"""The Word document: what a planner finds in it, what Word needs of it, and that it reads back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from ledetraad.errors import UnwritableOutput
from ledetraad.i18n import LANGUAGES, Language
from ledetraad.plan.model import Element, Fact, Level, Period, Plan, PlanStatus
from ledetraad.plan.presets import GOALS_AND_STRATEGIES
from ledetraad.publish.write_docx import DocxWriter
from ledetraad.readers import read_bytes
from ledetraad.readers.blocks import Table
from ledetraad.readers.word import word_document
from tests import overview_form as form
from tests.build import a_plan
from tests.overview_form import Overview
from tests.overviews import overviews
from tests.plans import plans

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SMALL = """
    Satsingsområde: God oppvekst
      Hovedmål [FN-T 4]: Barn har det godt.
        Delmål [FN-T 4.1]: Alle lærer å lese.
          Strategi [EK]: Kommunen skal låne ut bøker.
          Strategi [FN-T 4.1, FN-T 4.2, EK]: Kommunen skal ha skoler.
        Delmål [FN-T 4.2]: Alle har barnehage.
"""
MEASURES = (
    Level(key="theme", singular="satsingsområde", plural="satsingsområder", titled=True),
    Level(key="goal", singular="mål", plural="mål"),
    Level(key="measure", singular="tiltak", plural="tiltak"),
)
modestly = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def written(plan: Plan, language: Language = "nb") -> bytes:
    out = io.BytesIO()
    DocxWriter().write(plan, out, language=language)
    return out.getvalue()


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def said(plan: Plan) -> list[object]:
    return [
        (one.number, one.level, one.title, one.text, one.references, one.facts)
        for one in plan.walk()
    ]


def facts_of(plan: Plan) -> list[object]:
    return [plan.title, plan.subtitle, plan.owner, plan.period, plan.status, plan.scheme]


def plain(element: Element) -> Element:
    """The element without what is taken for a reference in its text, and with each code once."""
    return element.model_copy(
        update={
            "text": re.sub(r"\d", "x", element.text),
            "references": tuple(dict.fromkeys(element.references)),
            "children": tuple(map(plain, element.children)),
        }
    )


def tables(data: bytes) -> Iterator[list[list[str]]]:
    for block in word_document(data, "plan.docx").blocks:
        if isinstance(block, Table):
            yield [[cell.text for cell in row] for row in block.rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_reads_back_as_it_was(example_plan: Plan, language: Language) -> None:
    plan = read_bytes(written(example_plan, language), "plan.docx").plan

    assert said(plan) == said(example_plan)
    assert facts_of(plan) == facts_of(example_plan)
    assert (plan.levels, plan.language) == (example_plan.levels, example_plan.language)


@modestly
@given(overviews())
def test_any_overview_reads_back_as_it_was(overview: Overview) -> None:
    plan = read_bytes(form.write(overview, form.Layout()), "plan.txt").plan
    plan = plan.model_copy(update={"elements": tuple(map(plain, plan.elements))})

    again = read_bytes(written(plan), "plan.docx").plan

    assert said(again) == said(plan)
    assert facts_of(again) == facts_of(plan)


@modestly
@given(plans())
def test_every_word_of_any_plan_is_in_the_document(plan: Plan) -> None:
    blocks = word_document(written(plan), "plan.docx").blocks

    found: list[str] = []
    for block in blocks:
        cells = (
            (cell.text for row in block.rows for cell in row) if isinstance(block, Table) else ()
        )
        found += cells if isinstance(block, Table) else [block.text, getattr(block, "number", "")]
    whole = "".join("".join(found).split())
    for element in plan.walk():
        words = "".join(letter for letter in element.words.split())
        assert all(letter in whole for letter in words if letter.isalnum())


def test_measures_read_back_with_who_and_when() -> None:
    outline = """
        Satsingsområde: God oppvekst
          Mål [FN-T 4.1]: Alle lærer å lese.
            Tiltak [EK]: Kjøpe bøker til skolene.
            Tiltak: Ansette en bibliotekar.
        Satsingsområde: Et godt sted å bo
          Mål: Alle har et trygt sted å bo.
    """
    plan = a_plan(outline, levels=MEASURES)
    told = (
        Fact(key="responsible", name="Ansvar", value="Oppvekst"),
        Fact(key="deadline", name="Frist", value="2027"),
    )
    theme = plan.elements[0]
    goal = theme.children[0]
    measures = tuple(one.model_copy(update={"facts": told}) for one in goal.children)
    goal = goal.model_copy(update={"children": measures})
    elements = (theme.model_copy(update={"children": (goal,)}), plan.elements[1])
    plan = plan.model_copy(
        update={
            "elements": elements,
            "title": "Handlingsplan",
            "subtitle": "Trygt og godt",
            "owner": "Eksempel kommune",
            "period": Period(from_year=2026, to_year=2030),
            "status": PlanStatus.ADOPTED,
        }
    )

    again = read_bytes(written(plan), "plan.docx").plan

    assert said(again) == said(plan)
    assert facts_of(again) == facts_of(plan)
    assert again.levels == MEASURES
    assert next(tables(written(plan)))[0] == [
        "Referanse",
        "Mål",
        "Referanse",
        "Tiltak",
        "Ansvar",
        "Frist",
    ]


def test_a_theme_is_a_heading_with_its_goal_and_its_table() -> None:
    data = written(a_plan(SMALL))

    opened = docx.Document(io.BytesIO(data))
    assert [
        (one.style.name, one.text)
        for one in opened.paragraphs
        if one.style and one.style.name.startswith("Heading")
    ] == [
        ("Heading 1", "God oppvekst"),
        ("Heading 2", "Hovedmål"),
        ("Heading 2", "Delmål og strategier"),
    ]
    assert list(tables(data)) == [
        [["Referanse", "Hovedmål"], ["FN-T 4", "Barn har det godt."]],
        [
            ["Referanse", "Delmål", "Referanse", "Strategier"],
            ["FN-T 4.1", "Alle lærer å lese.", "EK", "Kommunen skal låne ut bøker."],
            ["", "", "FN-T 4.1, 4.2\nEK", "Kommunen skal ha skoler."],
            ["FN-T 4.2", "Alle har barnehage.", "", ""],
        ],
    ]


def test_heads_are_repeated_and_rows_are_whole() -> None:
    document = part(written(a_plan(SMALL)), "word/document.xml")

    for table in document.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "1"


def test_the_contents_lead_to_the_themes_and_are_renewed_when_opened() -> None:
    document = part(written(a_plan(SMALL)), "word/document.xml")

    contents = document.find(f"{W}body/{W}sdt")
    (link,) = contents.iter(f"{W}hyperlink")
    names = [one.get(f"{W}name") for one in document.iter(f"{W}bookmarkStart")]
    assert link.get(f"{W}anchor") in names
    assert next(contents.iter(f"{W}fldChar")).get(f"{W}dirty") == "true"
    assert "TOC" in next(contents.iter(f"{W}instrText")).text


@pytest.mark.parametrize(
    ("language", "named"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB"), ("sv", "sv-SE")]
)
def test_it_says_its_language_title_and_owner(language: str, named: str) -> None:
    plan = a_plan(SMALL, language=language).model_copy(
        update={"title": "Plan & mål", "owner": "Eksempel kommune"}
    )

    opened = docx.Document(io.BytesIO(written(plan)))

    about = opened.core_properties
    assert (about.title, about.author) == ("Plan & mål", "Eksempel kommune")
    assert about.language == named
    defaults = opened.styles.element.find(f"{W}docDefaults")
    assert next(defaults.iter(f"{W}lang")).get(f"{W}val") == named


def test_the_foot_of_every_page_has_the_title_and_the_number() -> None:
    plan = a_plan(SMALL).model_copy(update={"title": "Samfunnsdelen"})

    footer = part(written(plan), "word/footer1.xml")

    assert [text.text for text in footer.iter(f"{W}t")] == ["Samfunnsdelen", "1"]
    assert "PAGE" in next(footer.iter(f"{W}instrText")).text


def test_the_same_plan_gives_the_same_bytes(example_plan: Plan) -> None:
    assert written(example_plan) == written(example_plan)


def test_pages_are_turned_where_a_table_has_many_columns() -> None:
    plan = a_plan("Satsingsområde: A\n  Mål: B\n    Tiltak: C", levels=MEASURES)
    measure = plan.elements[0].children[0].children[0]
    many = tuple(Fact(key="other", name=f"Kolonne {n}", value="x") for n in range(8))
    goal = (
        plan.elements[0]
        .children[0]
        .model_copy(update={"children": (measure.model_copy(update={"facts": many}),)})
    )
    wide = plan.model_copy(
        update={"elements": (plan.elements[0].model_copy(update={"children": (goal,)}),)}
    )

    def turned(of: Plan) -> bool:
        size = next(part(written(of), "word/document.xml").iter(f"{W}pgSz"))
        return size.get(f"{W}orient") == "landscape"

    assert turned(wide) and not turned(plan)


def test_a_plan_without_elements_can_be_written() -> None:
    assert word_document(written(Plan(levels=GOALS_AND_STRATEGIES)), "plan.docx").blocks


def test_a_character_that_word_can_not_hold_is_told_of_with_its_place() -> None:
    plan = a_plan("Satsingsområde: A\n  Hovedmål: B\x0b")

    with pytest.raises(UnwritableOutput, match=r"U\+000B") as refused:
        written(plan)

    assert refused.value.where == "1"
    assert refused.value.remedy()
