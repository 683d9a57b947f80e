"""A web page is read as it is shown: its headings, text, lists and tables, and nothing around."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledetraad.errors import UnreadableDocument
from ledetraad.plan.model import SourcePlace
from ledetraad.readers import read_document
from ledetraad.readers.blocks import Block, Heading, Item, Paragraph, Table
from ledetraad.readers.html import html_document

PAGES = Path(__file__).parents[1] / "documents" / "pages"


def blocks(page: str) -> tuple[Block, ...]:
    return html_document(page.encode(), "plan.html").blocks


def said(page: str) -> list[str]:
    return [block.text for block in blocks(page) if not isinstance(block, Table)]


def test_each_element_knows_its_line() -> None:
    plan = read_document(PAGES / "list.html").plan

    places = {element.words: element.source for element in plan.walk()}
    assert places["Grønn omstilling"] == SourcePlace(file="list.html", line=26)
    assert (plan.title, str(plan.period)) == (
        "Handlingsplan for Eksempel kommune 2030–2034",
        "2030–2034",
    )


def test_headings_have_their_depth_and_their_number_apart() -> None:
    assert [
        (b.text, b.depth, b.number)
        for b in blocks(
            "<h1>Plan 2030</h1><h2>2.1 God <i>helse</i></h2><h3>17 mål</h3>"
            "<div role=heading aria-level=4>Skole</div>"
        )
        if isinstance(b, Heading)
    ] == [
        ("Plan 2030", 1, ""),
        ("God helse", 2, "2.1"),
        ("17 mål", 3, ""),
        ("Skole", 4, ""),
    ]


def test_lists_in_lists_are_items_with_their_depth_and_mark() -> None:
    page = (
        "<ol start=3><li>tre<li>fire<ul><li>under <b>fire</b><p>mer</ul> etter</li>"
        "<li value=9>ni<ol><li>under ni</ol></ol>"
    )

    assert [(b.text, b.depth, b.mark) for b in blocks(page) if isinstance(b, Item)] == [
        ("tre", 1, "3."),
        ("fire etter", 1, "4."),
        ("under fire mer", 2, "•"),
        ("ni", 1, "9."),
        ("under ni", 2, "9.1."),
    ]


def test_lists_as_word_and_google_write_them_are_lists() -> None:
    word = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Et mål</p>"
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>1.2<span>&nbsp; </span></span><![endif]>Et tiltak</p>"
    )
    google = '<ul class="lst-kix_abc-0"><li>Et mål</ul><ul class="lst-kix_abc-1"><li>Et tiltak</ul>'

    told = [
        [(b.text, b.depth, b.mark) for b in blocks(page) if isinstance(b, Item)]
        for page in (word, google)
    ]
    assert told[0] == [("Et mål", 1, "•"), ("Et tiltak", 2, "1.2")]
    assert told[1] == [("Et mål", 1, "•"), ("Et tiltak", 2, "•")]


def test_a_table_is_a_grid_where_cells_reach_over_others() -> None:
    (table,) = blocks(
        "<table><caption>Mål for helse</caption><tfoot><tr><td>sum<td><td></tfoot>"
        "<thead><tr><th>Mål<th colspan=2>Tiltak</thead>"
        "<tr><td rowspan=2>Et<br>mål<td>a<td>b<tr><td>c<tr hidden><td>x</table>"
    )

    assert isinstance(table, Table) and table.title == "Mål for helse"
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Mål", "Tiltak", "Tiltak"],
        ["Et\nmål", "a", "b"],
        ["Et\nmål", "c", ""],
        ["sum", "", ""],
    ]
    assert table.rows[0][1] is table.rows[0][2] and table.rows[1][0] is table.rows[2][0]
    assert table.rows[0][0].head and not table.rows[1][0].head


def test_a_table_that_only_lays_out_the_page_is_its_content() -> None:
    page = "<table><tr><td><h2>Helse</h2><table><tr><th>Mål<th>Tiltak<tr><td>a<td>b</table></table>"

    assert [type(block) for block in blocks(page)] == [Heading, Table]


def test_what_is_around_the_text_or_hidden_is_left_out() -> None:
    page = (
        "<nav>Meny</nav><script>var a = '<p>b</p>'</script><style>p {}</style>"
        "<aside>Les også</aside>"
        "<p>Synlig<span hidden> skjult</span><span style='Display : none'> borte</span></p>"
        "<p aria-hidden=true>x</p><form><label>Søk</label><input value=y><button>Gå</button></form>"
        "<!-- merknad --><template><p>mal</p></template><footer>bunn</footer>"
    )

    assert said(page) == ["Synlig", "Søk"]


def test_only_the_main_part_of_a_page_is_read() -> None:
    assert said("<p>før<main><p>her</main><p>etter") == ["her"]


def test_loose_text_and_line_breaks_make_paragraphs() -> None:
    page = "<div>En <a href=x>lenke</a>,<br>samme avsnitt<br><br>nytt<p>tre</p>hale</div>"

    assert said(page) == ["En lenke, samme avsnitt", "nytt", "tre", "hale"]
    assert all(isinstance(block, Paragraph) for block in blocks(page))


def test_a_link_round_a_heading_does_not_hide_it() -> None:
    assert [type(block) for block in blocks("<a href=x><h2>Helse</h2><p>Et mål.</p></a>")] == [
        Heading,
        Paragraph,
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_page_may_be_in_any_common_encoding(encoding: str) -> None:
    page = "<?xml version='1.0' encoding='whatever'?><html><p>Blåbær på øya</p></html>"

    read = html_document(page.encode(encoding), "plan.html").blocks

    assert [block.text for block in read if isinstance(block, Paragraph)] == ["Blåbær på øya"]


def test_entities_of_the_page_s_own_are_never_opened() -> None:
    page = (
        '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>a &a; b</p></body>'
    )

    assert "root" not in " ".join(said(page))


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<div>" * 100_000 + "x", "nested too deeply"),
        ("<ul><li>" * 5_000 + "x", "nested too deeply"),
        ("<p>" * 1_000_001, "too large"),
        ("<table>" + "<tr><td colspan=1000 rowspan=60000>a<td>b" * 600 + "</table>", "too large"),
        ("", "empty"),
        ("<script>x</script>", "No goals"),
    ],
)
def test_a_page_that_can_not_be_read_is_refused(page: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "plan.htm").write_text(page)

    with pytest.raises(UnreadableDocument, match=words) as refused:
        read_document(tmp_path / "plan.htm")

    assert refused.value.remedy() and refused.value.where.endswith("plan.htm")
