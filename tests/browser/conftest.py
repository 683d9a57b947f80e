"""A real Chromium, the real server with the example plan, and the static site as files."""

from __future__ import annotations

import http.server
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from ledetraad.plan.model import Plan
from ledetraad.publish.profile import Profile
from ledetraad.publish.site import SiteOptions
from ledetraad.publish.site.write import write_site
from ledetraad.publish.snapshot import Snapshot

ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")

Violations = Callable[[Page], list[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    program = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    assert program, "Chromium is not installed: scripts/system-parts.sh installs it on Debian"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(
    command: str, data: Path, *, port: int = 0, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The address of the real server, started by a command with a data folder of its own.

    Args:
        command: "demo" or "serve".
        data: the folder.
        port: where; 0 for one that is free.
        environment: more settings.
    """
    port = port or free_port()
    log = data / "log"
    with log.open("w", encoding="utf-8") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "ledetraad", command, "--data", str(data), "--port", str(port)],
            cwd=ROOT,
            stdout=told,
            stderr=told,
            env=os.environ | {"LEDETRAAD_LANGUAGE": "nb"} | dict(environment or {}),
        )
        address = f"http://127.0.0.1:{port}/"
        try:
            for _ in range(1_800):  # the demo takes a minute where the machine has much else to do
                try:
                    with urllib.request.urlopen(f"{address}helse/", timeout=2):
                        break
                except OSError:
                    assert process.poll() is None, log.read_text(encoding="utf-8")
                    time.sleep(0.1)
            yield address
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the example plan, on the real server started as `make demo` does."""
    with serving("demo", tmp_path_factory.mktemp("data")) as address:
        yield f"{address}plan/asker-kommune-2020-2032/"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def static(example_plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the static site, in a sub-folder of a file server."""
    folder = tmp_path_factory.mktemp("files")
    snapshot = Snapshot(plan=example_plan, profile=Profile(contact="post@example.org"))
    write_site(snapshot, folder / "planer" / "asker", SiteOptions(findings=True, styleguide=True))
    files = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Quiet, directory=str(folder))
    )
    threading.Thread(target=files.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{files.server_port}/planer/asker/"
    files.shutdown()
    files.server_close()


@pytest.fixture(params=["server", "static"])
def home(request: pytest.FixtureRequest) -> str:
    """The front page's address, on either kind of site."""
    address: str = request.getfixturevalue(request.param)
    return address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of 1280 by 900; an error in a script, or anything taken from elsewhere, fails."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: (
            faults.append(message.text)
            if message.type == "error" and "404" not in message.text
            else None
        ),
    )
    page.on(
        "request",
        lambda asked: (
            faults.append(asked.url)
            if not asked.url.startswith(("http://127.0.0.1:", "data:", "blob:"))
            else None
        ),
    )
    yield page
    context.close()
    assert not faults, faults


@pytest.fixture(scope="session")
def violations() -> Violations:
    """What axe has against a page: the rule and the first place of each violation."""
    source = AXE.read_text(encoding="utf-8")

    def look(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS
        )
        return [
            f"{each['id']}: {each['nodes'][0]['html'][:150]} ({each['nodes'][0]['failureSummary']})"
            for each in found["violations"]
        ]

    return look
