"""Asking over HTTP: politely, within bounds, and giving up with a reason.

Keeps within the calls that a source allows in a span of time, waits and tries again where that
helps, bounds what is read, and says what is wrong in words that help. Clock and sleep are passed
in.
"""

from __future__ import annotations

import time
import urllib.parse
import urllib.request
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urlsplit

import orjson
import urllib3

from ledetraad import __version__
from ledetraad.errors import Phrase
from ledetraad.i18n import N_
from ledetraad.statistics.faults import SourceUnavailable

AGENT: Final = f"ledetraad/{__version__}"
_TRY_AGAIN: Final = frozenset({429, 500, 502, 503, 504})
_TOO_MANY_CALLS: Final = 429
_UNCHANGED: Final = 304
_FAILED: Final = 400
_CHUNK: Final = 1 << 20
_FOLLOW: Final = urllib3.Retry(
    connect=0, read=0, other=0, status=0, redirect=3, respect_retry_after_header=False
)
"""Follow a moved address; when to try again is for us to say."""
_CUT = N_("the connection was cut")
_CAUSES = (
    (urllib3.exceptions.SSLError, N_("its certificate can't be trusted")),
    (urllib3.exceptions.NameResolutionError, N_("its name is not known here")),
    (urllib3.exceptions.NewConnectionError, N_("nobody answers at the address")),
    (urllib3.exceptions.TimeoutError, N_("it did not answer in time")),
    (urllib3.exceptions.ProxyError, N_("the proxy does not let us through")),
)
_LATER = N_("Try again later; the source may be busy or being updated.")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked of a source, and waited for.

    Args:
        calls, window: at most so many calls in so many seconds. Statistics Norway: 30 in 60.
        attempts: how often one question is asked before giving up.
        longest_wait: the most seconds to wait before asking again.
        timeout: seconds for a connection, and for each part of an answer.
        longest_answer: seconds for a whole answer.
        largest: bytes of an answer.
    """

    calls: int = 30
    window: float = 60.0
    attempts: int = 5
    longest_wait: float = 120.0
    timeout: float = 60.0
    longest_answer: float = 300.0
    largest: int = 200_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source answered.

    Args:
        status: the HTTP status, below 400; 304 where nothing has changed.
        data: the body.
        tag: its ETag; empty where there is none.
    """

    status: int
    data: bytes
    tag: str = ""

    @property
    def unchanged(self) -> bool:
        """Whether the source says that nothing has changed."""
        return self.status == _UNCHANGED


class Refused(Exception):
    """A source's no to a question: told on by whoever knows what was asked.

    Args:
        status: the HTTP status, 400 or more.
        words: what the source says of it; empty where it says nothing readable.
    """

    def __init__(self, status: int, words: str) -> None:
        super().__init__(f"{status} {words}".strip())
        self.status = status
        self.words = words


def proxied_pool(address: str, timeout: float) -> urllib3.PoolManager:
    """Connections to an address, through the proxy that the machine is set to, if any."""
    parts = urlsplit(address)
    proxy = urllib.request.getproxies().get(parts.scheme)
    waits = urllib3.Timeout(connect=timeout, read=timeout)
    if proxy and not urllib.request.proxy_bypass(parts.hostname or ""):
        return urllib3.ProxyManager(proxy, timeout=waits)
    return urllib3.PoolManager(timeout=waits)


