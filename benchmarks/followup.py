"""`python -m benchmarks.followup [--full]`: the working pages and the API beside a bare hello.

Eight clients, each in a municipality of its own where there are so many, ask the server that
`ledetraad serve` starts for every kind of page, and for every list of the API. It prints the median
and the 95th percentile alone and with all eight, and how many times the throughput of a bare Django
page is greater. `DATABASE_URL` names another database than SQLite.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.load import (
    Answers,
    Ask,
    ask,
    busy,
    free_port,
    parent_of,
    serving,
    work_of,
    workers_memory,
)

ROOT = Path(__file__).parents[1]
CACHE = ROOT / "benchmarks" / ".cache"
CLIENTS = 8
HEADS = (
    "what",
    "alone: median ms",
    "95 %",
    "eight: median ms",
    "95 %",
    "a second",
    "hello's, times",
    "ms of the cores",
    "hello's, times",
    "within 100 ms",
)
WARM = 6
"""How often each client asks before it is measured, so that each process has answered each."""
TARGET = 100
"""Milliseconds that the 95th percentile is to come within."""
MOST_MEMORY = 400
"""Megabytes that a worker is to come within."""
QUICK = (8, 200, 5, 4)
FULL = (50, 1_000, 5, 10)
"""Municipalities, elements in each one's plan, measures for each, and periods."""
HERE = "/oppfolging/{place}/"
PAGES = (
    "",
    "tiltak/",
    "tiltak/?side=7",
    "tiltak/?ord=hverdager",
    "tiltak/?sorter=frist&forsinket=1",
    "tiltak/?plan={slug}:{theme}",
    "tiltak/17/",
    "tiltak/17/rediger/",
    "tiltak/ny/",
    "indikatorer/",
    "indikatorer/?ord=tilbud",
    "indikatorer/?sorter=alder",
    "indikatorer/?sorter=vurdering",
    "indikatorer/{indicator}/",
    "indikatorer/{indicator}/rediger/",
    "indikatorer/{indicator}/verdi/",
    "status/",
    "status/{slug}/",
    "status/{slug}/?tema={theme}",
    "status/{slug}/mote/",
    "status/{slug}/{element}/",
    "status/enhet/{unit}/",
    "status/person/{person}/",
    "rapportering/",
    "rapportering/{open}/",
    "rapportering/{open}/?tilstand=missing&enhet={unit}",
    "rapportering/{locked}/",
    "rapportering/{locked}/last/",
    "rapportering/{open}/las/",
    "rapportering/{open}/tiltak/17/",
    "rapportering/{open}/plan/{slug}/",
    "rapportering/{open}/plan/{slug}/{element}/",
    "arsplan/2026/",
    "mangler/",
    "endringer/",
    "endringer/?slag=tiltak&person={person}",
    "endringer/?slag=verdi",
    "slettet/",
    "arshjul/2026/",
    "arshjul/frister/",
    "publisering/",
    "publisering/{slug}/",
    "ark/",
    "folk/",
    "folk/meg/",
    "folk/meg/token/",
    "varsler/",
    "sok/?q=hverdager",
    "sok/?q=17&bare=1",
)
PLAN_PAGES = (
    "/arbeid/",
    "/arbeid/{slug}/",
    "/arbeid/{slug}/funn/",
    "/arbeid/{slug}/status/",
    "/arbeid/{slug}/rediger/",
)
LISTS = (
    "me",
    "units",
    "people",
    "plans",
    "plans/{plan}/elements",
    "plans/{plan}/elements?limit=100&words=og",
    "plans/{plan}/standing",
    "measures",
    "measures?limit=100&offset=4000",
    "measures?late=true&sort=deadline",
    "measures/17/history",
    "indicators",
    "indicators?sort=worst",
    "indicators/{indicator}/observations",
    "indicators/{indicator}/history",
    "periods",
    "periods/{open}/asked",
    "periods/{open}/reports",
    "periods/{open}/reports?limit=100&state=submitted",
    "periods/{locked}/reports",
    "periods/{locked}/locked",
    "history",
    "history?kind=followup.statusreport&limit=100",
    "deleted",
    "missing?limit=100",
    "meetings",
    "views",
    "rules",
    "plans/{plan}/years/2026",
)


def asks() -> list[tuple[str, str, str]]:
    """What is asked for: the group, what the table calls it, and its address."""
    return [
        *(("page", one or "my work", HERE + one) for one in PAGES),
        *(("page", one, one) for one in PLAN_PAGES),
        *(("api", one, f"/api/v1/{one}") for one in LISTS),
    ]


