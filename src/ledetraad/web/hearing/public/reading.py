"""Reading: what the hearing is about, and what others have said once it is released."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, QuerySet
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
from ledetraad.web.hearing.limits import may_support
from ledetraad.web.hearing.models import Attachment, Comment, Hearing, Statement, Support
from ledetraad.web.hearing.notices import facts_of
from ledetraad.web.hearing.opened import announced
from ledetraad.web.hearing.public.own import handed_out
from ledetraad.web.hearing.public.place import Place, Spoken, place_of, private
from ledetraad.web.hearing.tabling import table_of

ON_A_PAGE = 25
_ORDERS = {"eldst": ("number",), "stottet": ("-supported", "-number")}
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
    counted = released(place.hearing)
    return place.page(
        request,
        "hearing/public/home.html",
        "horing/",
        N_("Hearing"),
        notice=said.internet or internet(facts).said(place.shell.translate),
        shown=counted.count(),
        received=place.hearing.statements.filter(
            confirmed_at__isnull=False, withdrawn_at=None, deleted_at=None
        ).count(),
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
    found = released(place.hearing)
    if place.element(element) is not None:
        found = found.filter(pk__in=Comment.objects.filter(element=element).values("statement"))
    if kind in set(Speaker):
        found = found.filter(speaker=kind)
    if wanted.get("rekke") == "stottet":
        found = found.annotate(supported=Count("supports"))
    order = _ORDERS.get(wanted.get("rekke", ""), ("-number",))
    page = Paginator(found.order_by(*order), ON_A_PAGE).get_page(wanted.get("side", "1"))
    return place.page(
        request,
        "hearing/public/statements.html",
        "horing/innspill/",
        N_("What others have said"),
        page=page,
        shown=shown_all(list(page.object_list), place),
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
        one=shown_all([found], place)[0],
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
    if place.hearing.open_at(timezone.now()) and may_support(request):
        kept = hashlib.sha256(browser.encode()).hexdigest()
        Support.objects.get_or_create(statement=found, browser=kept)
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
    newest = list(released(place.hearing).order_by("-number")[:ON_A_PAGE])
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
    table = table_of(place.hearing, place.proposal, released=True, summarised=answered)
    framework = place.proposal.book.framework
    return place.page(
        request,
        "hearing/public/numbers.html",
        "horing/tall/",
        N_("The hearing in numbers"),
        table=table,
        totals=TableWords(table).totals,
        goals=[
            (code, framework.items[code].names[place.language], count)
            for code, count in table.spoken_goals
            if code in framework.items
        ],
        groups=table.by_place,
        words=TableWords(table),
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


def released(hearing: Hearing) -> QuerySet[Statement]:
    """The statements that everybody may read, each with its comments and files."""
    files = Attachment.objects.filter(released=True, removed_at=None).defer("data", "original")
    return (
        Statement.objects.filter(
            hearing=hearing,
            text_released=True,
            hidden_why="",
            confirmed_at__isnull=False,
            withdrawn_at=None,
            deleted_at=None,
        )
        .select_related("hearing")
        .prefetch_related("comments", Prefetch("attachments", files))
    )


def shown_all(statements: list[Statement], place: Place) -> list[ShownStatement]:
    """Statements as everybody reads them, in one more query."""
    supports = Support.objects.filter(statement__in=statements).order_by()
    counts = dict(supports.values_list("statement").annotate(count=Count("pk")))
    return [show(one, place, counts.get(one.pk, 0)) for one in statements]


def show(statement: Statement, place: Place, supported: int = 0) -> ShownStatement:
    """A statement as everybody reads it."""
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
            for each in statement.comments.all()
        ],
        list(statement.attachments.all()),
        supported,
    )
