"""Keeping the list of those who are invited: put on, changed, taken off, tied to their answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.hearing.inviting import Body
from ledetraad.hearing.speakers import Speaker
from ledetraad.i18n import N_
from ledetraad.web.hearing.links import hash_of, new_nonce, token_of
from ledetraad.web.hearing.models import Hearing, Invited, Statement
from ledetraad.web.history.recording import change, delete, make

MOST_INVITED = 2_000


class NotInvited(LedetraadError):
    """A body that can't be put on the list as it is."""


def invite(hearing: Hearing, bodies: Iterable[Body], *, user: User | None) -> tuple[int, int]:
    """Put bodies on the list; those that stand there already stay as they are.

    Args:
        hearing: whose list.
        bodies: with their mail, or without where they get a letter on paper.
        user: who does it.

    Returns:
        How many were put on it, and how many stood there.

    Raises:
        NotInvited: the list would be longer than can be.
    """
    with transaction.atomic():
        Hearing.objects.select_for_update().get(pk=hearing.pk)
        known = {
            _known_by(one.name, one.mail)
            for one in Invited.objects.filter(hearing=hearing, deleted_at=None)
        }
        made = stood = 0
        for one in bodies:
            key = _known_by(one.name, one.mail)
            if key in known:
                stood += 1
                continue
            if len(known) >= MOST_INVITED:
                raise NotInvited(
                    N_("The list would be longer than %(most)s."),
                    where=hearing.name,
                    remedy=N_("Take some off, or invite fewer."),
                    most=MOST_INVITED,
                )
            known.add(key)
            _make(hearing, one, user)
            made += 1
    return made, stood


def copy_list(from_: Hearing, to: Hearing, *, user: User | None) -> tuple[int, int]:
    """Put those that an earlier hearing invited on the list; those whose mail bounced without it.

    Returns:
        How many were put on it, and how many stood there.
    """
    before = Invited.objects.filter(hearing=from_, deleted_at=None)
    bodies = [
        Body(one.name, "" if one.bounced else one.mail, Speaker(one.speaker)) for one in before
    ]
    return invite(to, bodies, user=user)


def change_invited(
    invited: Invited, values: Mapping[str, Any], *, user: User | None, version: int | None
) -> None:
    """Change what stands of a body.

    Raises:
        NotInvited: another on the list has the mail.
        ChangedMeanwhile: somebody else has changed the same.
    """
    mail = values.get("mail", "")
    if mail:
        others = Invited.objects.filter(hearing=invited.hearing, mail=mail, deleted_at=None)
        if others.exclude(pk=invited.pk).exists():
            raise NotInvited(
                N_("Another on the list has this address."),
                where=invited.name,
                remedy=N_("Write another, or take one of them off the list."),
            )
    change(invited, values, user=user, version=version)


def tie(invited: Invited, statement: Statement | None, *, user: User | None) -> None:
    """Say which statement is a body's answer; None for none."""
    change(invited, {"statement": statement.pk if statement else None}, user=user)


def has_no_remarks(invited: Invited, *, now: datetime, user: User | None) -> None:
    """Note that a body has answered that it has nothing to say."""
    if invited.no_remarks_at is None:
        change(invited, {"no_remarks_at": now.isoformat()}, user=user)


def take_off(invited: Invited, *, user: User | None, now: datetime) -> None:
    """Take a body off the list."""
    delete(invited, user=user, now=now)


def _make(hearing: Hearing, body: Body, user: User | None) -> None:
    nonce = new_nonce()
    new = Invited(
        municipality_id=hearing.municipality_id,
        hearing=hearing,
        nonce=nonce,
        link_hash=hash_of(token_of(nonce)),
    )
    make(new, {"name": body.name, "mail": body.mail, "speaker": body.kind.value}, user=user)


def _known_by(name: str, mail: str) -> str:
    return mail or f"name {name.lower()}"
