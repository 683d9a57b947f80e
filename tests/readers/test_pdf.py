"""PDFs as they come from an office program, read into blocks and into plans."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from ledetraad.errors import UnreadableDocument
from ledetraad.plan.model import Element, Plan
from ledetraad.readers import read_bytes, read_document
from ledetraad.readers.blocks import Document, Heading, Item, Paragraph, Table
from ledetraad.readers.pdf.grid import find_grids
from ledetraad.readers.pdf.pieces import Edge
from ledetraad.readers.pdf.read import read_blocks
from ledetraad.readers.pdf.settings import DEFAULTS

FOLDER = Path(__file__).parents[1] / "documents" / "pdf"
EXAMPLE = Path(__file__).parents[2] / "examples" / "asker-2020-2032-forslag.txt"
ENOUGH = 0.99
SVG = "{http://www.w3.org/2000/svg}"

Placed = tuple[str, str, tuple[str, ...], str]


def blocks(name: str) -> Document:
    return read_blocks((FOLDER / name).read_bytes(), name)


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def placed(plan: Plan) -> Counter[Placed]:
    """Each element as its level, whole text, references, and what it stands under."""

    def below(element: Element, parent: str) -> Iterator[Placed]:
        words = " ".join(element.words.split())
        references = tuple(reference.printed for reference in element.references)
        yield element.level, words, references, parent
        for child in element.children:
            yield from below(child, words)

    return Counter(one for element in plan.elements for one in below(element, ""))


@pytest.mark.parametrize(
    "name", ["asker.pdf", "asker-landscape.pdf", "asker-rotated.pdf", "asker-unruled.pdf"]
)
def test_the_overview_is_read_as_its_text_is(name: str, example_plan: Plan) -> None:
    known = placed(example_plan)

    read = placed(read_document(FOLDER / name).plan)

    right = (known & read).total()
    assert right / read.total() >= ENOUGH, read - known
    assert right / known.total() >= ENOUGH, known - read


def test_the_front_page_is_read_too(example_plan: Plan) -> None:
    plan = read_document(FOLDER / "asker.pdf").plan

    for what in ("title", "owner", "period", "status"):
        assert getattr(plan, what) == getattr(example_plan, what)


def test_blanks_too_many_are_kept_for_the_checks() -> None:
    (text,) = [
        element.text
        for element in read_document(FOLDER / "asker.pdf").plan.walk()
        if element.text.startswith("Askersamfunnet verner om")
    ]

    assert "levende  landbruk" in text


def test_elements_say_on_which_page_and_row_they_stand() -> None:
    plan = read_document(FOLDER / "asker.pdf").plan

    first, second = plan.elements[:2]
    assert str(first.children[0].source) == "asker.pdf:1:1:2"
    assert second.source is not None
    assert second.source.page == 2


def test_running_heads_and_feet_are_left_out_and_told_once() -> None:
    document = blocks("asker.pdf")

    texts = [block.text for block in document.blocks if not isinstance(block, Table)]
    assert not any("Side" in text or text == "kommuneplanens samfunnsdel" for text in texts)
    (finding,) = document.findings
    assert finding.code == "LT030"
    assert "Side #" in finding.message()


def test_a_table_over_pages_is_one_with_its_head_once() -> None:
    head = ["Referanse", "DELMÅL", "Referanse", "STRATEGIER TIL DELMÅL"]

    for name in ("asker.pdf", "asker-landscape.pdf"):
        read = tables(blocks(name))
        assert len(read) == 16
        assert all(rows.count(head) <= 1 for rows in read)
        assert sum(rows[0] == head for rows in read) == 8


def test_a_row_cut_by_the_end_of_a_page_is_whole() -> None:
    rows = [row for table in tables(blocks("asker.pdf")) for row in table]

    assert [
        "FN-T\n16.7",
        "Askersamfunnet er et levende lokaldemokrati der innbyggere i alle aldre deltar gjennom "
        "inkluderende, medbestemmende og representative beslutningsprosesser.",
        "",
        "",
    ] in rows


def test_a_merged_cell_is_the_same_wherever_it_reaches() -> None:
    (table,) = [block for block in blocks("merged.pdf").blocks if isinstance(block, Table)]

    assert all(cell.head for cell in table.rows[0])
    assert table.rows[1][0] is table.rows[2][0]
    assert (table.rows[1][0].text, table.rows[1][0].rows) == ("Første delmål", 2)
    assert table.rows[3][2] is table.rows[3][3]
    assert {cell.text for cell in table.rows[4]} == {"Felles for alle delmål"}
    assert table.rows[4][0].columns == 4


def test_a_table_with_lines_between_its_rows_alone_has_columns() -> None:
    (rows,) = tables(blocks("ruled-across.pdf"))

    assert rows == [
        ["Indikator", "Ønsket resultat", "Resultat 2023"],
        *(
            [f"Andel innbyggere som svarer at de er fornøyd med tilbud {number}", "80", "74"]
            for number in range(1, 61)
        ),
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    read = blocks("two-columns.pdf").blocks

    assert [block.text for block in read if isinstance(block, Heading)] == [
        f"Kapittel {number} om stedsutvikling" for number in range(1, 9)
    ]
    assert [block.text[:12] for block in read if isinstance(block, Paragraph)] == [
        f"Avsnitt {number}.{part}." for number in range(1, 9) for part in range(1, 4)
    ]


def test_words_broken_at_line_ends_are_whole() -> None:
    texts = {
        block.text.split(". ", 1)[1]
        for block in blocks("two-columns.pdf").blocks
        if isinstance(block, Paragraph)
    }

    assert len(texts) == 1
    (text,) = texts
    assert "tilrettelegging for nye møteplasser, og medvirkningsprosesser" in text
    assert "areal- og transportplanlegging" in text


def test_headings_have_depth_by_size_and_their_printed_number() -> None:
    document = blocks("lists.pdf")

    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert document.title == "Handlingsdel for Eksempel kommune"
    assert [(heading.depth, heading.number, heading.text) for heading in headings] == [
        (1, "", "Handlingsdel 2024-2027"),
        (2, "1", "Gode oppvekstvilkår"),
        (3, "1.1", "Slik gjør vi det"),
        (4, "", "Ansvar"),
        (2, "2", "Grønn omstilling"),
        (3, "2.1", "Slik gjør vi det"),
        (4, "", "Ansvar"),
    ]


def test_lists_have_marks_and_depth() -> None:
    items = [block for block in blocks("lists.pdf").blocks if isinstance(block, Item)]

    assert [(item.depth, item.mark, item.text) for item in items[:6]] == [
        (1, "•", "Styrke tidlig innsats"),
        (2, "•", "Styrke tidlig innsats i hver skole"),
        (1, "•", "Følge opp planen hvert år"),
        (2, "•", "Følge opp planen hvert år i hver skole"),
        (1, "1.", "Rapportere til kommunestyret"),
        (1, "2.", "Vise resultatene for innbyggerne"),
    ]


def test_a_scanned_document_is_told_to_be_one() -> None:
    with pytest.raises(UnreadableDocument) as told:
        blocks("scanned.pdf")

    assert "scanned" in told.value.what()
    assert "OCR" in told.value.remedy()


def test_a_scanned_page_among_others_is_a_finding() -> None:
    document = blocks("partly-scanned.pdf")

    (finding,) = document.findings
    assert (finding.code, finding.values["pages"]) == ("LT031", "2")
    assert finding.place is not None
    assert finding.place.page == 2
    assert len([block for block in document.blocks if isinstance(block, Heading)]) == 7


def test_a_document_locked_against_changes_can_be_read() -> None:
    assert blocks("owner-locked.pdf").blocks == tuple(
        block.__class__(**_as_named(block, "owner-locked.pdf"))
        for block in blocks("lists.pdf").blocks
    )


def _as_named(block: object, name: str) -> dict[str, object]:
    fields = {field: getattr(block, field) for field in block.__slots__}  # type: ignore[attr-defined]
    return fields | {"place": fields["place"].model_copy(update={"file": name})}


def _without_pages() -> bytes:
    out = io.BytesIO()
    pikepdf.new().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"Bare tekst.", "not a PDF"),
        ((FOLDER / "lists.pdf").read_bytes()[:-2000], "cut off"),
        (b"%PDF-1.7\n" + b"\x07" * 9_000 + b"\n%%EOF", "damaged"),
        ((FOLDER / "encrypted.pdf").read_bytes(), "password"),
        (_without_pages(), "no pages"),
    ],
    ids=["text", "cut-off", "damaged", "locked", "no-pages"],
)
def test_what_cannot_be_read_says_why_and_what_to_do(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableDocument) as told:
        read_bytes(data, "plan.pdf")

    assert what in told.value.what()
    assert told.value.remedy()
    assert told.value.where == "plan.pdf"


def test_lines_that_nearly_meet_make_one_grid_and_a_missing_wall_a_merged_cell() -> None:
    lying = [Edge(y + slip, 0, 200) for y, slip in ((10, 0), (30, 1.2), (50, -0.8))]
    standing = [Edge(0, 10, 50), Edge(100.7, 10, 31), Edge(199, 9, 51)]

    (grid,) = find_grids(lying, standing, DEFAULTS)

    assert grid.owner == ((0, 1), (2, 2))
    assert grid.cell_at(150, 20) == 1
    assert grid.cell_at(150, 40) == grid.cell_at(50, 40) == 2
    assert grid.cell_at(300, 40) is None


def test_a_frame_around_one_text_is_no_table() -> None:
    lying, standing = [Edge(10, 0, 90), Edge(50, 0, 90)], [Edge(0, 10, 50), Edge(90, 10, 50)]

    assert find_grids(lying, standing, DEFAULTS) == []


def test_table_without_outer_sides_reaches_as_far_as_its_lines() -> None:
    lying = [Edge(y, 0, 300) for y in (10, 30, 50)]
    standing = [Edge(100, 10, 50), Edge(200, 10, 50)]

    (grid,) = find_grids(lying, standing, DEFAULTS)

    assert grid.xs == (0, 100, 200, 300)
    assert grid.cells == 6
