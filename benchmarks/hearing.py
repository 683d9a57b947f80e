"""`python -m benchmarks.hearing`: submits to a hearing, its pages, and its table; all invented.

    .venv/bin/python -m benchmarks.hearing                         on SQLite
    scripts/on-postgres.sh .venv/bin/python -m benchmarks.hearing  on PostgreSQL

Submits come from 32 clients at once through the real server with every check on: the signed stamp,
CSRF, proof of work, rate limits (each sender has an address of its own), the text made safe, the
original kept. The work is made light, since the clients share the cores; to look at it costs the
server the same.
The reference is a view behind the same server that stores one row of the same text, from the same
form, with CSRF (`hearing_bare.py`), in turn.
"""

from __future__ import annotations

import http.client
import io
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

from benchmarks.load import Ask, ask, work_of

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "asker-2020-2032-forslag.txt"
CLIENTS = 32
SUBMITS = 960
TURNS = 3
COMMENTS = 10_000
READERS = 8
ANSWERS = 12
TABLE = 2_000
_SERVER = (
    "import os, sys; from pathlib import Path; from ledetraad.web import start; "
    "start.prepare(Path(sys.argv[1])); from django.conf import settings; "
    "settings.ROOT_URLCONF = 'benchmarks.hearing_bare'; "
    "from ledetraad.hearing import proof; proof.LEVELS = ((0, 8),); "
    "start.serve('127.0.0.1', int(sys.argv[2]))"
)
_SECRET = "a" * 32
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={_SECRET}"}
Send = Callable[[http.client.HTTPConnection, int], int]


@dataclass(frozen=True, slots=True)
class Serving:
    """A server, and the processes whose work is counted with their children's."""

    port: int
    processes: Sequence[int]


@dataclass(frozen=True, slots=True)
class Run:
    """What came of sending: how many a second, the 95th percentile in ms, the cores' seconds."""

    rate: float
    late: float
    cores: float


def main() -> None:
    """Print what was measured, a line each."""
    if len(sys.argv) > 1:
        _table(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory(prefix="hearing-bench-") as folder:
        data = Path(folder)
        plan = _fill(data)
        from django.db import connection

        print(f"database: {connection.vendor}")
        connection.close()
        with _serving(data) as serving:
            _submits(serving, plan)
            _many(plan)
            _pages(serving, plan)
        command = [sys.executable, "-m", "benchmarks.hearing", str(data)]
        subprocess.run(command, cwd=ROOT, check=True)


def _fill(data: Path) -> Any:
    """A plan on hearing; its working copy."""
    from ledetraad.web import start

    os.environ["LEDETRAAD_PROXY"] = "1"
    start.prepare(data)
    from django.utils import timezone

    from benchmarks.hearing_bare import make_table
    from ledetraad.hearing.hearing import HearingValues
    from ledetraad.web.accounts.models import Municipality
    from ledetraad.web.hearing.services.hearing_save import announce, make_hearing
    from ledetraad.web.plans.services.plan_import import import_new
    from ledetraad.web.plans.services.plan_publish import publish

    make_table()
    place = Municipality.objects.create(name="Eksempel kommune")
    plan, _ = import_new(place, EXAMPLE.read_bytes(), EXAMPLE.name, user=None, slug="plan")
    publication = publish(plan, user=None, now=timezone.now())
    today = timezone.localdate()
    values = HearingValues(
        name="Høring",
        plan=plan.pk,
        publication=publication.pk,
        opens=today - timedelta(days=1),
        closes=today + timedelta(days=60),
    )
    announce(make_hearing(values, user=None), user=None)
    return plan


@contextmanager
def _serving(data: Path) -> Iterator[Serving]:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    command = [sys.executable, "-c", _SERVER, str(data), str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"LEDETRAAD_PROXY": "1"})
    try:
        for _ in range(400):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield Serving(port, [process.pid])
    finally:
        process.terminate()
        process.wait()


