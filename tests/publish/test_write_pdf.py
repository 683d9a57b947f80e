"""PDF: tagged for screen readers, every word in its place, and whatever a plan says as it is."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from ledetraad.errors import UnwritableOutput
from ledetraad.i18n import LANGUAGES, Language
from ledetraad.plan.model import Element, Fact, Level, Period, Plan, PlanStatus
from ledetraad.publish.pdf_row_heads import with_row_heads
from ledetraad.publish.profile import Profile
from ledetraad.publish.site.offered import MOST_IN_PDF, offered
from ledetraad.publish.typst_process import pdf
from ledetraad.publish.write_pdf import PdfWriter
from tests.build import a_plan

STRANGE = [
    "#strong[nei] #let x = 1; #import 'a'",
    "$x^2$ kostar $100",
    "*a* _b_ `c` <merke> @sitat = - + /",
    "a \\ b \\# c // d /* e */ ~ f",
    "\"a\" 'b' «c» -- --- … ]{[}(",
    "https://example.no/?a=b&c=d <!-- e -->",
    "Sámi: čáhci, ŋ, ŧ, đ, ž – ÆØÅ æøå éüöä",
    "Кириллица, ελληνικά",
]


def written(plan: Plan, language: Language = "nb", profile: Profile | None = None) -> bytes:
    out = io.BytesIO()
    PdfWriter(profile or Profile()).write(plan, out, language=language)
    return out.getvalue()


@pytest.fixture(scope="module")
def example_pdf(example_plan: Plan) -> bytes:
    return written(example_plan)


@pytest.fixture(scope="module")
def example_open(example_pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(example_pdf)) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def tags(example_open: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return list(tags_of(example_open))


@pytest.fixture(scope="module")
def links(example_open: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [note for page in example_open.pages for note in page.get("/Annots", [])]


def tags_of(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every tag, in the order that a screen reader meets them."""
    return tags_of_node(pdf.Root.StructTreeRoot.K)


