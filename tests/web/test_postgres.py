"""The same application on a PostgreSQL server of its own, started for the test and then gone."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.postgres

PROGRAM = textwrap.dedent(
    """
    import sys
    from pathlib import Path

    from ledetraad.web import start

    data, document = map(Path, sys.argv[1:])
    start.prepare(data, demo="http://127.0.0.1:8000/")
    demo = start.set_up_demo(document, owner="Eksempel kommune", note="")
    again = start.set_up_demo(document, owner="Eksempel kommune", note="")
    assert demo.slug == again.slug

    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    assert connection.vendor == "postgresql"
    page = Client(headers={"host": "localhost"}).get(f"/plan/{demo.slug}/v/1/oversikt.html")
    assert page.status_code == 200, page.status_code

    from threading import Thread

    from django.db import transaction

    from ledetraad.web.accounts.models import Municipality
    from ledetraad.web.history.editions import edition, touch

    place, kind = Municipality.objects.get().pk, "followup.measure"
    touch(place, kind)

    def another() -> None:
        touch(place, kind)
        connection.close()

    if connection.features.has_select_for_update_skip_locked:  # SQLite lets one writer in at a time
        with transaction.atomic():
            touch(place, kind)
            held = edition(place, kind)
            beside = Thread(target=another)
            beside.start()
            beside.join(30)
            assert not beside.is_alive(), "a writer waits for another"
            assert edition(place, kind) > held, "what another has written is seen"

    call_command("migrate", "history", "0001", verbosity=0)
    call_command("migrate", "followup", "0002", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("migrate", "plans", "zero", verbosity=0)
    call_command("migrate", "accounts", "zero", verbosity=0)
    call_command("migrate", verbosity=0)
    print("well")
    """
)


def programs() -> Path:
    """The folder of PostgreSQL's programs, the newest where there are several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    known = shutil.which("initdb")
    assert found or known, "PostgreSQL is not installed: scripts/system-parts.sh installs it"
    return found[0] if found else Path(known or "").parent


@pytest.fixture
def database() -> Iterator[str]:
    """The address of an empty database on a server that listens on this machine alone."""
    folder = Path(tempfile.mkdtemp(prefix="ledetraad-postgres-"))  # pytest closes its own to others
    root = os.geteuid() == 0
    user = ["runuser", "-u", "postgres", "--"] if root else []
    if root:
        folder.chmod(0o755)
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def call(program: str, *arguments: str) -> None:
        subprocess.run(
            [*user, str(programs() / program), *arguments],
            check=True,
            capture_output=True,
            cwd=folder,
            timeout=60,
        )

    data = str(folder / "data")
    call("initdb", "--pgdata", data, "--username", "tester", "--auth", "trust", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    call("pg_ctl", "--pgdata", data, "--wait", "--log", f"{folder}/log", "-o", options, "start")
    yield f"postgresql://tester@127.0.0.1:{port}/postgres"
    call("pg_ctl", "--pgdata", data, "--wait", "--mode", "immediate", "stop")
    shutil.rmtree(folder)


def test_a_plan_is_taken_in_published_and_read_and_the_migrations_run_both_ways(
    database: str, example: Path, tmp_path: Path
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "data"), str(example)],
        env=os.environ | {"DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.stdout == "well\n", told.stderr


def test_the_migrations_run_both_ways_on_sqlite_too(example: Path, tmp_path: Path) -> None:
    program = PROGRAM.replace('"postgresql"', '"sqlite"')
    told = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "data"), str(example)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.stdout == "well\n", told.stderr
