"""The list of hearings, and opening, announcing, moving, answering and ending one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.followup.deadlines import earliest_close
from ledetraad.hearing.dates import holidays_in, is_short
from ledetraad.hearing.hearing import State
from ledetraad.hearing.notice import internet, newspaper
from ledetraad.i18n import LANGUAGES, catalogue
from ledetraad.plan.model import Decision
from ledetraad.publish.hearing.write_pdf import MOST_IN_ONE
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Action
from ledetraad.web.forms import Form, FormRefused, sent
from ledetraad.web.hearing.models import Follower, Hearing
from ledetraad.web.hearing.notices import facts_of
from ledetraad.web.hearing.services.hearing_save import (
    adopt,
    announce,
    change_hearing,
    make_hearing,
    move_deadline,
    publish_answers,
)
from ledetraad.web.hearing.work.counting import invited_of, progress_of
from ledetraad.web.hearing.work.finding import At, hearing_of
from ledetraad.web.hearing.work.hearing_form import MODERATION_NAMES, read, written
from ledetraad.web.hearing.work.names import STATE_NAMES
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.models import Publication
from ledetraad.web.plans.views import person

_MOST_OTHERS = 30
"""How many hearings can be chosen among as alternatives, the newest first."""


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The hearings of a municipality; only those who may run one can open it."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    hearings = Hearing.objects.filter(municipality=allowed.municipality, deleted_at=None)
    return render_at(
        request,
        allowed,
        "hearing/desk/hearings.html",
        hearings=hearings.select_related("plan"),
        state_names=STATE_NAMES,
        may_run=allowed.may(Action.RUN_HEARING),
        can_open=bool(_publications(allowed.municipality)),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, place: str) -> HttpResponse:
    """Open a hearing: a draft, until it is announced."""
    allowed = place_of(request, place)
    allowed.require(Action.RUN_HEARING)
    if request.method != "POST":
        return _form(request, allowed, Form(_fresh(allowed, request)))
    form = Form(sent(request.POST))
    try:
        others = [one.pk for one in _others(allowed.municipality, None)]
        values = read(form, _publications(allowed.municipality), None, others)
        made = make_hearing(values, user=person(request))
    except LedetraadError as error:
        _told_at_field(form, error)
        return _form(request, allowed, form, error=error)
    return redirect("hearing", place=place, pk=made.pk)


@login_required
@require_safe
def show(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """A hearing: how it stands, what is left, and what can be done."""
    return show_page(request, hearing_of(request, place, pk))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Change what a hearing says."""
    at = hearing_of(request, place, pk)
    if request.method != "POST":
        return _form(request, at.allowed, Form(written(at.hearing)), hearing=at.hearing)
    form = Form(sent(request.POST))
    try:
        others = [one.pk for one in _others(at.allowed.municipality, at.hearing)]
        values = read(form, _publications(at.allowed.municipality), at.hearing, others)
        change_hearing(
            at.hearing,
            values.model_dump(mode="json"),
            user=person(request),
            version=form.key("version"),
        )
    except LedetraadError as error:
        _told_at_field(form, error)
        return _form(request, at.allowed, form, hearing=at.hearing, error=error)
    return redirect("hearing", place=place, pk=pk)


