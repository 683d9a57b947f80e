"""The rows of an overview's tables → the plan's elements, with what is doubtful about each."""

from __future__ import annotations

from collections.abc import Sequence

from ledetraad.i18n import N_
from ledetraad.plan.model import Element, SourcePlace
from ledetraad.plan.numbering import make_id
from ledetraad.plan.presets import GOALS_AND_STRATEGIES, MAIN_GOAL, STRATEGY, THEME
from ledetraad.plan.shared_rules import UNDECLARED_CODE, UNDECLARED_CODE_MESSAGE
from ledetraad.plan.wording import excerpt
from ledetraad.readers import headings, notes
from ledetraad.readers.decode import UNREADABLE
from ledetraad.readers.headings import Segment
from ledetraad.readers.heal import Healer
from ledetraad.readers.levels import LevelJudge
from ledetraad.readers.notebook import Notebook
from ledetraad.readers.rows import Row


class ElementMaker:
    """Makes the elements of one document, whose ids are all different.

    Args:
        healer: joins lines.
        notebook: where what is doubtful is noted.
    """

    def __init__(self, healer: Healer, notebook: Notebook) -> None:
        self._healer = healer
        self._notes = notebook
        self._ids: set[str] = set()

    def themes(
        self, segments: Sequence[Segment], rows_of: Sequence[Sequence[Row]], judge: LevelJudge
    ) -> list[Element]:
        """The themes with all that stands below them.

        Args:
            segments: the document's, in order.
            rows_of: the rows of each.
            judge: knows which rows are subgoals and which strategies.
        """
        themes: list[Element] = []
        open_theme: Segment | None = None
        main: list[Row] = []
        goals: list[Row] = []
        for segment, rows in zip(segments, rows_of, strict=True):
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


def _level_name(key: str) -> str:
    return next(level.singular for level in GOALS_AND_STRATEGIES if level.key == key)
