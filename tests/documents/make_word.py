"""Makes the Word documents in `word/`; needs LibreOffice. Run it from the project's folder:

.venv/bin/python -m tests.documents.make_word
"""

from __future__ import annotations

import copy
import html
import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from ledetraad.plan.model import Element, Plan
from ledetraad.readers import read_document

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "word"
ASKER = ROOT / "examples" / "asker-2020-2032-forslag.txt"
TITLE = "Samlet oversikt over mål og strategier for Asker kommune"
SUBTITLE = "Forslag til kommuneplanens samfunnsdel 2020-2032"
ABOUT = (
    "Referanse-kolonnen inneholder en kode som angir hva hovedmålet/ delmålet/ strategien "
    "basert på:"
)
LEGEND = (
    "AK: Laget av Asker kommune",
    "FN-T (nr.): Basert på FNs bærekraftsmål og tilpasset Asker kommune.",
)
AFTER_LEGEND = "Nummereringen henviser til bærekraftsmålet."
HEADS = ("Referanse", "DELMÅL", "Referanse", "STRATEGIER TIL DELMÅL")
MEASURES = (
    (
        "Alle innbyggere har et trygt sted å bo.",
        "Kommunen skal skaffe flere boliger.",
        "Bygge 40 omsorgsboliger på Solvang",
        "Eiendom",
        "2027",
        "11.1",
    ),
    ("", "", "Kartlegge tomter for ungdomsboliger", "Plan og bygg", "1. mai 2026", "11.1"),
    (
        "",
        "Kommunen skal gjøre det tryggere å gå og sykle.",
        "Lyssette gangveien langs elva",
        "Teknisk drift",
        "2026",
        "11.2, 3.6",
    ),
    (
        "Barn og unge vokser opp i gode miljøer.",
        "Kommunen skal styrke fritidstilbudet.",
        "Åpne en møteplass for ungdom",
        "Kultur",
        "2028",
        "4.a",
    ),
)
MEASURE_HEADS = ("Delmål", "Strategi", "Tiltak", "Ansvar", "Frist", "FN-mål")
CHAPTERS = (
    (
        "Gode oppvekstvilkår",
        "Alle barn i Eksempel opplever mestring og tilhørighet.",
        ("Vi skal styrke samarbeidet mellom skole og hjem.", "Vi skal gi alle barn lån av utstyr."),
    ),
    (
        "Et levende næringsliv",
        "Eksempel har et allsidig næringsliv med nye arbeidsplasser.",
        (
            "Vi skal legge til rette for grønne næringer.",
            "Vi skal svare på søknader innen 14 dager.",
        ),
    ),
)
SECOND_BLANK = "\ue000"
_W = nsdecls("w")
_STAMP = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Write every document anew."""
    FOLDER.mkdir(exist_ok=True)
    plan = read_document(ASKER).plan
    save(asker_merged(plan), "asker-merged")
    libreoffice(asker_page(plan), "asker-libreoffice")
    save(asker_changed(plan), "asker-changed")
    save(measures(), "measures")
    libreoffice(headings_page(), "headings-libreoffice")
    save(headings(), "headings")
    save(numbered(), "numbered")
    save(oddities(), "oddities")
    old = converted(headings_page(), "doc")
    (FOLDER / "before-2007.doc").write_bytes(old)


def save(document: Any, name: str) -> None:
    document.core_properties.created = document.core_properties.modified = _STAMP
    document.core_properties.author = "Eksempel kommune"
    out = io.BytesIO()
    document.save(out)
    (FOLDER / f"{name}.docx").write_bytes(packed_small(out.getvalue()))


def libreoffice(page: str, name: str) -> None:
    (FOLDER / f"{name}.docx").write_bytes(packed_small(converted(page, "docx")))


def converted(page: str, ending: str) -> bytes:
    """What LibreOffice makes of a web page."""
    form = {"docx": "docx:Office Open XML Text", "doc": "doc:MS Word 97"}[ending]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, "utf-8")
        opened = Path(folder) / "page.odt"
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        for target, document in (("odt:writer8", source), (form, opened)):
            subprocess.run(
                [*command, "--writer", "--convert-to", target, "--outdir", folder, document],
                check=True,
                capture_output=True,
            )
            if document is source:
                opened.write_bytes(with_second_blanks(opened.read_bytes()))
        return (Path(folder) / f"page.{ending}").read_bytes()


def with_second_blanks(data: bytes) -> bytes:
    """An OpenDocument text with blanks for what stood for them in a web page, which loses them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "content.xml":
                content = content.replace(SECOND_BLANK.encode(), b"<text:s/>")
            new.writestr(part, content)
    return out.getvalue()


