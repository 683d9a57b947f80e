"""Storing rows of several tables with as little work and as few questions as they need.

Django's own `save` puts its SQL together anew for each row, and asks the database once for each. A
thousand people who speak within a minute would wait for that. A server gets all statements at once;
SQLite, which is in the process, one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Model

_AS_THEY_ARE = frozenset(
    {"CharField", "TextField", "BooleanField", "PositiveIntegerField", "ForeignKey"}
)
"""Fields whose text, numbers, truths and nothings the database takes as they are."""
_PLAIN = frozenset({str, int, bool, type(None)})


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
    """Statements that are run together, in the caller's transaction."""

    def __init__(self) -> None:
        self._connection = connections[DEFAULT_DB_ALIAS]
        self._statements: list[str] = []
        self._values: list[list[Any]] = []

    def add(self, sql: str, values: Sequence[Any]) -> None:
        """One more statement."""
        self._statements.append(sql)
        self._values.append([_of_time(one, self._connection) for one in values])

    def insert(self, row: Model, **looked: Looked) -> None:
        """One more row; it gets no key here, and no signals are sent.

        Args:
            row: of a model without parents.
            looked: the columns that the database looks up itself.
        """
        head, fields = _columns(type(row))
        places, values = [], []
        for column, field, as_is in fields:
            if column in looked:
                places.append(looked[column].sql)
                values += looked[column].values
                continue
            value = field.pre_save(row, add=True)
            if not (as_is and type(value) in _PLAIN):
                value = field.get_db_prep_save(value, self._connection)
            places.append("%s")
            values.append(value)
        self._statements.append(f"{head} VALUES ({', '.join(places)})")
        self._values.append(values)

    def run(self) -> tuple[Any, ...]:
        """Run all of them; the first row that the last one gives.

        Raises:
            IntegrityError: one of them can't be.
        """
        at_once = (
            self._connection.vendor == "postgresql"
            and not self._connection.features.uses_server_side_binding
        )
        with self._connection.cursor() as cursor:
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


@cache
def _columns(model: type[Model]) -> tuple[str, list[tuple[str, Field[Any, Any], bool]]]:
    """How a row of a model is stored: the statement's beginning, and its columns' fields."""
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    columns = ", ".join(quote(one.column) for one in fields)
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({columns})",
        [(one.column, one, one.get_internal_type() in _AS_THEY_ARE) for one in fields],
    )


def _of_time(value: Any, connection: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
