"""The real server with a hearing: a thousand who speak at once, and uploads without end."""

from __future__ import annotations

import http.client
import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ledetraad.hearing.proof import find
from tests.browser.conftest import serving
from tests.web.faults.killing import SQLITE

pytestmark = pytest.mark.own_database

ROOT = Path(__file__).parents[3]
SPEAKERS = 1_000
AT_ONCE = 20
FORM = "/plan/skole/horing/si/"
BOUNDARY = "grense"
PIECE = b"x" * 1_000_000
GIGABYTES_5 = 5_000_000_000
_HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|stamp)" value="([^"]+)"')
_WORK = re.compile(r'data-work="(\w+)" data-bits="(\d+)"')
_OPEN = (
    "import sys; from pathlib import Path; from ledetraad.web import start; "
    "start.prepare(Path(sys.argv[1])); from tests.web.faults import acts; acts.a_hearing()"
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that somebody has opened."""

    address: str
    cookie: str
    fields: dict[str, str]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plan on hearing."""
    found: Path = tmp_path_factory.mktemp("flooded")
    subprocess.run([sys.executable, "-c", _OPEN, str(found)], cwd=ROOT, check=True)
    return found


@pytest.fixture(scope="module")
def port(data: Path) -> Iterator[int]:
    """The port of a server for it, behind a proxy that tells where each request comes from."""
    with serving("serve", data, environment={"LEDETRAAD_PROXY": "1"}) as address:
        yield int(address.rstrip("/").rpartition(":")[2])


def begin(port: int, number: int) -> Opened:
    """Open the form, from an address of one's own."""
    address = f"10.0.{number // 250}.{number % 250 + 1}"
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", FORM, headers={"X-Forwarded-For": address})
        answer = connection.getresponse()
        page, cookie = answer.read().decode(), answer.headers["Set-Cookie"].partition(";")[0]
    work = _WORK.search(page)
    assert work is not None
    return Opened(
        address,
        cookie,
        {
            **dict(_HIDDEN.findall(page)),
            "work": find(work[1], int(work[2])),
            "said-0-row": "1",
            "said-0-text": f"Dette mener nr. {number}.",
            "who": "self",
            "name": f"Eksempel {number}",
        },
    )


def finish(port: int, opened: Opened) -> str:
    """Send the form, and again as long as it is asked for; the receipt's address."""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-For": opened.address,
        "Cookie": opened.cookie,
    }
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        for _ in range(5_000):
            connection.request("POST", FORM, urlencode(opened.fields), headers)
            answer = connection.getresponse()
            page = answer.read()
            if answer.status == http.client.FOUND:
                return answer.headers["Location"]
            assert answer.status == http.client.UNPROCESSABLE_ENTITY, page
    raise AssertionError(page.decode())


def test_of_a_thousand_who_speak_at_once_nobody_is_lost_and_everybody_has_a_receipt(
    port: int, data: Path
) -> None:
    with ThreadPoolExecutor(AT_ONCE) as people:
        opened = list(people.map(lambda number: begin(port, number), range(SPEAKERS)))
        receipts = list(people.map(lambda one: finish(port, one), opened))
        again = list(people.map(lambda one: finish(port, one), opened[:40]))

    assert len(set(receipts)) == SPEAKERS
    assert again == receipts[:40]
    with closing(sqlite3.connect(data / SQLITE)) as database:
        asked = "SELECT number FROM hearing_statement ORDER BY number"
        assert [one for (one,) in database.execute(asked)] == list(range(1, SPEAKERS + 1))
        for table in ("comment", "statementversion"):
            count = f"SELECT COUNT(DISTINCT statement_id) FROM hearing_{table}"
            assert database.execute(count).fetchone() == (SPEAKERS,)
        assert database.execute("SELECT last_number FROM hearing_hearing").fetchone() == (SPEAKERS,)
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        for number in (0, 500, 999):
            connection.request("GET", receipts[number])
            assert f"Dette mener nr. {number}." in connection.getresponse().read().decode()


@pytest.mark.parametrize("size", [GIGABYTES_5, 120_000_000])
def test_an_upload_without_end_is_refused_and_the_server_keeps_little_of_it(
    port: int, data: Path, size: int
) -> None:
    opened = begin(port, 1)
    before = sum(one.stat().st_size for one in data.rglob("*") if one.is_file())

    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        connection.sendall(head(opened, size))
        sent = 0
        with suppress(OSError):  # the server hangs up, as it should
            while sent < size:
                connection.sendall(PIECE)
                sent += len(PIECE)
        with suppress(OSError):
            answer = connection.recv(1_000)
            assert b" 413 " in answer.split(b"\r\n", 1)[0] or not answer

    assert sent < 250_000_000
    assert memory_of(port) < 400_000_000
    after = sum(one.stat().st_size for one in data.rglob("*") if one.is_file())
    assert after - before < 10_000_000
    assert finish(port, begin(port, 2))


def head(opened: Opened, size: int) -> bytes:
    """A request's beginning, that says that so many bytes follow."""
    part = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in opened.fields.items()
    )
    part += (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    )
    return (
        f"POST {FORM} HTTP/1.1\r\nHost: localhost\r\nCookie: {opened.cookie}\r\n"
        f"X-Forwarded-For: {opened.address}\r\nContent-Length: {size}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n{part}"
    ).encode()


def memory_of(port: int) -> int:
    """The bytes that the largest of the server's processes has ever held."""
    highest = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"--port\0{port}\0" in (process / "cmdline").read_text() + "\0":
                status = (process / "status").read_text()
                found = re.search(r"VmHWM:\s+(\d+) kB", status)
                highest = max(highest, int(found[1]) * 1000 if found else 0)
    assert highest
    return highest
