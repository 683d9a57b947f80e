"""The table's words in one language, the same in every form that it is written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ledetraad.followup.saying import said_day
from ledetraad.hearing.outcomes import OUTCOME_NAMES, Outcome
from ledetraad.hearing.speakers import SPEAKER_NAMES
from ledetraad.i18n import N_, catalogue
from ledetraad.publish.hearing.table import OTHER_AREAS, HearingTable, TableRow
from ledetraad.publish.hearing.themes import ThemeTotals, Totals, themes_of

HEADS = (
    N_("No."),
    N_("Date"),
    N_("Sender and kind"),
    N_("Journal"),
    N_("Place in the plan"),
    N_("Summary"),
    N_("Assessment"),
    N_("Outcome"),
    N_("Change in the plan"),
)
GOAL_HEADS = (
    N_("Goal"),
    N_("Comments"),
    N_("From"),
    N_("Outcome"),
    N_("Change in the plan"),
)
_WORTH_CROSSING = 2
NOT_ANSWERED = N_("Not answered yet")


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """What was said of a theme, in words.

    Args:
        key, name: the theme's.
        summary: the planner's; empty where none is written.
        facts: how many, by whom and what became of it.
        heads, rows: each goal that was spoken of.
        changes: what is changed, where there are no rows that tell of it.
    """

    key: str
    name: str
    summary: str
    facts: list[tuple[str, str]]
    heads: list[str]
    rows: list[list[str]]
    changes: list[str]


class TableWords:
    """Says what is in a table.

    Args:
        table: the table.
    """

    def __init__(self, table: HearingTable) -> None:
        self._table = table
        self.translate = catalogue(table.language).gettext

    @property
    def heads(self) -> list[str]:
        """The columns' heads."""
        return [self.translate(one) for one in HEADS]

    def cells(self, row: TableRow) -> list[str]:
        """A row's cells, as text."""
        kind = self.translate(SPEAKER_NAMES[row.kind])
        return [
            row.number,
            f"{row.day:%d.%m.%Y}",
            row.sender if row.sender.startswith(f"{kind} ") else f"{row.sender} ({kind.lower()})",
            row.journal,
            row.place,
            row.summary,
            row.assessment,
            self.outcome(row),
            self.change(row),
        ]

    def outcome(self, row: TableRow) -> str:
        """A row's outcome."""
        if not row.outcome:
            return self.translate(NOT_ANSWERED)
        said = self.translate(OUTCOME_NAMES[Outcome(row.outcome)])
        return f"{said}: {row.carried_to}" if row.carried_to else said

    def change(self, row: TableRow) -> str:
        """The change that follows, before and after."""
        if not row.new:
            return ""
        _ = self.translate
        if not row.old:
            return f"{_('New')}: {row.new}"
        return f"{_('Before')}: {row.old}\n{_('After')}: {row.new}"

    @cached_property
    def themes(self) -> list[ThemeWords]:
        """What was said of each theme, in words."""
        return [self._theme(one) for one in themes_of(self._table)]

    def _theme(self, one: ThemeTotals) -> ThemeWords:
        _ = self.translate
        rows = [self._goal(goal) for goal in one.goals]
        facts = [
            (_("Hearing statements"), str(one.totals.statements)),
            (_("Comments"), str(one.totals.comments)),
            (_("From"), self._counted(one.totals.kinds)),
            (_("Outcome"), self._counted(one.totals.outcomes)),
        ]
        return ThemeWords(
            one.totals.key,
            one.totals.name,
            one.summary,
            [(name, value) for name, value in facts if value],
            [_(head) for head in GOAL_HEADS],
            rows,
            [
                f"{place}: {self._changed(old, new)}" if place else self._changed(old, new)
                for place, old, new in ([] if rows else one.totals.changes)
            ],
        )

    def _goal(self, goal: Totals) -> list[str]:
        return [
            goal.name,
            str(goal.comments),
            self._counted(goal.kinds),
            self._counted(goal.outcomes),
            "\n".join(f"{place}. {self._changed(old, new)}" for place, old, new in goal.changes),
        ]

    def _counted(self, counts: Iterable[tuple[str, int]]) -> str:
        return ", ".join(
            f"{self.translate(name or NOT_ANSWERED)} {count}" for name, count in counts
        )

    def _changed(self, old: str, new: str) -> str:
        _ = self.translate
        return f"{_('Before')}: {old} {_('After')}: {new}" if old else f"{_('New')}: {new}"

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is told of the hearing."""
        table, _ = self._table, self.translate
        first, last = (said_day(one).said(_) for one in (table.opens, table.closes))
        told = [
            (_("Municipality"), table.municipality),
            (_("The plan"), table.plan),
            (_("Publication"), self._version),
            (_("Alternative"), table.alternative),
            (_("Case number"), table.case),
            (_("On hearing"), f"{first} – {last}"),
            (_("Hearing statements"), str(table.statements)),
            (_("Comments"), str(len(table.rows))),
            (_("Withdrawn"), str(table.withdrawn) if table.withdrawn else ""),
        ]
        return [(name, value) for name, value in told if value]

    @property
    def _version(self) -> str:
        """The publication that was on hearing, with its day."""
        if not self._table.publication or self._table.published is None:
            return ""
        day = said_day(self._table.published).said(self.translate)
        return f"{self._table.publication}, {day}"

    @property
    def totals(self) -> list[tuple[str, list[str], list[list[str]]]]:
        """The tables of totals: a name, heads, and rows of which the last is the sum."""
        table, _ = self._table, self.translate
        every = str(len(table.rows))
        all_ = _("In all")
        outcomes = [[_(name or NOT_ANSWERED), str(count)] for name, count in table.outcomes]
        kinds = [[_(name), str(first), str(second)] for name, first, second in table.kinds]
        themes = [[name, str(count)] for name, count in table.themes]
        comments = _("Comments")
        return [
            (
                _("What became of the comments"),
                [_("Outcome"), comments],
                [*outcomes, [all_, every]],
            ),
            (
                _("Who has spoken"),
                [_("Sender's kind"), _("Hearing statements"), comments],
                [*kinds, [all_, str(table.statements), every]],
            ),
            (_("What was spoken of"), [_("Part of the plan"), comments], [*themes, [all_, every]]),
            *self._across(),
            *self._ways(),
            *self._areas(),
        ]

    def _ways(self) -> list[tuple[str, list[str], list[list[str]]]]:
        """How the statements came, where that is told of."""
        table, _ = self._table, self.translate
        if not table.channels:
            return []
        rows = [[_(name), str(count)] for name, count in table.channels]
        last = [_("In all"), str(table.statements)]
        return [(_("How they came"), [_("Way"), _("Hearing statements")], [*rows, last])]

    def _areas(self) -> list[tuple[str, list[str], list[list[str]]]]:
        """Where those who spoke live, where any has said it."""
        table, _ = self._table, self.translate
        if not table.areas:
            return []
        words = {"": _("Not said"), OTHER_AREAS: _(OTHER_AREAS)}
        rows = [[words.get(name, name), str(count)] for name, count in table.areas]
        heads = [_("Part of the municipality"), _("Hearing statements")]
        last = [_("In all"), str(table.statements)]
        return [(_("Where those who spoke live"), heads, [*rows, last])]

    def _across(self) -> list[tuple[str, list[str], list[list[str]]]]:
        """Who spoke of what, where there is more than one of each."""
        table, _ = self._table, self.translate
        if min(len(table.kinds), len(table.kinds_by_theme)) < _WORTH_CROSSING:
            return []
        rows = [
            [theme, *map(str, counts), str(sum(counts))] for theme, counts in table.kinds_by_theme
        ]
        sums = [str(count) for *_names, count in table.kinds]
        last = [_("In all"), *sums, str(len(table.rows))]
        heads = [_("Part of the plan"), *(_(name) for name, *_rest in table.kinds), _("In all")]
        return [(_("Who spoke of what, in comments"), heads, [*rows, last])]
