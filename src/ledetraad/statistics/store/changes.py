"""What a new edition changed: numbers that came, were revised, or went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import ibis
import ibis.expr.types as ir

from ledetraad.i18n import N_
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.store.engine import Engine, edition_table
from ledetraad.statistics.store.parquet import KEY
from ledetraad.statistics.store.store import Store


class ChangeKind(StrEnum):
    """What happened to a cell from one edition to another."""

    ADDED = "added"
    REVISED = "revised"
    GONE = "gone"


CHANGE_NAMES = {
    ChangeKind.ADDED: N_("new"),
    ChangeKind.REVISED: N_("revised"),
    ChangeKind.GONE: N_("no longer there"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that is another in a newer edition.

    Args:
        kind: what happened to it.
        content, region, category, period: which cell; see `OBSERVATIONS`.
        old, new: its number before and after; None where there is none.
        old_mark, new_mark: why there was none; None where a number stood alone.
    """

    kind: ChangeKind
    content: str
    region: str
    category: str
    period: str
    old: float | None
    new: float | None
    old_mark: Mark | None
    new_mark: Mark | None


def changes(
    engine: Engine, store: Store, name: tuple[str, str], old: str, new: str | None = None
) -> Iterator[Change]:
    """What changed from one edition of a dataset to another, in the order of the cells.

    Args:
        engine: what computes it.
        store: where they are.
        name: the dataset, by source and code.
        old, new: the editions' names; the latest where the new one isn't said.

    Raises:
        UnknownDataset: the store has no such dataset or edition.
        DamagedStore: a file can't be read.
    """
    kept = store.catalogue().get(*name)
    one = edition_table(engine, store, kept.edition(old))
    other = edition_table(engine, store, kept.edition(new))
    rows = engine.run(changes_table(one, other).order_by([*KEY]))
    for row in rows.to_pylist():
        yield _change(row)


def changes_table(old: ir.Table, new: ir.Table) -> ir.Table:
    """The cells that differ between two tables of observations: key, kind, old and new."""
    one = old.select(
        **{name: old[name] for name in KEY}, old=old.value, old_mark=old.mark, was=ibis.literal(1)
    )
    other = new.select(
        **{f"{name}_new": new[name] for name in KEY},
        new=new.value,
        new_mark=new.mark,
        is_now=ibis.literal(1),
    )
    both = one.outer_join(other, [one[name] == other[f"{name}_new"] for name in KEY])
    same = both.old.identical_to(both.new) & both.old_mark.identical_to(both.new_mark)
    kind = ibis.cases(
        (both.was.isnull(), ChangeKind.ADDED.value),
        (both.is_now.isnull(), ChangeKind.GONE.value),
        else_=ChangeKind.REVISED.value,
    )
    key = {name: ibis.coalesce(both[name], both[f"{name}_new"]) for name in KEY}
    differing = both.filter(both.was.isnull() | both.is_now.isnull() | ~same)
    return differing.select(
        **key, kind=kind, old=both.old, new=both.new, old_mark=both.old_mark, new_mark=both.new_mark
    )


def _change(row: dict[str, Any]) -> Change:
    old_mark, new_mark = row.pop("old_mark"), row.pop("new_mark")
    return Change(
        kind=ChangeKind(row.pop("kind")),
        old_mark=None if old_mark is None else Mark(old_mark),
        new_mark=None if new_mark is None else Mark(new_mark),
        **row,
    )
