"""The plan as a Word document that a planner can go on writing in, and that reads back as it was.

A first page with the plan's facts, the codes and a table of contents; then each theme as a heading
with its main goal and, in a table, what stands below it, as the municipalities' own overviews have
it: a column for each level, with its references before it and what else is told of it after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import BinaryIO

from ledetraad.errors import UnwritableOutput
from ledetraad.i18n import DEFAULT, N_, Language, catalogue
from ledetraad.plan.model import Element, Plan
from ledetraad.publish import docx_markup as markup
from ledetraad.publish.decision_words import decision_facts
from ledetraad.publish.docx_markup import Row, paragraph, run, said
from ledetraad.publish.docx_package import LANDSCAPE, PORTRAIT, Sheet, pack
from ledetraad.publish.docx_table import Columns, rows_of
from ledetraad.publish.write_markdown import STATUS_NAMES

MOST_IN_CONTENTS = 2_000
"""The most headings that the table of contents is written with; Word makes it whole."""
_BOTH = N_("%(first)s and %(second)s")
_OWN_LANGUAGE: dict[str, Language] = {"nb": "nb", "nn": "nn", "en": "en"}
_DEEPEST_HEADING = 6
_NEW_PAGE_FROM = 6
"""How many elements a theme has for it to begin on a new page."""
_REFERENCE_WIDTH = 2.4
_LEAST_TEXT = 4.0
"""The least width of a column of sentences, in centimetres, before the page is turned."""


class DocxWriter:
    """Writes the document."""

    def write(self, plan: Plan, out: BinaryIO, *, language: Language) -> None:
        """Write the whole plan to `out`, heads and labels in `language`.

        Raises:
            UnwritableOutput: a text has a character that no Word document can hold.
        """
        page = _Page(plan, language)
        pack(
            out,
            body=page.body(),
            footer=page.footer(),
            sheet=page.sheet,
            title=plan.title,
            owner=plan.owner,
            language=plan.language,
        )


class _Page:
    """The document's text, part by part."""

    def __init__(self, plan: Plan, language: Language) -> None:
        self._plan = plan
        self._language = language
        self._translate = catalogue(language).gettext
        self._names = {
            level.key: (level.singular or level.key, level.plural or level.singular or level.key)
            for level in plan.levels
        }
        self._single = {level.key for level in plan.levels if level.single}
        self._rank = {level.key: place for place, level in enumerate(plan.levels)}
        self._themes: list[tuple[str, str]] = []
        """The text and the bookmark of each of the highest headings."""
        self._headings = 0
        columns = [self._columns(elements) for elements in self._tables(plan.elements)]
        narrow = any(one.text_width(PORTRAIT.width) < _LEAST_TEXT for one in columns)
        self.sheet: Sheet = LANDSCAPE if narrow else PORTRAIT

    def body(self) -> str:
        """The whole text."""
        parts = "".join(self._parts(self._plan.elements, 1))
        return "".join((*self._front(), *self._contents(), parts))

    def footer(self) -> str:
        """Every page's foot: the plan's title, and the page's number."""
        title = run(self._plan.title or self._plan.owner)
        number = f"{markup.field_begin('PAGE')}{run('1')}{markup.FIELD_END}"
        tabs = f'<w:tabs><w:tab w:val="right" w:pos="{self.sheet.text_twips}"/></w:tabs>'
        return paragraph(f"{title}<w:r><w:tab/></w:r>{number}", "Footer", properties=tabs)

    def _front(self) -> Iterator[str]:
        plan, _ = self._plan, self._translate
        if plan.title:
            yield said(plan.title, "Title")
        if plan.subtitle:
            yield said(plan.subtitle, "Subtitle")
        facts = (
            (_("Municipality"), plan.owner),
            (_("Period"), str(plan.period or "")),
            (_("Status"), _(STATUS_NAMES[plan.status])),
            *decision_facts(plan.decision, self._language),
        )
        for name, value in facts:
            if value:
                content = f"{run(f'{name}:')}<w:r><w:tab/></w:r>{run(value)}"
                yield paragraph(content, "PlanFacts")
        explained = [code for code in plan.scheme if code.meaning]
        if explained:
            yield said(_("The codes beside the goals say what each of them rests on:"), "PlanLead")
        for code in explained:
            numbered = _("%(code)s (no.)") if code.numbered else "%(code)s"
            yield said(f"{numbered % {'code': code.prefix}}: {code.meaning}", "ListBullet")

    def _contents(self) -> Iterator[str]:
        """A table of contents; Word puts the pages' numbers in when it opens the document."""
        themes = self._themes[:MOST_IN_CONTENTS]
        if not themes:
            return
        lines = [markup.link_within(run(text), name) for text, name in themes]
        lines[0] = markup.field_begin(r"TOC \o &quot;1-1&quot; \h \z \u", dirty=True) + lines[0]
        lines[-1] += markup.FIELD_END
        heading = said(self._translate("Contents"), "TOCHeading")
        entries = "".join(paragraph(line, "TOC1") for line in lines)
        yield (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
            "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
            f"{heading}{entries}</w:sdtContent></w:sdt>"
        )

    def _parts(self, elements: Sequence[Element], depth: int) -> Iterator[str]:
        """Headings with what is below them; statements that stand side by side share a table."""
        for titled, group in groupby(elements, key=_is_heading):
            together = list(group)
            if not titled:
                yield self._table(together)
                continue
            for element in together:
                yield self._heading(element, depth)
                yield from self._below(element, depth + 1)

    def _below(self, heading: Element, depth: int) -> Iterator[str]:
        goal = self._only_goal(heading)
        if goal is None:
            yield from self._parts(heading.children, depth)
            return
        yield said(_capital(self._names[goal.level][0]), _heading_style(depth))
        yield self._table([goal.model_copy(update={"children": ()})], "PlanGoalTable")
        if goal.children:
            yield said(self._announced(goal.children), _heading_style(depth))
            yield from self._parts(goal.children, depth + 1)

    def _only_goal(self, heading: Element) -> Element | None:
        """The one statement that a heading has, where the plan is meant to have just one there."""
        only = heading.children[0] if len(heading.children) == 1 else None
        return only if only and only.level in self._single and not _is_heading(only) else None

    def _tables(self, elements: Sequence[Element]) -> Iterator[list[Element]]:
        """The statements of each table to come."""
        for titled, group in groupby(elements, key=_is_heading):
            together = list(group)
            if not titled:
                yield together
                continue
            for element in together:
                goal = self._only_goal(element)
                yield from self._tables(goal.children if goal else element.children)

    def _announced(self, elements: Sequence[Element]) -> str:
        """The heading over a table: "Delmål og strategier"."""
        names = [self._names[key][1] for key in self._levels_in(elements)]
        if len(names) < 2:  # noqa: PLR2004  (nothing to join)
            return _capital(names[0])
        both = catalogue(_OWN_LANGUAGE.get(self._plan.language, DEFAULT)).gettext(_BOTH)
        return _capital(both % {"first": ", ".join(names[:-1]), "second": names[-1]})

    def _levels_in(self, elements: Sequence[Element]) -> list[str]:
        found = {one.level for element in elements for one in element.walk()}
        return sorted(found, key=self._rank.__getitem__)

    def _heading(self, element: Element, depth: int) -> str:
        self._headings += 1
        name = f"_Toc{self._headings:08}"
        if depth == 1:
            self._themes.append((element.title, name))
        printed = ", ".join(reference.printed for reference in element.references)
        codes = run(f" ({printed})", style="PlanReference") if printed else ""
        facts = "".join(
            said(f"{fact.name or fact.key}: {fact.value}", "PlanStatement")
            for fact in element.facts
        )
        new_page = depth == 1 and sum(1 for _ in element.walk()) >= _NEW_PAGE_FROM
        try:
            content = markup.bookmarked(run(element.title) + codes, name, self._headings)
            return (
                paragraph(
                    content,
                    _heading_style(depth),
                    properties="<w:pageBreakBefore/>" if new_page else "",
                )
                + facts
            )
        except UnwritableOutput as error:
            error.where = element.number or element.id
            raise

    def _columns(self, elements: Sequence[Element]) -> Columns:
        return Columns(elements, self._levels_in(elements), _REFERENCE_WIDTH)

    def _table(self, elements: Sequence[Element], style: str = "PlanTable") -> str:
        columns = self._columns(elements)
        names = {
            key: _capital(plural if place and style == "PlanTable" else singular)
            for place, (key, (singular, plural)) in enumerate(
                (key, self._names[key]) for key in columns.levels
            )
        }
        heads = columns.heads(names, self._translate("Reference"))
        rows = [Row(tuple(said(head, "PlanHead") for head in heads), head=True)]
        rows += rows_of(elements, columns, "PlanGoal" if style == "PlanGoalTable" else "PlanCell")
        title = self._announced(elements)
        return markup.table(rows, columns.widths(self.sheet.width), style, title)


def _is_heading(element: Element) -> bool:
    return bool(element.title)


def _heading_style(depth: int) -> str:
    return f"Heading{min(depth, _DEEPEST_HEADING)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
