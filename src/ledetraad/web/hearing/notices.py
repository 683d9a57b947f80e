"""What a hearing's notice tells of, from what is stored."""

from __future__ import annotations

from ledetraad.hearing.notice import Facts
from ledetraad.web.hearing.models import Hearing


def facts_of(hearing: Hearing, address: str) -> Facts:
    """A hearing's facts; `address` is where one reads and speaks."""
    said = hearing.said()
    return Facts(
        municipality=hearing.plan.municipality.name,
        plan=hearing.plan.title or hearing.plan.slug,
        opens=said.opens,
        closes=said.closes,
        address=address,
        paper_at=said.paper_at,
        asks=said.asks,
        mail=said.mail,
        post=said.post,
        case=said.case,
    )
