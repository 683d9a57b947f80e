"""Word documents, made by Word's own means and by LibreOffice, are read as they look on paper."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ledetraad.errors import UnreadableDocument
from ledetraad.plan.model import Plan, SourcePlace
from ledetraad.readers import ReadResult, read_bytes, read_document, word_package
from ledetraad.readers.blocks import Block, Document, Heading, Item, Paragraph, Table
from ledetraad.readers.word import word_document

WORD = Path(__file__).parents[1] / "documents" / "word"
ASKER = ("asker-merged", "asker-libreoffice", "asker-changed")
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def read(name: str) -> ReadResult:
    return read_document(WORD / f"{name}.docx")


def document(name: str) -> Document:
    return word_document((WORD / f"{name}.docx").read_bytes(), f"{name}.docx")


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def a_package(body: str, *, main: str = _MAIN, **parts: str) -> bytes:
    """A Word document with only what it can't be without, and the named parts."""
    kinds = {name: f"{name}.xml" for name in parts}
    relations = "".join(
        f'<Relationship Id="{kind}" Type="x/{kind}" Target="{target}"/>'
        for kind, target in kinds.items()
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
        )
        for kind, content in parts.items():
            archive.writestr(f"word/{kind}.xml", f'<w:{kind} xmlns:w="{main}">{content}</w:{kind}>')
    return out.getvalue()


def blocks(body: str, **parts: str) -> tuple[Block, ...]:
    return word_document(a_package(body, **parts), "plan.docx").blocks


def texts(table: Block) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[one.text for one in row] for row in table.rows]


def refusal(data: bytes, name: str = "plan.docx") -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as refused:
        read_bytes(data, name)
    assert refused.value.where == name
    assert refused.value.remedy()
    return refused.value


def said(plan: Plan) -> list[object]:
    return [
        (element.number, element.level, element.title, element.text, element.references)
        for element in plan.walk()
    ]


@pytest.mark.parametrize("name", ASKER)
def test_the_example_in_any_look_is_the_plan_that_its_text_is(
    name: str, example_plan: Plan
) -> None:
    plan = read(name).plan

    assert said(plan) == said(example_plan)
    assert (plan.title, plan.subtitle) == (example_plan.title, example_plan.subtitle)
    assert (plan.owner, plan.period) == (example_plan.owner, example_plan.period)
    assert (plan.status, plan.language) == (example_plan.status, example_plan.language)
    assert (plan.scheme, plan.levels) == (example_plan.scheme, example_plan.levels)


@pytest.mark.parametrize("name", ASKER)
def test_reading_the_same_document_twice_gives_the_same_ids(name: str) -> None:
    assert read(name) == read(name)


def test_every_statement_has_its_table_and_row_and_every_heading_its_paragraph() -> None:
    theme = read("asker-merged").plan.elements[0]

    assert theme.source == SourcePlace(file="asker-merged.docx", line=7)
    assert theme.children[0].source == SourcePlace(file="asker-merged.docx", table=1, row=2)
    subgoal = theme.children[0].children[1]
    assert subgoal.source == SourcePlace(file="asker-merged.docx", table=2, row=8)
    assert [one.source.row for one in subgoal.children if one.source] == [8, 9]


def test_tracked_changes_are_read_as_accepted_and_told_of() -> None:
    told = [finding for finding in read("asker-changed").findings if finding.code == "LT020"]

    assert [finding.values for finding in told] == [{"count": 48}]


def test_headings_and_bullets_keep_their_depths() -> None:
    assert [
        (type(block).__name__, getattr(block, "depth", 0), getattr(block, "mark", ""))
        for block in document("headings").blocks[:8]
    ] == [
        ("Paragraph", 0, ""),
        ("Heading", 1, ""),
        ("Heading", 2, ""),
        ("Paragraph", 0, ""),
        ("Heading", 2, ""),
        ("Item", 1, "•"),
        ("Item", 1, "•"),
        ("Item", 2, "•"),
    ]


@pytest.mark.parametrize("name", ["headings", "headings-libreoffice"])
def test_headings_with_bullets_are_a_plan(name: str) -> None:
    elements = [element for element in read(name).plan.walk() if element.level != "measure"]

    assert [(element.number, element.level) for element in elements] == [
        ("1", "theme"),
        ("1.1", "goal"),
        ("1.1.1", "strategy"),
        ("1.1.2", "strategy"),
        ("2", "theme"),
        ("2.1", "goal"),
        ("2.1.1", "strategy"),
        ("2.1.2", "strategy"),
    ]
    assert elements[3].text == "Vi skal gi alle barn lån av utstyr."