def _submits(serving: Serving, plan: Any) -> None:
    from django.utils import timezone

    from ledetraad.hearing.proof import find
    from ledetraad.web.hearing.links import new_stamp, read_stamp
    from ledetraad.web.hearing.models import Statement

    element = next(iter(plan.latest().plan().walk())).id
    begun = timezone.now() - timedelta(minutes=5)

    def fields(number: int) -> dict[str, str]:
        stamp = new_stamp(begun)
        known = read_stamp(stamp)
        assert known is not None
        return {
            "csrfmiddlewaretoken": _SECRET,
            "stamp": stamp,
            "work": find(known.nonce, 8),
            "said-0-element": element,
            "said-0-row": "1",
            "said-0-text": f"Innspill {number}: flere sykkelveier, og bedre lys på skoleveien. "
            * 4,
            "who": "self",
            "name": f"Eksempel {number}",
        }

    def send(path: str) -> Send:
        def sent(connection: http.client.HTTPConnection, number: int) -> int:
            address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
            headers = _FORM | {"X-Forwarded-For": address}
            connection.request("POST", path, urlencode(fields(number)), headers)
            return _answer(connection)

        return sent

    speak, bare = send("/plan/plan/horing/si/"), send("/bare/")
    for warm in (speak, bare):
        _run(serving, warm, CLIENTS * 2, 900_000)
    ours, theirs = [], []
    for turn in range(TURNS):
        before = Statement.objects.count()
        ours.append(_run(serving, speak, SUBMITS, turn * SUBMITS))
        stored = Statement.objects.count() - before
        assert stored == SUBMITS, f"{SUBMITS - stored} statements were lost"
        theirs.append(_run(serving, bare, SUBMITS, turn * SUBMITS))
    one, other = (sorted(each, key=lambda run: run.rate)[TURNS // 2] for each in (ours, theirs))
    work, other_work = (sorted(run.cores for run in each)[TURNS // 2] for each in (ours, theirs))
    print(
        f"submits, {CLIENTS} clients: {one.rate:.0f}/s, 95 % within {one.late:.0f} ms, none lost; "
        f"a bare insert: {other.rate:.0f}/s, {other.late:.0f} ms; "
        f"ratio {one.rate / other.rate:.2f} (target ≥ 0.5); by the cores' work "
        f"{work * 1000:.2f} and {other_work * 1000:.2f} ms each, ratio {other_work / work:.2f}"
    )


def _answer(connection: http.client.HTTPConnection) -> int:
    response = connection.getresponse()
    response.read()
    return response.status


def _run(serving: Serving, send: Send, count: int, first: int) -> Run:
    """Send so many, from all clients at once."""
    numbers = iter(range(first, first + count))
    lock = threading.Lock()
    times: list[float] = []
    wrong: list[int] = []

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=60)
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            began = time.perf_counter()
            status = send(connection, number)
            took = time.perf_counter() - began
            with lock:
                times.append(took)
                if status not in {200, 302}:
                    wrong.append(status)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    worked, began = work_of(serving.processes), time.perf_counter()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    seconds = time.perf_counter() - began
    assert not wrong, f"{len(wrong)} were answered {set(wrong)}"
    work = (work_of(serving.processes) - worked) / count
    return Run(count / seconds, quantiles(times, n=20)[-1] * 1000, work)


def _many(plan: Any) -> None:
    """Comments up to ten thousand, each in a statement that everybody may read."""
    from django.utils import timezone

    from ledetraad.web.hearing.models import Comment, Hearing, Statement

    hearing = Hearing.objects.get()
    there = Statement.objects.count()
    ids = [one.id for one in plan.latest().plan().walk()]
    now = timezone.now()
    new = [
        Statement(
            municipality_id=hearing.municipality_id,
            hearing=hearing,
            number=900_000 + number,
            version=1,
            speaker="resident",
            name=f"Eksempel {number}",
            begun_at=now,
            received_at=now,
            confirmed_at=now,
            nonce=f"{number:064x}",
            link_hash=f"{number:064x}",
        )
        for number in range(COMMENTS - there)
    ]
    Statement.objects.bulk_create(new, batch_size=500)
    made = Statement.objects.filter(number__gte=900_000).order_by("number")
    Comment.objects.bulk_create(
        [
            Comment(
                municipality_id=hearing.municipality_id,
                statement_id=key,
                place=1,
                version=1,
                element=ids[at % len(ids)],
                text=f"Merknad {at}: vi ønsker flere sykkelveier og trygge skoleveier. " * 3,
                assessment="Kommunedirektøren er enig." if at % 3 else "",
                outcome="taken-in" if at % 3 else "",
                done=bool(at % 3),
            )
            for at, key in enumerate(made.values_list("pk", flat=True))
        ],
        batch_size=500,
    )
    Statement.objects.update(text_released=True)
    _tidy()


def _tidy() -> None:
    """Let PostgreSQL know what is in its tables, as autovacuum does within a minute of such a fill.

    Without it the planner guesses that they are nearly empty, and joins them row by row.
    """
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _pages(serving: Serving, plan: Any) -> None:
    """Every page of a hearing, asked for by eight clients at once."""
    from ledetraad.web.hearing.models import Comment, Hearing

    element = next(iter(plan.latest().plan().walk())).id
    hearing = Hearing.objects.get()
    desk = f"/oppfolging/{hearing.municipality.slug}/horing/{hearing.pk}/"
    comment = Comment.objects.filter(statement__number=900_100).values_list("pk", flat=True).get()
    own = _signed_in(hearing.municipality)
    for name, path in (
        ("the hearing's own page", "/plan/plan/horing/"),
        ("the form", f"/plan/plan/horing/si/?e={element}"),
        ("what others have said", "/plan/plan/horing/innspill/"),
        ("page 100 of it", "/plan/plan/horing/innspill/?side=100"),
        ("of one element", f"/plan/plan/horing/innspill/?e={element}"),
        ("of one kind of sender", "/plan/plan/horing/innspill/?fra=association"),
        ("most supported first", "/plan/plan/horing/innspill/?rekke=stottet"),
        ("one statement", "/plan/plan/horing/innspill/900100/"),
        ("the feed", "/plan/plan/horing/innspill.atom"),
        ("the numbers", "/plan/plan/horing/tall/"),
        ("a page of the plan", "/plan/plan/"),
        ("desk: the hearing", desk),
        ("desk: the statements", f"{desk}innspill/"),
        ("desk: those not decided", f"{desk}innspill/?vis=ikke-frigitt"),
        ("desk: one statement", f"{desk}innspill/900100/"),
        ("desk: the comments", f"{desk}merknader/"),
        ("desk: one comment", f"{desk}merknader/{comment}/"),
    ):
        one = Ask(path, own if path.startswith(desk) else "")
        ask(serving.port, [one] * READERS, 3)
        found = ask(serving.port, [one] * READERS, ANSWERS, serving.processes)
        print(
            f"{name}: median {found.middle:.0f} ms, 95 % within {found.last:.0f} ms "
            f"(target < 100), {found.cores * 1000:.1f} ms of the cores each"
        )


def _signed_in(municipality: Any) -> str:
    """The header that lets a planner in."""
    from django.contrib.auth.models import User
    from django.test import Client

    from ledetraad.web.accounts.models import Membership

    user = User.objects.create_user("planner")
    Membership.objects.create(user=user, municipality=municipality, role="planner")
    browser = Client()
    browser.force_login(user)
    return "Cookie: " + "; ".join(f"{one.key}={one.value}" for one in browser.cookies.values())


def _table(data: Path) -> None:
    """The Word table of two thousand statements, in a process of its own: seconds and memory."""
    from ledetraad.web import start

    start.prepare(data)

    from ledetraad.publish.hearing.write_docx import table_docx
    from ledetraad.publish.site import Site
    from ledetraad.web.hearing.models import Hearing, Statement
    from ledetraad.web.hearing.tabling import table_of

    hearing = Hearing.objects.get()
    keep = Statement.objects.order_by("-number").values_list("pk", flat=True)[:TABLE]
    Statement.objects.exclude(pk__in=list(keep)).update(
        withdrawn_at=hearing.publication.published_at
    )
    began = time.perf_counter()
    out = io.BytesIO()
    made = table_of(hearing, Site(hearing.publication.snapshot(), "nb"))
    table_docx(made, out)
    seconds = time.perf_counter() - began
    memory = _most_memory()
    print(
        f"the Word table of {made.statements:,} statements: {seconds:.1f} s (target < 10), "
        f"the whole process at most {memory:.0f} MB (target < 300)"
    )


def _most_memory() -> float:
    """The most that this process has had in memory, in MB.

    `getrusage` would tell of the process that started it, too, where that had more.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return next(
        int(line.split()[1]) / 1000 for line in status.splitlines() if line.startswith("VmHWM:")
    )


if __name__ == "__main__":
    main()
