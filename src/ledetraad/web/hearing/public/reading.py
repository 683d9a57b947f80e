"""Reading: what the hearing is about, and what others have said once it is released."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledetraad.errors import Phrase
from ledetraad.hearing.hearing import State
from ledetraad.hearing.notice import internet
from ledetraad.hearing.outcomes import OUTCOME_NAMES
from ledetraad.hearing.speakers import SPEAKER_NAMES, Speaker
from ledetraad.i18n import N_
from ledetraad.plan.word_changes import Run, word_changes
from ledetraad.publish.hearing.words import TableWords
from ledetraad.web.forms import sent
from ledetraad.web.hearing.models import Attachment, Comment, Hearing, Statement
from ledetraad.web.hearing.notices import facts_of
from ledetraad.web.hearing.public.own import handed_out
from ledetraad.web.hearing.public.place import Place, Spoken, place_of
from ledetraad.web.hearing.tabling import table_of

ON_A_PAGE = 50


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
    )


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
    order = "number" if wanted.get("rekke") == "eldst" else "-number"
    page = Paginator(found.order_by(order), ON_A_PAGE).get_page(wanted.get("side", "1"))
    return place.page(
        request,
        "hearing/public/statements.html",
        "horing/innspill/",
        N_("What others have said"),
        page=page,
        shown=[show(one, place) for one in page.object_list],
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
        answered=place.hearing.state in {State.ANSWERED, State.ADOPTED},
        outcome_names=OUTCOME_NAMES,
    )


@require_safe
def numbers(request: HttpRequest, slug: str, language: str = "") -> HttpResponse:
    """Who has spoken, of what, and what became of it: of what everybody may read."""
    place = place_of(slug, language)
    table = table_of(place.hearing, place.proposal, released=True)
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
        answered=place.hearing.state in {State.ANSWERED, State.ADOPTED},
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


def show(statement: Statement, place: Place) -> ShownStatement:
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
    )