def test_numbers_that_only_word_counts_are_read_as_printed() -> None:
    numbered = document("numbered").blocks[1:]

    assert [block.number for block in numbered if isinstance(block, Heading)] == [
        "1",
        "1.1",
        "2",
        "2.1",
    ]
    assert [block.mark for block in numbered if isinstance(block, Item)] == [
        "1.1.1",
        "1.1.2",
        "2.1.1",
        "2.1.2",
    ]
    assert [element.number for element in read("numbered").plan.walk()] == [
        "1",
        "1.1",
        "1.1.1",
        "1.1.2",
        "2",
        "2.1",
        "2.1.1",
        "2.1.2",
    ]


def test_measures_in_merged_cells_have_who_and_when() -> None:
    plan = read("measures").plan

    measures = [element for element in plan.walk() if element.level == "measure"]
    assert [one.text for one in measures][:2] == [
        "Bygge 40 omsorgsboliger på Solvang",
        "Kartlegge tomter for ungdomsboliger",
    ]
    assert [(fact.key, fact.value) for fact in measures[1].facts] == [
        ("responsible", "Plan og bygg"),
        ("deadline", "1. mai 2026"),
    ]
    assert [reference.code for reference in measures[2].references] == ["11.2", "3.6"]
    assert [len(goal.children) for goal in plan.elements[0].children] == [2, 1]


def test_what_stands_in_odd_places_is_read_once_and_in_order() -> None:
    read = document("oddities")

    assert [block.text for block in read.blocks if not isinstance(block, Table)] == [
        "God helse",
        "Ved boksen.",
        "I en boks.",
        "Før etter ny linje, e-post, tilrette.",
        "En lenke og et felt.",
        "To avsnitt som ble ett.",
        "Flyttet.",
        "I en ramme.",
        "Med strek foran.",
    ]
    heading = read.blocks[0]
    assert isinstance(heading, Heading) and heading.number == "2.1"
    outer, inner = [texts(block) for block in read.blocks if isinstance(block, Table)]
    assert outer == [["A", "B"], ["a", ""], ["", "b"]]
    assert inner == [["c", "d"]]


def test_what_is_passed_over_is_told_of() -> None:
    findings = document("oddities").findings

    assert [(finding.code, finding.values.get("count")) for finding in findings] == [
        ("LT022", None),
        ("LT020", 2),
        ("LT021", 1),
        ("LT021", 1),
        ("LT021", 1),
    ]


def test_merged_cells_are_the_same_cell_wherever_they_reach() -> None:
    over, down, on = (
        '<w:gridSpan w:val="2"/>',
        '<w:vMerge w:val="restart"/>',
        "<w:vMerge/>",
    )
    rows = (
        cell("a", over) + cell("b", down),
        cell("c") + cell("d") + cell("", on),
        cell("e", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("", on),
    )
    (table,) = blocks(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")

    assert texts(table) == [["a", "a", "b"], ["c", "d", "b"], ["e", "e", "b"]]
    assert isinstance(table, Table)
    merged = table.rows[0][2]
    assert merged is table.rows[2][2] and (merged.columns, merged.rows) == (1, 3)
    assert table.rows[0][0].columns == 2


def test_lists_are_counted_as_word_counts_them() -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlText w:val="%1 %2)"/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="5">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="9"/></w:lvlOverride></w:num>'
    )

    def item(number: int, level: int) -> str:
        numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return paragraph("x", numbers)

    order = ((1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0), (2, 0), (0, 0))
    read = blocks("".join(item(*one) for one in order), numbering=numbering)

    assert [block.mark for block in read if isinstance(block, Item)] == [
        "I.",
        "I c)",
        "I d)",
        "II.",
        "II c)",
        "IX.",
        "X.",
    ]
    assert isinstance(read[-1], Paragraph)


def test_a_style_is_a_heading_by_what_it_is_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Overskrift 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="Mål"/>'
        '<w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="Tekst"/><w:basedOn w:val="b"/>'
        '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="d"><w:name w:val="toc 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="e"><w:name w:val="x"/><w:basedOn w:val="e"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
    )
    body = "".join(paragraph(one, f'<w:pStyle w:val="{one}"/>') for one in "abcde")

    assert [(block.text, type(block)) for block in blocks(body, styles=styles)] == [
        ("a", Heading),
        ("b", Heading),
        ("c", Paragraph),
    ]


