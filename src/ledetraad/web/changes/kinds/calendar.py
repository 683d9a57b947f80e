"""The municipality's meetings, and its own days for Norway's dates."""

from __future__ import annotations

from typing import Any

from ledetraad.followup.year_wheel import national_dates
from ledetraad.i18n import N_
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.kind import Kind
from ledetraad.web.changes.saying import by_ways, day
from ledetraad.web.changes.undoing import in_the_municipality, plainly
from ledetraad.web.changes.words import Words
from ledetraad.web.history.models import Change
from ledetraad.web.notices.models import Meeting, OwnDate


def _date(words: Words, key: Any) -> str:
    """What one of Norway's dates is called; they are the same every year."""
    names = {one.key: one.name for one in national_dates(_ANY_YEAR)}
    return words.translate(names[key]) if key in names else str(key)


_ANY_YEAR = 2026
_MANAGES = in_the_municipality(Action.MANAGE_PERIODS)
KINDS = (
    Kind(
        name=Meeting.kind(),
        slug="mote",
        called=N_("meeting"),
        plural=N_("Meetings"),
        things=lambda place: Meeting.objects.filter(municipality=place),
        tell=by_ways(
            {"day": N_("Day"), "body": N_("Who meets"), "about": N_("What is treated")},
            {"day": day},
        ),
        page=lambda thing: f"arshjul/{thing.day.year}/",
        undoing=plainly(_MANAGES),
    ),
    Kind(
        name=OwnDate.kind(),
        slug="egen-dag",
        called=N_("the municipality's own day"),
        plural=N_("The municipality's own days"),
        things=lambda place: OwnDate.objects.filter(municipality=place),
        tell=by_ways(
            {
                "year": N_("Year"),
                "key": N_("Which date"),
                "day": N_("The day here"),
                "note": N_("Why, or what has been told"),
            },
            {"day": day, "key": _date},
        ),
        page=lambda thing: f"arshjul/{thing.year}/",
        whats={
            Change.What.MADE: N_("set another day"),
            Change.What.DELETED: N_("let Norway's day hold again"),
        },
        undoing=plainly(_MANAGES, listed=False),
    ),
)
