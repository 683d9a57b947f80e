"""Asking the sources of something that has its numbers from them, and keeping what came by edition.

An indicator's feed and the economy's key figures are asked alike; what becomes of the answer is
for each to say.
"""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.utils import timezone

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
from ledetraad.web.followup.figures.models import FeedValues
from ledetraad.web.followup.figures.told import Told


def news_of(said: FeedValues, last: Told, *, municipality: int, kept_as: str) -> Told | None:
    """What the sources say now; None where that is what they said last.

    Args:
        said: which tables, and of which place.
        last: what they said last.
        municipality: the key of the one that has chosen whom to be compared with.
        kept_as: what its editions are called in the store of statistics.

    Raises:
        LedetraadError: a source does not have it, or does not answer.
    """
    source_of = opened(IN_THE_BACKGROUND)
    beside = beside_of(municipality, said, last.beside)
    if last.beside == beside and is_unchanged(last, source_of):
        return None
    answer = ask(said, source_of, beside)
    _keep_editions(answer, kept_as)
    return answer.told(said.definition)


def _keep_editions(answer: Answer, kept_as: str) -> None:
    """Keep what came, by edition: nothing that was published is lost when it is revised."""
    store, now = Store(settings.STATISTICS), timezone.now()
    for name, one in answer.fetched.items():
        dataset = one.observed.dataset
        own = replace(dataset, code=f"{dataset.code}/{kept_as}/{name}")
        edition = f"{one.edition.updated or now:%Y-%m-%dT%H%M}"
        try:
            store.add(replace(one.observed, dataset=own), edition, now)
        except EditionExists:  # the same day's table, with another choice in it
            store.add(replace(one.observed, dataset=own), f"{edition}-{now:%Y%m%dT%H%M%S%f}", now)
