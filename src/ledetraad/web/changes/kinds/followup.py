"""Measures, indicators, what stands beside them, and where their values come from."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from ledetraad.i18n import N_
from ledetraad.statistics.peers.choice import PeerChoice
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.kind import Kind, Say, Undoing
from ledetraad.web.changes.saying import by_fields, by_ways
from ledetraad.web.changes.undoing import in_its_unit, in_the_municipality, plainly
from ledetraad.web.changes.words import Words
from ledetraad.web.followup.figures.jobs import fetch_soon
from ledetraad.web.followup.figures.models import Feed, PeerGroup
from ledetraad.web.followup.indicators import telling as indicators
from ledetraad.web.followup.measures import telling as measures
from ledetraad.web.followup.measures.services.beside_delete import put_back, with_beside
from ledetraad.web.followup.measures.services.file_attach import require_room
from ledetraad.web.followup.models import Attachment, Comment, Indicator, Measure
from ledetraad.web.followup.numbers.peers_form import FIELD_NAMES as PEER_NAMES
from ledetraad.web.followup.numbers.peers_form import told as told_peers
from ledetraad.web.followup.standing import whole
from ledetraad.web.history.models import Change


def _measure(words: Words) -> Say:
    teller = measures.Teller(words.elements, words.units, words.people, words.translate)
    return lambda name, value, _beside: teller.text(name, value)


def _indicator(words: Words) -> Say:
    teller = indicators.Teller(
        words.elements, words.units, words.people, words.translate, measures=words.measures
    )
    return teller.text


def _peers(words: Words) -> Say:
    def say(name: str, value: Any, _beside: Any) -> str:
        return told_peers(name, PeerChoice.model_validate({name: value}), words.translate)

    return say


def _own_comment(_allowed: Access, user: User, thing: Any) -> bool:
    return bool(thing.by_id == user.pk)


def _may_edit_measure(allowed: Access, _user: User, thing: Any) -> bool:
    return allowed.may(Action.EDIT_MEASURE, thing.measure.unit_id)


def _bring_file_back(thing: Any, user: User) -> None:
    require_room(thing.measure)
    put_back(thing, user=user)


def _fetched(feed: Any) -> None:
    if feed.deleted_at is None:
        fetch_soon(feed)


KINDS = (
    Kind(
        name=Measure.kind(),
        slug="tiltak",
        called=N_("measure"),
        plural=N_("Measures"),
        things=lambda place: whole(Measure.objects.filter(municipality=place)),
        tell=by_fields(measures.FIELD_NAMES, _measure),
        page=lambda thing: f"tiltak/{thing.number}/",
        undoing=plainly(in_its_unit(Action.EDIT_MEASURE)),
        changes=with_beside,
    ),
    Kind(
        name=Comment._meta.label_lower,
        slug="kommentar",
        called=N_("comment on a measure"),
        plural=N_("Comments on measures"),
        things=lambda place: Comment.objects.filter(measure__municipality=place).select_related(
            "measure"
        ),
        tell=by_ways({}),
        page=lambda thing: f"tiltak/{thing.measure.number}/#kommentarer",
        undoing=Undoing(_own_comment, None, lambda thing, user: put_back(thing, user=user)),
        title=lambda thing: thing.measure.name,
        called_as_kept=False,
    ),
    Kind(
        name=Attachment._meta.label_lower,
        slug="fil",
        called=N_("file of a measure"),
        plural=N_("Files of measures"),
        things=lambda place: (
            Attachment.objects.filter(measure__municipality=place)
            .select_related("measure")
            .defer("data")
        ),
        tell=by_ways({}),
        page=lambda thing: f"tiltak/{thing.measure.number}/#filer",
        undoing=Undoing(_may_edit_measure, None, _bring_file_back),
        title=lambda thing: f"{thing.name} ({thing.measure.name})",
    ),
    Kind(
        name=Indicator.kind(),
        slug="indikator",
        called=N_("indicator"),
        plural=N_("Indicators"),
        things=lambda place: Indicator.objects.filter(municipality=place),
        tell=by_fields(indicators.FIELD_NAMES, _indicator),
        page=lambda thing: f"indikatorer/{thing.pk}/",
        undoing=plainly(in_its_unit(Action.EDIT_INDICATOR)),
    ),
    Kind(
        name=Feed.kind(),
        slug="kilde",
        called=N_("where an indicator's values come from"),
        plural=N_("Where indicators' values come from"),
        things=lambda place: Feed.objects.filter(municipality=place).select_related("indicator"),
        tell=by_ways(
            {
                "place": N_("Place"),
                "definition": N_("Which tables, and how they are put together"),
                "per": N_("What it is divided by to be compared"),
                "peers": N_("Whom it is compared with"),
            }
        ),
        page=lambda thing: f"indikatorer/{thing.indicator_id}/",
        whats={Change.What.DELETED: N_("ended the fetching"), Change.What.MADE: N_("chose")},
        undoing=plainly(in_the_municipality(Action.EDIT_INDICATOR), after=_fetched),
    ),
    Kind(
        name=PeerGroup.kind(),
        slug="sammenligning",
        called=N_("whom the municipality is compared with"),
        plural=N_("Whom the municipality is compared with"),
        things=lambda place: PeerGroup.objects.filter(municipality=place).select_related(
            "municipality"
        ),
        tell=by_fields(PEER_NAMES, _peers),
        page=lambda _: "tall/sammenligning/",
        undoing=plainly(in_the_municipality(Action.EDIT_INDICATOR)),
    ),
)
"""By the app's own order."""
