"""Making, changing, announcing and moving a hearing, and ending it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ledetraad.errors import LedetraadError
from ledetraad.hearing.dates import check_length
from ledetraad.hearing.hearing import HearingValues, Moved, State
from ledetraad.i18n import N_
from ledetraad.plan.diff import diff
from ledetraad.plan.model import Decision, PlanStatus
from ledetraad.web.hearing.jobs import ANSWER
from ledetraad.web.hearing.models import Comment, Hearing
from ledetraad.web.hearing.opened import OPENED
from ledetraad.web.hearing.services.message_make import (
    Kind,
    followers_of,
    send_invitations,
    tell,
    tell_all,
    tell_of_answers,
)
from ledetraad.web.history.recording import change, make
from ledetraad.web.jobs.queue import enqueue
from ledetraad.web.plans.models import Publication


class HearingRefused(LedetraadError):
    """Something that can't be done with a hearing as it stands."""


def make_hearing(values: HearingValues, *, user: User | None) -> Hearing:
    """Store a new hearing, which nobody outside sees until it is announced.

    Args:
        values: what it says.
        user: who makes it.

    Raises:
        TooEarly: it is too short, and no reason is given.
        HearingRefused: what is published is no proposal.
    """
    check_length(values.opens, values.closes, values.why_short)
    publication = Publication.objects.select_related("working_copy").get(pk=values.publication)
    proposal_of(publication)
    hearing = Hearing(municipality_id=publication.working_copy.municipality_id)
    return make(hearing, values.model_dump(mode="json"), user=user)


def changed_since_last(publication: Publication) -> tuple[str, ...]:
    """The keys of the elements that are new or read otherwise than in the plan's last hearing.

    Raises:
        HearingRefused: there has been none, or nothing has changed.
    """
    before = (
        Hearing.objects.filter(plan=publication.working_copy, deleted_at=None)
        .exclude(state=State.DRAFT)
        .exclude(publication=publication)
        .select_related("publication")
        .first()
    )
    changed: tuple[str, ...] = ()
    if before is not None:
        old, new = before.publication.snapshot().plan, publication.snapshot().plan
        changes = diff(old, new, lasting=True).changes
        changed = tuple(one.id for change in changes for one in change.new)
    if not changed:
        raise HearingRefused(
            N_(
                "Nothing has changed since an earlier hearing of this plan, or there has been none."
            ),
            remedy=N_("Let the hearing be of the whole plan."),
        )
    return changed


def change_hearing(
    hearing: Hearing, values: Mapping[str, Any], *, user: User | None, version: int | None
) -> None:
    """Change what a hearing says; its dates only as long as it isn't announced.

    Raises:
        TooEarly: it is too short, and no reason is given.
        ChangedMeanwhile: somebody else has changed the same.
    """
    said = HearingValues.model_validate({**hearing.document, **values})
    check_length(said.opens, said.closes, said.why_short)
    kept = said.model_dump(mode="json")
    if hearing.state != State.DRAFT:
        kept |= {
            name: hearing.document[name] for name in ("opens", "closes", "publication", "only")
        }
    change(hearing, kept, user=user, version=version)
    OPENED.forget()


def announce(hearing: Hearing, *, user: User | None) -> None:
    """Let everybody know of a hearing, and speak from its first day on.

    Those on its list are invited, and followers are told where the plan was on hearing before.

    Raises:
        HearingRefused: another hearing of the plan is going on.
        TooEarly: it is too short, and no reason is given.
    """
    said = hearing.said()
    check_length(said.opens, said.closes, said.why_short)
    with transaction.atomic():
        others = Hearing.objects.select_for_update().filter(
            plan=hearing.plan, state=State.ANNOUNCED, deleted_at=None
        )
        if others.exclude(pk=hearing.pk).exists():
            raise HearingRefused(
                N_("Another hearing of this plan is going on."),
                where=hearing.name,
                remedy=N_("Answer what was said in it, and publish the answers, first."),
            )
        if hearing.state == State.DRAFT:
            change(hearing, {"state": State.ANNOUNCED.value}, user=user)
            now = timezone.now()
            send_invitations(hearing, now=now)
            tell(hearing, Kind.AGAIN, "again", followers_of(hearing), now=now)
    OPENED.forget()