@login_required
@require_POST
def act(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Announce a hearing, move its deadline, publish the answers, or say what was decided."""
    at = hearing_of(request, place, pk)
    form = Form(sent(request.POST))
    user, now = person(request), timezone.now()
    try:
        match form.text("op"):
            case "announce":
                announce(at.hearing, user=user)
            case "move":
                closes = form.day("closes")
                if closes is None:
                    raise FormRefused(form.problems)
                today = timezone.localdate(now)
                move_deadline(at.hearing, closes, form.text("why"), today=today, user=user)
            case "answer":
                publish_answers(at.hearing, over=at.hearing.over_at(now), user=user)
            case "adopt":
                values = {name: form.text(name) for name in ("case", "body")}
                said = form.make(Decision, {**values, "date": form.day("date")}, {})
                adopt(at.hearing, said, user=user)
    except LedetraadError as error:
        return show_page(request, at, form=form, error=error)
    return redirect("hearing", place=place, pk=pk)


def show_page(
    request: HttpRequest, at: At, *, form: Form | None = None, error: LedetraadError | None = None
) -> HttpResponse:
    """The page of a hearing, with what is wrong with what was asked of it, if anything is."""
    hearing, now = at.hearing, timezone.now()
    said = hearing.said()
    public = f"/plan/{hearing.plan.slug}/horing/"
    facts = facts_of(hearing, request.build_absolute_uri(public))
    notices = [
        (
            one,
            said.newspaper or newspaper(facts).said(catalogue(one).gettext),
            said.internet or internet(facts).said(catalogue(one).gettext),
        )
        for one in LANGUAGES[:2]
    ]
    return render_at(
        request,
        at.allowed,
        "hearing/desk/hearing.html",
        status=422 if error is not None else 200,
        at=at.allowed.municipality,
        error=error,
        form=form or Form({}),
        hearing=hearing,
        said=said,
        own=at.here,
        public=public,
        notices=notices if not said.newspaper and not said.internet else notices[:1],
        progress=progress_of(at),
        invited=invited_of(hearing),
        followers=Follower.objects.filter(plan=hearing.plan_id, confirmed_at__isnull=False).count(),
        states=State,
        state_names=STATE_NAMES,
        open=hearing.open_at(now),
        over=hearing.over_at(now),
        short=is_short(said.opens, said.closes),
        days=(said.closes - said.opens).days,
        reckoned=earliest_close(said.opens),
        holidays=holidays_in(said.opens, said.closes),
        publication=hearing.publication,
        most_in_one=MOST_IN_ONE,
    )


def _form(
    request: HttpRequest,
    allowed: Access,
    form: Form,
    *,
    hearing: Hearing | None = None,
    error: LedetraadError | None = None,
) -> HttpResponse:
    publications = _publications(allowed.municipality)
    return render_at(
        request,
        allowed,
        "hearing/desk/hearing_edit.html",
        status=422 if error is not None else 200,
        form=form,
        error=error,
        hearing=hearing,
        version=form.said.get("version") or (hearing.version if hearing is not None else ""),
        fixed=hearing is not None and hearing.announced,
        publications=[
            (one.pk, f"{one.working_copy}, {one.number}") for one in publications.values()
        ],
        others=[(one.pk, one.name) for one in _others(allowed.municipality, hearing)],
        moderations=[(one.value, name) for one, name in MODERATION_NAMES.items()],
    )


def _publications(municipality: Municipality) -> dict[int, Publication]:
    """What can be put on hearing, the newest first."""
    found = Publication.objects.filter(working_copy__municipality=municipality).defer("data")
    ordered = found.select_related("working_copy").order_by("working_copy__title", "-number")
    return {one.pk: one for one in ordered}


def _others(municipality: Municipality, hearing: Hearing | None) -> list[Hearing]:
    """The hearings of other plans, which may be of alternatives."""
    found = Hearing.objects.filter(municipality=municipality, deleted_at=None)
    if hearing is not None:
        found = found.exclude(plan=hearing.plan_id)
    return list(found[:_MOST_OTHERS])


def _fresh(allowed: Access, request: HttpRequest) -> dict[str, Any]:
    """A new form: the newest publication, open from tomorrow for as long as the law asks."""
    wanted = request.GET.get("plan", "")
    publications = list(_publications(allowed.municipality).values())
    chosen = [one for one in publications if one.working_copy.slug == wanted] or publications
    opens = timezone.localdate() + timedelta(days=1)
    closes = earliest_close(opens).day
    first = chosen[0] if chosen else None
    return {
        "name": f"Høring: {first.working_copy}"[:200] if first is not None else "",
        "publication": str(first.pk) if first is not None else "",
        "opens": f"{opens:%d.%m.%Y}",
        "closes": f"{closes:%d.%m.%Y}",
        "mail": allowed.municipality.contact,
        "moderation": "before",
        "remind_days": "7",
    }


def _told_at_field(form: Form, error: LedetraadError) -> None:
    """Tell what is wrong with the whole at the field where it is mended."""
    if not isinstance(error, FormRefused):
        form.problems.setdefault("closes", error)
    else:
        form.problems = error.problems
