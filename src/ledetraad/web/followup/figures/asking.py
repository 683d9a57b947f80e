"""Asking the sources of a feed: its tables fetched, joined over reforms, and computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from django.conf import settings

from ledetraad.errors import Phrase
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.publish.followup.fetched import Numbers, Peer
from ledetraad.statistics.definition import Definition
from ledetraad.statistics.evaluate import Outcome, evaluate, evaluate_beside, selection_of
from ledetraad.statistics.reforms.changes import known_changes
from ledetraad.statistics.sources.base import Fetched, Source
from ledetraad.statistics.sources.http import Http, Limits
from ledetraad.statistics.sources.local import LocalFiles
from ledetraad.statistics.sources.registry import SOURCES, open_source
from ledetraad.web.followup.figures.dividing import Divided, Opened, divided, table_of
from ledetraad.web.followup.figures.models import FeedValues
from ledetraad.web.followup.figures.told import KeptTable, Told

WHILE_SOMEBODY_WAITS = Limits(attempts=1, timeout=8.0, longest_answer=20.0, largest=20_000_000)
"""How long a page waits for a source."""
IN_THE_BACKGROUND = Limits()
EXAMPLES = "eksempel"
"""The source that the demonstration alone has: invented numbers, in a file."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sources of a feed said.

    Args:
        fetched: by the names in the definition's formula.
        outcome: the values, and what was joined.
        asked: the codes of those who were asked for to be compared with.
        beside: the values of those of them that there are numbers for, by their codes.
        divided: what counts are divided by to be compared, where that was asked for.
    """

    fetched: Mapping[str, Fetched]
    outcome: Outcome
    asked: tuple[str, ...] = ()
    beside: Mapping[str, Outcome] = field(default_factory=dict)
    divided: Divided = field(default_factory=Divided)

    def told(self, definition: Definition) -> Told:
        """The answer as it is kept."""
        names = {
            code: name
            for one in self.fetched.values()
            for code, name in one.observed.dataset.regions.items()
        }
        return Told(
            **Numbers.of(self.outcome.series).model_dump(),
            tables={
                name: KeptTable(
                    **table_of(definition.parts[name], one).model_dump(), tag=one.edition.tag
                )
                for name, one in self.fetched.items()
            },
            notes=self.outcome.notes,
            must_show=self.outcome.must_show,
            joints=tuple(joint.told().kept() for joint in self.outcome.joints),
            notices=tuple(one.kept() for one in self._notices()),
            beside=self.asked,
            peers=tuple(
                Peer(
                    region=code,
                    name=names.get(code, code),
                    **Numbers.of(one.series).model_dump(),
                )
                for code, one in self.beside.items()
            ),
            per=self.divided.per,
            divisors=dict(self.divided.by_region),
            per_tables=self.divided.tables,
        )

    def _notices(self) -> list[Phrase]:
        found = [notice for one in self.fetched.values() for notice in one.notices]
        found += [
            Phrase(
                N_("%(years)s are left out: %(why)s."),
                years=str(one.first) if one.first == one.last else f"{one.first}–{one.last}",
                why=one.why,
            )
            for one in self.outcome.left_out
        ]
        return found + list(self.divided.notices)


def examples_folder() -> Path:
    """Where the demonstration has its example numbers."""
    return Path(settings.DATA) / "example-statistics"


def opened(limits: Limits) -> Opened:
    """Opens sources by name, at the addresses that the settings say."""
    http = Http(limits)
    made: dict[str, Source] = {}

    def open_one(name: str) -> Source:
        if name == EXAMPLES and settings.DEMO:
            return LocalFiles(examples_folder(), EXAMPLES)
        if name not in made:
            made[name] = open_source(name, http, settings.SOURCES.get(name, ""))
        return made[name]

    return open_one


def ask(said: FeedValues, source_of: Opened, beside: tuple[str, ...] = ()) -> Answer:
    """Ask for all that a feed needs, in one question to each table.

    Args:
        said: the feed.
        source_of: opens its sources.
        beside: the codes of those whom the municipality is compared with.

    Raises:
        LedetraadError: a source does not have it, does not answer, or it can't be joined.
    """
    changes, parts = known_changes(), said.definition.parts
    placed = all(part.region for part in parts.values())
    others = beside if placed else ()
    fetched = {
        name: source_of(part.source).fetch(selection_of(part, [said.place], changes, beside=others))
        for name, part in parts.items()
    }
    observed = {name: one.observed for name, one in fetched.items()}
    found = evaluate_beside(said.definition, observed, others, changes)
    return Answer(
        fetched,
        evaluate(said.definition, observed, said.place, changes),
        beside,
        found,
        divided(said, source_of, found),
    )


def is_unchanged(told: Told, source_of: Opened) -> bool:
    """Whether none of the tables has changed since the last answer; False where nobody can tell.

    Raises:
        LedetraadError: a source does not have the table, or does not answer.
    """
    return bool(told.tables) and all(
        source_of(one.source).unchanged(one.table, one.edition) for one in told.tables.values()
    )


def shown(value: float) -> str:
    """A value as it is read, with all its decimals."""
    return number_text(Decimal(repr(round(value, 8))))


def source_titles() -> dict[str, str]:
    """Whose the sources are, by their short names."""
    return {name: one.title for name, one in SOURCES.items()}
