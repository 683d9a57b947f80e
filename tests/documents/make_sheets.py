"""Makes the spreadsheets in `sheets/` and the pages of Asker's plan in `pages/`.

It needs LibreOffice for .ods and for one page. The other pages are written by hand. Run it from the
project's folder:

.venv/bin/python -m tests.documents.make_sheets
"""

from __future__ import annotations

import csv
import html
import json
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from ledetraad.plan.model import Element, Plan
from ledetraad.publish.registry import WRITERS
from ledetraad.readers import read_document

ROOT = Path(__file__).parents[2]
SHEETS = Path(__file__).parent / "sheets"
PAGES = Path(__file__).parent / "pages"
ASKER = ROOT / "examples" / "asker-2020-2032-forslag.txt"
LEGEND = (
    "Referanse-kolonnen inneholder en kode som angir hva hovedmålet/ delmålet/ strategien er "
    "basert på:",
    "AK: Laget av Asker kommune",
    "FN-T (nr.): Basert på FNs bærekraftsmål og tilpasset Asker kommune.",
)
OVERVIEW_HEADS = ("Referanse", "DELMÅL", "Referanse", "STRATEGIER TIL DELMÅL")


class Measure(NamedTuple):
    """A measure with what its row says of it."""

    text: str
    responsible: str
    deadline: str
    goals: str


Strategies = dict[str, list[Measure]]
THEMES: dict[str, tuple[str, dict[str, Strategies]]] = {
    "Trygg oppvekst": (
        "Alle barn og unge i Eksempel har en trygg og god oppvekst.",
        {
            "Barn og unge opplever mestring på skolen hver dag.": {
                "Kommunen skal styrke lesing i alle fag.": [
                    Measure("Ansette lesepedagog ved hver skole", "Skolesjefen", "2031", "4.1"),
                    Measure(
                        "Åpne skolebibliotekene på ettermiddagen", "Kultur", "2030", "4.1, 4.6"
                    ),
                ],
                "Kommunen skal ha nok voksne i skolen.": [
                    Measure("Innføre norm for lærertetthet", "Skolesjefen", "2032", "4.c"),
                ],
            },
            "Ingen barn vokser opp i fattigdom.": {
                "Kommunen skal gi alle barn en fritidsaktivitet.": [
                    Measure("Utvide ordningen med fritidskort", "Kultur", "2030", "1.2; 10.2"),
                ],
            },
        },
    ),
    "Grønn omstilling": (
        "Eksempel er et klimanøytralt samfunn i 2040.",
        {
            "Utslippene fra transport er halvert innen 2034.": {
                "Kommunen skal gjøre det enkelt å gå og sykle.": [
                    Measure("Bygge sykkelvei fra Vik til sentrum", "Teknisk", "2033", "11.2"),
                    Measure("Strø gangveier før klokka sju", "Teknisk", "2030", "11.2"),
                ],
            },
            "Naturmangfoldet er større enn i 2030.": {
                "Kommunen skal ta vare på myr og våtmark.": [
                    Measure("Lage kart over alle myrer", "Plan og miljø", "2031", "15.1"),
                ],
                "Kommunen skal fjerne fremmede arter.": [
                    Measure("Luke parkslirekne langs elva", "Teknisk", "2031", "15.8"),
                    Measure("Varsle hageeiere hver vår", "Plan og miljø", "2030", "15.8"),
                ],
            },
        },
    ),
}
Row = tuple[str, ...]


def rows_of(theme: str) -> Iterator[tuple[str, str, str, str, Measure]]:
    """Every measure of a theme with all that stands above it."""
    main, subgoals = THEMES[theme]
    for subgoal, strategies in subgoals.items():
        for strategy, measures in strategies.items():
            for measure in measures:
                yield main, theme, subgoal, strategy, measure


def all_rows() -> list[tuple[str, str, str, str, Measure]]:
    """Every measure of the plan."""
    return [row for theme in THEMES for row in rows_of(theme)]


def merge_alike(sheet: Worksheet, column: int, first: int, last: int) -> None:
    """Merge the cells of a column that say the same as the one above them."""
    start = first
    for row in range(first + 1, last + 2):
        same = row <= last and sheet.cell(row, column).value == sheet.cell(start, column).value
        if not same:
            if row - 1 > start:
                sheet.merge_cells(
                    start_row=start, end_row=row - 1, start_column=column, end_column=column
                )
            start = row


