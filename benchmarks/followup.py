"""`python -m benchmarks.followup [--municipalities N]`: the working pages beside a bare hello.

Eight clients ask the real server for every page of a municipality, among as many municipalities as
one asks for, each with 1,000 elements, 5 measures an element and 10 periods, of which one is open
and nine are locked. It prints the 95th
percentile of each page, and how many times the hello page's throughput is greater.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
CACHE = ROOT / "benchmarks" / ".cache"
CLIENTS, EACH = 8, 12
PAGES = [
    "",
    "tiltak/",
    "tiltak/?ord=tiltak&side=7",
    "tiltak/17/",
    "indikatorer/",
    "status/plan-1/",
    "status/plan-1/mote/",
    "rapportering/",
    "rapportering/10/",
    "rapportering/10/tiltak/17/",
    "sok/?q=hverdager&bare=1",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server, until it is no longer needed."""
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def sign_in(port: int) -> str:
    """The cookie of somebody who has signed in."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/logg-inn/")
    answer = connection.getresponse()
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', answer.read().decode())
    if token is None:
        raise RuntimeError("there is no form to sign in with")
    cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
    said = {"name": "planner1", "password": "en lang setning 12"}
    said["csrfmiddlewaretoken"] = token[1]
    connection.request(
        "POST",
        "/logg-inn/",
        urlencode(said),
        {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"},
    )
    answer = connection.getresponse()
    if answer.status != 302:
        raise RuntimeError(f"signing in: {answer.status} {answer.read().decode()[-2000:]}")
    answer.read()
    cookies = [
        value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"
    ]
    return "; ".join([*cookies, cookie])


def ask(port: int, address: str, cookie: str = "") -> tuple[list[float], float]:
    """The seconds of every answer, and the answers a second, with eight clients at once."""
    times: list[float] = []

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for _ in range(EACH):
            began = time.perf_counter()
            connection.request("GET", address, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            times.append(time.perf_counter() - began)
            if answer.status != 200:
                raise RuntimeError(f"{address}: {answer.status} {answer.getheader('Location')}")

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, len(times) / (time.perf_counter() - began)


def memory(process: int) -> float:
    """The megabytes that the largest of a process and those below it holds."""
    told = subprocess.run(
        ["ps", "-o", "rss=", "--ppid", str(process), "-p", str(process)],
        capture_output=True,
        text=True,
        check=False,
    )
    return max((int(line) for line in told.stdout.split()), default=0) / 1000


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--municipalities", type=int, default=50)
    asked.add_argument("--elements", type=int, default=1_000)
    given = asked.parse_args()
    sizes = [str(given.municipalities), str(given.elements), "5", "10"]
    data = CACHE / f"followup-{'-'.join(sizes)}"
    if not (data / "ledetraad.sqlite3").exists() and "DATABASE_URL" not in os.environ:
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        subprocess.run(
            [sys.executable, "-m", "benchmarks.followup_data", str(data), *sizes],
            cwd=ROOT,
            check=True,
        )
    port = free_port()
    bare = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    with serving([*bare, "--log-level", "error", "benchmarks.hello:application"], port):
        ask(port, "/")
        _, hello = ask(port, "/")
    print(f"hello: {hello:.0f} answers a second")
    port = free_port()
    command = [sys.executable, "-m", "ledetraad", "serve", "--data", str(data)]
    with serving([*command, "--port", str(port), "--no-worker"], port) as process:
        cookie = sign_in(port)
        print("| page | median ms | 95th percentile ms | answers a second | hello's, times |")
        print("| --- | --- | --- | --- | --- |")
        for page in PAGES:
            address = f"/oppfolging/eksempel-1/{page}"
            ask(port, address, cookie)
            times, rate = ask(port, address, cookie)
            last = quantiles(times, n=20)[-1] * 1000
            print(
                f"| {page or 'my work'} | {median(times) * 1000:.0f} | {last:.0f} "
                f"| {rate:.0f} | {hello / rate:.0f} |"
            )
        print(f"memory of the largest process: {memory(process.pid):.0f} MB")


if __name__ == "__main__":
    main()
