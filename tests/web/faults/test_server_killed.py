"""The real server, killed while it stores what somebody sends: what it has answered for is kept."""

from __future__ import annotations

import http.client
import http.cookiejar
import os
import random
import re
import signal
import socket
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.web.test_workers import PATIENCE, Place, until

pytestmark = pytest.mark.own_database

PASSWORD = "en lang setning om stier"
ROUNDS = 3
HERE = "/oppfolging/asker-kommune/tiltak/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """A person's browser, that sends forms."""

    def __init__(self, port: int) -> None:
        self._root = f"http://127.0.0.1:{port}"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar)

    def get(self, address: str) -> str:
        with self._opener.open(self._root + address, timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
            return text

    def send(self, address: str, page: str, **fields: str) -> str:
        """Send a form that stands on a page; the page that it leads to."""
        found = TOKEN.search(page)
        assert found is not None
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": found[1], **fields}).encode()
        with self._opener.open(self._root + address, data, timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
            return text


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path, "")
    yield made
    for process in made.processes:
        with suppress(ProcessLookupError):
            process.kill()
        with process:
            pass


def port_of(place: Place) -> int:
    """Start the server, and wait until it answers; the port that it listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    place.program("serve", "--port", str(port), "--no-worker")

    def answers() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    until(answers)
    return port


def signed_in(port: int) -> Browser:
    browser = Browser(port)
    page = browser.get("/logg-inn/")
    browser.send("/logg-inn/", page, name="kari", password=PASSWORD)
    return browser


def kill(place: Place) -> None:
    """Kill the server and the processes that answer for it, all at once."""
    server = place.processes[-1]
    for process in [*children_of(server.pid), server.pid]:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    server.wait(PATIENCE)


def children_of(server: int) -> list[int]:
    return [
        int(child)
        for tasks in Path(f"/proc/{server}/task").glob("*/children")
        for child in tasks.read_text().split()
    ]


def test_what_was_answered_for_is_kept_and_no_change_is_half_there(place: Place) -> None:
    chance = random.Random(4)
    added = place.program(
        "adduser", "kari", "--municipality", "Asker kommune", "--role", "planner",
        "--password", PASSWORD,
    )  # fmt: skip
    assert added.wait(PATIENCE) == 0
    said = {"kind": "assignment", "financing": "none", "status": "not_started"}
    number = 0

    for _ in range(ROUNDS):
        port = port_of(place)
        browser = signed_in(port)
        if not place.ask("SELECT id FROM followup_measure"):
            form = browser.get(f"{HERE}ny/")
            browser.send(f"{HERE}ny/", form, name="0", why="0", **said)
        kept = [number, number]
        busy = threading.Event()

        def write(
            browser: Browser = browser, kept: list[int] = kept, busy: threading.Event = busy
        ) -> None:
            with suppress(urllib.error.URLError, OSError, http.client.HTTPException):
                while True:
                    form = browser.get(f"{HERE}1/rediger/")
                    version = re.search(r'name="version" value="(\d+)"', form)
                    assert version is not None
                    kept[1] += 1
                    text = str(kept[1])
                    fields = {"version": version[1], "name": text, "why": text, **said}
                    browser.send(f"{HERE}1/rediger/", form, **fields)
                    kept[0] = kept[1]
                    busy.set()

        writer = threading.Thread(target=write)
        writer.start()
        assert busy.wait(PATIENCE)
        threading.Event().wait(chance.uniform(0.0, 0.4))
        kill(place)
        writer.join()

        ((name, why, version),) = place.ask("SELECT name, why, version FROM followup_measure")
        changes = place.ask("SELECT version FROM history_change WHERE kind = 'followup.measure'")
        assert name == why
        assert kept[0] <= int(name) <= kept[1]
        assert sorted(each for (each,) in changes) == list(range(1, version + 1))
        assert place.ask("PRAGMA integrity_check") == [("ok",)]
        number = int(name)
