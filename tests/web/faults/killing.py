"""Killing a process at a given point of its work, and looking at what it leaves in the database.

Points are before and after every statement that is sent to the database, and before and after every
commit: between two of them nothing changes that anybody else could see.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Act = Callable[[], object]
Rows = dict[str, list[str]]
NEVER = -1
SQLITE = "ledetraad.sqlite3"
_LEFT_OUT = {
    "django_session",
    "django_migrations",
    "ledetraad_cache",
    "tallies_tally",
    "sqlite_sequence",
}
"""Not what anybody has written: who is signed in, and what is counted to keep robots away."""
_OF_A_JOB = "kind, arguments"
_RANDOM = re.compile(r"[0-9a-f]{16,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Points:
    """Counts the points that are passed, and kills the process at one of them.

    Args:
        fatal: the number of that point; `NEVER` only to count them.
    """

    def __init__(self, fatal: int = NEVER) -> None:
        self.passed = 0
        self._fatal = fatal

    def passing(self) -> None:
        """A point is passed."""
        if self.passed == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        self.passed += 1

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Every statement and every commit of this thread is two points."""

        def statement(execute: Callable[..., Any], *arguments: Any) -> Any:
            self.passing()
            try:
                return execute(*arguments)
            finally:
                self.passing()

        def committed(of: BaseDatabaseWrapper) -> None:
            self.passing()
            before(of)
            self.passing()

        before = BaseDatabaseWrapper._commit  # type: ignore[attr-defined]
        BaseDatabaseWrapper._commit = committed  # type: ignore[attr-defined]
        try:
            with connection.execute_wrapper(statement):
                yield
        finally:
            BaseDatabaseWrapper._commit = before  # type: ignore[attr-defined]


def in_a_process(act: Act, fatal: int = NEVER) -> int:
    """Do something in a process of its own that is killed at a point.

    Args:
        act: what is done, with a connection of its own.
        fatal: where it is killed; `NEVER` to let it end.

    Returns:
        How many points were passed; `NEVER` where it was killed.
    """
    connections.close_all()
    ends = os.pipe()
    child = os.fork()
    if child == 0:
        points = Points(fatal)
        code = 1
        try:
            with points.watching():
                act()
            os.write(ends[1], str(points.passed).encode())
            code = 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(ends[1])
    with os.fdopen(ends[0], "rb") as out:
        told = out.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return NEVER
    assert os.WEXITSTATUS(status) == 0, "the act itself failed"
    return int(told)


class Kept:
    """The database as it was when this was made, to begin from again and again.

    Args:
        data: the folder that a database in a file is in.
    """

    def __init__(self, data: Path) -> None:
        self._file = data / SQLITE
        self._copy = data / "kept.sqlite3"
        self._server = connection.vendor == "postgresql"
        self._name = connection.settings_dict["NAME"]
        connections.close_all()
        if self._server:
            self._ask(f'DROP DATABASE IF EXISTS "{self._name}_kept"')
            self._ask(f'CREATE DATABASE "{self._name}_kept" TEMPLATE "{self._name}"')
        else:
            with closing(sqlite3.connect(self._file)) as file:
                file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            shutil.copyfile(self._file, self._copy)

    def begin(self) -> None:
        """Have the database as it was then."""
        connections.close_all()
        if self._server:
            self._ask(f'DROP DATABASE "{self._name}" WITH (FORCE)')
            self._ask(f'CREATE DATABASE "{self._name}" TEMPLATE "{self._name}_kept"')
            return
        for ending in ("-wal", "-shm"):
            self._file.with_name(self._file.name + ending).unlink(missing_ok=True)
        shutil.copyfile(self._copy, self._file)

    def _ask(self, statement: str) -> None:
        import psycopg

        given = connection.get_connection_params()
        found = {name: given[name] for name in ("host", "port", "user") if name in given}
        with psycopg.connect(**found, dbname="template1", autocommit=True) as server:
            server.execute(statement.encode())


def written() -> Rows:
    """All that stands in the database, table by table, but for what is made at random."""
    connections.close_all()
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table in _LEFT_OUT:
                continue
            what = _OF_A_JOB if table == "jobs_job" else "*"
            cursor.execute(f'SELECT {what} FROM "{table}"')
            found[table] = sorted(repr([_said(cell) for cell in row]) for row in cursor.fetchall())
    connections.close_all()
    return found


def _said(cell: Any) -> Any:
    if isinstance(cell, bytes | memoryview):
        return hashlib.sha256(bytes(cell)).hexdigest()[:12]
    return _RANDOM.sub("#", str(cell))


def differing(one: Rows, other: Rows) -> list[str]:
    """The tables in which two states differ."""
    return [table for table in one if one[table] != other[table]]


def spread(count: int, most: int) -> list[int]:
    """At most so many of the numbers below another, the first and the last among them."""
    if count <= most:
        return list(range(count))
    return sorted({round(n * (count - 1) / (most - 1)) for n in range(most)})