def empty_alike(rows: Sequence[Row], columns: Sequence[int]) -> list[Row]:
    """The rows with each cell empty that says the same as the one above it."""
    thinned = []
    for place, row in enumerate(rows):
        above = rows[place - 1] if place else ("",) * len(row)
        changed = False
        cells = []
        for column, cell in enumerate(row):
            same = column in columns and cell == above[column] and not changed
            changed = changed or (column in columns and cell != above[column])
            cells.append("" if same else cell)
        thinned.append(tuple(cells))
    return thinned


def write_rows(sheet: Worksheet, first: int, rows: Sequence[Sequence[Any]]) -> None:
    for number, row in enumerate(rows, start=first):
        for column, value in enumerate(row, start=1):
            if value != "":
                sheet.cell(number, column, value).alignment = Alignment(
                    wrap_text=True, vertical="top"
                )


def a_table_per_theme() -> openpyxl.Workbook:
    """A sheet for each theme; what goes on is left empty; deadlines are numbers."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, theme in enumerate(THEMES, start=1):
        sheet = book.create_sheet(f"Tema {number}")
        sheet["A1"] = theme
        sheet["A1"].font = Font(bold=True, size=16)
        heads = ("Delmål", "Strategi", "Tiltak", "Ansvar", "Frist", "FN-mål")
        rows = [
            (subgoal, strategy, m.text, m.responsible, m.deadline, m.goals)
            for _, _, subgoal, strategy, m in rows_of(theme)
        ]
        thin = [(*row[:4], int(row[4]), row[5]) for row in empty_alike(rows, (0, 1))]
        write_rows(sheet, 3, [heads, *thin])
    return book


def tables_below_each_other() -> openpyxl.Workbook:
    """One sheet, each theme a heading over the columns and a table with its head again."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Handlingsplan"
    sheet["A1"] = "Handlingsplan 2030–2034 for Eksempel kommune"
    at = 3
    for theme in THEMES:
        sheet.cell(at, 1, theme)
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=6)
        rows = [
            (subgoal, strategy, m.text, m.responsible, m.deadline, m.goals)
            for _, _, subgoal, strategy, m in rows_of(theme)
        ]
        write_rows(
            sheet, at + 1, [("Delmål", "Strategi", "Tiltak", "Ansvar", "Frist", "FN-mål"), *rows]
        )
        first, last = at + 2, at + 1 + len(rows)
        merge_alike(sheet, 1, first, last)
        merge_alike(sheet, 2, first, last)
        at = last + 2
    return book


def merged_columns() -> openpyxl.Workbook:
    """One sheet with a column a level, merged, and real dates for deadlines."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tiltak"
    heads = ("Satsingsområde", "Hovedmål", "Delmål", "Strategi", "Tiltak", "Frist", "FN-mål")
    rows = [
        (theme, main, subgoal, strategy, m.text, date(int(m.deadline), 12, 31), m.goals)
        for main, theme, subgoal, strategy, m in all_rows()
    ]
    write_rows(sheet, 1, [heads, *rows])
    for row in range(2, len(rows) + 2):
        sheet.cell(row, 6).number_format = "DD.MM.YYYY"
    for column in range(1, 5):
        merge_alike(sheet, column, 2, len(rows) + 1)
    return book


def repeated_cells() -> list[Row]:
    """Every cell filled in every row; the columns in another order."""
    heads = ("Tiltak", "Ansvarlig", "Satsingsområde", "Delmål", "Strategi", "FN-mål")
    return [
        heads,
        *(
            (m.text, m.responsible, theme, subgoal, strategy, m.goals)
            for _, theme, subgoal, strategy, m in all_rows()
        ),
    ]


def below_a_letterhead() -> openpyxl.Workbook:
    """The head row is the seventh; numbered columns, a sum and a note about the sheet around it."""
    book = openpyxl.Workbook()
    about = book.active
    about.title = "Om dokumentet"
    about["A1"] = "Om dette arket"
    about["A3"] = "Fyll ut ett tiltak på hver rad. Spørsmål: ring servicetorget."
    sheet = book.create_sheet("Oversikt")
    sheet["B1"] = "Eksempel kommune"
    sheet["B2"] = "Handlingsplan 2030–2034"
    write_rows(sheet, 4, [("", "Sist endret:", date(2030, 3, 1)), ("", "Saksnr.:", "30/1234")])
    heads = ("", "Tema", "Mål", "Slik gjør vi det", "Ansvarlig enhet", "Ferdig", "Status")
    rows = [
        ("", theme, subgoal, strategy, m.responsible, m.deadline, "Ikke startet")
        for _, theme, subgoal, strategy, m in all_rows()
    ]
    first_of = {(row[1], row[2], row[3]): row for row in reversed(rows)}
    kept = [row for row in rows if first_of[row[1], row[2], row[3]] is row]
    write_rows(sheet, 7, [heads, *empty_alike(kept, (1, 2))])
    hidden = book.create_sheet("Lister")
    hidden["A1"] = "Ikke startet"
    hidden.sheet_state = "hidden"
    return book


def asker_workbook(plan: Plan) -> openpyxl.Workbook:
    """Asker's overview as the document has it: a sheet for each theme, four columns."""
    book = openpyxl.Workbook()
    front = book.active
    front.title = "Forside"
    lines = (plan.title, plan.subtitle, "", *LEGEND)
    write_rows(front, 1, [(line,) for line in lines])
    for theme in plan.elements:
        sheet = book.create_sheet(theme.title[:31])
        write_rows(sheet, 1, asker_rows(theme))
    return book


