"""Reading: what the hearing is about, and what others have said once it is released."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ledetraad.errors import Phrase
from ledetraad.hearing.dates import begins_at
from ledetraad.hearing.hearing import State
from ledetraad.hearing.notice import internet
from ledetraad.hearing.outcomes import OUTCOME_NAMES
from ledetraad.hearing.speakers import SPEAKER_NAMES, Speaker
from ledetraad.i18n import N_
from ledetraad.plan.word_changes import Run, word_changes
from ledetraad.publish.hearing.words import TableWords
from ledetraad.publish.hearing.write_atom import CONTENT_TYPE as ATOM
from ledetraad.publish.hearing.write_atom import Entry, write_atom
from ledetraad.web.forms import sent
from ledetraad.web.hearing import shown
from ledetraad.web.hearing.limits import SUPPORT, visitor_of
from ledetraad.web.hearing.models import Attachment, Comment, Statement, Support
from ledetraad.web.hearing.notices import facts_of
from ledetraad.web.hearing.opened import announced
from ledetraad.web.hearing.public.own import handed_out
from ledetraad.web.hearing.public.place import Place, Spoken, place_of, private
from ledetraad.web.hearing.shown import Asked, in_order, listed, received, released
from ledetraad.web.hearing.tabling import rows_of

ON_A_PAGE = 25
ROWS_ON_A_PAGE = 100
_ORDERS = frozenset({"eldst", "stottet"})
_KINDS = frozenset(one.value for one in Speaker)
_BROWSER = "hearing_browser"
_BROWSER_LENGTH = 32
_BROWSER_DAYS = 120
"""A hearing and the time to answer it."""


@dataclass(frozen=True)
class ShownComment:
    """A comment as everybody reads it.

    Args:
        comment: what is said, and the answer.
        on: what it is about.
        runs: the wording that is suggested, as a change to the text.
    """

    comment: Comment
    on: Spoken
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class ShownStatement:
    """A statement as everybody reads it."""

    number: int
    sender: Phrase
    kind: str
    at: date
    comments: list[ShownComment]
    files: list[Attachment]
    supported: int


@require_safe
def home(request: HttpRequest, slug: str, language: str = "") -> HttpResponse:
    """What the hearing is about, how one speaks, and how many have."""
    place = place_of(slug, language)
    said = place.hearing.said()
    facts = facts_of(place.hearing, request.build_absolute_uri(place.here))
    return place.page(
        request,
        "hearing/public/home.html",
        "horing/",
        N_("Hearing"),
        notice=said.internet or internet(facts).said(place.shell.translate),
        shown=len(listed(place.hearing, Asked())),
        received=received(place.hearing),
        answered=place.hearing.state in {State.ANSWERED, State.ADOPTED},
        changes=_changes(place),
        may_follow=settings.MAIL,
        beside=_beside(place),
        only=[place.spoken(key) for key in said.only if place.element(key) is not None],
    )


def _beside(place: Place) -> list[tuple[str, str]]:
    """The hearings of the other alternatives: what each is called, and where it is."""
    keys = place.hearing.said().beside
    if not keys:
        return []
    found = announced().filter(pk__in=keys, municipality=place.hearing.municipality_id)
    return [
        (one.said().alternative or one.name, f"{reverse('plan', args=[one.plan.slug])}horing/")
        for one in found
    ]


def _changes(place: Place) -> str:
    """Where what has changed since the hearing is shown; empty where nothing newer is published."""
    spoken, newest = place.proposal.snapshot.number, place.shell.snapshot.number
    root = place.here.removesuffix("horing/")
    return f"{root}sammenlign/{spoken}/{newest}/" if newest > spoken else ""


@require_safe
def statements(request: HttpRequest, slug: str, language: str = "") -> HttpResponse:
    """What others have said, those that are asked for, page by page."""
    place = place_of(slug, language)
    wanted = sent(request.GET)
    element, kind = wanted.get("e", ""), wanted.get("fra", "")
    asked = Asked(
        element if place.element(element) is not None else "",
        kind if kind in _KINDS else "",
        wanted.get("rekke", "") if wanted.get("rekke", "") in _ORDERS else "",
    )
    page = Paginator(listed(place.hearing, asked), ON_A_PAGE).get_page(wanted.get("side", "1"))
    found = in_order(place.hearing, list(page.object_list))
    return place.page(
        request,
        "hearing/public/statements.html",
        "horing/innspill/",
        N_("What others have said"),
        page=page,
        shown=[show(one, place) for one in found],
        wanted=wanted,
        spoken=place.spoken(element) if place.element(element) is not None else None,
        kinds=SPEAKER_NAMES,
        choices=place.choices(),
        answered=place.hearing.state in {State.ANSWERED, State.ADOPTED},
        outcome_names=OUTCOME_NAMES,
    )


@require_safe
def one(request: HttpRequest, slug: str, number: int, language: str = "") -> HttpResponse:
    """One statement."""
    place = place_of(slug, language)
    found = get_object_or_404(released(place.hearing), number=number)
    return place.page(
        request,
        "hearing/public/statement.html",
        f"horing/innspill/{number}/",
        N_("A statement"),
        one=show(found, place),
        may_support=place.hearing.open_at(timezone.now()),
        answered=place.hearing.state in {State.ANSWERED, State.ADOPTED},
        outcome_names=OUTCOME_NAMES,
    )


@require_POST
def support(request: HttpRequest, slug: str, number: int, language: str = "") -> HttpResponse:
    """Support what somebody else has said, once from each browser."""
    place = place_of(slug, language)
    found = get_object_or_404(released(place.hearing), number=number)
    known = request.COOKIES.get(_BROWSER, "")
    browser = known if len(known) == _BROWSER_LENGTH else secrets.token_hex(_BROWSER_LENGTH // 2)
    now = timezone.now()
    if place.hearing.open_at(now) and SUPPORT.spend(visitor_of(request, now)):
        kept = hashlib.sha256(browser.encode()).hexdigest()
        with transaction.atomic():
            _, new = Support.objects.get_or_create(statement=found, browser=kept)
            if new:
                Statement.objects.filter(pk=found.pk).update(supported=F("supported") + 1)
    response = private(redirect(f"{place.here}innspill/{number}/"))
    response.set_cookie(
        _BROWSER,
        browser,
        max_age=_BROWSER_DAYS * 86_400,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@require_safe
def feed(request: HttpRequest, slug: str, language: str = "") -> HttpResponse:
    """The newest statements as a feed."""
    place = place_of(slug, language)
    newest = in_order(place.hearing, listed(place.hearing, Asked())[:ON_A_PAGE])
    translate = place.shell.translate
    entries = [
        Entry(
            request.build_absolute_uri(f"{place.here}innspill/{one.number}/"),
            translate("Statement %(number)s") % {"number": one.number},
            one.sender.said(translate),
            "\n\n".join(
                f"{each.on.label}: {each.comment.text or each.comment.wording}"
                for each in one.comments
            ),
            statement.received_at,
        )
        for statement in newest
        for one in [show(statement, place)]
    ]
    data = write_atom(
        place.hearing.name,
        request.build_absolute_uri(f"{place.here}innspill/"),
        request.build_absolute_uri(f"{place.here}innspill.atom"),
        entries,
        updated=max((one.at for one in entries), default=begins_at(place.hearing.opens)),
        language=place.language,
    )
    return private(HttpResponse(data, content_type=ATOM))


@require_safe
def numbers(request: HttpRequest, slug: str, language: str = "") -> HttpResponse:
    """Who has spoken, of what, and what became of it: of what everybody may read."""
    place = place_of(slug, language)
    answered = place.hearing.state in {State.ANSWERED, State.ADOPTED}
    over = place.hearing.over_at(timezone.now())
    counted = shown.numbers(place.hearing, place.proposal, answered=answered, over=over)
    framework = place.proposal.book.framework
    page = Paginator(counted.ordered, ROWS_ON_A_PAGE).get_page(request.GET.get("side", "1"))
    rows = rows_of(list(page.object_list), place.hearing, place.proposal)
    return place.page(
        request,
        "hearing/public/numbers.html",
        "horing/tall/",
        N_("The hearing in numbers"),
        totals=counted.totals,
        themes=counted.themes,
        goals=[
            (code, framework.items[code].names[place.language], count)
            for code, count in counted.table.spoken_goals
            if code in framework.items
        ],
        page=page,
        groups=replace(counted.table, rows=tuple(rows)).by_place,
        words=TableWords(counted.table),
        answered=answered,
    )


@require_safe
def file(
    _request: HttpRequest, slug: str, number: int, pk: int, language: str = ""
) -> HttpResponse:
    """A file that has been released."""
    place = place_of(slug, language)
    found = get_object_or_404(released(place.hearing), number=number)
    return handed_out(get_object_or_404(found.attachments, pk=pk, released=True, removed_at=None))


def show(statement: Statement, place: Place) -> ShownStatement:
    """A statement as everybody reads it."""
    statement.hearing = place.hearing
    comments = list(statement.comments.all())
    for each in comments:
        each.text, each.wording = statement.as_shown(each.text), statement.as_shown(each.wording)
    return ShownStatement(
        statement.number,
        statement.called(timezone.localdate()),
        SPEAKER_NAMES[Speaker(statement.speaker)],
        timezone.localdate(statement.received_at),
        [
            ShownComment(
                each,
                place.spoken(each.element),
                word_changes(each.was, each.wording) if each.wording else (),
            )
            for each in comments
        ],
        list(statement.attachments.all()),
        statement.supported,
    )