def made(group: str, address: str, entrance: Mapping[str, Any]) -> Ask:
    """What one client asks for."""
    if group == "api":
        token = entrance["tokens"][hash(address) % len(entrance["tokens"])]
        return Ask(address.format(**entrance), f"Authorization: Bearer {token}")
    return Ask(address.format(**entrance), f"Cookie: {entrance['cookie']}")


def hello(workers: int, threads: int) -> Answers:
    """The reference, served in the same way."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", str(threads)]
    command += ["--log-level", "error", "benchmarks.hello:application"]
    with serving(command, port, ROOT) as process:
        ask(port, [Ask("/")] * CLIENTS, 100)
        return ask(port, [Ask("/")] * CLIENTS, 1_000, [process.pid])


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--full", action="store_true", help="50 municipalities of 1,000 elements")
    asked.add_argument("--only", default="", help="only addresses with this in them")
    asked.add_argument("--times", type=int, default=15, help="how often each client asks")
    given = asked.parse_args()
    sizes = [str(one) for one in (FULL if given.full else QUICK)]
    data = CACHE / f"followup-{'-'.join(sizes)}"
    database = os.environ.get("DATABASE_URL", "sqlite").partition(":")[0]
    entrances = _entrances(data, sizes)
    clients = [entrances[n % len(entrances)] for n in range(CLIENTS)]
    port = free_port()
    command = [sys.executable, "-m", "ledetraad", "serve", "--data", str(data)]
    print(f"{database}: {sizes[0]} municipalities × {sizes[1]} elements × {sizes[2]} measures")
    from ledetraad.web.start import THREADS, default_workers

    reference = hello(default_workers(), THREADS)
    print(f"hello: {reference.rate:,.0f} answers a second, {reference.cores * 1000:.2f} ms of the")
    print(f"cores each; {default_workers()} workers\n")
    print("| " + " | ".join(HEADS) + " |")
    print("| --- " * len(HEADS) + "|")
    missed, slowest, worked = 0, 0.0, 0.0
    began = busy()
    with serving([*command, "--port", str(port)], port, ROOT) as process:
        parents = [process.pid, *_database()]
        before = work_of(parents)
        for at, (group, name, address) in enumerate(asks()):
            if given.only not in address:
                continue
            every = [made(group, address, one) for one in clients]
            for _ in range(WARM):
                ask(port, every, 1)
            alone = ask(port, [every[at % CLIENTS]], 10)
            found = ask(port, every, given.times, parents, first=WARM)
            missed += found.last > TARGET
            slowest = max(slowest, found.cores)
            print(_line(name, alone, found, reference), flush=True)
        worked = work_of(parents) - before
        ended = busy()
        for one in entrances:
            ask(port, [made("page", HERE + "status/{slug}/mote/", one)] * 4, 1)
        memory = workers_memory(process.pid)
    others = 1 - worked / (ended[0] - began[0])
    print(f"\nnot within {TARGET} ms at the 95th percentile: {missed}")
    print(f"the most work for one answer: {slowest * 1000:.0f} ms of the cores")
    used = (ended[0] - began[0]) / (ended[1] - began[1])
    print(f"the cores were busy {used:.0%} of the time, {others:.0%} of it with other things")
    held = ", ".join(f"{one:.0f}" for one in memory)
    met = "yes" if memory[0] <= MOST_MEMORY else "NO"
    print(f"memory of the server's processes, every plan shown: {held} MB")
    print(f"(target {MOST_MEMORY} for each, met: {met})")


def _database() -> list[int]:
    """The process of the database server, where there is one on this machine."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        return []
    import psycopg

    with psycopg.connect(address) as connection:
        return [parent_of(connection.info.backend_pid)]


def _line(name: str, alone: Answers, found: Answers, reference: Answers) -> str:
    cells = (
        name,
        f"{alone.middle:.0f}",
        f"{alone.last:.0f}",
        f"{found.middle:.0f}",
        f"{found.last:.0f}",
        f"{found.rate:.0f}",
        f"{reference.rate / found.rate:.0f}",
        f"{found.cores * 1000:.1f}",
        f"{found.cores / reference.cores:.0f}",
        "yes" if found.last <= TARGET else "NO",
    )
    return "| " + " | ".join(cells) + " |"


def _entrances(data: Path, sizes: list[str]) -> list[dict[str, Any]]:
    """The data made where it is not there yet, and how to get in."""
    data.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.followup_data", str(data), *sizes],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    print(f"the data were ready in {time.perf_counter() - began:.0f} s")
    found: list[dict[str, Any]] = json.loads(told.stdout)
    return found


if __name__ == "__main__":
    main()
