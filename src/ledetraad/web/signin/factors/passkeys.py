"""Passkeys (WebAuthn Level 2): what a browser is asked for, and whether its answer holds.

The challenge is kept in the session meanwhile and good once.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.signin.models import Passkey

WITHIN = 300
"""Seconds in which a browser has to answer."""
_ASKED = "passkey-asked"
NAME = "Ledetråd"


class PasskeyRefused(LedetraadError):
    """A passkey's answer that doesn't hold."""


@dataclass(frozen=True, slots=True)
class Made:
    """A passkey that a browser has made.

    Args:
        credential: its id, in base64url.
        key: the id and the public key.
        count: how often it says it was used.
    """

    credential: str
    key: bytes
    count: int


def ask_for_new(request: HttpRequest, user: User) -> dict[str, Any]:
    """What a browser is asked for to make a passkey."""
    asked, state = _server(request).register_begin(
        PublicKeyCredentialUserEntity(
            id=_handle(user),
            name=user.get_username(),
            display_name=user.get_full_name() or user.get_username(),
        ),
        credentials=_keys(user),
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    _remember(request, "new", state)
    return dict(asked)


def made(request: HttpRequest, answer: Any) -> Made:
    """The passkey that a browser has made.

    Raises:
        PasskeyRefused: it wasn't asked for, or its answer doesn't hold.
    """
    state = _asked(request, "new")
    try:
        found = _server(request).register_complete(state, answer)
        data = found.credential_data
        if data is None:
            raise ValueError("no key")
    except _WRONG:
        raise _refused() from None
    return Made(websafe_encode(data.credential_id), bytes(data), found.counter)


def ask_for_known(request: HttpRequest, user: User | None) -> dict[str, Any]:
    """What a browser is asked for to show a passkey.

    Args:
        request: theirs.
        user: whose passkey, as a second step; None for anybody's, as both steps, for which the
            device has to have made sure who uses it.
    """
    asked, state = _server(request).authenticate_begin(
        _keys(user) if user is not None else None,
        user_verification=UserVerificationRequirement.PREFERRED
        if user is not None
        else UserVerificationRequirement.REQUIRED,
    )
    _remember(request, "known" if user is not None else "anybody", state)
    return dict(asked)


def shown(request: HttpRequest, answer: Any, user: User | None, *, now: datetime) -> User:
    """Whose passkey a browser has shown.

    Args:
        request: theirs.
        answer: what the browser sends, whatever it may be.
        user: whose it has to be; None for anybody's.
        now: when.

    Raises:
        PasskeyRefused: it wasn't asked for, is not known, or its answer doesn't hold.
    """
    state = _asked(request, "known" if user is not None else "anybody")
    passkey = _known(answer, user)
    try:
        parsed = AuthenticationResponse.from_dict(answer)
        known = [AttestedCredentialData(bytes(passkey.key))]
        _server(request).authenticate_complete(state, known, parsed)
        count = parsed.response.authenticator_data.counter
        handle = parsed.response.user_handle
    except _WRONG:
        raise _refused() from None
    if handle is not None and handle != _handle(passkey.user):
        raise _refused()
    # A count that doesn't grow is one of two copies: WebAuthn Level 2, 6.1.1.
    same = Passkey.objects.filter(pk=passkey.pk)
    newer = same.filter(count__lt=count) if count or passkey.count else same
    if not newer.update(count=count, used_at=now):
        raise _refused()
    return passkey.user


_CREDENTIAL = re.compile(r"[A-Za-z0-9_-]{1,1400}={0,2}")
_WRONG = (ValueError, TypeError, KeyError, AttributeError)


def _known(answer: Any, user: User | None) -> Passkey:
    credential = answer.get("rawId") if isinstance(answer, dict) else None
    if not isinstance(credential, str) or _CREDENTIAL.fullmatch(credential) is None:
        raise _refused()
    found = Passkey.objects.select_related("user").filter(
        credential=credential, user__is_active=True
    )
    passkey = (found if user is None else found.filter(user=user)).first()
    if passkey is None:
        raise _refused()
    return passkey


def _server(request: HttpRequest) -> Fido2Server:
    origin = settings.ADDRESS or request.build_absolute_uri("/")
    parts = urlsplit(origin)
    here = f"{parts.scheme}://{parts.netloc}"
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=parts.hostname or "", name=NAME),
        verify_origin=lambda told: told == here,
    )


def _keys(user: User) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(one.key)) for one in Passkey.objects.filter(user=user)]


def _handle(user: User) -> bytes:
    """What a device knows a person by: nothing that says who it is."""
    return salted_hmac("signin.passkey", str(user.pk), algorithm="sha256").digest()


def _remember(request: HttpRequest, what: str, state: Any) -> None:
    request.session[_ASKED] = {
        "what": what,
        "at": time.time(),
        "challenge": state["challenge"],
        "user_verification": state["user_verification"],
    }


def _asked(request: HttpRequest, what: str) -> dict[str, Any]:
    kept = request.session.pop(_ASKED, None)
    if not isinstance(kept, dict) or kept["what"] != what or time.time() - kept["at"] > WITHIN:
        raise _refused()
    return {name: kept[name] for name in ("challenge", "user_verification")}


def _refused() -> PasskeyRefused:
    return PasskeyRefused(
        N_("The passkey could not be used."), remedy=N_("Try again, or sign in another way.")
    )
