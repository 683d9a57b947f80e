"""The plan as an Excel workbook: to read, to work on, to count, and to be read back.

Four sheets: the overview laid out as the municipality's own document; one row for each element
(`plan.flat`); how much rests on each of the UN's goals and targets; and the plan's own facts. The
same plan gives the same bytes.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ledetraad.errors import UnwritableOutput
from ledetraad.frameworks.un_sdg import FrameworkItem, un_sdg
from ledetraad.i18n import N_, Language, catalogue
from ledetraad.plan.finding import Translate
from ledetraad.plan.flat import FACT_COLUMNS, WRITTEN, element_rows, facts, refuse_unprintable
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.level_names import LevelNames
from ledetraad.plan.model import Element, Level, Plan, PlanStatus
from ledetraad.plan.trace import Trace, trace

OVERVIEW = N_("Overview")
ELEMENTS = N_("Elements")
COVERAGE = N_("The UN's goals")
FACTS = N_("The plan")
LONGEST_CELL = 32_767
"""The most characters that Excel keeps in a cell."""
MOST_THEMES = 40
"""Themes get a column each in the sheet of coverage, unless they are more than this."""
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_LISTED = 30_000
_LINE_HEIGHT = 15
_HIGHEST = 409
_LONGEST_LIST = 255
_INK = "#1E2B3C"
_LINE = "#C9D0D8"
_QUIET = "#F2F4F7"
_WIDTHS = {
    "kind": 10,
    "id": 12,
    "number": 9,
    "level": 17,
    "text": 90,
    "references": 22,
    "facts": 40,
    "parent": 12,
    "file": 30,
    "line": 9,
    "page": 9,
    "table": 9,
    "row": 9,
    "sheet": 14,
    "cell": 9,
}


class XlsxWriter:
    """Writes the workbook."""

    def write(self, plan: Plan, out: BinaryIO, *, language: Language) -> None:
        """Write the whole plan to `out`, heads and labels in `language`.

        Raises:
            UnwritableOutput: a text is longer than a cell, or has a character that no cell holds.
        """
        rows = list(element_rows(plan))
        for element in plan.walk():
            _refuse_long(element.words, element.number or element.id)
        translate = catalogue(language).gettext
        whole = io.BytesIO()
        workbook = Workbook(whole, {"in_memory": True})
        workbook.set_properties(
            {"title": plan.title, "author": plan.owner, "created": _CREATED.replace(tzinfo=None)}
        )
        book = _Book(workbook, translate)
        _overview(book, plan)
        _elements(book, plan, rows)
        _coverage(book, plan, language)
        _facts(book, plan)
        workbook.close()
        out.write(whole.getbuffer())


class _Sheet:
    """A worksheet that says so when Excel can't hold a cell, and makes rows as high as their text.

    Excel finds the height of a row itself, but other programs don't.
    """

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self._widths: dict[int, int] = {}
        self._lines: dict[int, int] = {}

    def widths(self, *widths: int) -> None:
        """Set the widths of the columns from the first, in characters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
            self._widths[column] = width

    def text(
        self, row: int, column: int, text: str, form: Any = None, *, wraps: bool = True
    ) -> None:
        """Write text as text, also where it looks like a formula or a number."""
        if not text:
            self._took(self.sheet.write_blank(row, column, None, form), row)
            return
        if len(text) > LONGEST_CELL or not text.isprintable():  # few texts need more than a look
            where = f"{self.sheet.get_name()}:{row + 1}"
            refuse_unprintable(text, where=where)
            _refuse_long(text, where)
        self._took(self.sheet.write_string(row, column, text, form), row)
        width = self._widths.get(column, 1)
        if wraps and (len(text) > width or "\n" in text):
            lines = sum(1 + len(part) // width for part in text.split("\n"))
            self._lines[row] = max(lines, self._lines.get(row, 1))

    def finish(self) -> None:
        """Set the heights of the rows, when every cell is written."""
        for row, lines in self._lines.items():
            self.sheet.set_row(row, min(lines * _LINE_HEIGHT + 2, _HIGHEST))

    def number(self, row: int, column: int, number: int, form: Any = None) -> None:
        """Write a number."""
        self._took(self.sheet.write_number(row, column, number, form), row)

    def _took(self, answer: int, row: int) -> None:
        if answer < 0:
            raise UnwritableOutput(
                N_("The plan is larger than a sheet in Excel."),
                where=f"{self.sheet.get_name()}:{row + 1}",
                remedy=N_("Write JSON or CSV instead."),
            )


class _Book:
    """The workbook with its forms, made once."""

    def __init__(self, workbook: Workbook, translate: Translate) -> None:
        self._workbook = workbook
        self.translate = translate
        wrapped = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": _LINE}
        self.title = self.form(bold=True, font_size=16, font_color=_INK)
        self.subtitle = self.form(font_size=11, font_color=_INK)
        self.theme = self.form(bold=True, font_size=14, font_color=_INK, valign="top")
        self.goal = self.form(**wrapped, bold=True)
        self.head = self.form(
            bold=True, font_color="#FFFFFF", bg_color=_INK, text_wrap=True, valign="top"
        )
        self.cell = self.form(**wrapped)
        self.code = self.form(**wrapped, font_color="#5A6675")
        self.count = self.form(valign="top", num_format='0;-0;"–"', align="center")
        self.bold = self.form(bold=True, text_wrap=True, valign="top", bg_color=_QUIET)
        self.bold_count = self.form(
            bold=True, valign="top", num_format='0;-0;"–"', align="center", bg_color=_QUIET
        )
        self.plain = self.form(text_wrap=True, valign="top")

    def form(self, **properties: Any) -> Any:
        """A cell's form."""
        return self._workbook.add_format(properties)

    def sheet(self, name: str, *, landscape: bool = True) -> _Sheet:
        """A new sheet, its name in the language of the screen."""
        sheet = self._workbook.add_worksheet(self.translate(name)[:31])
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return _Sheet(sheet)


def _refuse_long(text: str, where: str) -> None:
    if len(text) > LONGEST_CELL:
        raise UnwritableOutput(
            N_("A text of %(length)s characters is more than a cell in Excel can hold."),
            where=where,
            remedy=N_("Shorten the text to %(most)s characters, or write JSON or CSV instead."),
            length=len(text),
            most=LONGEST_CELL,
        )


def _overview(book: _Book, plan: Plan) -> None:
    sheet = book.sheet(OVERVIEW)
    columns = [level for level in plan.levels[1:] if not level.single] or list(plan.levels[:1])
    sheet.widths(*[14, 60] * len(columns))
    sheet.sheet.hide_gridlines(2)
    sheet.text(0, 0, plan.title, book.title, wraps=False)
    about = ", ".join(part for part in (plan.subtitle, plan.owner, str(plan.period or "")) if part)
    sheet.text(1, 0, about, book.subtitle, wraps=False)
    layout = _Layout(book, sheet, plan, columns)
    for theme in plan.elements:
        layout.theme(theme)
    sheet.finish()


class _Layout:
    """Puts elements in the overview from the top, a pair of columns for each level."""

    def __init__(self, book: _Book, sheet: _Sheet, plan: Plan, columns: Sequence[Level]) -> None:
        self._book = book
        self._sheet = sheet
        self._levels = {level.key: level for level in plan.levels}
        self._columns = columns
        self._pair = {level.key: place for place, level in enumerate(columns)}
        self._row = 2
        self._used: int | None = None
        """The last pair of columns used in this row; None where no table is open."""

    def theme(self, theme: Element) -> None:
        self._next(2)
        self._write(0, theme, self._book.theme, self._book.theme)
        for child in theme.children:
            self._below(child)

    def _below(self, element: Element) -> None:
        pair = self._pair.get(element.level)
        if pair is None:
            self._goal(element)
        else:
            self._cell(element, pair)
        for child in element.children:
            self._below(child)

    def _goal(self, element: Element) -> None:
        self._next(2)
        self._heads([self._levels[element.level]])
        self._next(1)
        self._write(0, element, self._book.code, self._book.goal)

    def _cell(self, element: Element, pair: int) -> None:
        if self._used is None:
            self._next(2)
            self._heads(self._columns)
            self._next(1)
            self._used = -1
        if pair <= self._used:
            self._row += 1
        self._used = pair
        self._write(pair, element, self._book.code, self._book.cell)

    def _heads(self, levels: Sequence[Level]) -> None:
        for place, level in enumerate(levels):
            reference = self._book.translate("Reference")
            self._sheet.text(self._row, 2 * place, reference, self._book.head)
            name = _capital(level.singular or level.key)
            self._sheet.text(self._row, 2 * place + 1, name, self._book.head)

    def _write(self, pair: int, element: Element, code: Any, words: Any) -> None:
        printed = "\n".join(reference.printed for reference in element.references)
        if printed or words is self._book.cell:
            self._sheet.text(self._row, 2 * pair, printed, code)
        wraps = words is not self._book.theme
        self._sheet.text(self._row, 2 * pair + 1, element.words, words, wraps=wraps)

    def _next(self, rows: int) -> None:
        self._row += rows
        self._used = None


def _elements(book: _Book, plan: Plan, rows: Sequence[tuple[str, ...]]) -> None:
    sheet = book.sheet(ELEMENTS)
    sheet.widths(*(_WIDTHS[column.key] for column in WRITTEN))
    for place, column in enumerate(WRITTEN):
        sheet.text(0, place, book.translate(column.head), book.head)
    last = 0
    for last, cells in enumerate(rows, start=1):
        for place, cell in enumerate(cells):
            if cell:
                sheet.text(last, place, cell, book.plain)
    sheet.finish()
    sheet.sheet.freeze_panes(1, 0)
    sheet.sheet.repeat_rows(0)
    sheet.sheet.autofilter(0, 0, max(last, 1), len(WRITTEN) - 1)
    names = LevelNames(plan.levels).all()
    if all(name.replace(" ", "").isalnum() for name in names) and (
        len(",".join(names)) <= _LONGEST_LIST
    ):
        level = next(place for place, column in enumerate(WRITTEN) if column.key == "level")
        sheet.sheet.data_validation(
            1, level, max(last, 1), level, {"validate": "list", "source": names}
        )


def _coverage(book: _Book, plan: Plan, language: Language) -> None:
    sheet = book.sheet(COVERAGE)
    table = _Coverage(book, sheet, PlanIndex(plan))
    table.heads()
    for item in un_sdg().items.values():
        table.item(item, language)
    table.others()
    sheet.finish()
    sheet.sheet.freeze_panes(1, 2)
    sheet.sheet.repeat_rows(0)
    sheet.sheet.autofilter(0, 0, table.row - 1, table.last_column)


class _Coverage:
    """The sheet that counts what rests on each of the UN's goals and targets."""

    def __init__(self, book: _Book, sheet: _Sheet, index: PlanIndex) -> None:
        self._book = book
        self._sheet = sheet
        self._index = index
        self._plan = index.plan
        self._trace: Trace = trace(index, un_sdg().parents())
        themes = self._plan.elements
        self._themes = themes if len(themes) <= MOST_THEMES else ()
        self.row = 1
        self.last_column = 3 + len(self._plan.levels) + len(self._themes)

    def heads(self) -> None:
        """The head row, and the columns' widths."""
        _ = self._book.translate
        heads = [_("Code"), _("Goal or target"), _("In all")]
        heads += [_capital(level.plural or level.key) for level in self._plan.levels]
        heads += [theme.words for theme in self._themes]
        heads.append(_("Statements"))
        self._sheet.widths(8, 68, *[18] * (len(heads) - 3), 60)
        for place, head in enumerate(heads):
            self._sheet.text(0, place, head, self._book.head)

    def item(self, item: FrameworkItem, language: Language) -> None:
        """The row of a goal or a target."""
        resting = self._trace.items[item.code].resting
        self._line(item.code, item.names[language], resting, strong=item.is_goal)

    def others(self) -> None:
        """The rows of what rests on nothing of the UN's, and of codes that the UN doesn't have."""
        _ = self._book.translate
        self._line("", _("The municipality's own"), self._trace.own, strong=True)
        self._line("", _("Without any reference"), self._trace.unreferenced, strong=True)
        for code, elements in self._trace.unknown.items():
            self._line(code, _("Not among the UN's goals and targets"), elements, strong=True)

    def _line(self, code: str, name: str, elements: Sequence[Element], *, strong: bool) -> None:
        book = self._book
        words, count = (book.bold, book.bold_count) if strong else (book.plain, book.count)
        self._sheet.text(self.row, 0, code, words)
        self._sheet.text(self.row, 1, name, words)
        by_level = Counter(element.level for element in elements)
        by_theme = Counter(self._index.top(element).id for element in elements)
        counts = [len(elements)]
        counts += [by_level[level.key] for level in self._plan.levels]
        counts += [by_theme[theme.id] for theme in self._themes]
        for place, number in enumerate(counts, start=2):
            self._sheet.number(self.row, place, number, count)
        numbers = ", ".join(element.number or element.id for element in elements)
        if len(numbers) > _LISTED:
            numbers = numbers[:_LISTED].rpartition(",")[0] + ", …"
        self._sheet.text(self.row, self.last_column, numbers, words)
        self.row += 1


def _facts(book: _Book, plan: Plan) -> None:
    sheet = book.sheet(FACTS, landscape=False)
    sheet.widths(30, 90)
    for place, column in enumerate(FACT_COLUMNS):
        sheet.text(0, place, book.translate(column.head), book.head)
    for row, (name, value) in enumerate(facts(plan), start=1):
        sheet.text(row, 0, name, book.plain)
        sheet.text(row, 1, value, book.plain)
        if name == "status":
            sheet.sheet.data_validation(
                row, 1, row, 1, {"validate": "list", "source": [s.value for s in PlanStatus]}
            )
    sheet.finish()
    sheet.sheet.freeze_panes(1, 0)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
