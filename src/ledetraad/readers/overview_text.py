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
from ledetraad.plan.model import CodeDefinition, Element, Plan, PlanStatus, SourcePlace
from ledetraad.plan.numbering import make_id, numbered
from ledetraad.plan.presets import GOALS_AND_STRATEGIES, MAIN_GOAL, STRATEGY, THEME
from ledetraad.plan.shared_rules import UNDECLARED_CODE, UNDECLARED_CODE_MESSAGE
from ledetraad.plan.wording import excerpt
from ledetraad.readers import headings, notes
from ledetraad.readers.after_table import split_after
from ledetraad.readers.codes import CodeReader
from ledetraad.readers.decode import UNREADABLE, decode
from ledetraad.readers.front_matter import (
    FrontMatter,
    find_owner,
    guess_language,
    read_front_matter,
)
from ledetraad.readers.headings import Segment
from ledetraad.readers.heal import Healer
from ledetraad.readers.legend import infer_legend, is_entry, is_placed, read_legend
from ledetraad.readers.levels import LevelJudge
from ledetraad.readers.lines import Line, split_lines
from ledetraad.readers.notebook import Notebook
from ledetraad.readers.page_edges import WithoutEdges, note_edges, without_edges
from ledetraad.readers.result import ReadResult
from ledetraad.readers.rows import Row, RowReader

