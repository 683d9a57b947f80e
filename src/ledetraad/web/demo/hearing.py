"""The demonstration's hearing: open, with a few invented statements, told of as such."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ledetraad.hearing.hearing import HearingValues
from ledetraad.hearing.inviting import body
from ledetraad.hearing.outcomes import Outcome
from ledetraad.hearing.sending import Said, Sent, original
from ledetraad.hearing.speakers import Speaker
from ledetraad.plan.model import PlanStatus
from ledetraad.web.hearing.links import new_stamp, read_stamp
from ledetraad.web.hearing.models import Hearing, Invited, Statement
from ledetraad.web.hearing.services.comment_handle import handle
from ledetraad.web.hearing.services.hearing_save import announce, make_hearing
from ledetraad.web.hearing.services.intake import begin as begin_intake
from ledetraad.web.hearing.services.invitation_save import invite, tie
from ledetraad.web.hearing.services.statement_decide import decide
from ledetraad.web.hearing.services.statement_receive import receive
from ledetraad.web.hearing.services.summary_save import summarise
from ledetraad.web.plans.models import WorkingCopy

EXAMPLE = "[Oppdiktet eksempel]"
_DAYS_GONE, _DAYS_LEFT = 14, 35

_STATEMENTS: tuple[tuple[Speaker, str, bool, str, str, str, bool], ...] = (
    (
        Speaker.RESIDENT,
        "Berit Eksempel",
        False,
        "1.1.1",
        "Det er bra at kommunen vil dette, men hvem følger med på om det skjer?",
        "",
        True,
    ),
    (
        Speaker.ASSOCIATION,
        "Syklistene (eksempel)",
        True,
        "2.1.1",
        "Sykkelveiene må henge sammen fra skole til stasjon. I dag slutter de ved kryssene.",
        " Sykkelveier skal henge sammen.",
        True,
    ),
    (
        Speaker.CHILD,
        "",
        False,
        "",
        "Vi trenger et sted å være om kvelden som ikke koster penger.",
        "",
        True,
    ),
    (
        Speaker.NEIGHBOUR,
        "Nabokommunen (eksempel)",
        True,
        "",
        "Vi ønsker et samarbeid om kollektivtrafikken over kommunegrensen.",
        "",
        False,
    ),
    (
        Speaker.RESIDENT,
        "Ola Eksempel",
        True,
        "3.1",
        "Ring meg gjerne på 412 34 567. Målet er for vagt: skriv hvor mye og innen når.",
        "",
        False,
    ),
)

_AREAS = ("Asker", "Heggedal", "Røyken", "Hurum")
_INVITED = (
    body("Nabokommunen (eksempel)", "post@nabokommunen.example.org"),
    body("Statsforvalteren (eksempel)", "post@statsforvalteren.example.org"),
    body("Syklistene (eksempel)", "post@syklistene.example.org"),
    body("Eldrerådet (eksempel)"),
)


def set_up_hearing(working_copy: WorkingCopy, *, now: datetime) -> None:
    """Put the demonstration's newest publication on hearing, unless one has been.

    Args:
        working_copy: the demonstration's plan.
        now: the time, with time zone.
    """
    publication = working_copy.publication_set.order_by("-number").first()
    if publication is None or Hearing.objects.filter(plan=working_copy).exists():
        return
    plan = publication.snapshot().plan
    if plan.status is not PlanStatus.PROPOSAL:
        return
    today = timezone.localdate(now)
    elements = {one.number: one for one in plan.walk()}
    with transaction.atomic():
        hearing = make_hearing(
            HearingValues(
                name=f"Høring: {working_copy}"[:200],
                plan=working_copy.pk,
                publication=publication.pk,
                opens=today - timedelta(days=_DAYS_GONE),
                closes=today + timedelta(days=_DAYS_LEFT),
                about=f"{EXAMPLE} Forslaget sier hvor kommunen vil de neste tolv årene.",
                asks=f"{EXAMPLE} Er målene de rette, og er de til å forstå?",
                paper_at="biblioteket",
                case="20/709",
                areas=_AREAS,
            ),
            user=None,
        )
        invite(hearing, _INVITED, user=None)
        announce(hearing, user=None)
        for speaker, name, agrees, number, text, more, shown in _STATEMENTS:
            element = elements.get(number)
            said = Said(
                element=element.id if element is not None else "",
                text=f"{EXAMPLE} {text}",
                wording=f"{element.words}{more}" if element is not None and more else "",
            )
            area = _AREAS[len(name) % len(_AREAS)] if speaker is Speaker.RESIDENT else ""
            sent = Sent(speaker=speaker, name=name, may_name=agrees, area=area, said=(said,))
            wordings = {element.id: element.words} if element is not None else {}
            _store(hearing, sent, wordings, now, shown=shown)
        _answer_one(hearing)
        _tie(hearing)
        text = f"{EXAMPLE} Det er uklart hva delmål 4.1 betyr for historielaget."
        letter = ("Høringsinnspill fra Historielaget (eksempel).txt", text.encode())
        begin_intake(hearing, [letter], user=None, now=now)


def _store(
    hearing: Hearing, sent: Sent, wordings: dict[str, str], now: datetime, *, shown: bool
) -> None:
    stamp = read_stamp(new_stamp(now))
    if stamp is None:
        raise AssertionError("a stamp of our own is not known")
    key = receive(
        hearing,
        sent,
        [],
        stamp=stamp,
        original=original([("text", one.text) for one in sent.said]),
        wordings=wordings,
        now=now,
    )
    if shown:
        statement = Statement.objects.get(pk=key)
        decide(statement, {"text_released": True}, user=None, version=None)


def _answer_one(hearing: Hearing) -> None:
    first = Statement.objects.filter(hearing=hearing).order_by("number").first()
    if first is None:
        return
    values = {
        "summary": f"{EXAMPLE} Spør hvem som følger med på om målet nås.",
        "assessment": f"{EXAMPLE} Målene følges opp hvert år i årsrapporten.",
        "outcome": Outcome.NOTED.value,
        "assigned": User.objects.filter(username="planner").values_list("pk", flat=True).first(),
    }
    handle(first.comments.get(), values, user=None, version=None)


def _tie(hearing: Hearing) -> None:
    """Let one of the invited have answered, and write a summary."""
    answer = Statement.objects.filter(hearing=hearing, name__startswith="Syklistene").first()
    invited = Invited.objects.filter(hearing=hearing, name__startswith="Syklistene").first()
    if answer is not None and invited is not None:
        tie(invited, answer, user=None)
    said = f"{EXAMPLE} De fleste er enige i retningen, men ber om at målene blir tydeligere."
    summarise(hearing, "", said, user=None, version=0)
