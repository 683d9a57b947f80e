"""The notice of a hearing: one for the newspaper, one for the internet.

The law asks for a notice in at least one newspaper that is commonly read there, and that the
proposal is made available on the internet (plan- og bygningsloven § 11-14).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ledetraad.errors import Phrase
from ledetraad.followup.saying import joined, said_weekday
from ledetraad.i18n import N_


@dataclass(frozen=True, slots=True)
class Facts:
    """What a notice tells of.

    Args:
        municipality, plan: their names.
        opens, closes: the first and the last day.
        address: where one reads and speaks.
        paper_at: where a paper copy lies; empty where none does.
        asks: what the municipality wants to hear of; empty where nothing is asked.
        mail, post, case: where statements may be sent instead, and marked with what.
    """

    municipality: str
    plan: str
    opens: date
    closes: date
    address: str
    paper_at: str = ""
    asks: str = ""
    mail: str = ""
    post: str = ""
    case: str = ""


def newspaper(facts: Facts) -> Phrase:
    """A short notice, paid for by the line."""
    parts = [
        Phrase(
            N_(
                "%(municipality)s puts “%(plan)s” on hearing and public inspection from "
                "%(opens)s to %(closes)s."
            ),
            municipality=facts.municipality,
            plan=facts.plan,
            opens=said_weekday(facts.opens),
            closes=said_weekday(facts.closes),
        ),
        *_where(facts),
        Phrase(N_("Plan- og bygningsloven § 11-14.")),
    ]
    return joined(parts, " ")


def internet(facts: Facts) -> Phrase:
    """A longer one, in paragraphs."""
    opening = Phrase(
        N_(
            "%(municipality)s has made a proposal for “%(plan)s”. Everybody can read it and say "
            "what they mean, from %(opens)s to and with %(closes)s."
        ),
        municipality=facts.municipality,
        plan=facts.plan,
        opens=said_weekday(facts.opens),
        closes=said_weekday(facts.closes),
    )
    parts: list[Phrase] = [opening]
    if facts.asks:
        parts.append(Phrase("%(asks)s", asks=facts.asks))
    parts += [
        joined(_where(facts), " "),
        Phrase(
            N_(
                "You need no account, and can speak to the whole plan or to one goal. Every "
                "statement is read and answered in the case paper, and what is sent in is public "
                "by law. A private person's name is not shown on these pages without leave."
            )
        ),
    ]
    return joined(parts, "\n\n")


def _where(facts: Facts) -> list[Phrase]:
    found = [Phrase(N_("Read the proposal and speak at %(address)s."), address=facts.address)]
    if facts.paper_at:
        found.append(Phrase(N_("A paper copy lies at %(place)s."), place=facts.paper_at))
    ways = [one for one in (facts.mail, facts.post) if one]
    if ways:
        template = (
            N_("You can also write to %(ways)s, marked “%(case)s”.")
            if facts.case
            else N_("You can also write to %(ways)s.")
        )
        found.append(Phrase(template, ways=joined(ways, " / "), case=facts.case))
    return found
