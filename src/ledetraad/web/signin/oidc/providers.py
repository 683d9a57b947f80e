"""The providers of OpenID Connect that the environment names, such as Entra ID and ID-porten."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ledetraad.errors import InvalidSettings
from ledetraad.i18n import N_

_KEY = re.compile(r"[a-z][a-z0-9-]{0,29}")
_ON = frozenset({"1", "true", "yes", "on"})
_OURSELVES = frozenset({"localhost", "127.0.0.1", "::1"})
_START = "LEDETRAAD_OIDC"


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider, and what we make of what it says.

    Args:
        key: its part of our addresses, such as "entra".
        name: what its button says.
        issuer: who it is, as its metadata and its tokens say it.
        client_id: what it knows us by.
        secret: what we show it; never logged, and never on a page.
        scopes: what it is asked for.
        acr_values: the assurance levels it is asked for, and that are taken.
        groups_claim: the claim that says a person's groups.
        two_steps: whether its sign-in is as good as ours with a second step.
        trust_email: whether its addresses are a person's own though it doesn't say so.
        userinfo: whether what the ID token doesn't say is asked for at its user info.
        places: the municipalities that it speaks for, by their part of our addresses; empty for
            all.
    """

    key: str
    name: str
    issuer: str
    client_id: str
    secret: str = field(repr=False)
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    acr_values: tuple[str, ...] = ()
    groups_claim: str = "groups"
    two_steps: bool = False
    trust_email: bool = False
    userinfo: bool = False
    places: frozenset[str] = frozenset()

    def speaks_for(self, place: str) -> bool:
        """Whether it may say who somebody is in a municipality.

        Args:
            place: the municipality's part of our addresses.
        """
        return not self.places or place in self.places


def providers(environment: Mapping[str, str]) -> dict[str, Provider]:
    """The providers, by their keys, in the order named.

    Args:
        environment: its LEDETRAAD_OIDC names them, such as "entra,idporten"; of each it tells
            LEDETRAAD_OIDC_ENTRA_ISSUER and so on.

    Raises:
        InvalidSettings: a setting is missing, or says what it can't.
    """
    keys = [part.strip() for part in environment.get(_START, "").split(",") if part.strip()]
    return {key: _provider(key, environment) for key in keys}


def is_safe(address: str) -> bool:
    """Whether an address is encrypted, or is on this machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and parts.hostname in _OURSELVES


def _provider(key: str, environment: Mapping[str, str]) -> Provider:
    if not _KEY.fullmatch(key):
        raise InvalidSettings(
            N_("“%(key)s” can't be a provider's name in addresses."),
            where=_START,
            remedy=N_("Use small letters a–z and digits, such as “entra”."),
            key=key,
        )
    start = f"{_START}_{key.upper().replace('-', '_')}_"

    def said(name: str, usual: str = "") -> str:
        return environment.get(f"{start}{name}", "").strip() or usual

    def needed(name: str) -> str:
        text = said(name)
        if not text:
            raise InvalidSettings(
                N_("A setting of a provider of sign-in is missing."),
                where=f"{start}{name}",
                remedy=N_("Set it, or take the provider out of LEDETRAAD_OIDC."),
            )
        return text

    def on(name: str) -> bool:
        return said(name).lower() in _ON

    issuer = needed("ISSUER")
    if not is_safe(issuer):
        raise InvalidSettings(
            N_("A provider of sign-in has to be reached by https."),
            where=f"{start}ISSUER",
            remedy=N_("Write its issuer as https://login.example.org."),
        )
    scopes = dict.fromkeys(("openid", *said("SCOPES", "profile email").split()))
    return Provider(
        key=key,
        name=said("NAME", key),
        issuer=issuer,
        client_id=needed("CLIENT_ID"),
        secret=needed("SECRET"),
        scopes=tuple(scopes),
        acr_values=tuple(said("ACR_VALUES").split()),
        groups_claim=said("GROUPS_CLAIM", "groups"),
        two_steps=on("TWO_STEPS"),
        trust_email=on("TRUST_EMAIL"),
        userinfo=on("USERINFO"),
        places=frozenset(part for part in re.split(r"[,\s]+", said("MUNICIPALITIES")) if part),
    )