def packed_small(data: bytes) -> bytes:
    """The same document with the dates of its parts and its thumbnail left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/thumbnail.jpeg":
                continue
            if part.filename == "_rels/.rels":
                content = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
            new.writestr(
                zipfile.ZipInfo(part.filename), content, zipfile.ZIP_DEFLATED, compresslevel=9
            )
    return out.getvalue()


def codes(element: Element) -> list[str]:
    """The lines of a reference cell: a prefix on its own line, numbers below it."""
    lines: list[str] = []
    before = ""
    for reference in element.references:
        if reference.prefix != before:
            lines.append(reference.prefix)
        if reference.code != reference.prefix:
            lines.append(reference.code)
        before = reference.prefix
    return lines


def front(document: Any) -> None:
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(SUBTITLE, style="Subtitle")
    document.add_paragraph(ABOUT)
    for entry in LEGEND:
        document.add_paragraph(entry, style="List Bullet")
    document.add_paragraph(AFTER_LEGEND)


def fill(cell: Any, lines: Sequence[str]) -> None:
    """Put lines in a cell, a paragraph each."""
    cell.paragraphs[0].add_run(lines[0] if lines else "")
    for line in lines[1:]:
        cell.add_paragraph(line)


def asker_merged(plan: Plan) -> Any:
    """A subgoal's cells are merged over the rows of its strategies; headings by style."""
    document = docx.Document()
    front(document)
    for theme in plan.elements:
        main_goal = theme.children[0]
        document.add_heading(theme.title, 1)
        document.add_heading("Hovedmål", 2)
        table = document.add_table(2, 2, style="Table Grid")
        for cell, head in zip(table.rows[0].cells, ("Referanse", "HOVEDMÅL"), strict=True):
            fill(cell, [head])
        fill(table.cell(1, 0), codes(main_goal))
        fill(table.cell(1, 1), [main_goal.text])
        document.add_heading("Delmål og strategier", 2)
        rows = sum(max(1, len(subgoal.children)) for subgoal in main_goal.children)
        table = document.add_table(rows + 1, 4, style="Table Grid")
        cells = table._cells
        for place, head in enumerate(HEADS):
            fill(cells[place], [head])
        place = 1
        for subgoal in main_goal.children:
            last = place + max(1, len(subgoal.children)) - 1
            for column, lines in enumerate((codes(subgoal), [subgoal.text])):
                first = cells[4 * place + column]
                if last > place:
                    first.merge(cells[4 * last + column])
                fill(first, lines)
            for strategy in subgoal.children:
                fill(cells[4 * place + 2], codes(strategy))
                fill(cells[4 * place + 3], [strategy.text])
                place += 1
            place = last + 1
    return document


def page(title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head><body>{body}</body></html>"
    )


def asker_page(plan: Plan) -> str:
    """Rows as in the municipality's own document: a subgoal's row, then a row a strategy."""

    def row(cells: Sequence[Sequence[str]], tag: str = "td") -> str:
        said = (
            "<br>".join(html.escape(line).replace("  ", f" {SECOND_BLANK}") for line in lines)
            for lines in cells
        )
        return "<tr>" + "".join(f"<{tag}>{lines}</{tag}>" for lines in said) + "</tr>"

    parts = [f"<h1>{TITLE}</h1><p>{SUBTITLE}</p><p>{ABOUT}</p><ul>"]
    parts += [f"<li>{entry}</li>" for entry in LEGEND]
    parts.append(f"</ul><p>{AFTER_LEGEND}</p>")
    for theme in plan.elements:
        main_goal = theme.children[0]
        parts.append(f"<h2>{theme.title}</h2><h3>Hovedmål</h3><table border=1><thead>")
        parts.append(row([["Referanse"], ["HOVEDMÅL"]], "th") + "</thead><tbody>")
        parts.append(row([codes(main_goal), [main_goal.text]]) + "</tbody></table>")
        parts.append("<h3>Delmål og strategier</h3><table border=1><thead>")
        parts.append(row([[head] for head in HEADS], "th") + "</thead><tbody>")
        for subgoal in main_goal.children:
            parts.append(row([codes(subgoal), [subgoal.text], [], []]))
            parts += [row([[], [], codes(one), [one.text]]) for one in subgoal.children]
        parts.append("</tbody></table>")
    return page(TITLE, "".join(parts))


