"""Choosing whom a municipality is compared with, in all or in one, and having them fetched."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.statistics.peers.choice import PeerChoice
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.figures.jobs import fetch_soon
from ledetraad.web.followup.figures.models import Feed, PeerGroup
from ledetraad.web.followup.services.change_together import Answer, change_together
from ledetraad.web.history.recording import make
from ledetraad.web.jobs.queue import enqueue

PEERS_CHANGED = "fetch-key-figures-of"
"""The job by which the economy fetches its key figures for those who have been chosen."""
_FIRST = 1
"""The version of a choice that nobody has changed."""


def save_peers(
    municipality: Municipality, said: PeerChoice, answer: Answer, *, user: User | None
) -> None:
    """Keep whom a municipality is compared with; where that is new, their numbers are fetched.

    Args:
        municipality: whose choice it is.
        said: all that the form says.
        answer: the versions that the form was made from; 0 where there was none.
        user: who chooses.

    Raises:
        ChangedMeanwhile: others have changed the same fields since `answer.seen`; nothing is
            stored.
    """
    with transaction.atomic():
        held = Municipality.objects.select_for_update().get(pk=municipality.pk)
        kept = PeerGroup.objects.filter(municipality=held).first()
        if kept is None:
            usual = PeerChoice().model_dump(mode="json")
            kept = make(PeerGroup(municipality=held), usual, user=user)
        whole = Answer(max(answer.version, _FIRST), max(answer.seen, _FIRST), answer.chosen)
        if change_together(kept, said.model_dump(mode="json"), whole, user=user):
            for feed in Feed.objects.filter(municipality=held, deleted_at=None):
                fetch_soon(feed)
            enqueue(PEERS_CHANGED, owner=held.pk, municipality=held.pk)


def save_own_peers(
    feed: Feed, said: PeerChoice | None, answer: Answer, *, user: User | None
) -> None:
    """Keep whom a municipality is compared with in one indicator; who is new is fetched.

    Args:
        feed: where the indicator's values come from.
        said: whom; None for those chosen for all.
        answer: the versions that the form was made from.
        user: who chooses.

    Raises:
        ChangedMeanwhile: others have chosen since `answer.seen`; nothing is stored.
    """
    peers = said.model_dump(mode="json") if said is not None else None
    with transaction.atomic():
        if change_together(feed, {"peers": peers}, answer, user=user):
            fetch_soon(feed)
