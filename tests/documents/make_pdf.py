"""Makes the PDFs in `tests/documents/pdf/`, by python-docx, LibreOffice and pikepdf.

`python -m tests.documents.make_pdf` from the repository's root; only who changes a document needs
LibreOffice for it, the tests read what is kept.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

from ledetraad.plan.model import Element, Plan, Reference
from ledetraad.readers import read_document

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "pdf"
PLAN = ROOT / "examples" / "asker-2020-2032-forslag.txt"
SOFT_HYPHEN = "\u00ad"
WIDTHS = (2.2, 5.6, 2.2, 7.0)
LEGEND = (
    "Referanse-kolonnen inneholder en kode som angir hva hovedmålet/ delmålet/ strategien er "
    "basert på:"
)
PROSE = (
    "Kommunen har de siste årene lagt vekt på tilrettelegging for nye møteplasser, og "
    "medvirkningsprosesser har gitt innbyggerne større påvirkning på lokalsamfunnet de bor i. "
    "Stedsutvikling, samordnet areal- og transportplanlegging og kunnskapsformidling er de "
    "viktigste virkemidlene for at samfunnsutviklingen skal bli bærekraftig."
)


def main() -> None:
    """Make every document anew."""
    FOLDER.mkdir(exist_ok=True)
    plan = read_document(PLAN).plan
    made: dict[str, Callable[[], Docx]] = {
        "asker": lambda: overview(plan, repeat=True),
        "asker-landscape": lambda: overview(plan, repeat=False, landscape=True),
        "asker-unruled": lambda: overview(plan, repeat=False, style=""),
        "two-columns": two_columns,
        "lists": lists,
        "merged": merged,
        "ruled-across": ruled_across,
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, make in made.items():
            make().save(str(Path(folder) / f"{name}.docx"))
        convert(sorted(Path(folder).glob("*.docx")), FOLDER)
        scanned(FOLDER / "asker.pdf", Path(folder))
    turned(FOLDER / "asker-landscape.pdf", FOLDER / "asker-rotated.pdf")
    with pikepdf.open(FOLDER / "lists.pdf") as pdf:
        locked = pikepdf.Encryption(owner="eier", user="hemmelig")
        pdf.save(FOLDER / "encrypted.pdf", encryption=locked)
    with pikepdf.open(FOLDER / "lists.pdf") as pdf:
        pdf.save(FOLDER / "owner-locked.pdf", encryption=pikepdf.Encryption(owner="eier", user=""))


def convert(files: list[Path], folder: Path) -> None:
    """Save documents as PDF by LibreOffice."""
    office = shutil.which("soffice") or "soffice"
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                office,
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                *files,
            ],
            check=True,
            capture_output=True,
        )


def overview(
    plan: Plan,
    *,
    repeat: bool,
    landscape: bool = False,
    style: str = "Table Grid",
    times: int = 1,
) -> Docx:
    """The overview of goals and strategies as the municipality lays it out.

    Args:
        plan: what to lay out.
        repeat: whether the tables' heads are repeated on each page.
        landscape: whether pages lie.
        style: of the tables; empty for no lines.
        times: how many times over, for a long document.
    """
    document = Document()
    document.styles["Normal"].font.name = "Liberation Sans"
    document.styles["Normal"].font.size = Pt(10)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.header.paragraphs[0].text = f"{plan.owner} – kommuneplanens samfunnsdel"
    _page_number(section.footer.paragraphs[0])
    document.add_heading(plan.title, 0)
    document.add_paragraph(plan.subtitle)
    document.add_paragraph(LEGEND)
    for code in plan.scheme:
        prefix = f"{code.prefix} (nr.)" if code.numbered else code.prefix
        document.add_paragraph(f"{prefix}: {code.meaning}", style="List Bullet")
    document.add_paragraph("Nummereringen henviser til bærekraftsmålet.")
    for _ in range(times):
        for theme in plan.elements:
            _theme(document, theme, style, repeat=repeat)
    return document


def _theme(document: Docx, theme: Element, style: str, *, repeat: bool) -> None:
    document.add_heading(theme.title, 1)
    document.add_heading("Hovedmål", 2)
    (goal,) = theme.children
    table = _table(document, ("Referanse", "HOVEDMÅL"), (2.2, 14.8), style, repeat=repeat)
    _row(table, (_codes(goal.references), goal.text))
    document.add_heading("Delmål og strategier", 2)
    heads = ("Referanse", "DELMÅL", "Referanse", "STRATEGIER TIL DELMÅL")
    table = _table(document, heads, WIDTHS, style, repeat=repeat)
    for subgoal in goal.children:
        _row(table, (_codes(subgoal.references), subgoal.text, "", ""))
        for strategy in subgoal.children:
            _row(table, ("", "", _codes(strategy.references), strategy.text))


def _table(
    document: Docx, heads: tuple[str, ...], widths: tuple[float, ...], style: str, *, repeat: bool
) -> Table:
    table = document.add_table(1, len(heads))
    if style:
        table.style = document.styles[style]
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, head, width in zip(table.rows[0].cells, heads, widths, strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].add_run(head).bold = True
    if repeat:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def _row(table: Table, texts: tuple[str, ...]) -> None:
    row = table.add_row()
    for cell, head, text in zip(row.cells, table.rows[0].cells, texts, strict=True):
        cell.width = head.width
        cell.text = text


def _codes(references: tuple[Reference, ...]) -> str:
    """As the document prints them: each number on a line, a prefix once ("FN-T", "11.3")."""
    return "\n".join(_code_lines(references))


def _code_lines(references: tuple[Reference, ...]) -> Iterator[str]:
    last = ""
    for reference in references:
        numbered = reference.prefix != reference.code
        if reference.prefix != last or not numbered:
            yield reference.prefix
        if numbered:
            yield reference.code
        last = reference.prefix


def _page_number(paragraph: object) -> None:
    paragraph.add_run("Side ")  # type: ignore[attr-defined]
    run = paragraph.add_run()  # type: ignore[attr-defined]
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def two_columns() -> Docx:
    """Running text in two columns, with headings and words broken at line ends."""
    document = Document()
    document.styles["Normal"].font.name = "Liberation Serif"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    columns = section._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "567")
    prose = PROSE
    for word in ("tilrette|legging", "medvirknings|prosesser", "samfunns|utviklingen"):
        prose = prose.replace(word.replace("|", ""), word.replace("|", SOFT_HYPHEN))
    for number in range(1, 9):
        document.add_heading(f"Kapittel {number} om stedsutvikling", 1)
        for part in range(1, 4):
            document.add_paragraph(f"Avsnitt {number}.{part}. {prose}")
    return document


def lists() -> Docx:
    """Headings of three depths, numbered goals and nested bullets."""
    document = Document()
    document.core_properties.title = "Handlingsdel for Eksempel kommune"
    document.add_heading("Handlingsdel 2024-2027", 0)
    document.add_paragraph(PROSE)
    for number, theme in enumerate(("Gode oppvekstvilkår", "Grønn omstilling"), start=1):
        document.add_heading(f"{number} {theme}", 1)
        document.add_paragraph(f"Mål og tiltak for {theme.lower()}.")
        document.add_heading(f"{number}.1 Slik gjør vi det", 2)
        for text in ("Styrke tidlig innsats", "Følge opp planen hvert år"):
            document.add_paragraph(text, style="List Bullet")
            document.add_paragraph(f"{text} i hver skole", style="List Bullet 2")
        document.add_heading("Ansvar", 3)
        document.add_paragraph(PROSE)
        document.add_paragraph("Rapportere til kommunestyret", style="List Number")
        document.add_paragraph("Vise resultatene for innbyggerne", style="List Number")
    return document


def merged() -> Docx:
    """A table with cells merged down and across."""
    document = Document()
    table = document.add_table(1, 4)
    table.style = document.styles["Table Grid"]
    for cell, head in zip(
        table.rows[0].cells, ("Delmål", "Tiltak", "Ansvar", "Frist"), strict=True
    ):
        cell.paragraphs[0].add_run(head).bold = True
    for number in range(1, 5):
        row = table.add_row()
        for cell, text in zip(row.cells, ("", f"Tiltak {number}", "Plan", "2025"), strict=True):
            cell.text = text
    rows = table.rows
    rows[1].cells[0].merge(rows[2].cells[0]).text = "Første delmål"
    rows[3].cells[0].text = "Andre delmål"
    rows[3].cells[2].merge(rows[3].cells[3]).text = "Plan, innen 2026"
    rows[4].cells[0].merge(rows[4].cells[3]).text = "Felles for alle delmål"
    return document


def ruled_across() -> Docx:
    """A scorecard with lines between its rows alone, and text that goes on for two pages."""
    document = Document()
    document.add_heading("Målekort for Eksempel kommune", 1)
    heads = ("Indikator", "Ønsket resultat", "Resultat 2023")
    table = _table(document, heads, (8, 4, 4), "", repeat=False)
    for number in range(1, 61):
        _row(
            table, (f"Andel innbyggere som svarer at de er fornøyd med tilbud {number}", "80", "74")
        )
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", "888888")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)
    return document


def scanned(source: Path, folder: Path) -> None:
    """Pages that are pictures alone, as out of a scanner; and a document with one such page."""
    document = Document()
    with pypdfium2.PdfDocument(source) as pdf:
        picture = io.BytesIO()
        pdf[0].render(scale=1.2, grayscale=True).to_pil().convert("1").save(picture, "PNG")
    for page in range(2):
        if page:
            document.add_page_break()
        document.add_picture(io.BytesIO(picture.getvalue()), width=Cm(14))
    document.save(str(folder / "scanned.docx"))
    convert([folder / "scanned.docx"], FOLDER)
    mixed = pikepdf.new()
    with (
        pikepdf.open(FOLDER / "scanned.pdf") as pictures,
        pikepdf.open(FOLDER / "lists.pdf") as text,
    ):
        mixed.pages.append(text.pages[0])
        mixed.pages.append(pictures.pages[0])
        mixed.pages.extend(text.pages[1:])
        mixed.save(FOLDER / "partly-scanned.pdf")


def turned(source: Path, target: Path) -> None:
    """The same pages drawn on their side, with the page's own turn to set them up again."""
    with pikepdf.open(source) as pdf:
        for page in pdf.pages:
            _, _, width, height = (float(number) for number in page.mediabox)
            page.contents_add(b"q 0 1 -1 0 %f 0 cm" % height, prepend=True)
            page.contents_add(b"Q")
            page.mediabox = [0, 0, height, width]
            page.rotate(90, relative=False)
        pdf.save(target)


if __name__ == "__main__":
    main()
