"""What a provider says of a person, taken out of its claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ledetraad.web.signin.oidc.providers import Provider

_LONGEST = 150
_LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True)
class Said:
    """Who a provider says that somebody is.

    Args:
        issuer, subject: who, for ever and everywhere.
        name: what the person is called; empty where it isn't said.
        email: the person's address; empty where none is said to be theirs.
        groups: the person's groups; None where there are too many to be said.
    """

    issuer: str
    subject: str
    name: str = ""
    email: str = ""
    groups: frozenset[str] | None = frozenset()


def said_by(provider: Provider, claims: Mapping[str, Any]) -> Said:
    """What claims say, once they are known to be the provider's own.

    An address counts where the provider says that it is the person's (`email_verified`, or Entra
    ID's `xms_edov`), or is trusted to have no others.
    """
    shown = [claims.get(name) for name in ("email_verified", "xms_edov")]
    verified = any(one is True or one in ("true", "1", 1) for one in shown)
    email = _text(claims, "email", _LONGEST_ADDRESS)
    return Said(
        issuer=provider.issuer,
        subject=str(claims["sub"]),
        name=_text(claims, "name", _LONGEST),
        email=email if verified or provider.trust_email else "",
        groups=_groups(provider, claims),
    )


def _groups(provider: Provider, claims: Mapping[str, Any]) -> frozenset[str] | None:
    """A person's groups; Entra ID says where to ask for them where there are more than 200."""
    elsewhere = claims.get("_claim_names")
    if isinstance(elsewhere, dict) and provider.groups_claim in elsewhere:
        return None
    found = claims.get(provider.groups_claim, [])
    if isinstance(found, str):
        found = [found]
    if not isinstance(found, list):
        return frozenset()
    return frozenset(one for one in found if isinstance(one, str))


def _text(claims: Mapping[str, Any], name: str, longest: int) -> str:
    found = claims.get(name)
    if not isinstance(found, str) or len(found) > longest or not found.isprintable():
        return ""
    return " ".join(found.split())