def move_deadline(hearing: Hearing, closes: date, why: str, *, today: date, user: User) -> None:
    """Move the last day of a hearing; the old one is kept and told, on the page and by mail.

    Raises:
        HearingRefused: it isn't announced, the day has gone, or no reason is given.
        TooEarly: it would be too short.
    """
    said = hearing.said()
    if said.state is not State.ANNOUNCED or closes < today or not why.strip():
        raise HearingRefused(
            N_("The deadline can't be moved there."),
            where=hearing.name,
            remedy=N_("Write a day from today on, and say why."),
        )
    if closes == said.closes:
        return
    check_length(said.opens, closes, said.why_short)
    moved = (*said.moved, Moved(closes=said.closes, on=today, why=why.strip()))
    values = {
        "closes": closes.isoformat(),
        "moved": [one.model_dump(mode="json") for one in moved],
    }
    with transaction.atomic():
        change(hearing, values, user=user, reason=why.strip())
        occasion = f"moved {len(moved)} {closes.isoformat()}"
        tell_all(hearing, Kind.MOVED, occasion, now=timezone.now())
    OPENED.forget()


def unanswered(hearing: Hearing) -> int:
    """How many comments of a hearing have no answer yet."""
    return comments_that_count(hearing).filter(done=False).count()


def comments_that_count(hearing: Hearing) -> QuerySet[Comment]:
    """The comments that are to be answered: not of what was withdrawn or never confirmed."""
    return Comment.objects.filter(
        statement__hearing=hearing,
        statement__deleted_at=None,
        statement__withdrawn_at=None,
        statement__confirmed_at__isnull=False,
        deleted_at=None,
    )


def publish_answers(hearing: Hearing, *, over: bool, user: User | None) -> None:
    """Show every speaker the answer, and mail those who gave an address.

    Args:
        hearing: which.
        over: whether its last day has gone.
        user: who does so.

    Raises:
        HearingRefused: it isn't over, or something is not answered.
    """
    with transaction.atomic():
        held = Hearing.objects.select_for_update().get(pk=hearing.pk)
        left = unanswered(held)
        empty = held.statements.filter(
            comments=None, withdrawn_at=None, deleted_at=None, confirmed_at__isnull=False
        ).count()
        if not over or held.state != State.ANNOUNCED:
            raise HearingRefused(
                N_("The hearing is not over."),
                where=held.name,
                remedy=N_("Publish the answers when its last day has gone."),
            )
        if left or empty:
            raise HearingRefused(
                N_("%(left)s comments have no answer yet."),
                where=held.name,
                remedy=N_("Give each an outcome and an assessment, and try again."),
                left=left + empty,
            )
        change(held, {"state": State.ANSWERED.value}, user=user)
        waiting = held.statements.filter(
            withdrawn_at=None,
            deleted_at=None,
            answer_mailed_at=None,
            confirmed_at__isnull=False,  # else the address may be anybody's
        ).exclude(mail="")
        for key in waiting.values_list("pk", flat=True):
            enqueue(ANSWER, owner=held.municipality_id, statement=key)
        tell_of_answers(held, now=timezone.now())
    hearing.refresh_from_db()
    OPENED.forget()


def adopt(hearing: Hearing, decision: Decision, *, user: User | None) -> None:
    """Say what the council decided.

    Raises:
        HearingRefused: the answers are not published.
    """
    if hearing.state not in {State.ANSWERED, State.ADOPTED}:
        raise HearingRefused(
            N_("The statements have not been answered yet."),
            where=hearing.name,
            remedy=N_("Publish the answers first."),
        )
    values = {"state": State.ADOPTED.value, "decision": decision.model_dump(mode="json")}
    with transaction.atomic():
        change(hearing, values, user=user)
        occasion = f"adopted {decision.date.isoformat()}"
        tell_all(hearing, Kind.ADOPTED, occasion, now=timezone.now())
    OPENED.forget()


def proposal_of(publication: Publication) -> None:
    """See that a publication is a proposal.

    Raises:
        HearingRefused: it isn't.
    """
    if publication.snapshot().plan.status is not PlanStatus.PROPOSAL:
        raise HearingRefused(
            N_("Publication %(number)s is not a proposal on hearing."),
            remedy=N_("Say that the plan is a proposal on hearing, publish it, and choose that."),
            number=publication.number,
        )