@pytest.mark.parametrize(
    ("typed", "number", "text"),
    [
        ("1.2 God helse", "1.2", "God helse"),
        ("3. God helse", "3", "God helse"),
        ("4 God helse", "4", "God helse"),
        ("17 nye skoler", "", "17 nye skoler"),
        ("2030 er målet", "", "2030 er målet"),
    ],
)
def test_a_number_typed_before_a_heading_is_its_number(typed: str, number: str, text: str) -> None:
    (heading,) = blocks(paragraph(typed, '<w:outlineLvl w:val="0"/>'))

    assert isinstance(heading, Heading)
    assert (heading.number, heading.text) == (number, text)


def test_two_blanks_between_words_are_kept_and_blanks_around_are_not() -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">  To  blanke </w:t></w:r>'
        "<w:r><w:t> her. </w:t></w:r></w:p>"
    )

    assert [block.text for block in blocks(body) if isinstance(block, Paragraph)] == [
        "To  blanke her."
    ]


def test_the_strict_form_of_the_standard_is_read_too() -> None:
    strict = a_package(paragraph("Hei."), main="http://purl.oclc.org/ooxml/wordprocessingml/main")

    assert len(word_document(strict, "plan.docx").blocks) == 1


WHOLE = a_package(paragraph("Delmål 1: Alle har det godt."))
OLD = (WORD / "before-2007.doc").read_bytes()
BAD = {
    "cut off": (WHOLE[: len(WHOLE) // 2], "damaged"),
    "damaged within": (WHOLE.replace(b"PK\x01\x02", b"PK\x01\x03"), "damaged"),
    "of 1997": (OLD, "used before 2007"),
    "locked": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"),
        "password",
    ),
    "text": ("Delmål 1: Alle har det godt.".encode(), "damaged"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_word_document_is_refused_with_a_remedy(case: str) -> None:
    data, words = BAD[case]

    assert words in refusal(data).what()


def with_types(types: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", text)
    return out.getvalue()


def test_a_document_that_can_hold_macros_is_refused() -> None:
    body = f'<w:document xmlns:w="{_MAIN}"><w:body/></w:document>'
    kind = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled"/></Types>'

    assert "macros" in refusal(with_types(kind, body)).what()
    assert "save it as .docx" in refusal(WHOLE, "plan.docm").remedy()


@pytest.mark.parametrize("ending", [".doc", ".docm", ".odt", ".rtf"])
def test_other_text_programs_forms_are_refused_with_the_form_to_save_as(ending: str) -> None:
    assert ".docx" in refusal(b"x", f"plan{ending}").remedy()


def test_entities_are_refused_unread() -> None:
    bomb = (
        '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        f'<w:document xmlns:w="{_MAIN}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )

    assert "damaged" in refusal(with_types("<Types/>", bomb)).what()


def test_a_document_without_a_text_is_refused() -> None:
    empty = with_types("<Types/>", f'<w:document xmlns:w="{_MAIN}"/>')

    assert "no text" in refusal(empty).what()


def test_a_document_that_unpacks_to_too_much_is_refused_unopened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(word_package, "LARGEST_PART", 1_000)

    assert "too large" in refusal(a_package(paragraph("x" * 2_000))).what()


def test_a_document_of_very_many_small_pieces_is_refused_unopened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(word_package, "MOST_NODES", 100)

    assert "pieces" in refusal(a_package("<w:p/>" * 200)).what()


def test_a_table_wider_than_any_can_be_is_refused() -> None:
    wide = cell("a", '<w:gridSpan w:val="99999999999"/>')

    assert "table" in refusal(a_package(f"<w:tbl><w:tr>{wide}{wide}</w:tr></w:tbl>")).what()


def test_tables_in_tables_in_tables_are_read_as_deep_as_xml_goes() -> None:
    deep = "<w:p/>"
    for _ in range(80):
        deep = f"<w:tbl><w:tr><w:tc>{paragraph('a')}{deep}</w:tc>{cell('b')}</w:tr></w:tbl>"

    assert len(blocks(deep)) == 80