def asker_rows(theme: Element) -> list[Row]:
    """A theme's two tables below each other."""
    return [
        (theme.title,),
        (),
        ("Referanse", "HOVEDMÅL"),
        *((printed(main), main.text) for main in theme.children),
        (),
        ("Delmål og strategier",),
        OVERVIEW_HEADS,
        *overview_rows(theme),
    ]


def overview_rows(theme: Element) -> Iterator[Row]:
    for main in theme.children:
        for subgoal in main.children:
            yield (printed(subgoal), subgoal.text, "", "")
            for strategy in subgoal.children:
                yield ("", "", printed(strategy), strategy.text)


def printed(element: Element, between: str = "\n") -> str:
    """An element's codes as its cell has them: the prefix once, a number on each line."""
    lines: list[str] = []
    before = ""
    for reference in element.references:
        lines.append(reference.code if reference.prefix == before else reference.printed)
        before = reference.prefix if reference.prefix != reference.code else ""
    return between.join(lines)


def asker_page(plan: Plan) -> str:
    """Asker's overview as a web page, its tables with rows that reach over the strategies."""
    said = html.escape
    parts = [
        '<!doctype html>\n<html lang="nb">\n<head><meta charset="utf-8">',
        f"<title>{said(plan.title)}</title></head>\n<body>",
        "<header><nav><ul><li><a href='/'>Forsiden</a></li></ul></nav></header>\n<main>",
        f"<h1>{said(plan.title)}</h1>\n<p>{said(plan.subtitle)}</p>\n<p>{said(LEGEND[0])}</p>",
        "<ul>" + "".join(f"<li>{said(line)}</li>" for line in LEGEND[1:]) + "</ul>",
    ]
    for theme in plan.elements:
        parts.append(f"<h2>{said(theme.title)}</h2>\n<h3>Hovedmål</h3>\n<table>")
        parts.append("<tr><th>Referanse</th><th>Hovedmål</th></tr>")
        parts += [
            f"<tr><td>{printed(main, '<br>')}</td><td>{said(main.text)}</td></tr>"
            for main in theme.children
        ]
        parts.append("</table>\n<h3>Delmål og strategier</h3>\n<table><thead><tr>")
        parts.append("".join(f"<th>{said(head)}</th>" for head in OVERVIEW_HEADS))
        parts.append("</tr></thead>\n<tbody>")
        for main in theme.children:
            for subgoal in main.children:
                tall = f' rowspan="{max(len(subgoal.children), 1)}"'
                row = (
                    f"<td{tall}>{printed(subgoal, '<br>')}</td><td{tall}>{said(subgoal.text)}</td>"
                )
                for strategy in subgoal.children:
                    row += f"<td>{printed(strategy, '<br>')}</td><td>{said(strategy.text)}</td>"
                    parts.append(f"<tr>{row}</tr>")
                    row = ""
                if row:
                    parts.append(f"<tr>{row}<td></td><td></td></tr>")
        parts.append("</tbody></table>")
    parts.append("</main>\n<footer><p>Asker kommune, Knud Askers vei 25</p></footer></body></html>")
    return "\n".join(parts) + "\n"


