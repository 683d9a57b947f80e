"""Asking the sources of a feed: its tables fetched, joined over reforms, and computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from ledetraad.errors import Phrase
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.statistics.definition import Definition
from ledetraad.statistics.evaluate import Outcome, evaluate, selection_of
from ledetraad.statistics.reforms.changes import known_changes
from ledetraad.statistics.series import Point
from ledetraad.statistics.sources.base import Fetched, Source
from ledetraad.statistics.sources.http import Http, Limits
from ledetraad.statistics.sources.registry import SOURCES, open_source
from ledetraad.web.followup.figures.models import FeedValues
from ledetraad.web.followup.figures.told import Table, Told

WHILE_SOMEBODY_WAITS = Limits(attempts=1, timeout=8.0, longest_answer=20.0, largest=20_000_000)
"""How long a page waits for a source."""
IN_THE_BACKGROUND = Limits()
Opened = Callable[[str], Source]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sources of a feed said.

    Args:
        fetched: by the names in the definition's formula.
        outcome: the values, and what was joined.
    """

    fetched: Mapping[str, Fetched]
    outcome: Outcome

    def told(self, definition: Definition) -> Told:
        """The answer as it is kept."""
        points = self.outcome.series.points
        return Told(
            tables={
                name: Table(
                    source=definition.parts[name].source,
                    table=definition.parts[name].table,
                    title=one.observed.dataset.title,
                    address=one.observed.dataset.address,
                    licence=one.observed.dataset.licence,
                    updated=one.edition.updated,
                    tag=one.edition.tag,
                )
                for name, one in self.fetched.items()
            },
            values={str(point.year): written(point) for point in points},
            unrevised=tuple(point.year for point in points if point.unrevised),
            breaks=tuple(point.year for point in points if point.break_before),
            notes=self.outcome.notes,
            must_show=self.outcome.must_show,
            joints=tuple(joint.told().kept() for joint in self.outcome.joints),
            notices=tuple(one.kept() for one in self._notices()),
        )

    def _notices(self) -> list[Phrase]:
        found = [notice for one in self.fetched.values() for notice in one.notices]
        found += [joint.told() for joint in self.outcome.joints]
        found += [
            Phrase(
                N_("%(years)s are left out: %(why)s."),
                years=str(one.first) if one.first == one.last else f"{one.first}–{one.last}",
                why=one.why,
            )
            for one in self.outcome.left_out
        ]
        return found


def opened(limits: Limits) -> Opened:
    """Opens sources by name, at the addresses that the settings say."""
    http = Http(limits)
    made: dict[str, Source] = {}

    def open_one(name: str) -> Source:
        if name not in made:
            made[name] = open_source(name, http, settings.SOURCES.get(name, ""))
        return made[name]

    return open_one


def ask(said: FeedValues, source_of: Opened) -> Answer:
    """Ask for all that a feed needs.

    Raises:
        LedetraadError: a source does not have it, does not answer, or it can't be joined.
    """
    changes = known_changes()
    fetched = {
        name: source_of(part.source).fetch(selection_of(part, [said.place], changes))
        for name, part in said.definition.parts.items()
    }
    observed = {name: one.observed for name, one in fetched.items()}
    return Answer(fetched, evaluate(said.definition, observed, said.place, changes))


def is_unchanged(told: Told, source_of: Opened) -> bool:
    """Whether none of the tables has changed since the last answer; False where nobody can tell.

    Raises:
        LedetraadError: a source does not have the table, or does not answer.
    """
    return bool(told.tables) and all(
        source_of(one.source).unchanged(one.table, one.edition) for one in told.tables.values()
    )


def written(point: Point) -> str:
    """A year's value as it is kept, or the mark that stands for it."""
    if point.value is None:
        return str(point.mark or "..")
    return repr(round(point.value, 8))


def shown(value: float) -> str:
    """A value as it is read, with all its decimals."""
    return number_text(Decimal(repr(round(value, 8))))


def source_titles() -> dict[str, str]:
    """Whose the sources are, by their short names."""
    return {name: one.title for name, one in SOURCES.items()}
