"""The letter that tells what waits for somebody, and what has changed in what they follow."""

from __future__ import annotations

from ledetraad.i18n import N_
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.reporting.counting import counted
from ledetraad.web.followup.reporting.known_periods import open_periods
from ledetraad.web.followup.reporting.worklist import (
    asked_of,
    by_period,
    sent_back,
    wanting,
)
from ledetraad.web.notices.following import followed
from ledetraad.web.notices.letter import Item, Letter, Part, part
from ledetraad.web.notices.letters.writing import Writing
from ledetraad.web.notices.models import NoticeChoice


def digest(writing: Writing) -> Letter | None:
    """What there is to do, and what has changed since the last time; None where it is nothing."""
    parts = [*_to_do(writing), *_changed(writing)]
    if not parts:
        return None
    daily = writing.notice.about.get("often") == NoticeChoice.Often.DAILY
    subject = N_("Your day in %(place)s") if daily else N_("Your week in %(place)s")
    return Letter(
        subject=writing.say(subject, place=writing.notice.municipality.name),
        opening=writing.say(
            N_("This is what waits for you, and what has changed in what you follow.")
        ),
        parts=tuple(parts),
        onward=Item(writing.say(N_("All that waits for you")), writing.within("")),
    )


def _to_do(writing: Writing) -> list[Part]:
    asked = asked_of(writing.allowed, writing.user)
    found: list[Part] = []
    back = sent_back(asked)
    if back:
        heading = writing.ngettext(
            "%(num)s report is sent back to you", "%(num)s reports are sent back to you", len(back)
        )
        found.append(part(heading, [writing.asked(one) for one in back]))
    for period in by_period(asked, writing.today):
        heading = (
            writing.ngettext(
                "%(num)s measure was to be reported by %(day)s",
                "%(num)s measures were to be reported by %(day)s",
                period.count,
                day=period.due,
            )
            if period.late
            else writing.ngettext(
                "You have %(num)s measure to report by %(day)s",
                "You have %(num)s measures to report by %(day)s",
                period.count,
                day=period.due,
            )
        )
        listed = part(heading, [writing.asked(one) for one in period.items])
        found.append(Part(listed.heading, listed.items, period.count))
    stale = wanting(writing.allowed, writing.user, writing.today)
    if stale:
        heading = writing.ngettext(
            "%(num)s indicator waits for a value", "%(num)s indicators wait for a value", len(stale)
        )
        items = [
            Item(one.now.indicator.name, writing.within(f"indikatorer/{one.now.indicator.pk}/"))
            for one in stale
        ]
        found.append(part(heading, items))
    return found + _board(writing)


def _board(writing: Writing) -> list[Part]:
    """How far the units have come, for those who follow them up."""
    if not writing.allowed.may(Action.RETURN_REPORT):
        return []
    periods = open_periods(writing.allowed.municipality)
    counts = counted(periods)
    items = [
        Item(
            period.name,
            writing.within(f"rapportering/{period.pk}/"),
            writing.say(
                N_("%(reported)s of %(asked)s reported"),
                reported=counts[period.pk].reported,
                asked=counts[period.pk].asked,
            ),
        )
        for period in periods
    ]
    return [part(writing.say(N_("What you follow up")), items)] if items else []


def _changed(writing: Writing) -> list[Part]:
    found = followed(writing)
    headings = (
        (found.measures, N_("Measures that were changed")),
        (found.comments, N_("What colleagues have said")),
        (found.values, N_("New values")),
    )
    return [part(writing.say(heading), items) for items, heading in headings if items]
