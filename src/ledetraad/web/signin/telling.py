"""Telling a person by mail what has happened to their way of signing in."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib.auth.models import User

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.notices.models import Notice
from ledetraad.web.notices.services.notices_make import Wanted, make_notices
from ledetraad.web.signin.events import Event


def tell(user: User, event: Event, about: str = "", *, to: str = "") -> None:
    """Have a mail sent, in the caller's transaction where there is one.

    It is sent whatever the person has chosen of other mail, and to the account's own address.

    Args:
        user: whom.
        event: what has happened.
        about: in which browser, at which provider, or to which address.
        to: another address than the account's; empty for that.
    """
    place = Municipality.objects.filter(membership__user=user).order_by("pk").first()
    if not settings.MAIL or place is None:
        return
    occasion = f"security {event.value} {secrets.token_hex(8)}"
    said = {"event": event.value, "about": about} | ({"to": to} if to else {})
    make_notices(place, [Wanted(user, Notice.Kind.SECURITY, occasion, said)])
