"""Storing rows of several tables with as little work and as few questions as they need.

Django's own `save` puts its SQL together anew for each row, and asks the database once for each. A
thousand people who speak within a minute would wait for that. A server gets all statements at once,
which to it are one transaction; SQLite, which is in the process, gets them one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Model

_PLAIN = frozenset({str, int, bool, type(None)})
"""What the database takes as it is."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A value that the database looks up itself, where the statement comes to it.

    Args:
        sql: an expression; no text from outside.
        values: its parameters.
    """

    sql: str
    values: tuple[Any, ...] = ()


class Batch:
    """Statements that are run together: all of them or none, in one transaction."""

    def __init__(self) -> None:
        self._connection = connections[DEFAULT_DB_ALIAS]
        self._statements: list[str] = []
        self._values: list[list[Any]] = []

    def add(self, sql: str, values: Sequence[Any]) -> None:
        """One more statement."""
        self._statements.append(sql)
        self._values.append([self._said(one) for one in values])

    def insert(self, model: type[Model], **values: Any) -> None:
        """One more row. No signals are sent, and it gets no key here.

        Args:
            model: of which; without parents.
            values: by the columns' names: text, numbers, times, bytes, or what the database looks
                up. Columns that aren't named have what they have by default.
        """
        head, rest = _columns(model)
        places: list[str] = []
        given: list[Any] = []
        for column, default in rest:
            value = values.pop(column, default)
            if type(value) is Looked:
                places.append(value.sql)
                given += value.values
            else:
                places.append("%s")
                given.append(self._said(value))
        if values:
            raise KeyError(f"{model.__name__} has no {', '.join(values)}")
        self._statements.append(f"{head} VALUES ({', '.join(places)})")
        self._values.append(given)

    def run(self) -> tuple[Any, ...]:
        """Run all of them; the first row that the last one gives.

        Raises:
            IntegrityError: one of them can't be.
        """
        at_once = self._connection.vendor == "postgresql" and not self._connection.settings_dict[
            "OPTIONS"
        ].get("server_side_binding")
        one_already = at_once and not self._connection.in_atomic_block
        whole = nullcontext() if one_already else transaction.atomic()
        with whole, self._connection.cursor() as cursor:
            if at_once:
                values = [one for each in self._values for one in each]
                cursor.execute("; ".join(self._statements), values)
                while cursor.nextset():
                    pass
            else:
                for sql, each in zip(self._statements, self._values, strict=True):
                    cursor.execute(sql, each)
            row: tuple[Any, ...] = cursor.fetchone()
            return row

    def _said(self, value: Any) -> Any:
        """A value as the database's driver takes it."""
        if type(value) in _PLAIN:
            return value
        if isinstance(value, datetime):
            return self._connection.ops.adapt_datetimefield_value(value)
        return value


@cache
def _columns(model: type[Model]) -> tuple[str, list[tuple[str, Any]]]:
    """How a row of a model is stored: the statement's beginning, and each column's default."""
    connection = connections[DEFAULT_DB_ALIAS]
    quote = connection.ops.quote_name
    fields = [(one.attname, one) for one in model._meta.concrete_fields if not one.primary_key]
    columns = ", ".join(quote(name) for name, _ in fields)
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({columns})",
        [(name, one.get_db_prep_save(one.get_default(), connection)) for name, one in fields],
    )
