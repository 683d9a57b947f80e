"""The hearing's mails, each sent once and tried again, and who is reminded without being asked."""

from __future__ import annotations

from datetime import time, timedelta

from django.conf import settings
from django.utils import timezone

from ledetraad.hearing.hearing import State
from ledetraad.hearing.inviting import is_reminded
from ledetraad.i18n import N_
from ledetraad.web.hearing.letters import answer_letter, receipt_letter
from ledetraad.web.hearing.message_letters import confirm_following_mail, message_mail
from ledetraad.web.hearing.models import (
    Follower,
    Hearing,
    Intake,
    IntakeFile,
    Invited,
    Message,
    Statement,
)
from ledetraad.web.hearing.proposal import proposal_in
from ledetraad.web.hearing.replying import replies_to, with_comments
from ledetraad.web.hearing.services.following import CONFIRM_FOLLOWING, CONFIRM_WITHIN
from ledetraad.web.hearing.services.intake import READ, TAKE, read_all, store_read, take_some
from ledetraad.web.hearing.services.message_make import TELL, send_reminders
from ledetraad.web.hearing.services.statement_receive import RECEIPT
from ledetraad.web.history.recording import change
from ledetraad.web.jobs.kinds import Effect, Run, job, repeating
from ledetraad.web.jobs.upkeep import went
from ledetraad.web.notices.sending import AddressRefused, Mail, send

ANSWER = "hearing-answer"
INTAKE_KEPT_FOR = timedelta(days=30)
REFUSED = N_("The mail server takes no mail for the address")


@job(RECEIPT)
def send_receipt(run: Run, *, statement: int) -> Effect | None:
    """Send the receipt of a statement to the address that its sender has written."""
    found = _with_mail(statement)
    if found is not None:
        run.progress(0, 1)
        _try(receipt_letter(found))
    return None


@job(ANSWER)
def send_answer(run: Run, *, statement: int) -> Effect | None:
    """Send what became of a statement to its sender, once."""
    found = _with_mail(statement)
    if (
        found is None
        or found.confirmed_at is None
        or found.answer_mailed_at
        or found.hearing.state not in _ANSWERED
    ):
        return None
    run.progress(0, 1)
    (reply,) = replies_to(
        found.hearing,
        with_comments(Statement.objects.filter(pk=statement)),
        lambda language: proposal_in(found.hearing, language),
        made=timezone.localdate(),
    )
    if not _try(answer_letter(found, reply)):
        return None  # it is sent on paper instead
    waiting = Statement.objects.filter(pk=statement, answer_mailed_at=None)

    def store() -> None:
        waiting.update(answer_mailed_at=timezone.now())

    return store


@job(TELL)
def send_message(run: Run, *, message: int) -> Effect | None:
    """Send a message, and mark it so."""
    waiting = Message.objects.filter(pk=message, state=Message.State.WAITING)
    found = waiting.select_related(
        "hearing__plan__municipality",
        "invited__hearing__plan",
        "follower__plan",
        "statement__hearing__plan",
    ).first()
    if found is None or not settings.MAIL:
        return None
    run.progress(0, 1)
    mail, state = message_mail(found), Message.State.SENT
    if mail is None:
        state = Message.State.SKIPPED
    else:
        try:
            send(mail)
        except AddressRefused:
            state = Message.State.REFUSED

    def store() -> None:
        now = timezone.now()
        waiting.update(state=state, sent_at=now if state == Message.State.SENT else None)
        if found.invited_id is not None and state == Message.State.SENT:
            field = _TIMES.get(Message.Kind(found.kind))
            if field is not None:
                Invited.objects.filter(pk=found.invited_id).update(**{field: now})
        if found.invited is not None and state == Message.State.REFUSED:
            change(found.invited, {"bounced": REFUSED}, user=None)

    return store


_TIMES = {Message.Kind.INVITATION: "sent_at", Message.Kind.REMINDER: "reminded_at"}


@job(CONFIRM_FOLLOWING)
def send_confirm_following(run: Run, *, follower: int, hearing: int) -> Effect | None:
    """Ask whether an address wants to follow."""
    waits = Follower.objects.filter(pk=follower, confirmed_at=None).select_related("plan").first()
    of = Hearing.objects.filter(pk=hearing).select_related("plan__municipality").first()
    if waits is not None and of is not None and settings.MAIL:
        run.progress(0, 1)
        _try(confirm_following_mail(waits, of))
    return None


@repeating("remind-invited", at=time(7, 0))
def remind_invited(_: Run) -> Effect | None:
    """Remind those who were invited and haven't answered, some days before the deadline."""
    today, now = timezone.localdate(), timezone.now()
    near = [
        one
        for one in Hearing.objects.filter(state=State.ANNOUNCED, closes__gte=today, deleted_at=None)
        if is_reminded(one.closes, one.said().remind_days, today)
    ]

    def store() -> None:
        for one in near:
            occasion = f"reminder before {one.closes.isoformat()}"
            send_reminders(one, today, now=now, occasion=occasion)

    return store


@repeating("delete-unconfirmed-followers", at=time(3, 50))
def delete_unconfirmed(_: Run) -> Effect:
    """Delete the addresses of those who never said that they want to follow."""
    before = timezone.now() - CONFIRM_WITHIN

    def delete() -> None:
        old = Follower.objects.filter(confirmed_at=None, at__lt=before)
        went("unconfirmed followers", old.delete()[0])

    return delete


@job(READ)
def read_intake(run: Run, *, intake: int) -> Effect | None:
    """Read the files that statements are to be taken in from."""
    found = Intake.objects.filter(pk=intake, state=Intake.State.READING).first()
    if found is None:
        return None
    read = read_all(found, run)
    return lambda: store_read(found, read)


@job(TAKE)
def take_intake(_: Run, *, intake: int, start: int) -> Effect | None:
    """Take some statements in, and have the next ones taken in."""
    taking = Intake.objects.filter(pk=intake, state=Intake.State.TAKING, done=start)
    found = taking.select_related("hearing__publication", "by").first()
    return (lambda: take_some(found, start)) if found is not None else None


@repeating("delete-old-intakes", at=time(3, 55))
def delete_old_intakes(_: Run) -> Effect:
    """Delete files that nobody has had taken in within a month."""
    before = timezone.now() - INTAKE_KEPT_FOR

    def delete() -> None:
        old = Intake.objects.filter(at__lt=before, state__in=["reading", "read"])
        went("files that were not taken in", old.delete()[0])
        unread = IntakeFile.objects.filter(intake__at__lt=before, problem__isnull=False)
        went("names of files that could not be read", unread.delete()[0])

    return delete


_ANSWERED = {State.ANSWERED, State.ADOPTED}


def _with_mail(key: int) -> Statement | None:
    if not settings.MAIL:
        return None
    found = Statement.objects.filter(pk=key, withdrawn_at=None, deleted_at=None).exclude(mail="")
    whole = found.select_related("hearing__plan__municipality", "hearing__publication")
    return whole.defer("hearing__publication__data").first()


def _try(mail: Mail | None) -> bool:
    """Hand a mail over; whether it went. Where the address takes none, the private link stays."""
    if mail is None:
        return False
    try:
        send(mail)
    except AddressRefused:
        return False
    return True
