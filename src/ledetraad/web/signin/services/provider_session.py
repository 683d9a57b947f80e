"""Sessions here of those who came by a provider of sign-in, which end when it says so."""

from __future__ import annotations

from django.db import transaction

from ledetraad.web.accounts.models import SignedIn
from ledetraad.web.accounts.services.sessions_end import end_session
from ledetraad.web.signin.models import Identity, ProviderSession
from ledetraad.web.signin.oidc.providers import Provider

_LONGEST = 255


def remember(key: str, provider: str, session: str) -> None:
    """Remember by which provider a session began.

    Args:
        key: our session's.
        provider: the provider's.
        session: what the provider calls its own session; one that is too long can't be found.
    """
    there = session if len(session) <= _LONGEST else ""
    for one in SignedIn.objects.filter(session_key=key):
        ProviderSession.objects.update_or_create(
            signed_in=one, defaults={"provider": provider, "session": there}
        )


def end_by_provider(provider: Provider, *, session: str = "", subject: str = "") -> int:
    """End what began by a provider's session, or else all that a person began by the provider.

    Args:
        provider: which.
        session: what it calls its session; empty where it doesn't say.
        subject: what it calls the person; empty where it doesn't say.

    Returns:
        How many sessions have ended.
    """
    began = ProviderSession.objects.filter(provider=provider.key).select_related("signed_in")
    if session:
        began = began.filter(session=session)
    if subject:
        known = Identity.objects.filter(issuer=provider.issuer, subject=subject)
        began = began.filter(signed_in__user__in=known.values("user"))
    if not (session or subject):
        return 0
    with transaction.atomic():
        ended = [one.signed_in for one in began]
        for one in ended:
            end_session(one)
    return len(ended)
