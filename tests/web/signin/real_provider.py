"""A real provider of OpenID Connect on this machine (oidc-provider), and a way through it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin

CLIENT, SECRET = "ledetraad", "en hemmelighet: med + og %"
Told = dict[str, dict[str, Any]]


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        """Follow nothing by itself."""


@dataclass
class RealProvider:
    """The provider: what it knows of people, and how it lies."""

    address: str
    heard: Queue[bytes]
    """What it has told us of people who have signed out there."""

    def sign_out(self, there: str, browser: urllib.request.OpenerDirector) -> str:
        """Sign out there, in the browser that signed in; the address that leads back."""
        with browser.open(there, timeout=10) as page:
            told = page.read().decode()
        sent = {"xsrf": re.search(r'name="xsrf" value="([^"]+)"', told)[1], "logout": "yes"}
        where = re.search(r'action="([^"]+)"', told)[1]
        try:
            with browser.open(where, urlencode(sent).encode(), timeout=10):
                raise AssertionError("nobody is led back")
        except HTTPError as answer:
            assert answer.code in {302, 303}, answer.read()
            return answer.headers["Location"]

    def tell(self, people: Told | None = None, *, lie: str = "") -> None:
        """Say what it knows of people, and how it lies from now on."""
        said = {"lie": lie} | ({} if people is None else {"people": people})
        asked = urllib.request.Request(f"{self.address}/told", json.dumps(said).encode())
        with urllib.request.urlopen(asked, timeout=10):
            pass

    def sign_in(
        self,
        there: str,
        who: str,
        *,
        stop: bool = False,
        browser: urllib.request.OpenerDirector | None = None,
    ) -> str:
        """Sign in there; the address that leads back."""
        browser = browser or new_browser()
        address, sent = there, None
        for _ in range(10):
            try:
                with browser.open(address, sent, timeout=10) as page:
                    assert b"<form" in page.read()
                sent = urlencode({"sub": who} | ({"stop": "1"} if stop else {})).encode()
            except HTTPError as answer:
                assert answer.code in {302, 303}, answer.read()
                address, sent = urljoin(address, answer.headers["Location"]), None
                if not address.startswith(self.address):
                    return address
        raise AssertionError(address)


def new_browser() -> urllib.request.OpenerDirector:
    """A browser that keeps cookies, and stays where it is sent on."""
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), _Stay())


@contextmanager
def _listening() -> Iterator[tuple[str, Queue[bytes]]]:
    """Where we are told of people who have signed out, and what is heard there."""
    heard: Queue[bytes] = Queue()

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.put(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Write nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Ear) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", heard
        server.shutdown()


@contextmanager
def real_provider(*answers: str, home: str) -> Iterator[RealProvider]:
    """The provider, running.

    Args:
        answers: our addresses that it may send people back to.
        home: the one that it leads them to who have signed out.
    """
    with _listening() as (ear, heard), _started(answers, home, ear) as address:
        yield RealProvider(address, heard)


@contextmanager
def _started(answers: Sequence[str], home: str, ear: str) -> Iterator[str]:
    ours = Path(sys.executable).with_name("node")
    node = str(ours) if ours.exists() else shutil.which("node")
    assert node, "There is no node: `make install` brings it"
    script = Path(__file__).with_name("provider.mjs")
    process = subprocess.Popen(
        [node, str(script), *answers],
        env=os.environ | {"HOME_ADDRESS": home, "SIGNED_OUT": ear},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        assert port.isdigit(), "the provider did not start: `make install` brings oidc-provider"
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # node itself, and what starts it
        process.wait(10)
