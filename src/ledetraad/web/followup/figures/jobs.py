"""Fetching in the background: one indicator when somebody asks for it, and all every morning."""

from __future__ import annotations

from datetime import time

from django.utils import timezone

from ledetraad.errors import LedetraadError
from ledetraad.web.followup.figures.models import Feed
from ledetraad.web.followup.figures.news import news_of
from ledetraad.web.followup.figures.services.values_store import (
    store_nothing_new,
    store_problem,
    store_values,
)
from ledetraad.web.jobs.kinds import Effect, Run, job, repeating
from ledetraad.web.jobs.queue import enqueue

FETCH = "fetch-figures"


@job(FETCH)
def fetch_figures(_: Run, *, feed: int) -> Effect | None:
    """Ask the sources of one feed, and store what is new."""
    found = Feed.objects.filter(pk=feed, deleted_at=None).select_related("indicator").first()
    return refreshed(found) if found is not None else None


@repeating("fetch-all-figures", at=time(8, 30))
def fetch_all(_: Run) -> Effect | None:
    """Have every feed asked, after the hour at which Statistics Norway publishes (8 o'clock)."""
    feeds = list(Feed.objects.filter(deleted_at=None))

    def store() -> None:
        for one in feeds:
            fetch_soon(one)

    return store


def fetch_soon(feed: Feed) -> None:
    """Have a feed asked by a worker."""
    enqueue(FETCH, owner=feed.municipality_id, key=f"{FETCH}:{feed.pk}", feed=feed.pk)


def refreshed(feed: Feed) -> Effect:
    """Ask a feed's sources; what is returned stores the answer, or why there is none."""
    now = timezone.now()
    try:
        told = news_of(
            feed.said(), feed.last(), municipality=feed.municipality_id, kept_as=str(feed.pk)
        )
    except LedetraadError as error:
        problem = error
        return lambda: store_problem(feed, problem, now=now)
    if told is None:
        return lambda: store_nothing_new(feed, now=now)
    new = told

    def store() -> None:
        store_values(feed, new, now=now)

    return store