def tags_of_node(top: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """A tag and all below it, in their order."""
    stack = [top]
    while stack:
        node = stack.pop()
        if isinstance(node, pikepdf.Array):
            stack.extend(reversed(list(node)))
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            stack.append(node.get("/K"))


def named(tags: list[pikepdf.Dictionary], *names: str) -> list[pikepdf.Dictionary]:
    return [tag for tag in tags if str(tag.S) in names]


def rows_of(table: pikepdf.Dictionary) -> list[list[pikepdf.Dictionary]]:
    """The cells of each row of a table."""
    rows = [tag for part in table.K for tag in tags_of_node(part) if str(tag.S) == "/TR"]
    return [list(row.K) for row in rows]


def scope_of(head: pikepdf.Dictionary) -> str:
    """What a head of a table is over."""
    return next(str(part.Scope) for part in head.A if part.O == "/Table")


def words(data: bytes) -> str:
    """The text of all pages, as a program takes it out, on one line."""
    pages = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return re.sub(r"\s+", " ", text)


def test_it_says_that_it_is_accessible_and_what_it_is_called(example_open: pikepdf.Pdf) -> None:
    pdf = example_open

    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Samlet oversikt over mål og strategier for Asker kommune"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "nb"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_headings_go_down_one_step_at_a_time(tags, example_plan: Plan) -> None:
    headings = named(tags, *(f"/H{level}" for level in range(1, 7)))
    depths = [int(str(tag.S)[2:]) for tag in headings]

    assert depths[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(depths))
    assert {theme.title for theme in example_plan.elements} <= {str(tag.T) for tag in headings}


def test_every_table_has_heads_that_say_what_they_are_over(tags) -> None:
    tables, heads = named(tags, "/Table"), named(tags, "/TH")

    assert len(tables) == 3 + 2 * 8  # the legend, coverage and register; two for each theme
    assert len(heads) > (2 + 4) * 8
    assert {scope_of(tag) for tag in heads} == {"/Column", "/Row"}


def test_a_code_and_a_goal_of_the_un_is_the_head_of_its_row(tags, example_plan: Plan) -> None:
    tables = named(tags, "/Table")
    named_targets = len(rows_of(tables[-1])) - 1

    for table, rows in ((tables[0], 2), (tables[-2], 17), (tables[-1], named_targets)):
        below = rows_of(table)[1:]
        assert len(below) == rows
        for head, *cells in below:
            assert (str(head.S), scope_of(head)) == ("/TH", "/Row")
            assert {str(cell.S) for cell in cells} == {"/TD"}
            assert not any("/Headers" in part for cell in [head, *cells] for part in cell.A)
    for table in tables[1:-2]:
        assert {str(cell.S) for row in rows_of(table)[1:] for cell in row} == {"/TD"}


def test_a_plan_without_codes_and_goals_of_the_un_has_no_heads_of_rows() -> None:
    plan = a_plan("Satsingsområde: A\n  Delmål: B\n    Strategi: C", legend=())

    with pikepdf.open(io.BytesIO(written(plan))) as pdf:
        heads = named(list(tags_of(pdf)), "/TH")
        assert {scope_of(tag) for tag in heads} == {"/Column"}


def test_every_part_of_the_file_is_where_the_file_says(example_pdf: bytes) -> None:
    start = int(example_pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    count = int(example_pdf[start:].split()[2])
    entries = example_pdf[start:].split(b"\n", 2)[2]

    assert example_pdf[start:].startswith(b"xref\n0 ")
    for number in range(1, count):
        place, _, used = entries[20 * number : 20 * number + 18].split()
        assert used == b"n"
        assert example_pdf[int(place) :].startswith(b"%d 0 obj" % number)


def test_a_file_that_is_not_as_typst_writes_it_is_left_alone() -> None:
    for data in (b"", b"%PDF-1.7\n", b"%PDF-1.7\nstartxref\n9\n%%EOF"):
        assert with_row_heads(data, first=1, last=2) == data


def test_every_link_is_tagged_and_tells_where_it_goes(tags, links) -> None:
    assert len(named(tags, "/Link", "/Reference")) >= len(links)
    assert all(str(link.Contents) and "/StructParent" in link for link in links)


def test_every_figure_has_a_text(tags) -> None:
    assert all("/Alt" in tag for tag in named(tags, "/Figure"))


def test_links_go_to_the_coverage_and_to_the_text_of_the_un(example_plan: Plan, links) -> None:
    out = {str(link.A.URI) for link in links if "/A" in link}
    within = [link for link in links if "/Dest" in link]
    references = sum(
        reference.framework == "un-sdg"
        for element in example_plan.walk()
        for reference in element.references
    )

    assert {f"https://metadata.un.org/sdg/{goal}" for goal in range(1, 18)} <= out
    assert "https://metadata.un.org/sdg/11.3" in out
    assert len(within) > references


def test_themes_are_bookmarks(example_plan: Plan, example_pdf: bytes) -> None:
    titles = [mark.get_title() for mark in pypdfium2.PdfDocument(example_pdf).get_toc()]

    assert [title for title in titles if title in {t.title for t in example_plan.elements}] == [
        theme.title for theme in example_plan.elements
    ]


def test_every_statement_is_there_whole_and_in_order(
    example_plan: Plan, example_pdf: bytes
) -> None:
    text, place = words(example_pdf), 0

    for element in example_plan.walk():
        said = " ".join(element.words.split())
        found = text.find(said, place)
        assert found >= 0, said
        place = found + len(said)


def test_the_head_of_a_table_stands_on_each_of_its_pages(example_pdf: bytes) -> None:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(example_pdf)]
    tables = [page for page in pages if "Asker kommune skal" in page]

    assert len(tables) > 8
    assert all("Referanse Delmål Referanse Strategier" in page for page in tables)


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_in_the_language_asked_for_and_the_plan_in_its_own(
    example_plan: Plan, language: Language
) -> None:
    data = written(example_plan, language)

    expected = {"nb": "Innhold", "nn": "Innhald", "en": "Contents"}
    assert expected[language] in words(data)
    assert pikepdf.open(io.BytesIO(data)).Root.Lang == "nb"


def test_text_comes_out_as_it_is() -> None:
    outline = "\n".join(f"  Delmål: {text}" for text in STRANGE)
    plan = a_plan(f"Satsingsområde: # A *b* $c$ <d> @e\n{outline}")
    plan = plan.model_copy(update={"title": "#[T] *x* $y", "owner": "<A> & @B kommune"})

    text = words(written(plan))

    for said in [*STRANGE, "# A *b* $c$ <d> @e", "#[T] *x* $y", "<A> & @B kommune"]:
        assert said in text


@pytest.mark.parametrize(
    "text", ["漢字", "🎉 fest", "a\u0007b", "\ue000", "x\u0331\u0489", "\u200d"]
)
def test_a_character_that_no_font_has_is_shown_as_missing_and_told_of(text: str) -> None:
    plan = a_plan("Satsingsområde: A\n  Delmål: B").model_copy(
        update={"title": f"Før {text} etter"}
    )

    said = words(written(plan))

    assert "Før" in said
    assert "etter" in said


def test_what_is_missing_is_told_of() -> None:
    plan = a_plan("Satsingsområde: A\n  Delmål: Vi feirer 🎉 i byen")

    said = words(written(plan))

    assert "Vi feirer � i byen" in said
    assert "skrifter ikke har, vises som �" in said


def test_a_plan_with_nothing_in_it_is_a_document_all_the_same() -> None:
    data = written(Plan(levels=(Level(key="theme", singular="tema", plural="temaer"),)))

    assert "ingen mål eller strategier" in words(data)


def test_the_period_and_the_status_stand_on_the_front_page() -> None:
    plan = a_plan("Satsingsområde: A\n  Delmål: B").model_copy(
        update={
            "period": Period(from_year=2024, to_year=2036),
            "status": PlanStatus.ADOPTED,
            "subtitle": "Samfunnsdelen",
        }
    )

    front = pypdfium2.PdfDocument(written(plan))[0].get_textpage().get_text_range()

    assert "2024–2036" in front
    assert "Vedtatt" in front
    assert "Samfunnsdelen" in front


def test_the_front_page_has_the_colour_of_the_municipality() -> None:
    plan = a_plan("Satsingsområde: A\n  Delmål: B")

    data = written(plan, profile=Profile(name="Bygda kommune", colour="#2E7D32"))

    picture = pypdfium2.PdfDocument(data)[0].render(scale=0.2).to_pil()
    assert picture.getpixel((picture.width // 2, 3)) == (0x2E, 0x7D, 0x32)
    assert "Bygda kommune" in words(data)


def test_ten_levels_are_headings_above_and_columns_below() -> None:
    levels = [Level(key=f"level{n}", singular=f"nivå {n}", plural=f"nivåer {n}") for n in range(10)]
    outline = "\n".join(f"{'  ' * n}Nivå {n}: Setning nummer {n}." for n in range(10))

    data = written(a_plan(outline, levels=levels))

    text = words(data)
    places = [text.find(f"Setning nummer {n}.") for n in range(10)]
    assert places == sorted(places)
    assert min(places) > 0
    assert "Nivåer 7 Nivåer 8 Nivåer 9" in text
    pdf = pikepdf.open(io.BytesIO(data))
    depths = [str(t.S) for t in tags_of(pdf) if re.match("/H[1-6]", str(t.S))]
    assert depths[2:9] == ["/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/H6"]


def test_a_statement_longer_than_a_page_is_there_to_its_end() -> None:
    long = " ".join(f"ord{n}" for n in range(3000))

    data = written(a_plan(f"Satsingsområde: A\n  Delmål: B\n    Strategi: {long}"))

    said = words(data)
    assert all(f"ord{n}" in said for n in range(3000))


def test_what_else_is_said_of_an_element_stands_below_it() -> None:
    plan = a_plan("Satsingsområde: A\n  Delmål: Alle kan lese.")
    theme = plan.elements[0]
    facts = (Fact(key="responsible", name="Ansvar", value="Kultur"), Fact(key="cost", value="*2*"))
    goal: Element = theme.children[0].model_copy(update={"facts": facts})
    theme = theme.model_copy(update={"children": (goal,)})

    said = words(written(plan.model_copy(update={"elements": (theme,)})))

    assert "Alle kan lese. Ansvar: Kultur cost: *2*" in said


def test_a_forked_process_can_write_one_too(example_pdf: bytes, example_plan: Plan) -> None:
    child = os.fork()
    if not child:
        os._exit(0 if written(example_plan) == example_pdf else 1)

    assert os.waitpid(child, 0)[1] == 0


def test_what_typst_refuses_is_told_of_in_a_sentence() -> None:
    with pytest.raises(UnwritableOutput, match="The PDF can't be made"):
        pdf("{}")


def test_a_very_large_plan_s_site_goes_without_it() -> None:
    assert "data/plan.pdf" in offered(MOST_IN_PDF)
    assert "data/plan.pdf" not in offered(MOST_IN_PDF + 1)
