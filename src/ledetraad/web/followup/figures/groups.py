"""Whom a feed's municipality is compared with, its KOSTRA group looked up in Klass once a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.conf import settings
from django.utils import timezone

from ledetraad.errors import LedetraadError
from ledetraad.statistics.peers.choice import KLASS
from ledetraad.statistics.sources.http import Http, Limits
from ledetraad.statistics.sources.klass import ADDRESS, Klass
from ledetraad.statistics.sources.kostra import is_group
from ledetraad.web.followup.figures.models import FeedValues, peer_choice
from ledetraad.web.shelf import Shelf

_QUICK = Limits(attempts=1, timeout=8.0, longest_answer=20.0, largest=5_000_000)
_KEPT: Shelf[tuple[str, date], Mapping[str, str]] = Shelf(4)


def beside_of(municipality: int, said: FeedValues, known: Collection[str]) -> tuple[str, ...]:
    """The codes to ask tables for beside the municipality's own.

    Args:
        municipality: the key of the one that has chosen whom to be compared with.
        said: of what; it may have a choice of its own.
        known: those that were asked for last; a group among them stands while Klass is away.
    """
    place = said.place
    choice = said.peers or peer_choice(municipality)
    group = group_of(place) if choice.group == KLASS else ""
    if choice.group == KLASS and not group:
        group = next((one for one in known if is_group(one)), "")
    return choice.regions(place, group)


def group_of(place: str) -> str:
    """The KOSTRA group of a municipality by Klass; empty where Klass does not say."""
    address = settings.SOURCES.get("klass", ADDRESS)
    key = (address, timezone.localdate())
    try:
        groups = _KEPT.of(key, lambda: Klass(Http(_QUICK), address).kostra_groups())
    except LedetraadError:
        groups = _KEPT.put(key, {})
    return groups.get(place, "")
