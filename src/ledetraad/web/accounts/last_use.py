"""When each session was last used, so that its person can tell them apart: every few minutes.

A worker remembers what it has stored of late, so that most requests ask the database nothing more.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ledetraad.web.accounts.models import SignedIn

EVERY = timedelta(minutes=5)
_MOST = 10_000
_PAGES = ("/arbeid/", "/oppfolging/", "/innlesing/")


class LastUse:
    """Middleware that stores when a session was last used, every five minutes at most."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._stored: OrderedDict[str, float] = OrderedDict()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if request.path.startswith(_PAGES) and request.user.is_authenticated:
            self._used(request.session.session_key or "")
        return response

    def _used(self, key: str) -> None:
        now = time.monotonic()
        if now - self._stored.get(key, -EVERY.total_seconds()) < EVERY.total_seconds():
            return
        self._stored[key] = now
        self._stored.move_to_end(key)
        while len(self._stored) > _MOST:
            self._stored.popitem(last=False)
        at = timezone.now()
        SignedIn.objects.filter(session_key=key, used_at__lt=at - EVERY).update(used_at=at)
