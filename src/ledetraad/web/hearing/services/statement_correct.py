"""What a sender does with a statement later: corrects it, withdraws it, shows that a mail came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from ledetraad.errors import LedetraadError
from ledetraad.hearing.sending import Sent
from ledetraad.i18n import N_
from ledetraad.web.hearing.marks import WORDS
from ledetraad.web.hearing.models import FIRST_CUT, Comment, Statement, StatementVersion
from ledetraad.web.hearing.services.said_anew import CORRECTED, say_anew
from ledetraad.web.hearing.services.statement_receive import RECEIPT, Taken, attach, shown_at_once
from ledetraad.web.history.editions import touch
from ledetraad.web.history.recording import change
from ledetraad.web.jobs.queue import enqueue


class CorrectedMeanwhile(LedetraadError):
    """The same statement has been corrected from somewhere else since the form was opened."""


def correct(
    statement: Statement,
    sent: Sent,
    files: Sequence[Taken],
    *,
    places: Sequence[int],
    remove: Sequence[int],
    seen: int,
    original: tuple[bytes, str],
    wordings: dict[str, str],
    now: datetime,
) -> None:
    """Store what a statement says now; what it said before is kept.

    What was released is no longer: nobody has read what it says now. Where confirming is asked for,
    another address is confirmed anew.

    Args:
        statement: which.
        sent: what is said; an empty comment is taken back.
        files: what is attached now.
        places: the comments' places in the statement.
        remove: the keys of files to take away.
        seen: the version of the text that the form was opened with.
        original: the form's fields as they came, and their hash.
        wordings: how the elements that are spoken to read now, by their keys.
        now: the time.

    Raises:
        CorrectedMeanwhile: nothing is stored.
    """
    with transaction.atomic():
        held = Statement.objects.select_for_update().get(pk=statement.pk)
        last = held.versions.aggregate(last=Max("number"))["last"] or 0
        if last != seen:
            raise CorrectedMeanwhile(
                N_("This statement has been corrected since you opened the form."),
                remedy=N_("Open it again, and see what it says now."),
            )
        data, sha256 = original
        StatementVersion.objects.create(
            statement=held, number=last + 1, at=now, original=data, sha256=sha256
        )
        elsewhere = bool(sent.mail) and sent.mail != held.mail
        for name in ("name", "contact", "mail", "may_name", "area"):
            setattr(held, name, getattr(sent, name))
        if elsewhere and settings.MAIL and held.hearing.said().confirm:
            held.confirmed_at = None  # whoever gets mail there hasn't said anything yet
            enqueue(RECEIPT, owner=held.municipality_id, statement=held.pk)
        held.save(update_fields=["name", "contact", "mail", "may_name", "area", "confirmed_at"])
        say_anew(held, last + 1)
        touch(held.municipality_id, WORDS)
        _comments(held, sent, places, wordings)
        held.attachments.filter(pk__in=remove).update(removed_at=now)
        attach(held.pk, files, now)
        decided: dict[str, object] = {
            "speaker": sent.speaker.value,
            "text_released": shown_at_once(held.hearing.said(), sent),
            "name_released": False,
            "files_released": [],
        }
        change(held, decided, user=None, reason=CORRECTED)
    statement.refresh_from_db()


def withdraw(statement: Statement, now: datetime) -> None:
    """Take a statement back: it is no longer shown or answered, but kept for the archive."""
    with transaction.atomic():
        Statement.objects.filter(pk=statement.pk, withdrawn_at=None).update(withdrawn_at=now)
        touch(statement.municipality_id, Statement.kind())
    statement.refresh_from_db()


def confirm(statement: Statement, now: datetime) -> None:
    """Let a statement count: its mail reached its sender."""
    with transaction.atomic():
        Statement.objects.filter(pk=statement.pk, confirmed_at=None).update(confirmed_at=now)
        for kind in (Statement.kind(), WORDS):
            touch(statement.municipality_id, kind)
    statement.refresh_from_db()


def _comments(
    statement: Statement, sent: Sent, places: Sequence[int], wordings: dict[str, str]
) -> None:
    own = statement.comments.select_for_update().filter(place__lt=FIRST_CUT)
    before = {one.place: one for one in own}
    number = statement.versions.count()
    for place, said in zip(places, sent.said, strict=True):
        known = before.get(place)
        was = wordings.get(said.element, "") if said.wording else ""
        if known is None:
            if not said.empty:
                Comment.objects.create(
                    municipality_id=statement.municipality_id,
                    statement=statement,
                    place=place,
                    version=1,
                    element=said.element,
                    text=said.text,
                    wording=said.wording,
                    was=was,
                )
        elif said.empty:
            known.delete()
        elif (known.text, known.wording) != (said.text, said.wording):
            known.text, known.wording, known.was = said.text, said.wording, was
            known.save(update_fields=["text", "wording", "was"])
            say_anew(known, number)
            # What was answered is answered no longer: it says something else.
            change(known, {"outcome": ""}, user=None, reason=CORRECTED)
