"""Sending a notice, if what it tells is still true."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from ledetraad.web.accounts.access import access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.notices.addresses import leave_address
from ledetraad.web.notices.letter import Letter, written
from ledetraad.web.notices.letters import WRITERS
from ledetraad.web.notices.letters.writing import Writing
from ledetraad.web.notices.models import Notice, NoticeChoice
from ledetraad.web.notices.sending import AddressRefused, Mail, send

State = Notice.State


def send_notice(notice: Notice, today: date) -> Notice.State:
    """Write a notice and hand it over to the mail server; changes nothing in the database.

    Args:
        notice: one that waits, with its person and municipality.
        today: the day.

    Returns:
        What has become of it.

    Raises:
        NotHandedOver: the server can't take it now.
    """
    choice = NoticeChoice.objects.filter(user=notice.user).first() or NoticeChoice(user=notice.user)
    always = notice.kind in {Notice.Kind.CONFIRM, Notice.Kind.SECURITY}
    if choice.often == NoticeChoice.Often.NEVER and not always:
        return State.DECLINED
    to = _address(notice, choice)
    allowed = access(notice.user, notice.municipality)
    if not settings.MAIL or not notice.user.is_active or not allowed.anywhere(Action.READ):
        return State.SKIPPED
    if not to:
        return State.NO_ADDRESS
    letter = WRITERS[notice.kind](
        Writing(notice, notice.user, allowed, choice.screen_language, today)
    )
    if letter is None:
        return State.SKIPPED
    try:
        send(_mail(notice, choice, letter, to))
    except AddressRefused:
        return State.REFUSED
    return State.SENT


def _address(notice: Notice, choice: NoticeChoice) -> str:
    """Where a notice goes: of signing in to the account's own address, which it takes an
    administrator to change, or to the one before where that is what it tells.
    """
    if notice.kind == Notice.Kind.CONFIRM:
        return str(notice.about["address"])
    if notice.kind == Notice.Kind.SECURITY and (to := notice.about.get("to")):
        return str(to)
    if notice.kind == Notice.Kind.SECURITY and notice.user.email:
        return notice.user.email
    return choice.sent_to


def _mail(notice: Notice, choice: NoticeChoice, letter: Letter, to: str) -> Mail:
    leave = leave_address(notice.user) if letter.choice else ""
    text, html = written(letter, notice.municipality, choice.screen_language, leave=leave)
    key = f"{notice.pk} {notice.made_at.isoformat()}"
    return Mail(key, to, letter.subject_line, text, html, leave)
