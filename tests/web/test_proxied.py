"""Who asks, as the proxy says it: no visitor chooses their own address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import RequestFactory, override_settings

from ledetraad.web.limits import visitor
from ledetraad.web.proxied import by_forwarded, last_forwarded


@pytest.mark.parametrize(
    ("header", "address", "scheme"),
    [
        ("for=192.0.2.60;proto=https", "192.0.2.60", "https"),
        ('For="192.0.2.60:4711"; Proto=http', "192.0.2.60", "http"),
        ('for="[2001:db8:cafe::17]:4711";proto=https', "2001:db8:cafe::17", "https"),
        ('for="2001:db8::1"', "2001:db8::1", None),
        ("for=10.0.0.1;proto=http, for=192.0.2.43;proto=https", "192.0.2.43", "https"),
        ("for=10.0.0.1,", None, None),
        ("", None, None),
        ("x" * 100_000, None, None),
    ],
)
def test_the_nearest_proxy_is_believed(
    header: str, address: str | None, scheme: str | None
) -> None:
    said = last_forwarded(header)

    assert (said.get("for"), said.get("proto")) == (address, scheme)


@override_settings(PROXY=True)
def test_a_header_that_folds_to_the_proxys_is_not_believed() -> None:
    seen: list[str] = []

    def application(environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        request = RequestFactory().request(**environ)
        seen.append(f"{visitor(request)} {environ.get('HTTP_X_FORWARDED_PROTO', '-')}")
        return []

    sent = {
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_X_FORWARDED_FOR": "198.51.100.1",  # from X_Forwarded_For
        "HTTP_X_FORWARDED_PROTO": "https",
    }
    wrapped = by_forwarded(application)
    wrapped({**sent, "HTTP_FORWARDED": 'for="192.0.2.60";proto=http'}, None)
    wrapped(dict(sent), None)

    assert seen == ["192.0.2.60 http", "127.0.0.1 -"]
