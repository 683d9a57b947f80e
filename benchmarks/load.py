"""A server under load: several clients at once, each over a connection of its own while it lasts.

The clients are threads that do next to nothing but wait, since they share the machine with what
they measure.
"""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Ask:
    """What a client asks for, again and again: an address, and the header that lets it in."""

    address: str
    header: str = ""

    def bytes(self) -> bytes:
        """The request as it is sent."""
        header = f"{self.header}\r\n" if self.header else ""
        return f"GET {self.address} HTTP/1.1\r\nHost: localhost\r\n{header}\r\n".encode()


@dataclass(frozen=True, slots=True)
class Answers:
    """What came of it.

    Args:
        seconds: those of every answer, on the clock.
        rate: how many came in a second.
        cores: seconds that the servers' processes were at work, for each answer.
    """

    seconds: tuple[float, ...]
    rate: float
    cores: float

    @property
    def middle(self) -> float:
        """The median, in milliseconds."""
        return median(self.seconds) * 1000

    @property
    def last(self) -> float:
        """The 95th percentile, in milliseconds."""
        return quantiles(self.seconds, n=20, method="inclusive")[-1] * 1000


def ask(
    port: int, asks: Sequence[Ask], times: int, parents: Sequence[int] = (), *, first: int = 0
) -> Answers:
    """Ask a server at once for several things, each so many times.

    Args:
        port: the server's.
        asks: what each client asks for.
        times: how often.
        parents: the servers, whose work and whose children's is counted.
        first: how often each client asks before that, over the same connection.

    Raises:
        RuntimeError: an answer was not 200.
    """
    found: list[float] = []
    wrong: list[str] = []

    def client(one: Ask) -> None:
        request = one.bytes()
        connection: socket.socket | None = None
        for at in range(first + times):
            if at == first:
                with suppress(threading.BrokenBarrierError):
                    ready.wait()
            began = time.perf_counter()
            connection = connection or _connect(port)
            connection.sendall(request)
            head, body = _answer(connection)
            if at >= first:
                found.append(time.perf_counter() - began)
            if b"\r\nconnection: close" in head.lower():
                connection.close()
                connection = None
            if not head.startswith(b"HTTP/1.1 200"):
                wrong.append(f"{one.address}: {(head + body[:500]).decode(errors='replace')}")
                ready.abort()
                break
        if connection is not None:
            connection.close()

    ready = threading.Barrier(len(asks) + 1)
    threads = [threading.Thread(target=client, args=(one,)) for one in asks]
    for thread in threads:
        thread.start()
    with suppress(threading.BrokenBarrierError):
        ready.wait()
    worked, began = work_of(parents), time.perf_counter()
    for thread in threads:
        thread.join()
    if wrong or len(found) != times * len(asks):
        raise RuntimeError(wrong[0] if wrong else "an answer did not come")
    took = time.perf_counter() - began
    return Answers(
        tuple(found), len(found) / took, (work_of(parents) - worked) / max(1, len(found))
    )


def work_of(parents: Sequence[int]) -> float:
    """The seconds that processes and their children have been at work, since they began."""
    ticks = 0
    for one in Path("/proc").glob("[0-9]*"):
        try:
            fields = (one / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(one.name) in parents or int(fields[1]) in parents:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def parent_of(process: int) -> int:
    """The process that has started another."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def busy() -> tuple[float, float]:
    """The seconds that all cores have been at work, and could have been, since the start."""
    fields = [int(one) for one in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    tick = os.sysconf("SC_CLK_TCK")
    return (sum(fields) - fields[3] - fields[4]) / tick, sum(fields) / tick


def _connect(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _answer(connection: socket.socket) -> tuple[bytes, bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        data += _some(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    parts = [body]
    at = head.lower().find(b"\r\ncontent-length:")
    left = int(head[at + 17 :].partition(b"\r\n")[0]) - len(body) if at >= 0 else 0
    while left > 0:
        parts.append(_some(connection))
        left -= len(parts[-1])
    return head, b"".join(parts)


def _some(connection: socket.socket) -> bytes:
    data = connection.recv(1 << 20)
    if not data:
        raise RuntimeError("the server has hung up")
    return data


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: Sequence[str], port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A server that listens on a port, until it is no longer needed."""
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def workers_memory(process: int) -> list[float]:
    """The megabytes that each of a server's processes holds (resident set), the largest first.

    Its own, and those of the processes that it has started; not those of the jobs' worker.
    """
    told = subprocess.run(
        ["ps", "-o", "rss=,args=", "--ppid", str(process), "-p", str(process)],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line.split(None, 1) for line in told.stdout.splitlines()]
    return sorted((int(rss) / 1000 for rss, args in lines if " work " not in args), reverse=True)
