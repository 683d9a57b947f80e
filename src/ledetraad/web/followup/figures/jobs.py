"""Fetching in the background: one indicator when somebody asks for it, and all every morning."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from django.conf import settings
from django.utils import timezone

from ledetraad.errors import LedetraadError
from ledetraad.statistics.store.faults import EditionExists
from ledetraad.statistics.store.store import Store
from ledetraad.web.followup.figures.asking import (
    IN_THE_BACKGROUND,
    Answer,
    ask,
    is_unchanged,
    opened,
)
from ledetraad.web.followup.figures.groups import beside_of
from ledetraad.web.followup.figures.models import Feed
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
    source_of = opened(IN_THE_BACKGROUND)
    said = feed.said()
    last = feed.last()
    beside = beside_of(feed)
    try:
        if last.beside == beside and is_unchanged(last, source_of):
            return lambda: store_nothing_new(feed, now=now)
        answer = ask(said, source_of, beside)
        _keep_editions(feed, answer)
    except LedetraadError as error:
        problem = error
        return lambda: store_problem(feed, problem, now=now)
    told = answer.told(said.definition)

    def store() -> None:
        store_values(feed, told, now=now)

    return store


def _keep_editions(feed: Feed, answer: Answer) -> None:
    """Keep what came, by edition: nothing that was published is lost when it is revised."""
    store, now = Store(settings.STATISTICS), timezone.now()
    for name, one in answer.fetched.items():
        dataset = one.observed.dataset
        own = replace(dataset, code=f"{dataset.code}/{feed.pk}/{name}")
        edition = f"{one.edition.updated or now:%Y-%m-%dT%H%M}"
        try:
            store.add(replace(one.observed, dataset=own), edition, now)
        except EditionExists:  # the same day's table, with another choice in it
            store.add(replace(one.observed, dataset=own), f"{edition}-{now:%Y%m%dT%H%M%S%f}", now)
