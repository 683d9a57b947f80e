"""Saying where an indicator's values come from, and ending that."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.followup.freshness import Frequency
from ledetraad.i18n import N_
from ledetraad.web.followup.figures.models import Feed, FeedValues
from ledetraad.web.followup.models import Indicator
from ledetraad.web.history.recording import change, delete, make, restore


class FeedRefused(LedetraadError):
    """An indicator that can't have its values from there."""


def set_feed(indicator: Indicator, said: FeedValues, *, user: User | None) -> Feed:
    """Let an indicator have its values from published tables.

    Values that people have entered stay; those that are fetched stand beside them, and correct them
    where they differ. Whom it is compared with stays, too, where that is not said.

    Args:
        indicator: which.
        said: from where.
        user: who says so.

    Raises:
        FeedRefused: the indicator is not of whole years.
    """
    if indicator.said().frequency is not Frequency.YEAR:
        raise FeedRefused(
            N_("Only an indicator that is measured once a year can have its values fetched."),
            where=indicator.name,
            remedy=N_("Change how often the indicator is measured, or enter its values by hand."),
        )
    unsaid = {"peers"} if said.peers is None else set()
    values = said.model_dump(mode="json", exclude=unsaid)
    with transaction.atomic():
        Indicator.objects.select_for_update().get(pk=indicator.pk)
        feed = Feed.objects.filter(indicator=indicator).first()
        if feed is None:
            new = Feed(municipality=indicator.municipality, indicator=indicator)
            return make(new, values, user=user)
        if feed.deleted_at is not None:
            restore(feed, user=user)
        change(feed, values, user=user)
        return feed


def end_feed(feed: Feed, *, user: User | None, now: datetime) -> None:
    """Fetch no more; the values that were fetched stay."""
    delete(feed, user=user, now=now)
