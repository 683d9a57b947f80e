"""Asking a provider: bounded in time and size, and never led elsewhere."""

from __future__ import annotations

import json
import time
from typing import Any

import requests

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_

_CONNECT, _READ, _WHOLE = 3.0, 4.0, 8.0
_MOST = 1_000_000
_PIECE = 65_536
_GOOD = 200


class ProviderFailed(LedetraadError):
    """A provider that can't be reached, or whose answer can't be taken.

    Args:
        why: for the log: nothing of it is shown, and it names nobody.
        what: what is shown.
        name: what the provider is called.
    """

    def __init__(self, why: str, what: str = "", *, name: str) -> None:
        super().__init__(
            what or N_("%(name)s can't sign you in just now."),
            remedy=N_("Try again in a while, or sign in another way."),
            name=name,
        )
        self.why = why


def ask(
    name: str,
    method: str,
    address: str,
    *,
    data: dict[str, str] | None = None,
    auth: tuple[str, str] | None = None,
    bearer: str = "",
) -> dict[str, Any]:
    """What a provider answers, as JSON says it.

    Args:
        name: what the provider is called.
        method: "GET" or "POST".
        address: which of its addresses.
        data: what is posted.
        auth: our name and secret, as HTTP's basic scheme has them.
        bearer: a token to show.

    Raises:
        ProviderFailed: it doesn't answer in time, or not with an object.
    """
    headers = {"Accept": "application/json"}
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    ends = time.monotonic() + _WHOLE
    try:
        with requests.request(
            method,
            address,
            data=data,
            auth=auth,
            headers=headers,
            timeout=(_CONNECT, _READ),
            allow_redirects=False,
            stream=True,
        ) as answer:
            body = b""
            for piece in answer.iter_content(_PIECE):
                body += piece
                if len(body) > _MOST or time.monotonic() > ends:
                    raise ProviderFailed("too slow or too much", name=name)
            status = answer.status_code
        said = json.loads(body) if status == _GOOD else None
    except requests.RequestException as error:
        raise ProviderFailed(type(error).__name__, name=name) from None
    except ValueError:
        raise ProviderFailed("no JSON", name=name) from None
    if not isinstance(said, dict):
        raise ProviderFailed(f"status {status}", name=name)
    return said
