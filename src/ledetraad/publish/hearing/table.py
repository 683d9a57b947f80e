"""The table of statements as the writers get it: rows, groups and totals that agree.

A row is a comment. The same rows are grouped by sender and by place in the plan, so each grouping
holds every row once, and both add up to the same totals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ledetraad.hearing.outcomes import OUTCOME_NAMES, Outcome
from ledetraad.hearing.speakers import SPEAKER_NAMES, Speaker
from ledetraad.i18n import N_, Language

OTHER_AREAS = N_("Other parts of the municipality")
"""What the areas are called together that too few live in to be told of."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A comment with its answer.

    Args:
        statement: the statement's number.
        number: the comment's own, "14.2".
        day: when the statement came in.
        sender: what its sender is called.
        kind: the sender's kind.
        journal: the statement's number in the municipality's records.
        element: the key of what it is about; empty for the whole plan.
        place: what that is called.
        summary: what is said, in short.
        assessment, outcome: the answer; the outcome is empty where there is none yet.
        carried_to: the plan that it is carried on to.
        old, new: the change in the plan that follows; `new` is empty where none does.
        channel: how the statement came, in English; empty where that isn't told of.
        key: by which the comment is found again.
        area: the part of the municipality that the sender lives in; empty where it isn't said.
    """

    statement: int
    number: str
    day: date
    sender: str
    kind: Speaker
    journal: str
    element: str
    place: str
    summary: str
    assessment: str = ""
    outcome: str = ""
    carried_to: str = ""
    old: str = ""
    new: str = ""
    channel: str = ""
    key: int = 0
    area: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together.

    Args:
        heading: what they have in common.
        rows: in order.
        theme: the theme that they are under, where they are of a place in the plan.
    """

    heading: str
    rows: tuple[TableRow, ...]
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """Where an element stands in the plan.

    Args:
        theme: its theme's key.
        goal: the key of the goal that it is counted under; the theme's for the theme itself.
    """

    theme: str
    goal: str


@dataclass(frozen=True)
class HearingTable:
    """A hearing's table.

    Args:
        title: the hearing's name.
        plan: the plan's title.
        municipality: whose.
        case: the case's number; empty where there is none.
        opens, closes: the hearing's days.
        made: the day that the table shows.
        rows: every comment, by number.
        order: every element's key with what it is called and its theme, in the plan's order.
        goals: for each element's key, the UN goals that it rests on.
        whole: what stands for the whole plan.
        withdrawn: how many statements were withdrawn, and so are not in the table.
        language: of heads and labels.
        branches: where each element stands, by its key, in the plan's order.
        summaries: what the planner says of each theme, by its key; "" for the whole plan.
        publication: the number of the plan's publication that was on hearing; 0 for none.
        published: the day of it.
        alternative: what tells it from the other alternatives; empty where there are none.
        fewest: how many statements there have to be from an area for it to be told of by itself.
    """

    title: str
    plan: str
    municipality: str
    case: str
    opens: date
    closes: date
    made: date
    rows: tuple[TableRow, ...]
    order: Mapping[str, tuple[str, str]]
    goals: Mapping[str, frozenset[str]]
    whole: str
    withdrawn: int = 0
    language: Language = "nb"
    branches: Mapping[str, Branch] = field(default_factory=dict)
    summaries: Mapping[str, str] = field(default_factory=dict)
    publication: int = 0
    published: date | None = None
    alternative: str = ""
    fewest: int = 1

    @cached_property
    def by_sender(self) -> tuple[Group, ...]:
        """The rows of each statement, the first statement first."""
        groups: dict[int, list[TableRow]] = {}
        for row in self.rows:
            groups.setdefault(row.statement, []).append(row)
        return tuple(
            Group(f"{number}. {rows[0].sender}", tuple(rows))
            for number, rows in sorted(groups.items())
        )

    @cached_property
    def by_place(self) -> tuple[Group, ...]:
        """The rows on each element, in the plan's order; those on the whole plan first."""
        groups: dict[str, list[TableRow]] = {}
        for row in self.rows:
            groups.setdefault(row.element if row.element in self.order else "", []).append(row)
        found = [Group(self.whole, tuple(groups.pop("")))] if "" in groups else []
        found += [
            Group(name, tuple(groups[key]), theme)
            for key, (name, theme) in self.order.items()
            if key in groups
        ]
        return tuple(found)

    @cached_property
    def statements(self) -> int:
        """How many statements there are."""
        return len({row.statement for row in self.rows})

    @cached_property
    def outcomes(self) -> list[tuple[str, int]]:
        """How many comments have each outcome, by its English name; those without one last."""
        counts = Counter(row.outcome for row in self.rows)
        found = [(OUTCOME_NAMES[one], counts[one.value]) for one in Outcome]
        return [*found, ("", counts[""])] if counts[""] else found

    @cached_property
    def kinds(self) -> list[tuple[str, int, int]]:
        """For each kind of sender its English name, and how many statements and comments."""
        statements = Counter({row.statement: row.kind for row in self.rows}.values())
        comments = Counter(row.kind for row in self.rows)
        return [
            (SPEAKER_NAMES[one], statements[one], comments[one]) for one in Speaker if comments[one]
        ]

    @cached_property
    def channels(self) -> list[tuple[str, int]]:
        """How many statements came each way, by its English name, most first."""
        ways = Counter({row.statement: row.channel for row in self.rows}.values())
        return [(name, count) for name, count in ways.most_common() if name]

    @cached_property
    def areas(self) -> list[tuple[str, int]]:
        """How many statements came from each part of the municipality; those that don't say last.

        Areas with fewer than `fewest` are told of as others together, and others are never fewer
        themselves. Empty where none says, or where nothing else is left to tell of.
        """
        counts = Counter({row.statement: row.area for row in self.rows}.values())
        unsaid = counts.pop("", 0)
        found = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        together = 0
        while found and (found[-1][1] < self.fewest or 0 < together < self.fewest):
            together += found.pop()[1]
        if not found:
            return []
        return [
            *found,
            *((OTHER_AREAS, together),) * bool(together),
            *(("", unsaid),) * bool(unsaid),
        ]

    @cached_property
    def themes(self) -> list[tuple[str, int]]:
        """How many comments there are on each theme and what is under it."""
        counts: Counter[str] = Counter()
        for row in self.rows:
            counts[self.order[row.element][1] if row.element in self.order else ""] += 1
        order = dict.fromkeys(theme for _, theme in self.order.values())
        found = [(self.whole, counts[""])] if counts[""] else []
        return found + [(theme, counts[theme]) for theme in order if counts[theme]]

    @cached_property
    def kinds_by_theme(self) -> list[tuple[str, list[int]]]:
        """For each part of the plan, how many comments each kind in `kinds` has on it."""
        counts: Counter[tuple[str, str]] = Counter()
        for row in self.rows:
            theme = self.order[row.element][1] if row.element in self.order else self.whole
            counts[theme, SPEAKER_NAMES[row.kind]] += 1
        names = [name for name, *_ in self.kinds]
        return [(theme, [counts[theme, name] for name in names]) for theme, _ in self.themes]

    @cached_property
    def spoken_goals(self) -> list[tuple[str, int]]:
        """The UN goals that what is spoken of rests on, with how many comments, most first."""
        counts: Counter[str] = Counter()
        for row in self.rows:
            counts.update(self.goals.get(row.element, ()))
        return sorted(counts.items(), key=lambda one: (-one[1], int(one[0])))