def asker_changed(plan: Plan) -> Any:
    """One table a theme with its main goal in merged cells; content controls, tracked changes."""
    document = docx.Document()
    front(document)
    changes = _Changes()
    for theme in plan.elements:
        main_goal = theme.children[0]
        document.add_heading(theme.title, 1)
        rows = [
            [["Referanse"], ["HOVEDMÅL"]],
            [codes(main_goal), [main_goal.text]],
            [[head] for head in HEADS],
        ]
        for subgoal in main_goal.children:
            rows.append([codes(subgoal), [subgoal.text], [], []])
            rows += [[[], [], codes(one), [one.text]] for one in subgoal.children]
        table = document.add_table(0, 4, style="Table Grid")
        for place, row in enumerate(rows):
            made = table.add_row()
            if len(row) == 2:
                made.cells[1].merge(made.cells[3])
            for cell, lines in zip(made._tr.tc_lst, row, strict=True):
                cell.remove(cell.p_lst[-1])
                for line in lines or [""]:
                    cell.append(changes.paragraph(line, heads=place in {0, 2}))
        gone = copy.deepcopy(table.rows[3]._tr)
        gone.get_or_add_trPr().append(changes.mark("del"))
        table._tbl.append(gone)
    return document


class _Changes:
    """Writes paragraphs in content controls, every seventh with tracked changes."""

    def __init__(self) -> None:
        self._made = 0

    def paragraph(self, text: str, *, heads: bool) -> Any:
        self._made += 1
        if heads or not text:
            return parse_xml(f"<w:p {_W}>{self._run(text)}</w:p>")
        runs = self._run(text)
        if self._made % 7 == 0 and " " in text:
            first, rest = text.split(" ", 1)
            runs = (
                f"<w:ins {self._by()}>{self._run(first)}</w:ins>"
                f"<w:del {self._by()}>{self._run('Noe annet', 'delText')}</w:del>"
                f"{self._run(' ' + rest)}"
            )
        return parse_xml(
            f'<w:sdt {_W}><w:sdtPr><w:id w:val="{self._made}"/><w:text/></w:sdtPr><w:sdtContent>'
            f"<w:p>{runs}</w:p></w:sdtContent></w:sdt>"
            if self._made % 2
            else f'<w:p {_W}><w:sdt><w:sdtPr><w:id w:val="{self._made}"/></w:sdtPr><w:sdtContent>'
            f"{runs}</w:sdtContent></w:sdt></w:p>"
        )

    def mark(self, kind: str) -> Any:
        return parse_xml(f"<w:{kind} {_W} {self._by()}/>")

    def _by(self) -> str:
        self._made += 1
        return f'w:id="{self._made}" w:author="Eksempel" w:date="2026-01-01T00:00:00Z"'

    def _run(self, text: str, tag: str = "t") -> str:
        return f'<w:r><w:{tag} xml:space="preserve">{html.escape(text)}</w:{tag}></w:r>'


def measures() -> Any:
    """A row a measure; a subgoal and a strategy stand in cells merged over theirs."""
    document = docx.Document()
    document.add_paragraph("Handlingsplan for Eksempel kommune 2026-2030", style="Title")
    document.add_paragraph("Vedtatt av kommunestyret 12. juni 2026")
    document.add_heading("Trygge lokalsamfunn", 1)
    table = document.add_table(len(MEASURES) + 1, len(MEASURE_HEADS), style="Table Grid")
    for place, head in enumerate(MEASURE_HEADS):
        fill(table.cell(0, place), [head])
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    firsts = [0, 0]
    for number, row in enumerate(MEASURES, start=1):
        for place, text in enumerate(row):
            if place < 2 and not text:
                table.cell(firsts[place], place).merge(table.cell(number, place))
                continue
            if place < 2:
                firsts[place] = number
            fill(table.cell(number, place), [text])
    return document


def headings_page() -> str:
    return page(
        "Kommuneplan for Eksempel",
        "<h1>Kommuneplan for Eksempel kommune 2026-2038</h1>"
        + "".join(
            f"<h2>{title}</h2><h3>Mål</h3><p>{goal}</p><h3>Slik gjør vi det</h3><ul>"
            + "".join(f"<li>{how}</li>" for how in hows)
            + "</ul>"
            for title, goal, hows in CHAPTERS
        ),
    )