MOST_LINES = 500_000
"""The most lines of a document; a plan of a thousand elements has some ten thousand."""
MISSING = {
    "title": N_("The document's first page does not say what the plan is called."),
    "owner": N_("The document's first page does not say which municipality the plan is for."),
    "period": N_("The document's first page does not say which years the plan is for."),
    "status": N_("The document's first page does not say if the plan is a proposal or adopted."),
}


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
        self._ids: set[str] = set()

    def result(self, pages: WithoutEdges) -> ReadResult:
        note_edges(pages, self._notes)
        matter = read_front_matter(self._front, self._healer)
        scheme = self._scheme(matter)
        codes = CodeReader(scheme)
        rows_of, judge = self._rows(codes)
        if self._end_last_table(codes, judge.base):
            rows_of, judge = self._rows(codes)
        self._note_rows_in_front(scheme, rows_of)
        themes = self._themes(rows_of, judge)
        owner = matter.owner or find_owner(" ".join(code.meaning for code in scheme))
        self._note_missing(matter, owner)
        plan = numbered(
            Plan(
                title=matter.title,
                subtitle=matter.subtitle,
                owner=owner,
                period=matter.period,
                status=matter.status or PlanStatus.DRAFT,
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

    def _themes(self, rows_of: Sequence[Sequence[Row]], judge: LevelJudge) -> list[Element]:
        themes: list[Element] = []
        open_theme: Segment | None = None
        main: list[Row] = []
        goals: list[Row] = []
        for segment, rows in zip(self._segments, rows_of, strict=True):
            if segment.starts_theme or open_theme is None:
                if open_theme is not None:
                    themes.append(self._theme(open_theme, main, goals, judge))
                open_theme, main, goals = segment, [], []
            (main if segment.kind == headings.MAIN_GOAL else goals).extend(rows)
        if open_theme is not None:
            themes.append(self._theme(open_theme, main, goals, judge))
        return themes

    def _theme(
        self, segment: Segment, main: list[Row], goals: list[Row], judge: LevelJudge
    ) -> Element:
        title = self._healer.join(line.text for line in segment.heading)
        place = self._notes.place(segment.heading[0]) if segment.heading else None
        identity = make_id((THEME, title), self._ids)
        if not title:
            self._notes.add(
                notes.HEADING_GUESSED,
                N_("A theme has no heading."),
                element=identity,
                place=self._notes.place(main[0].line) if main else None,
            )
        elif not segment.heading_sure:
            self._notes.add(
                notes.HEADING_GUESSED,
                N_("“%(text)s” was taken for a theme's heading."),
                element=identity,
                place=place,
                text=excerpt(title),
            )
        self._note_unreadable(title, identity, place)
        main_goals = [self._statement(row, MAIN_GOAL, title) for row in main]
        below = self._subgoals(goals, judge, title)
        if main_goals and below:
            main_goals[-1] = main_goals[-1].model_copy(update={"children": below})
            below = ()
        return Element(
            id=identity,
            level=THEME,
            title=title,
            source=place,
            children=(*main_goals, *below),
        )

    def _subgoals(self, rows: list[Row], judge: LevelJudge, theme: str) -> tuple[Element, ...]:
        """The subgoals with their strategies; first the strategies that stand under none."""
        orphans: list[Element] = []
        subgoals: list[tuple[Element, list[Element]]] = []
        for row in rows:
            judgement = judge.level(row)
            is_strategy = judgement.level == STRATEGY
            above = subgoals[-1][0].text if subgoals and is_strategy else ""
            statement = self._statement(row, judgement.level, f"{theme}\x1f{above}")
            if not judgement.sure or (is_strategy and not subgoals):
                self._notes.add(
                    notes.LEVEL_GUESSED,
                    N_(
                        "“%(text)s” was read as a %(level)s, but the page does not show it clearly."
                    ),
                    element=statement.id,
                    place=statement.source,
                    text=excerpt(statement.text),
                    level=_level_name(judgement.level),
                )
            if not is_strategy:
                subgoals.append((statement, []))
            elif subgoals:
                subgoals[-1][1].append(statement)
            else:
                orphans.append(statement)
        whole = (
            subgoal.model_copy(update={"children": tuple(strategies)})
            for subgoal, strategies in subgoals
        )
        return (*orphans, *whole)

    def _statement(self, row: Row, level: str, context: str) -> Element:
        self._healer.doubtful.clear()
        text = self._healer.join(line.text for line in row.text)
        identity = make_id((level, context, text), self._ids)
        place = self._notes.place(row.line)
        for word in self._healer.doubtful:
            self._notes.add(
                notes.HYPHEN_GUESSED,
                N_("“%(word)s” was broken at the end of a line and has been joined."),
                element=identity,
                place=place,
                word=word,
            )
        self._note_unreadable(text, identity, place)
        self._note_codes(row, text, identity, place)
        for line in row.loose:
            self._notes.add(
                notes.LOOSE_TEXT,
                N_("“%(text)s” was read as part of the statement before it."),
                element=identity,
                place=self._notes.place(line),
                text=excerpt(line.text),
            )
        return Element(
            id=identity,
            level=level,
            text=text,
            references=tuple(row.references),
            source=place,
        )

    def _note_codes(self, row: Row, text: str, identity: str, place: SourcePlace) -> None:
        """Note what is unclear about a row's codes."""
        printed = " / ".join(reference.printed for reference in row.references)
        if row.undeclared:
            self._notes.add(
                UNDECLARED_CODE,
                UNDECLARED_CODE_MESSAGE,
                element=identity,
                place=place,
                printed=printed,
                text=excerpt(text),
            )
        if not text:
            self._notes.add(
                notes.CODE_NOT_UNDERSTOOD,
                N_("The code %(printed)s has no statement beside it."),
                element=identity,
                place=place,
                printed=printed,
            )
        incomplete = dict.fromkeys(
            reference.printed
            for reference in row.references
            if reference.basis != "own" and reference.printed == reference.code
        )
        for code in incomplete:
            self._notes.add(
                notes.CODE_NOT_UNDERSTOOD,
                N_("The code %(printed)s stands without a number."),
                element=identity,
                place=place,
                printed=code,
            )

    def _note_unreadable(self, text: str, identity: str, place: SourcePlace | None) -> None:
        if UNREADABLE in text:
            self._notes.add(
                notes.UNREADABLE_CHARACTERS,
                N_("“%(text)s” has characters that could not be read."),
                element=identity,
                place=place,
                text=excerpt(text),
            )

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

    def _note_missing(self, matter: FrontMatter, owner: str) -> None:
        found = {
            "title": matter.title,
            "owner": owner,
            "period": matter.period,
            "status": matter.status,
        }
        for what, value in found.items():
            if not value:
                self._notes.add(notes.NOT_FOUND, MISSING[what])


def _level_name(key: str) -> str:
    return next(level.singular for level in GOALS_AND_STRATEGIES if level.key == key)
