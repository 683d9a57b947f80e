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
from ledetraad.plan.finding import Finding, RuleDoc
from ledetraad.plan.model import Element, Plan, PlanStatus, SourcePlace
from ledetraad.plan.numbering import make_id, numbered
from ledetraad.plan.presets import GOALS_AND_STRATEGIES, MAIN_GOAL, STRATEGY, SUBGOAL, THEME
from ledetraad.plan.shared_rules import UNDECLARED_CODE, UNDECLARED_CODE_MESSAGE
from ledetraad.plan.wording import excerpt
from ledetraad.readers import headings, notes
from ledetraad.readers.codes import CodeReader
from ledetraad.readers.decode import decode
from ledetraad.readers.front_matter import (
    FrontMatter,
    find_owner,
    guess_language,
    read_front_matter,
)
from ledetraad.readers.headings import Segment
from ledetraad.readers.heal import Healer
from ledetraad.readers.legend import infer_legend, read_legend
from ledetraad.readers.levels import LevelJudge
from ledetraad.readers.lines import Line, split_lines
from ledetraad.readers.result import ReadResult
from ledetraad.readers.rows import Row, RowReader

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
    front, segments = headings.split_segments(split_lines(text))
    if not segments:
        raise UnreadableDocument(
            "No overview of goals was found in the document.",
            where=name,
            remedy="Look for a heading such as “Hovedmål”, followed by “Delmål og strategier”, "
            "with the reference codes at the start of each row.",
        )
    plan, findings = _Assembly(text, name, front, segments).result()
    if not any(element.text for element in plan.walk()):
        raise UnreadableDocument(
            "The headings of an overview were found, but no goal under them.",
            where=name,
            remedy="See that the tables' text is in the file, not only their heads.",
        )
    return ReadResult(plan, findings)


