"""Fetching key figures in the background: one when somebody asks for it, and all every morning."""

from __future__ import annotations

from datetime import time

from django.db import transaction
from django.utils import timezone

from ledetraad.errors import LedetraadError
from ledetraad.web.economy.models import KeyFigure
from ledetraad.web.followup.figures.news import news_of
from ledetraad.web.followup.numbers.services.peers_save import PEERS_CHANGED
from ledetraad.web.history.editions import touch
from ledetraad.web.jobs.kinds import Effect, Run, job, repeating
from ledetraad.web.jobs.queue import enqueue

FETCH = "fetch-key-figure"


@job(FETCH)
def fetch_key_figure(_: Run, *, figure: int) -> Effect | None:
    """Ask the sources of one key figure, and store what is new."""
    found = KeyFigure.objects.filter(pk=figure, deleted_at=None).first()
    return refreshed(found) if found is not None else None


@repeating("fetch-all-key-figures", at=time(8, 35))
def fetch_all(_: Run) -> Effect | None:
    """Have every key figure asked for, after the hour at which Statistics Norway publishes."""
    figures = list(KeyFigure.objects.filter(deleted_at=None))

    def store() -> None:
        for one in figures:
            fetch_soon(one)

    return store


@job(PEERS_CHANGED)
def fetch_those_of(_: Run, *, municipality: int) -> Effect | None:
    """Have a municipality's key figures asked for: it is compared with others than before."""
    figures = list(KeyFigure.objects.filter(municipality=municipality, deleted_at=None))

    def store() -> None:
        for one in figures:
            fetch_soon(one)

    return store


def fetch_soon(figure: KeyFigure) -> None:
    """Have a key figure asked for by a worker."""
    enqueue(FETCH, owner=figure.municipality_id, key=f"{FETCH}:{figure.pk}", figure=figure.pk)


def refreshed(figure: KeyFigure) -> Effect:
    """Ask a key figure's sources; what is returned stores the answer, or why there is none."""
    now, asked = timezone.now(), figure.document
    try:
        told = news_of(
            figure.said(),
            figure.last(),
            municipality=figure.municipality_id,
            kept_as=f"okonomi-{figure.pk}",
        )
    except LedetraadError as error:
        kept = error.kept()
        return lambda: _store(figure, asked, {"problem": kept, "asked_at": now})
    if told is None:
        return lambda: _store(figure, asked, {"problem": None, "asked_at": now})
    said = told.model_dump(mode="json")
    return lambda: _store(figure, asked, {"problem": None, "asked_at": now, "told": said})


def _store(figure: KeyFigure, asked: object, fields: dict[str, object]) -> None:
    """Store an answer, unless the key figure has been changed since it was asked for."""
    with transaction.atomic():
        held = KeyFigure.objects.select_for_update().get(pk=figure.pk)
        if held.document != asked:
            return
        for name, value in fields.items():
            setattr(held, name, value)
        held.save(update_fields=list(fields))
        touch(held.municipality_id, KeyFigure.kind())
