"""A list that was sent in → what it would change, row by row and cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ledetraad.errors import LedetraadError, Phrase, UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.web.followup.sheets.cells import fault_at
from ledetraad.web.followup.sheets.keys import KEY_HEAD, Key, read_key
from ledetraad.web.followup.sheets.preview import CellChange, Preview, RowChange
from ledetraad.web.followup.sheets.subject import RowRefused, Subject, folded, names_of
from ledetraad.web.followup.sheets.table import MOST_ROWS, Table, cell_name, text_of

_HEAD_WITHIN = 15
_FEWEST = 2
_KEY = "key"


@dataclass(frozen=True)
class Head:
    """The row of heads in a table.

    Args:
        row: which, from 0.
        columns: for each field its column.
        unread: the heads of the columns that aren't read.
    """

    row: int
    columns: dict[str, int]
    unread: tuple[str, ...]


def find_head(table: Table, kind: type[Subject]) -> Head | None:
    """The heads of a table, if it is a list of a kind.

    Raises:
        UnreadableDocument: two columns are of the same.
    """
    for row in range(min(_HEAD_WITHIN, len(table.rows))):
        columns: dict[str, int] = {}
        unread: list[str] = []
        twice = ""
        for column, cell in enumerate(table.rows[row]):
            text = text_of(cell).replace("\u00a0", "")
            if not text:
                continue
            field = _KEY if folded(text) in names_of(KEY_HEAD) else kind.field_of(folded(text))
            if field is None:
                unread.append(text)
            elif field in columns:
                twice = twice or text
            else:
                columns[field] = column
        if kind.fits(columns) and len(columns) >= _FEWEST:
            if twice:
                raise UnreadableDocument(
                    N_("Two columns are called “%(head)s”."),
                    where=f"{table.title} {row + 1}".strip(),
                    remedy=N_("Take one of them out."),
                    head=twice,
                )
            return Head(row, columns, tuple(unread))
    return None


def compare(table: Table, head: Head, subject: Subject) -> Preview:
    """What a list would change.

    Args:
        table: the list.
        head: its heads.
        subject: what it is of.

    Raises:
        UnreadableDocument: it has more rows than are read at once.
    """
    rows = [row for row in range(head.row + 1, len(table.rows)) if not table.is_blank(row)]
    if _KEY not in head.columns:
        raise UnreadableDocument(
            N_("The list has no column “%(head)s”."),
            where=table.title,
            remedy=N_("Fetch the list anew, and let that column be."),
            head=Phrase(KEY_HEAD),
        )
    if len(rows) > MOST_ROWS:
        raise UnreadableDocument(
            N_("The list has %(rows)s rows, and the most is %(most)s."),
            where=table.title,
            remedy=N_("Fetch the list anew, choosing fewer rows."),
            rows=len(rows),
            most=MOST_ROWS,
        )
    keys, problems = _keys(table, head, subject, rows)
    subject.hold([key for key in keys.values() if key is not None])
    found = []
    for row in rows:
        if row in problems:
            found.append(_refused(table, head, subject, row, problems[row]))
        else:
            found.append(_compared(table, head, subject, row, keys[row]))
    known = {key.thing for key in keys.values() if key is not None}
    changed = [one for one in found if one.cells or one.problems]
    doubts = subject.doubts([one for one in changed if not one.problems])
    if doubts:
        changed = [
            one.model_copy(
                update={
                    "cells": tuple(
                        cell.model_copy(
                            update={"doubts": tuple(doubts.get((one.number, cell.field), ()))}
                        )
                        for cell in one.cells
                    )
                }
            )
            for one in changed
        ]
    return Preview(
        kind=subject.kind,
        sheet=table.title,
        rows=tuple(changed),
        same=len(found) - len(changed),
        gone=max(0, subject.count() - len(known)),
        unread=head.unread,
    )


def _keys(
    table: Table, head: Head, subject: Subject, rows: Sequence[int]
) -> tuple[dict[int, Key | None], dict[int, LedetraadError]]:
    """What each row is of, by its key; and the rows whose key can't be taken."""
    column = head.columns[_KEY]
    keys: dict[int, Key | None] = {}
    problems: dict[int, LedetraadError] = {}
    seen: dict[int, str] = {}
    for row in rows:
        where = cell_name(row, column)
        try:
            text = text_of(table.value(row, column))
            key = (
                read_key(text, subject.letter, subject.municipality.pk, where=where)
                if text
                else None
            )
        except LedetraadError as problem:
            problems[row] = problem
            continue
        if key is None and not subject.makes_new:
            problems[row] = RowRefused(
                N_("The row has no key."),
                where=where,
                remedy=N_("Fetch the list anew. What is new is written down on the pages first."),
            )
        elif key is not None and key.thing in seen:
            problems[row] = RowRefused(
                N_("The same key stands in %(other)s."),
                where=where,
                remedy=N_("Take one of the rows out, or empty the key where the row is new."),
                other=seen[key.thing],
            )
        else:
            keys[row] = key
        if key is not None:
            seen.setdefault(key.thing, where)
    return keys, problems


def _refused(
    table: Table, head: Head, subject: Subject, row: int, problem: LedetraadError
) -> RowChange:
    cells, column = table.rows[row], head.columns[subject.name_field]
    title = text_of(cells[column] if column < len(cells) else None)
    return RowChange(
        number=row + 1, thing=None, seen=0, title=title[:300], problems=(problem.kept(),)
    )


def _compared(table: Table, head: Head, subject: Subject, row: int, key: Key | None) -> RowChange:
    held = subject.held(key) if key is not None else None
    if key is not None and (held is None or held.version < key.version):
        problem = RowRefused(
            N_("What this row is of isn't here any more."),
            where=cell_name(row, head.columns[_KEY]),
            remedy=N_("Restore it on its page if it has been deleted, or fetch the list anew."),
        )
        return _refused(table, head, subject, row, problem)
    before = subject.before(key) if key is not None else None
    cells: list[CellChange] = []
    problems = []
    for field, column in head.columns.items():
        if field == _KEY:
            continue
        where = cell_name(row, column)
        try:
            after = subject.read(field, table.value(row, column), before, where)
        except LedetraadError as problem:
            problems.append(fault_at(problem, where))
            continue
        was = before.get(field) if before is not None else None
        now = held.now.get(field) if held is not None else None
        if after in (was, now) or (before is None and after in (None, "", [])):
            continue
        by = held.by if held is not None and now != was else ""
        cells.append(CellChange(at=where, field=field, before=was, now=now, after=after, by=by))
    if not problems and (cells or held is None):
        own = {cell.field: cell.after for cell in cells}
        first = cell_name(row, head.columns[subject.name_field])
        for field, fault in subject.fault(held, own):
            column = head.columns.get(field.split(".", maxsplit=1)[0], -1)
            problems.append(fault_at(fault, cell_name(row, column) if column >= 0 else first))
    return RowChange(
        number=row + 1,
        thing=held.thing if held is not None else None,
        seen=held.version if held is not None else 0,
        title=(held.title if held is not None else _title(table, head, subject, row))[:300],
        cells=tuple(cells),
        problems=tuple(problems),
    )


def _title(table: Table, head: Head, subject: Subject, row: int) -> str:
    column = head.columns[subject.name_field]
    cells = table.rows[row]
    return text_of(cells[column]) if column < len(cells) else ""
