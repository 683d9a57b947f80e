"""A real provider of OpenID Connect on this machine (oidc-provider), and a person's way through it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
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

    def tell(self, people: Told | None = None, *, lie: str = "") -> None:
        """Say what it knows of people, and how it lies from now on."""
        said = {"lie": lie} | ({} if people is None else {"people": people})
        asked = urllib.request.Request(f"{self.address}/told", json.dumps(said).encode())
        with urllib.request.urlopen(asked, timeout=10):
            pass

    def sign_in(self, there: str, who: str, *, stop: bool = False) -> str:
        """Sign in there; the address that leads back."""
        browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), _Stay()
        )
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


@contextmanager
def real_provider(*answers: str) -> Iterator[RealProvider]:
    """The provider, running.

    Args:
        answers: our addresses that it may send people back to.
    """
    ours = Path(sys.executable).with_name("node")
    node = str(ours) if ours.exists() else shutil.which("node")
    assert node, "There is no node: `make install` brings it"
    script = Path(__file__).with_name("provider.mjs")
    process = subprocess.Popen(
        [node, str(script), *answers], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        assert port.isdigit(), "the provider did not start: `make install` brings oidc-provider"
        yield RealProvider(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(10)
