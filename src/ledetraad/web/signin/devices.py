"""Knowing again the browsers in which a person has signed in, by a cookie that says no more."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ledetraad.web.accounts.browsers import browser_name
from ledetraad.web.signin.events import Event
from ledetraad.web.signin.models import Device
from ledetraad.web.signin.telling import tell

COOKIE = "enhet"
KEPT_FOR = timedelta(days=365)
_LONGEST = 64


def know_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Remember the browser in which somebody signs in, and tell them of it where it is new.

    A person's first one is not told of. What has not been used for a year is forgotten.

    Args:
        request: theirs.
        response: what is answered; it gets the cookie.
        user: who signs in.
    """
    now = timezone.now()
    theirs = Device.objects.filter(user=user)
    theirs.filter(used_at__lt=now - KEPT_FOR).delete()
    cookie = request.COOKIES.get(COOKIE, "")[:_LONGEST]
    if not cookie:
        cookie = secrets.token_urlsafe(24)
    digest = hashlib.sha256(cookie.encode()).hexdigest()
    if not theirs.filter(digest=digest).update(used_at=now):
        if theirs.exists():
            tell(user, Event.DEVICE, browser_name(request.headers.get("User-Agent", "")))
        Device.objects.create(user=user, digest=digest, used_at=now)
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
