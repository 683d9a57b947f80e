"""What the sources of a feed said last, as the database keeps it."""

from __future__ import annotations

from pydantic import Field

from ledetraad.publish.followup.fetched import Fetched, Noticed, Numbers, Peer, Table
from ledetraad.statistics.sources.base import Edition


class KeptTable(Table):
    """One of the tables, with the source's own mark of its edition.

    Args:
        tag: of the edition.
    """

    tag: str = ""

    @property
    def edition(self) -> Edition:
        """By what one can tell whether it has changed."""
        return Edition(self.updated, self.tag)


class Told(Numbers, Noticed):
    """What was said.

    Args:
        tables: by the names in the definition's formula.
        notes: what the sources say that a reader must know.
        must_show: those of the notes that must be shown wherever a value is.
        joints, notices: see `Noticed`.
        beside: the codes of those who were asked for to be compared with.
        peers: those of them that there are numbers for.
        per, divisors, per_tables: what counts are divided by to be compared, and where that comes
            from; see `Fetched`.
    """

    tables: dict[str, KeptTable] = Field(default_factory=dict)
    notes: tuple[str, ...] = ()
    must_show: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    peers: tuple[Peer, ...] = ()
    per: str = ""
    divisors: dict[str, Numbers] = Field(default_factory=dict)
    per_tables: tuple[Table, ...] = ()

    def fetched(self, *, peers: bool = True) -> Fetched:
        """What is told of it beside the values.

        Args:
            peers: whether those whom the municipality is compared with are told of.
        """
        tables = {
            (one.source, one.table): Table(**one.model_dump(exclude={"tag"}))
            for one in self.tables.values()
        }
        if peers:
            tables |= {(one.source, one.table): one for one in self.per_tables}
        return Fetched(
            tables=tuple(tables.values()),
            unrevised=self.unrevised,
            breaks=self.breaks,
            notes=self.notes,
            must_show=self.must_show,
            joints=self.joints,
            notices=self.notices,
            peers=self.peers if peers else (),
            per=self.per if peers else "",
            divisors=self.divisors if peers else {},
        )