class Http:
    """Asks one source.

    Args:
        limits: how much is asked, and waited for.
        clock: seconds that only ever rise.
        sleep: waits so many seconds.
        now: the time of day, for sources that say when to come again.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._limits = limits or Limits()
        self._clock, self._sleep, self._now = clock, sleep, now
        self._calls = self._limits.calls
        self._window = self._limits.window
        self._asked: deque[float] = deque()
        self._pools: dict[str, urllib3.PoolManager] = {}

    def allow(self, calls: int, window: float) -> None:
        """Keep to what the source says that it allows: so many calls in so many seconds."""
        if calls > 0 and window > 0:
            self._calls, self._window = calls, window

    def get(self, address: str, fields: Mapping[str, str] | None = None, tag: str = "") -> Answer:
        """Ask for an address.

        Args:
            address: without the fields.
            fields: what stands after "?".
            tag: the ETag of what one has; the answer is `unchanged` if that is still right.

        Raises:
            Refused: the source says no.
            SourceUnavailable: there is no answer, or none that can be used.
        """
        headers = {"If-None-Match": tag} if tag else {}
        return self._ask("GET", address, headers, fields=dict(fields or {}))

    def post(self, address: str, question: Any, fields: Mapping[str, str] | None = None) -> Answer:
        """Ask by a question in JSON; see `get`."""
        headers = {"Content-Type": "application/json"}
        query = f"?{urllib.parse.urlencode(fields)}" if fields else ""
        return self._ask("POST", address + query, headers, body=orjson.dumps(question))

    def json(self, address: str, fields: Mapping[str, str] | None = None) -> Any:
        """The JSON at an address, read; see `get`."""
        return read_json(self.get(address, fields), address)

    def _ask(self, method: str, address: str, headers: dict[str, str], **more: Any) -> Answer:
        headers = headers | {"User-Agent": AGENT, "Accept": "application/json"}
        for attempt in range(1, self._limits.attempts + 1):
            self._wait_for_turn()
            try:
                status, answer, told = self._once(method, address, headers, **more)
            except urllib3.exceptions.HTTPError as error:
                if attempt == self._limits.attempts:
                    raise _unreachable(address, error) from None
                self._sleep(self._backoff(attempt))
                continue
            if status not in _TRY_AGAIN:
                if status >= _FAILED:
                    raise Refused(status, _words(answer.data))
                return answer
            wait = self._told_wait(told)
            if attempt == self._limits.attempts or (wait or 0) > self._limits.longest_wait:
                raise _busy(address, status, wait, attempt)
            self._sleep(self._backoff(attempt) if wait is None else wait)
        raise AssertionError("the last attempt returns or raises")

    def _once(
        self, method: str, address: str, headers: dict[str, str], **more: Any
    ) -> tuple[int, Answer, Mapping[str, str]]:
        response = self._pool(address).request(
            method,
            address,
            headers=headers,
            preload_content=False,
            retries=_FOLLOW,
            **more,
        )
        try:
            data = self._body(response, address)
        finally:
            response.release_conn()
        told = {name.lower(): value for name, value in response.headers.items()}
        self._heed(told)
        if response.status < _FAILED and response.status != _UNCHANGED:
            _refuse_page(told.get("content-type", ""), data, address)
        return response.status, Answer(response.status, data, told.get("etag", "")), told

    def _pool(self, address: str) -> urllib3.PoolManager:
        host = urlsplit(address).netloc
        if host not in self._pools:
            self._pools[host] = proxied_pool(address, self._limits.timeout)
        return self._pools[host]

    def _body(self, response: urllib3.BaseHTTPResponse, address: str) -> bytes:
        began, parts, size = self._clock(), [], 0
        for part in response.stream(_CHUNK, decode_content=True):
            parts.append(part)
            size += len(part)
            if size > self._limits.largest or self._clock() - began > self._limits.longest_answer:
                response.close()
                raise SourceUnavailable(
                    N_("The answer does not end: %(size)s MB have come."),
                    where=address,
                    remedy=N_("Choose fewer values, or fetch the table as a file."),
                    size=size // 1_000_000,
                )
        return b"".join(parts)

    def _wait_for_turn(self) -> None:
        now = self._clock()
        while self._asked and self._asked[0] <= now - self._window:
            self._asked.popleft()
        if len(self._asked) >= self._calls:
            self._sleep(self._asked[-self._calls] + self._window - now)
        self._asked.append(self._clock())

    def _heed(self, told: Mapping[str, str]) -> None:
        """Keep to the limit that the source tells, such as "40;w=60s"."""
        calls, _, rest = told.get("x-ratelimit-policy", "").partition(";")
        window = rest.strip().removeprefix("w=").removesuffix("s")
        if calls.strip().isdecimal() and window.isdecimal():
            self.allow(int(calls), float(window))
        if told.get("x-ratelimit-remaining") == "0":  # others may ask from the same address
            missing = self._calls - len(self._asked)
            self._asked.extend([self._clock()] * max(missing, 0))

    def _backoff(self, attempt: int) -> float:
        return float(min(2 ** (attempt - 1), self._limits.longest_wait))

    def _told_wait(self, told: Mapping[str, str]) -> float | None:
        """How long the source says to wait, in seconds or until a time of day."""
        said = told.get("retry-after", "").strip()
        if said.isdecimal():
            return float(said)
        with suppress(ValueError):
            return max((parsedate_to_datetime(said) - self._now()).total_seconds(), 0.0)
        return None


def read_json(answer: Answer, address: str) -> Any:
    """An answer's JSON.

    Raises:
        SourceUnavailable: it is none.
    """
    try:
        return orjson.loads(answer.data)
    except orjson.JSONDecodeError:
        raise SourceUnavailable(
            N_("The source answers with something that is not JSON."),
            where=address,
            remedy=_LATER,
        ) from None


def _refuse_page(kind: str, data: bytes, address: str) -> None:
    start = data[:200].lstrip().lower()
    if "html" in kind.lower() or start.startswith((b"<!doctype", b"<html")):
        raise SourceUnavailable(
            N_("The source answers with a web page in place of numbers."),
            where=address,
            remedy=N_("See that the address is right, and that the network lets it through."),
        )


def _words(data: bytes) -> str:
    """What a source says of why it says no: `title` or `detail`, `error`, or a short text."""
    with suppress(orjson.JSONDecodeError):
        told = orjson.loads(data)
        if isinstance(told, dict):
            keys = ("title", "detail", "error", "message", "status")
            found = (told.get(key) for key in keys)
            return next((each for each in found if isinstance(each, str) and each), "")[:300]
        if isinstance(told, str):
            return told[:300]
    text = data[:300].decode("utf-8", errors="replace").strip()
    return "" if text.startswith("<") else text


def _unreachable(address: str, error: urllib3.exceptions.HTTPError) -> SourceUnavailable:
    cause = getattr(error, "reason", None) or error
    reason = next((told for kind, told in _CAUSES if isinstance(cause, kind)), _CUT)
    return SourceUnavailable(
        N_("The source can't be reached: %(reason)s."),
        where=address,
        remedy=N_("See that this machine reaches the internet, and try again later."),
        reason=Phrase(reason),
    )


def _busy(address: str, status: int, wait: float | None, attempts: int) -> SourceUnavailable:
    if status == _TOO_MANY_CALLS:
        return SourceUnavailable(
            N_("The source is asked too often from this network; it wants a wait of %(wait)s s."),
            where=address,
            remedy=N_("Try again later; all machines of a network share what a source allows."),
            wait=round(wait or 0),
        )
    return SourceUnavailable(
        N_("The source does not answer as it should (HTTP %(status)s, asked %(times)s times)."),
        where=address,
        remedy=_LATER,
        status=status,
        times=attempts,
    )