def expected(form: str, levels: Sequence[str], *, goals: bool = True) -> str:
    """The plan that a document has, as the exchange format's core."""

    def node(level: str, text: str, references: str, children: list[Any]) -> dict[str, Any]:
        codes = references.replace(";", ",").split(",") if references and goals else []
        return {
            "level": level,
            "title" if level == "theme" else "text": text,
            "references": [code.strip() for code in codes],
            "children": children,
        }

    def tree(theme: str) -> dict[str, Any]:
        main, subgoals = THEMES[theme]
        below = [
            node(
                levels[-3] if "measure" in levels else levels[-2],
                subgoal,
                "",
                [
                    node(
                        levels[-2] if "measure" in levels else levels[-1],
                        strategy,
                        "",
                        [node("measure", m.text, m.goals, []) for m in measures]
                        if "measure" in levels
                        else [],
                    )
                    for strategy, measures in strategies.items()
                ],
            )
            for subgoal, strategies in subgoals.items()
        ]
        if "main_goal" in levels:
            below = [node("main_goal", main, "", below)]
        return node("theme", theme, "", below)

    document = {"form": form, "elements": [tree(theme) for theme in THEMES]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def convert(path: Path, ending: str, folder: Path) -> None:
    """The document in another format, by LibreOffice."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                ending,
                "--outdir",
                str(folder),
                str(path),
            ],
            check=True,
            capture_output=True,
        )


def write_csv(path: Path, rows: Sequence[Row], delimiter: str, encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)


def main() -> None:
    """Make every document anew."""
    four = ("theme", "subgoal", "strategy", "measure")
    five = ("theme", "main_goal", "subgoal", "strategy", "measure")
    books = {
        "theme-tables": (a_table_per_theme(), "a table per theme", four, True),
        "stacked": (tables_below_each_other(), "a table per theme", four, True),
        "merged": (merged_columns(), "a column per level", five, True),
        "letterhead": (
            below_a_letterhead(),
            "a column per level",
            ("theme", "goal", "strategy"),
            False,
        ),
    }
    for name, (book, form, levels, goals) in books.items():
        book.save(SHEETS / f"{name}.xlsx")
        told = expected(form, levels, goals=goals)
        (SHEETS / f"{name}.expected.json").write_text(told, "utf-8")
    for name in ("theme-tables", "stacked", "merged"):
        convert(SHEETS / f"{name}.xlsx", "ods", SHEETS)
    write_csv(SHEETS / "repeated.csv", repeated_cells(), ";", "cp1252")
    book = openpyxl.Workbook()
    write_rows(book.active, 1, repeated_cells())
    book.save(SHEETS / "repeated.xlsx")
    told = expected("a column per level", four)
    (SHEETS / "repeated.expected.json").write_text(told, "utf-8")
    convert(SHEETS / "merged.xlsx", "html", PAGES)
    (PAGES / "merged.html").rename(PAGES / "merged-libreoffice.html")
    told = expected("a column per level", five)
    (PAGES / "merged-libreoffice.expected.json").write_text(told, "utf-8")
    for name, form, levels in (
        ("table", "a table per theme", four),
        ("list", "headings and lists", ("theme", "goal", "strategy")),
    ):
        told = expected(form, levels, goals="measure" in levels)
        (PAGES / f"{name}.expected.json").write_text(told, "utf-8")
    plan = read_document(ASKER).plan
    asker_workbook(plan).save(SHEETS / "asker.xlsx")
    convert(SHEETS / "asker.xlsx", "ods", SHEETS)
    rows: list[Row] = [(line,) for line in (plan.title, plan.subtitle, "", *LEGEND, "")]
    for theme in plan.elements:
        rows += [*asker_rows(theme), ()]
    write_csv(SHEETS / "asker.csv", rows, ",", "utf-8")
    (PAGES / "asker.html").write_text(asker_page(plan), "utf-8")
    with (PAGES / "asker.md").open("wb") as out:
        WRITERS[".md"].write(plan, out, language="nb")


if __name__ == "__main__":
    main()
