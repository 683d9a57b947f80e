"""What has changed in a municipality, whatever it is of, the newest first and a part at a time.

There are several kinds of row: the changes of history, values of indicators, what persons say of
elements, and the revisions and publications of plans. Each is asked for as many as a page shows,
and they are joined here; the next page begins after the last that was shown, so that it takes as
long however far back it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from ledetraad.errors import LedetraadError
from ledetraad.followup.written_dates import day
from ledetraad.plan.finding import Translate
from ledetraad.web.accounts.access import Access
from ledetraad.web.changes.kinds import BY_SLUG
from ledetraad.web.changes.sources import SOURCES, Entry, Source
from ledetraad.web.changes.spans import within
from ledetraad.web.followup.listing import Asked, as_query

PAGE = 50
_CURSOR = re.compile(r"([0-9]{1,18})-([0-9])-([0-9]{1,18})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_DAY = 40


@dataclass(frozen=True, slots=True)
class Cursor:
    """After which row one reads on.

    Args:
        at: the row's time.
        source: its source's place among `SOURCES`.
        key: its key there.
    """

    at: datetime
    source: int
    key: int

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """A cursor as an address has it; None where it is none."""
        match = _CURSOR.fullmatch(text)
        if match is None:
            return None
        try:
            at = _EPOCH + timedelta(microseconds=int(match[1]))
        except OverflowError:
            return None
        return cls(at, int(match[2]), int(match[3]))

    def __str__(self) -> str:
        """The cursor as an address has it."""
        return f"{(self.at - _EPOCH) // timedelta(microseconds=1)}-{self.source}-{self.key}"

    def rest(self, source: int, at: str) -> Q:
        """Those rows of a source that come after it.

        Args:
            source: the source's place among `SOURCES`.
            at: the name of its field of time.
        """
        earlier = Q(**{f"{at}__lt": self.at})
        if source < self.source:
            return earlier
        same = Q(**{at: self.at})
        return earlier | (same if source > self.source else same & Q(pk__lt=self.key))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes are asked for.

    Args:
        kind: the address of a kind of thing; "" for all.
        person: the key of who did it.
        since, until: the first and the last day, as they were written.
        problems: what is wrong with a day that was written, by its field.
        after: where to read on from; None from the newest.
    """

    kind: str = ""
    person: int | None = None
    since: str = ""
    until: str = ""
    problems: Mapping[str, LedetraadError] = field(default_factory=dict)
    after: Cursor | None = None
    first: date | None = None
    last: date | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Wanted:
        """What an address asks for; what makes no sense in it is passed over."""
        asked = Asked(query)
        known = {**BY_SLUG, **{one.slug: one for one in SOURCES if one.slug}}
        days: dict[str, date | None] = {}
        problems: dict[str, LedetraadError] = {}
        for name in ("fra", "til"):
            text = query.get(name, "").replace("\0", "").strip()[:_LONGEST_DAY]
            try:
                days[name] = day(text) if text else None
            except LedetraadError as problem:
                days[name], problems[name] = None, problem
        return cls(
            kind=asked.among("slag", known, ""),
            person=asked.whole("person"),
            since=query.get("fra", "").replace("\0", "").strip()[:_LONGEST_DAY],
            until=query.get("til", "").replace("\0", "").strip()[:_LONGEST_DAY],
            problems=problems,
            after=Cursor.read(query.get("etter", "")),
            first=days["fra"],
            last=days["til"],
        )

    def query(self, **other: Any) -> str:
        """The address's part after the question mark, with other values in place of some."""
        said = {
            "slag": self.kind,
            "person": self.person,
            "fra": self.since,
            "til": self.until,
        }
        return as_query(said | other)

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.kind or self.person or self.since or self.until)


@dataclass(frozen=True, slots=True)
class Log:
    """A part of what has changed.

    Args:
        days: each day with what changed on it, the newest first.
        next: where the next part begins; None where there is no more.
    """

    days: Sequence[tuple[date, Sequence[Entry]]]
    next: Cursor | None

    @property
    def count(self) -> int:
        """How many changes there are in it."""
        return sum(len(entries) for _, entries in self.days)


def log_of(
    allowed: Access, user: User, wanted: Wanted, translate: Translate, *, most: int | None = None
) -> Log:
    """What has changed that somebody may see, in a number of queries that never grows.

    Args:
        allowed: what they may do.
        user: who.
        wanted: which changes.
        translate: the language.
        most: how many; a page's worth unless said.
    """
    most = most or PAGE
    found: list[tuple[datetime, int, int]] = []
    for place, source in enumerate(SOURCES):
        if not source.has(wanted.kind):
            continue
        rows = source.rows(allowed, user, wanted.kind).filter(_narrowed(source, wanted))
        if wanted.after is not None:
            rows = rows.filter(wanted.after.rest(place, source.at))
        newest = rows.order_by(f"-{source.at}", "-pk").values_list(source.at, "pk")[: most + 1]
        found += [(at, place, key) for at, key in newest]
    found.sort(key=lambda one: (one[0], -one[1], one[2]), reverse=True)
    shown = found[:most]
    by_source: dict[int, dict[int, Entry]] = {}
    for place, source in enumerate(SOURCES):
        keys = [key for _, at, key in shown if at == place]
        if keys:
            rows = source.rows(allowed, user, wanted.kind).filter(pk__in=keys)
            by_source[place] = source.told(allowed, list(rows), translate)
    entries = [by_source[place][key] for _, place, key in shown if key in by_source[place]]
    last = shown[-1] if len(found) > most else None
    return Log(_by_day(entries), Cursor(*last) if last is not None else None)


def _narrowed(source: Source, wanted: Wanted) -> Q:
    narrowed = within(source.at, wanted.first, wanted.last)
    if wanted.person is not None:
        narrowed &= Q(**{source.by: wanted.person})
    return narrowed


def _by_day(entries: Sequence[Entry]) -> list[tuple[date, list[Entry]]]:
    days: list[tuple[date, list[Entry]]] = []
    for one in entries:
        on = timezone.localtime(one.at).date()
        if not days or days[-1][0] != on:
            days.append((on, []))
        days[-1][1].append(one)
    return days
