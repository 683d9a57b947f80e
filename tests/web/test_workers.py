"""Workers as processes of their own, that are killed, frozen and stopped in the midst of a job."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from ledetraad.web.jobs.beside import nobody_forks
from tests.web.test_postgres import database  # noqa: F401  (a fixture)

pytestmark = pytest.mark.own_database

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
SOON, LATER = 0.5, 60.0
"""Seconds until a worker is given up."""


def until(true: Callable[[], object]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


class Place:
    """A database on disk, workers on it, and a look at it from outside.

    Args:
        folder: where the data are.
        address: the PostgreSQL database; empty for SQLite in the folder.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self._data = folder / "data"
        self._address = address
        self.marks = folder / "marks"
        self.marks.mkdir()
        self.processes: list[subprocess.Popen[str]] = []

    def start(self, *command: str) -> subprocess.Popen[str]:
        """A process that has this database."""
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=os.environ | ({"DATABASE_URL": self._address} if self._address else {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def do(self, command: str, *arguments: str) -> None:
        """Enqueue or cancel, in a process of its own."""
        process = self.start("tests.web.job_kinds", str(self._data), command, *arguments)
        assert process.wait(PATIENCE) == 0

    def enqueue(self, kind: str, count: int = 1, **arguments: str) -> None:
        """Put jobs in the queue."""
        self.do("enqueue", kind, json.dumps(arguments), str(count))

    def worker(self, lease: float, beat: float = 0.1) -> subprocess.Popen[str]:
        """A worker that is ready, and begins when `begin` tells it to."""
        process = self.start("tests.web.job_kinds", str(self._data), "work", str(lease), str(beat))
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process

    def program(self, *command: str) -> subprocess.Popen[str]:
        """A command of the application's own."""
        return self.start("ledetraad", *command, "--data", str(self._data))

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """What the database says to a connection that no worker has a part in."""
        if self._address:
            with psycopg.connect(self._address, autocommit=True) as server:
                return server.execute(question.encode()).fetchall()
        file = sqlite3.connect(self._data / "ledetraad.sqlite3", timeout=PATIENCE)
        try:
            return file.execute(question).fetchall()
        finally:
            file.close()

    def jobs(self, what: str) -> list[tuple[Any, ...]]:
        """Columns of the tests' jobs."""
        return self.ask(f"SELECT {what} FROM jobs_job WHERE kind LIKE 'test-%' ORDER BY id")

    def written(self) -> list[str]:
        """What the jobs' effects are."""
        return [
            name.split()[0] for (name,) in self.ask("SELECT name FROM auth_group ORDER BY name")
        ]


def begin(*workers: subprocess.Popen[str]) -> None:
    """Have workers begin at the same time."""
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()


def end(process: subprocess.Popen[str], how: signal.Signals = signal.SIGTERM) -> int:
    """Stop a process, and wait for it; the code that it ends with."""
    process.send_signal(how)
    return process.wait(PATIENCE)


@pytest.fixture
def address() -> str:
    return ""


@pytest.fixture
def place(tmp_path: Path, address: str) -> Iterator[Place]:
    """A database of its own, and no process left of it."""
    made = Place(tmp_path, address)
    yield made
    for process in made.processes:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        with process:  # closes its pipes and waits for it
            pass


class TestOnBothDatabases:
    """What the database's own locks have a part in."""

    @pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
    def address(self, request: pytest.FixtureRequest) -> str:
        if request.param == "sqlite":
            return ""
        found: str = request.getfixturevalue("database")
        return found

    def test_a_job_whose_worker_is_killed_is_done_once_by_another(self, place: Place) -> None:
        place.enqueue("test-long", name="x", marks=str(place.marks))
        killed, other = place.worker(SOON), place.worker(LATER)

        begin(killed)
        until(lambda: place.jobs("done, total") == [(3, 10)])
        end(killed, signal.SIGKILL)
        begin(other)
        until(lambda: place.jobs("state") == [("done",)])

        assert end(other) == 0
        assert place.written() == ["x"]
        assert place.jobs("attempts") == [(2,)]

    def test_two_workers_do_each_of_fifty_jobs_once(self, place: Place) -> None:
        place.enqueue("test-write", 50, name="x")
        workers = place.worker(LATER), place.worker(LATER)

        begin(*workers)
        until(lambda: place.jobs("state") == [("done",)] * 50)

        assert [end(each) for each in workers] == [0, 0]
        assert place.written() == ["x"] * 50
        assert place.jobs("attempts") == [(1,)] * 50

    def test_a_job_is_cancelled_while_it_runs_and_the_worker_goes_on(self, place: Place) -> None:
        place.enqueue("test-long", name="cancelled", marks=str(place.marks))
        worker = place.worker(LATER)
        begin(worker)
        until(lambda: place.jobs("done, total") == [(3, 10)])

        place.do("cancel")
        place.enqueue("test-write", name="next")
        until(lambda: place.jobs("state") == [("cancelled",), ("done",)])

        assert end(worker) == 0
        assert place.written() == ["next"]


def test_a_worker_that_is_asked_to_stop_gives_its_job_back_uncounted(place: Place) -> None:
    place.enqueue("test-deaf", marks=str(place.marks))
    worker = place.worker(LATER)
    begin(worker)
    until(lambda: list(place.marks.iterdir()))

    assert end(worker) == 0
    assert place.jobs("state, attempts, lease_token") == [("waiting", 0, None)]


def test_a_worker_that_wakes_too_late_stores_nothing(place: Place) -> None:
    place.enqueue("test-freeze", name="x", marks=str(place.marks))
    frozen, other = place.worker(SOON, beat=LATER), place.worker(LATER)
    begin(frozen)
    until(lambda: list(place.marks.iterdir()))

    begin(other)
    until(lambda: place.jobs("state") == [("done",)])
    frozen.send_signal(signal.SIGCONT)
    place.enqueue("test-write", name="y")
    until(lambda: place.jobs("state") == [("done",)] * 2)

    assert end(frozen) == end(other) == 0
    assert place.written() == ["x", "y"]


def test_a_job_keeps_its_lease_for_as_long_as_its_worker_lives(place: Place) -> None:
    place.enqueue("test-deaf", marks=str(place.marks))
    begin(place.worker(LATER))
    until(lambda: list(place.marks.iterdir()))

    at_first = place.jobs("lease_until")

    until(lambda: place.jobs("lease_until") > at_first)
    assert place.jobs("state, attempts") == [("running", 1)]


def test_what_is_left_is_done_by_one_command(place: Place) -> None:
    work = place.program("work", "--once")

    assert work.wait(PATIENCE) == 0
    assert place.ask("SELECT state FROM jobs_job WHERE kind = 'delete-old-jobs'") == [("done",)]


class TestBesideTheServer:
    """The worker that `ledetraad serve` starts."""

    @pytest.fixture
    def server(self, place: Place) -> subprocess.Popen[str]:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = place.program("serve", "--port", str(port))
        until(lambda: _answers(port))
        return server

    def test_it_is_replaced_when_it_dies_and_stopped_with_the_server(
        self, server: subprocess.Popen[str]
    ) -> None:
        until(lambda: workers_of(server.pid))
        first = workers_of(server.pid)
        os.kill(first[0], signal.SIGKILL)
        until(lambda: [each for each in workers_of(server.pid) if each not in first])
        second = workers_of(server.pid)

        assert end(server, signal.SIGINT) in {0, 130}
        assert not [each for each in second if is_alive(each)]

    def test_it_ends_by_itself_when_the_server_is_killed(
        self, server: subprocess.Popen[str]
    ) -> None:
        until(lambda: workers_of(server.pid))
        (worker,) = workers_of(server.pid)

        end(server, signal.SIGKILL)

        try:
            until(lambda: not is_alive(worker))
        finally:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)


def test_a_process_forks_only_when_its_keeper_starts_none() -> None:
    held, forked = threading.Event(), threading.Event()
    pipe = os.pipe()

    def keep() -> None:
        with nobody_forks():
            held.set()
            forked.wait(0.3)  # the fork is what must not come
            for end_ in pipe:
                os.close(end_)

    keeper = threading.Thread(target=keep)
    keeper.start()
    held.wait(PATIENCE)
    child = os.fork()
    if child == 0:
        os._exit(1 if Path(f"/proc/self/fd/{pipe[0]}").exists() else 0)
    forked.set()
    keeper.join()

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def workers_of(server: int) -> list[int]:
    """The processes that a server has started and that run `ledetraad work`."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (place / "stat").read_text().rpartition(")")[2].split()[:2]
            command = (place / "cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(parent) == server and state != "Z" and b"work" in command:
            found.append(int(place.name))
    return found


def is_alive(process: int) -> bool:
    """Whether a process is there, and not only waits to be reaped."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