def headings() -> Any:
    """Headings with bullets, in a style of its own that is based on a built-in one."""
    document = docx.Document()
    style = document.styles.add_style("Satsing", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 1"]
    document.add_paragraph("Kommuneplan for Eksempel kommune 2026-2038", style="Title")
    for title, goal, hows in CHAPTERS:
        document.add_paragraph(title, style="Satsing")
        document.add_heading("Mål", 2)
        document.add_paragraph(goal)
        document.add_heading("Slik gjør vi det", 2)
        for how in hows:
            document.add_paragraph(how, style="List Bullet")
        document.add_paragraph("Særlig for de minste.", style="List Bullet 2")
    return document


def _levels(forms: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    for rank, (form, text, style) in enumerate(forms):
        linked = f'<w:pStyle w:val="{style}"/>' if style else ""
        yield (
            f'<w:lvl w:ilvl="{rank}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )


def add_list(document: Any, number: int, forms: Sequence[tuple[str, str, str]]) -> None:
    """Declare a list: for each level its form, what it prints, and the style tied to it."""
    numbering = document.part.numbering_part.element
    kind = parse_xml(
        f'<w:abstractNum {_W} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{"".join(_levels(forms))}</w:abstractNum>'
    )
    numbering.insert(0, kind)
    numbering.append(
        parse_xml(f'<w:num {_W} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    )


def in_list(paragraph: Any, number: int, level: int) -> None:
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {_W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def numbered() -> Any:
    """Goals numbered 1, 1.1 and 1.1.1 by one list; two levels by styles with Norwegian names."""
    document = docx.Document()
    add_list(
        document,
        90,
        [
            ("decimal", "%1", "Overskrift1"),
            ("decimal", "%1.%2", "Overskrift2"),
            ("decimal", "%1.%2.%3", ""),
        ],
    )
    for depth in (1, 2):
        document.styles.element.append(
            parse_xml(
                f'<w:style {_W} w:type="paragraph" w:styleId="Overskrift{depth}">'
                f'<w:name w:val="Overskrift {depth}"/>'
                f'<w:pPr><w:numPr><w:numId w:val="90"/></w:numPr></w:pPr></w:style>'
            )
        )
    document.add_paragraph("Temaplan for Eksempel kommune 2026-2034", style="Title")
    for title, goal, hows in CHAPTERS:
        for depth, text in ((1, title), (2, goal)):
            paragraph = document.add_paragraph(text)
            style = parse_xml(f'<w:pStyle {_W} w:val="Overskrift{depth}"/>')
            paragraph._p.get_or_add_pPr().insert(0, style)
        for how in hows:
            in_list(document.add_paragraph(how), 90, 2)
    return document


def oddities() -> Any:
    """What else is met in Word documents, each once."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Topptekst som ikke er med"
    section.footer.paragraphs[0].text = "Bunntekst som ikke er med"
    body = document.element.body
    parts = [
        # a table of contents, made by Word and not yet renewed
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:t>God helse 3</w:t></w:r></w:p>",
        '<w:p><w:r><w:t>God skole 4</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>2.1 God helse</w:t></w:r></w:p>',
        # a text box, written twice for old and new programs
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        "<w:txbxContent><w:p><w:r><w:t>I en boks.</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r>"
        "<w:t>I en boks.</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>Ved boksen.</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>Før</w:t><w:tab/><w:t>etter</w:t><w:br/><w:t>ny linje, e</w:t>"
        "<w:noBreakHyphen/><w:t>post, til</w:t><w:softHyphen/><w:t>rette.</w:t></w:r></w:p>",
        '<w:p><w:hyperlink w:anchor="x"><w:r><w:t>En lenke</w:t></w:r></w:hyperlink><w:r>'
        '<w:t xml:space="preserve"> og </w:t></w:r><w:fldSimple w:instr=" REF x "><w:r><w:t>et '
        "felt</w:t></w:r></w:fldSimple><w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r>"
        "<w:r><w:t>.</w:t></w:r></w:p>",
        # text that was moved, two paragraphs that were joined, and one that was taken out
        '<w:p><w:moveFrom w:id="1" w:author="E"><w:r><w:t>Flyttet.</w:t></w:r></w:moveFrom></w:p>',
        '<w:p><w:pPr><w:rPr><w:del w:id="2" w:author="E"/></w:rPr></w:pPr><w:r><w:t>To avsnitt'
        "</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>som ble ett.</w:t></w:r></w:p>",
        '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="E"/></w:rPr></w:pPr><w:del w:id="4" '
        'w:author="E"><w:r><w:delText>Slettet.</w:delText></w:r></w:del></w:p>',
        '<w:p><w:moveTo w:id="5" w:author="E"><w:r><w:t>Flyttet.</w:t></w:r></w:moveTo>'
        '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>',
        # a frame, and a table in a table
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>I en ramme.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p>"
        "</w:tc><w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r>"
        "<w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>c</w:t>"
        "</w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>d</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        '<w:p/></w:tc></w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p><w:r>'
        "<w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        # a content control that still shows what to write there
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Skriv her"
        "</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p><w:r><w:t>– Med strek foran.</w:t></w:r></w:p>",
    ]
    spaces = (
        f'{nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    whole = parse_xml(f"<w:body {spaces}>{''.join(parts)}</w:body>")
    for part in reversed(list(whole)):
        body.insert(0, part)
    assert body.findall(qn("w:sectPr"))
    return document


if __name__ == "__main__":
    main()