class _Assembly:
    """Builds one plan from a document's segments, gathering what is doubtful."""

    def __init__(self, text: str, name: str, front: list[Line], segments: list[Segment]) -> None:
        self._text = text
        self._name = name
        self._front = front
        self._segments = segments
        self._healer = Healer(text)
        self._findings: list[Finding] = []
        self._ids: set[str] = set()

    def result(self) -> tuple[Plan, tuple[Finding, ...]]:
        matter = read_front_matter(self._front, self._healer)
        body = [line for segment in self._segments for line in segment.lines]
        scheme = read_legend(self._front, body, matter.owner)
        if not scheme:
            scheme = infer_legend(body)
            self._note(
                notes.NO_LEGEND,
                N_("No legend says what the codes mean; %(codes)s were understood from their use."),
                codes=", ".join(code.prefix for code in scheme) or "–",
            )
        reader = CodeReader(scheme)
        first_pass = [RowReader(reader).rows(segment.lines) for segment in self._segments]
        goal_rows = [
            rows
            for segment, rows in zip(self._segments, first_pass, strict=True)
            if segment.kind == headings.GOALS
        ]
        judge = LevelJudge(goal_rows)
        rows_of = [RowReader(reader, judge.base).rows(segment.lines) for segment in self._segments]
        themes = self._themes(rows_of, judge)
        owner = matter.owner or find_owner(" ".join(code.meaning for code in scheme))
        self._note_missing(matter, owner)
        plan = Plan(
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
        plan = numbered(plan)
        numbers = {element.id: element for element in plan.walk()}
        return plan, tuple(_with_number(finding, numbers) for finding in self._findings)

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
        place = self._place(segment.heading[0]) if segment.heading else None
        identity = make_id((THEME, title), self._ids)
        if not segment.heading_sure or not title:
            self._note(
                notes.HEADING_GUESSED,
                N_("“%(text)s” was taken for a theme's heading."),
                element=identity,
                place=place,
                text=title,
            )
        subgoals, orphans = self._subgoals(goals, judge, title)
        main_goals = [self._statement(row, MAIN_GOAL, title) for row in main]
        below = (*subgoals, *orphans)
        if main_goals and below:
            last = main_goals[-1]
            main_goals[-1] = last.model_copy(update={"children": below})
            below = ()
        return Element(
            id=identity,
            level=THEME,
            title=title,
            source=place,
            children=(*main_goals, *below),
        )

    def _subgoals(
        self, rows: list[Row], judge: LevelJudge, theme: str
    ) -> tuple[list[Element], list[Element]]:
        """The subgoals with their strategies, and the strategies that stand under none."""
        subgoals: list[Element] = []
        orphans: list[Element] = []
        for row in rows:
            judgement = judge.level(row)
            above = subgoals[-1].text if subgoals and judgement.level == STRATEGY else ""
            statement = self._statement(row, judgement.level, f"{theme}\x1f{above}")
            orphan = judgement.level == STRATEGY and not subgoals
            if not judgement.sure or orphan:
                self._note(
                    notes.LEVEL_GUESSED,
                    N_(
                        "“%(text)s” was read as a %(level)s, but the page does not show it clearly."
                    ),
                    element=statement.id,
                    place=statement.source,
                    text=excerpt(statement.text),
                    level=_level_name(judgement.level),
                )
            if judgement.level == SUBGOAL:
                subgoals.append(statement)
            elif orphan:
                orphans.append(statement)
            else:
                parent = subgoals[-1]
                subgoals[-1] = parent.model_copy(update={"children": (*parent.children, statement)})
        return subgoals, orphans

    def _statement(self, row: Row, level: str, context: str) -> Element:
        self._healer.doubtful.clear()
        text = self._healer.join(line.text for line in row.text)
        identity = make_id((level, context, text), self._ids)
        place = self._place(row.line)
        for word in self._healer.doubtful:
            self._note(
                notes.HYPHEN_GUESSED,
                N_("“%(word)s” was broken at the end of a line and has been joined."),
                element=identity,
                place=place,
                word=word,
            )
        if row.undeclared:
            self._note(
                UNDECLARED_CODE,
                UNDECLARED_CODE_MESSAGE,
                element=identity,
                place=place,
                printed=" / ".join(reference.printed for reference in row.references),
                text=excerpt(text),
            )
        for reference in row.references:
            if reference.basis != "own" and reference.printed == reference.code:
                self._note(
                    notes.CODE_NOT_UNDERSTOOD,
                    N_("The code %(printed)s stands without a number."),
                    element=identity,
                    place=place,
                    printed=reference.printed,
                )
        for line in row.loose:
            self._note(
                notes.LOOSE_TEXT,
                N_("“%(text)s” was read as part of the statement before it."),
                element=identity,
                place=self._place(line),
                text=excerpt(line.text),
            )
        return Element(
            id=identity,
            level=level,
            text=text,
            references=tuple(row.references),
            source=place,
        )

    def _place(self, line: Line) -> SourcePlace:
        return SourcePlace(file=self._name, line=line.number)

    def _note_missing(self, matter: FrontMatter, owner: str) -> None:
        found = {
            "title": matter.title,
            "owner": owner,
            "period": matter.period,
            "status": matter.status,
        }
        for what, value in found.items():
            if not value:
                self._note(notes.NOT_FOUND, MISSING[what])

    def _note(
        self,
        rule: RuleDoc,
        template: str,
        *,
        element: str | None = None,
        place: SourcePlace | None = None,
        **values: object,
    ) -> None:
        self._findings.append(
            Finding(
                rule=rule,
                template=template,
                values=values,
                element=element,
                place=place or SourcePlace(file=self._name),
                severity=rule.severity,
            )
        )


def _level_name(key: str) -> str:
    return next(level.singular for level in GOALS_AND_STRATEGIES if level.key == key)


def _with_number(finding: Finding, elements: dict[str, Element]) -> Finding:
    if finding.element is None:
        return finding
    element = elements[finding.element]
    return Finding(
        rule=finding.rule,
        template=finding.template,
        values=finding.values,
        element=finding.element,
        number=element.number,
        level=element.level,
        place=finding.place,
        severity=finding.severity,
    )
