"""The hearing's mails: the receipt, and the answer; each is sent once and tried again."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.utils import timezone

from ledetraad.hearing.hearing import State
from ledetraad.web.hearing.letters import answer_letter, receipt_letter
from ledetraad.web.hearing.models import Statement
from ledetraad.web.hearing.services.statement_receive import RECEIPT
from ledetraad.web.jobs.kinds import Effect, Run, job
from ledetraad.web.notices.sending import AddressRefused, Mail, send

ANSWER = "hearing-answer"


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
    _try(answer_letter(found))
    waiting = Statement.objects.filter(pk=statement, answer_mailed_at=None)

    def store() -> None:
        waiting.update(answer_mailed_at=timezone.now())

    return store


_ANSWERED = {State.ANSWERED, State.ADOPTED}


def _with_mail(key: int) -> Statement | None:
    if not settings.MAIL:
        return None
    found = Statement.objects.filter(pk=key, withdrawn_at=None, deleted_at=None).exclude(mail="")
    return found.select_related("hearing__plan__municipality").first()


def _try(mail: Mail | None) -> None:
    """Hand a mail over; where the address takes none, the private link is the way."""
    if mail is not None:
        with suppress(AddressRefused):
            send(mail)
