"""The text of an overview of goals and strategies → a plan.

The form: a title and a legend of codes; then for each theme a heading, the main goal with its
reference, and a table of four columns (reference, subgoal, reference, strategy) whose rows hold
either a subgoal or a strategy. Text taken out of a PDF has lost the columns; what is left of the
empty cells is white space, and the reader goes by that.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.model import CodeDefinition, Plan, PlanStatus
from ledetraad.plan.numbering import numbered
from ledetraad.plan.presets import GOALS_AND_STRATEGIES
from ledetraad.plan.shared_rules import UNDECLARED_CODE
from ledetraad.plan.wording import excerpt
from ledetraad.readers import headings, notes
from ledetraad.readers.after_table import split_after
from ledetraad.readers.codes import CodeReader
from ledetraad.readers.decode import decode
from ledetraad.readers.front_matter import (
    FrontMatter,
    find_owner,
    guess_language,
    note_missing,
    read_front_matter,
)
from ledetraad.readers.headings import Segment
from ledetraad.readers.heal import Healer
from ledetraad.readers.legend import infer_legend, is_entry, is_placed, read_legend
from ledetraad.readers.levels import LevelJudge
from ledetraad.readers.lines import Line, split_lines
from ledetraad.readers.notebook import Notebook
from ledetraad.readers.overview_elements import ElementMaker
from ledetraad.readers.page_edges import WithoutEdges, note_edges, without_edges
from ledetraad.readers.result import ReadResult
from ledetraad.readers.rows import Row, RowReader

MOST_LINES = 500_000
"""The most lines of a document; a plan of a thousand elements has some ten thousand."""


def read_overview_text(data: bytes, name: str) -> ReadResult:
    """Read a plan from the text of an overview of goals and strategies.

    Args:
        data: the document's bytes, in any common encoding.
        name: the document's name, for the source places and errors.

    Raises:
        UnreadableDocument: empty, binary, or without any overview in it.
    """
    text = decode(data, name)
    if text.count("\n") > MOST_LINES:
        raise UnreadableDocument(
            N_("The document has more than %(most)s lines."),
            where=name,
            remedy=N_("Take out the part with the goals and strategies and save it by itself."),
            most=MOST_LINES,
        )
    pages = without_edges(split_lines(text))
    front, segments = headings.split_segments(pages.lines)
    if not segments:
        raise UnreadableDocument(
            N_("No overview of goals was found in the document."),
            where=name,
            remedy=N_(
                "Look for a heading such as “Hovedmål”, followed by “Delmål og strategier”, "
                "with the reference codes at the start of each row."
            ),
        )
    result = _Assembly(text, name, front, segments).result(pages)
    if not any(element.text for element in result.plan.walk()):
        raise UnreadableDocument(
            N_("The headings of an overview were found, but no goal under them."),
            where=name,
            remedy=N_("See that the tables' text is in the file, not only their heads."),
        )
    return result


class _Assembly:
    """Builds one plan from a document's segments, noting what is doubtful."""

    def __init__(self, text: str, name: str, front: list[Line], segments: list[Segment]) -> None:
        self._text = text
        self._name = name
        self._front = front
        self._segments = segments
        self._healer = Healer(text)
        self._notes = Notebook(name)

    def result(self, pages: WithoutEdges) -> ReadResult:
        note_edges(pages, self._notes)
        matter = read_front_matter(self._front, self._healer)
        scheme = self._scheme(matter)
        codes = CodeReader(scheme)
        rows_of, judge = self._rows(codes)
        if self._end_last_table(codes, judge.base):
            rows_of, judge = self._rows(codes)
        self._note_rows_in_front(scheme, rows_of)
        themes = ElementMaker(self._healer, self._notes).themes(self._segments, rows_of, judge)
        owner = matter.owner or find_owner(" ".join(code.meaning for code in scheme))
        note_missing(matter, owner, self._notes)
        plan = numbered(
            Plan(
                title=matter.title,
                subtitle=matter.subtitle,
                owner=owner,
                period=matter.period,
                status=matter.status or PlanStatus.DRAFT,
                decision=matter.decision,
                language=guess_language(self._text),
                levels=GOALS_AND_STRATEGIES,
                scheme=tuple(scheme),
                elements=tuple(themes),
            )
        )
        return ReadResult(plan, self._notes.findings(plan))

    def _scheme(self, matter: FrontMatter) -> list[CodeDefinition]:
        body = [line for segment in self._segments for line in segment.lines]
        scheme = read_legend(self._front, body, matter.owner)
        for definition in scheme:
            if not is_placed(definition, matter.owner):
                self._notes.add(
                    notes.CODE_NOT_UNDERSTOOD,
                    N_("The legend explains %(printed)s as “%(text)s”, which names no framework."),
                    printed=definition.prefix,
                    text=excerpt(definition.meaning),
                )
        if not scheme:
            scheme = infer_legend(body)
            self._notes.add(
                notes.NO_LEGEND,
                N_("No legend says what the codes mean; %(codes)s were understood from their use."),
                codes=", ".join(code.prefix for code in scheme) or "–",
            )
            return scheme
        missing = infer_legend(body, scheme)
        for definition in missing:
            self._notes.add(
                UNDECLARED_CODE,
                N_(
                    "The code %(printed)s is not in the legend; it begins many statements and was "
                    "taken for the municipality's own."
                ),
                printed=definition.prefix,
            )
        return [*scheme, *missing]

    def _rows(self, codes: CodeReader) -> tuple[list[list[Row]], LevelJudge]:
        """The rows of each segment, and the judge of their levels, which knows their indents."""
        rows_of = [RowReader(codes).rows(segment.lines) for segment in self._segments]
        judge = LevelJudge(
            [
                rows
                for segment, rows in zip(self._segments, rows_of, strict=True)
                if segment.kind == headings.GOALS
            ]
        )
        if judge.base:
            rows_of = [RowReader(codes, judge.base).rows(part.lines) for part in self._segments]
        return rows_of, judge

    def _end_last_table(self, codes: CodeReader, base: int) -> bool:
        """Take what stands after the last theme's table out of it; whether there was any."""
        last = self._segments[-1]
        last.lines, after = split_after(last.lines, codes, base)
        if after:
            self._notes.add(
                notes.TEXT_PASSED_OVER,
                N_("“%(text)s” and what follows stands after the last theme and was left out."),
                place=self._notes.place(after[0]),
                text=excerpt(after[0].text),
            )
        return bool(after)

    def _note_rows_in_front(
        self, scheme: Sequence[CodeDefinition], rows_of: Sequence[Sequence[Row]]
    ) -> None:
        outside_legend = {
            row.prefix.prefix: row.prefix
            for rows in rows_of
            for row in rows
            if row.undeclared and row.prefix
        }
        codes = CodeReader([*scheme, *outside_legend.values()])
        for line in self._front:
            found = None if line.blank or is_entry(line) else codes.at_start(line.text)
            if found is not None and not found.rest[:1].islower():
                self._notes.add(
                    notes.LOOSE_TEXT,
                    N_("“%(text)s” stands before the first theme and was left out."),
                    place=self._notes.place(line),
                    text=excerpt(line.text),
                )
