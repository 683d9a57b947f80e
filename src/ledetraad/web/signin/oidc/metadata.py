"""What a provider says of itself: its addresses and the keys that it signs with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from ledetraad.web.signin.oidc.http import ProviderFailed, ask
from ledetraad.web.signin.oidc.providers import Provider, is_safe

_KEPT = 3600
_OPTIONAL = frozenset({"userinfo_endpoint", "end_session_endpoint"})
_WELL_KNOWN = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Metadata:
    """A provider's addresses.

    Args:
        authorization, token, keys: where one signs in, where a code is exchanged, and where the
            keys are.
        userinfo: where more is told of a person; empty where it isn't.
        end_session: where one signs out; empty where one can't.
        basic: whether our secret is shown in the header, and not among what is posted.
    """

    authorization: str
    token: str
    keys: str
    userinfo: str
    end_session: str
    basic: bool


def metadata(provider: Provider) -> Metadata:
    """A provider's metadata, asked for once an hour (OpenID Connect Discovery 1.0).

    Raises:
        ProviderFailed: it can't be had, or is not of this provider.
    """
    place = _place(provider, "metadata")
    said = cache.get(place)
    if said is None:
        said = ask(provider.name, "GET", provider.issuer.rstrip("/") + _WELL_KNOWN)
        found = _read(provider, said)
        cache.set(place, said, _KEPT)
        return found
    return _read(provider, said)


def keys(provider: Provider, *, anew: bool = False) -> KeySet:
    """The keys that a provider signs with.

    Args:
        provider: which.
        anew: whether they are asked for though they are known, since there may be new ones.

    Raises:
        ProviderFailed: they can't be had.
    """
    place = _place(provider, "keys")
    said = None if anew else cache.get(place)
    fresh = said is None
    if fresh:
        said = ask(provider.name, "GET", metadata(provider).keys)
    try:
        found = KeySet.import_key_set(said)  # type: ignore[arg-type]
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise ProviderFailed(f"keys: {type(error).__name__}", name=provider.name) from None
    if fresh:
        cache.set(place, said, _KEPT)
    return found


def _read(provider: Provider, said: dict[str, Any]) -> Metadata:
    if said.get("issuer") != provider.issuer:
        raise ProviderFailed("the metadata is another issuer's", name=provider.name)
    found = {
        name: said.get(name, "")
        for name in (
            "authorization_endpoint",
            "token_endpoint",
            "jwks_uri",
            "userinfo_endpoint",
            "end_session_endpoint",
        )
    }
    for name, address in found.items():
        optional = name in _OPTIONAL and not address
        if not optional and not (isinstance(address, str) and is_safe(address)):
            raise ProviderFailed(f"{name} is missing or not safe", name=provider.name)
    methods = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return Metadata(
        authorization=found["authorization_endpoint"],
        token=found["token_endpoint"],
        keys=found["jwks_uri"],
        userinfo=found["userinfo_endpoint"],
        end_session=found["end_session_endpoint"],
        basic=isinstance(methods, list) and "client_secret_basic" in methods,
    )


def _place(provider: Provider, what: str) -> str:
    digest = hashlib.sha256(provider.issuer.encode()).hexdigest()[:32]
    return f"oidc:{what}:{digest}"
