"""The authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636).

All that a provider says is checked here; what it means for an account is not decided here.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from joserfc import jws, jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from ledetraad.i18n import N_
from ledetraad.web.signin.oidc.http import ProviderFailed, ask
from ledetraad.web.signin.oidc.metadata import keys, metadata
from ledetraad.web.signin.oidc.providers import Provider
from ledetraad.web.signin.oidc.said import Said, said_by

_ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512"]
"""Signatures by a key that the provider alone has; never "none", and never by our own secret."""
LATELY = 300
"""Seconds in which one has shown at the provider who one is, where it is asked for anew."""
LEEWAY = 60
"""Seconds by which the two clocks may differ."""
_NOT_TO_BE_TRUSTED = N_("What %(name)s said of you could not be trusted, so you are not signed in.")


@dataclass(frozen=True, slots=True)
class Begun:
    """What is remembered while a person is at the provider.

    Args:
        state: what the answer has to bring back.
        nonce: what the ID token has to say.
        verifier: what the code is exchanged with.
        address: where the answer comes.
    """

    state: str
    nonce: str
    verifier: str
    address: str
    anew: bool = False
    """Whether they were to show there anew who they are."""

    def kept(self) -> dict[str, Any]:
        """The same as a session holds it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class CameBack:
    """Somebody who has come back from a provider.

    Args:
        said: who it says they are.
        id_token: the token that says so, by which the provider knows them again.
        session: what the provider calls their session there; empty where it doesn't say.
        at: when they showed there who they are, in seconds since 1970; 0 where it doesn't say.
    """

    said: Said
    id_token: str = field(repr=False)
    session: str = ""
    at: float = 0


def begin(
    provider: Provider, address: str, *, language: str, other: bool = False, anew: bool = False
) -> tuple[str, Begun]:
    """Where a person is sent, and what is remembered meanwhile.

    Args:
        provider: by which.
        address: ours, that the answer comes to.
        language: that the person reads.
        other: whether the provider is to ask who it is though it knows, for one who was signed in
            there as somebody else.
        anew: whether they are to show there anew who they are, and it is to say that they did.

    Raises:
        ProviderFailed: the provider doesn't tell its addresses.
    """
    begun = Begun(
        state=secrets.token_urlsafe(24),
        nonce=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48),
        address=address,
        anew=anew,
    )
    challenge = hashlib.sha256(begun.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": address,
        "scope": " ".join(provider.scopes),
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        "ui_locales": language,
    }
    if provider.acr_values:
        asked["acr_values"] = " ".join(provider.acr_values)
    if other:
        asked["prompt"] = "login"
    if anew:
        asked["max_age"] = str(LATELY)
    start = metadata(provider).authorization
    return f"{start}{'&' if '?' in start else '?'}{urlencode(asked, quote_via=quote)}", begun


def finish(provider: Provider, begun: Begun, answer: Mapping[str, str]) -> CameBack:
    """Who the provider says it is.

    Args:
        provider: by which.
        begun: what was remembered.
        answer: what came back in the address.

    Raises:
        ProviderFailed: the provider fails, or what it says can't be trusted.
    """
    if "iss" in answer and answer["iss"] != provider.issuer:  # RFC 9207
        raise _untrusted(provider, "the answer is another issuer's")
    token = _token(provider, begun, answer.get("code", ""))
    id_token = str(token.get("id_token", ""))
    claims = _claims(provider, begun, id_token)
    session, at = claims.get("sid"), claims.get("auth_time")
    where = metadata(provider).userinfo
    access = token.get("access_token")
    if provider.userinfo and where and isinstance(access, str):
        more = ask(provider.name, "GET", where, bearer=access)
        if more.get("sub") != claims["sub"]:  # OpenID Connect Core 1.0, 5.3.2
            raise _untrusted(provider, "the user info is somebody else's")
        claims = more | claims
    return CameBack(
        said_by(provider, claims),
        id_token,
        session if isinstance(session, str) else "",
        at if isinstance(at, int | float) else 0,
    )


def _token(provider: Provider, begun: Begun, code: str) -> dict[str, Any]:
    where = metadata(provider)
    posted = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": begun.address,
        "code_verifier": begun.verifier,
    }
    if where.basic:  # each percent-encoded first: RFC 6749, 2.3.1
        auth = (quote(provider.client_id, safe=""), quote(provider.secret, safe=""))
        return ask(provider.name, "POST", where.token, data=posted, auth=auth)
    posted |= {"client_id": provider.client_id, "client_secret": provider.secret}
    return ask(provider.name, "POST", where.token, data=posted)


def _claims(provider: Provider, begun: Begun, id_token: str) -> dict[str, Any]:
    """What an ID token says, when all that OpenID Connect Core 1.0, 3.1.3.7 asks for holds."""
    rules = jwt.JWTClaimsRegistry(
        leeway=LEEWAY,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        nonce={"essential": True, "value": begun.nonce},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
    )
    claims = signed_claims(provider, id_token, rules, "ID token")
    others = claims["aud"] if isinstance(claims["aud"], list) else []
    if len(others) > 1 or claims.get("azp", provider.client_id) != provider.client_id:
        raise _untrusted(provider, "ID token: made for others, too")
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise _untrusted(provider, "ID token: no subject")
    if provider.acr_values and claims.get("acr") not in provider.acr_values:
        raise ProviderFailed(
            "ID token: acr",
            N_("%(name)s signed you in less safely than is asked for here."),
            name=provider.name,
        )
    at = claims.get("auth_time")
    if begun.anew and (
        not isinstance(at, int | float) or time.time() - at > LATELY + LEEWAY
    ):  # OpenID Connect Core 1.0, 3.1.3.7, 13
        raise ProviderFailed(
            "ID token: auth_time",
            N_("%(name)s did not say that you have shown anew who you are."),
            name=provider.name,
        )
    return dict(claims)


def signed_claims(
    provider: Provider, token: str, rules: jwt.JWTClaimsRegistry, what: str
) -> dict[str, Any]:
    """What a token says that the provider has signed, when it keeps some rules.

    Args:
        provider: whose signature it has to have.
        token: the token.
        rules: what its claims have to say.
        what: what the token is called in the log.

    Raises:
        ProviderFailed: it can't be trusted, or the provider's keys can't be had.
    """
    try:
        claims = _decoded(token, keys(provider), provider)
        rules.validate(claims)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise _untrusted(provider, f"{what}: {type(error).__name__} {error}") from None
    return claims


def _decoded(token: str, known: KeySet, provider: Provider) -> dict[str, Any]:
    registry = jws.JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
    try:
        return jwt.decode(token, known, registry=registry).claims
    except InvalidKeyIdError:
        return jwt.decode(token, keys(provider, anew=True), registry=registry).claims


def _untrusted(provider: Provider, why: str) -> ProviderFailed:
    return ProviderFailed(why, _NOT_TO_BE_TRUSTED, name=provider.name)
