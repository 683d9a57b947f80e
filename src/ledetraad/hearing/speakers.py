"""Who speaks in a hearing, and what they may be called where everybody reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from ledetraad.errors import Phrase
from ledetraad.i18n import N_

NAMES_LEAVE_AFTER_YEARS = 1
"""Names should not be found for longer than a year (Noark 5, requirements 5.2.33 to 5.2.37)."""


class Speaker(StrEnum):
    """What kind of sender a statement has; the kinds that the council's table tells apart."""

    RESIDENT = "resident"
    CHILD = "child"
    ASSOCIATION = "association"
    BUSINESS = "business"
    STATE = "state"
    REGION = "region"
    NEIGHBOUR = "neighbour"
    COMMITTEE = "committee"
    PARTY = "party"
    UNION = "union"


SPEAKER_NAMES: Mapping[Speaker, str] = {
    Speaker.RESIDENT: N_("Resident"),
    Speaker.CHILD: N_("Child or young person"),
    Speaker.ASSOCIATION: N_("Association"),
    Speaker.BUSINESS: N_("Business"),
    Speaker.STATE: N_("State body"),
    Speaker.REGION: N_("County or regional body"),
    Speaker.NEIGHBOUR: N_("Neighbouring municipality"),
    Speaker.COMMITTEE: N_("Council or committee"),
    Speaker.PARTY: N_("Political party"),
    Speaker.UNION: N_("Trade union"),
}
PRIVATE = frozenset({Speaker.RESIDENT, Speaker.CHILD})
"""Persons who speak for themselves: a number stands for their name until it is released."""

ORGANISATIONS = (
    Speaker.ASSOCIATION,
    Speaker.BUSINESS,
    Speaker.PARTY,
    Speaker.UNION,
)
BODIES = (Speaker.STATE, Speaker.REGION, Speaker.NEIGHBOUR, Speaker.COMMITTEE)


def names_until(closes: date) -> date:
    """The last day that a name may be shown, for a hearing that closes on a day."""
    year = closes.year + NAMES_LEAVE_AFTER_YEARS
    try:
        return closes.replace(year=year)
    except ValueError:  # 29 February
        return closes.replace(year=year, day=28)


def may_be_named(
    speaker: Speaker, *, released: bool, agreed: bool, anonymised: bool, closes: date, today: date
) -> bool:
    """Whether a sender's name may stand where everybody reads.

    A child's never does. A private person's does where the person agreed and the municipality has
    released it; an organisation's or a body's always, until a year after the hearing.

    Args:
        speaker: the sender's kind.
        released: whether the municipality has released the name.
        agreed: whether the sender has agreed to be named.
        anonymised: whether the name was taken away on request.
        closes: the last day of the hearing.
        today: the day.
    """
    if anonymised or speaker is Speaker.CHILD or today > names_until(closes):
        return False
    return speaker not in PRIVATE or (released and agreed)


def called(speaker: Speaker, name: str, number: int, *, named: bool) -> Phrase:
    """What a sender is called: the name, or the kind and the statement's number."""
    if named and name:
        return Phrase("%(name)s", name=name)
    if speaker is Speaker.RESIDENT:
        return Phrase(N_("Resident no. %(number)s"), number=number)
    return Phrase(N_("%(kind)s no. %(number)s"), kind=Phrase(SPEAKER_NAMES[speaker]), number=number)
