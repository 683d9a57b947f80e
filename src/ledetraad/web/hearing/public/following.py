"""Following a hearing by mail; looking at a page changes nothing, since mail programs look, too."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ledetraad.hearing.sending import MAIL_ADDRESS
from ledetraad.hearing.text import clean_line
from ledetraad.i18n import N_
from ledetraad.web.forms import FieldRefused, Form, sent
from ledetraad.web.hearing.limits import FOLLOW, visitor_of
from ledetraad.web.hearing.models import Follower
from ledetraad.web.hearing.public.place import place_of
from ledetraad.web.hearing.services import following


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, slug: str, language: str = "") -> HttpResponse:
    """Ask to be told what happens; the answer is the same whether the address follows already."""
    place = place_of(slug, language)
    if not settings.MAIL:
        raise Http404
    now = timezone.now()
    form, done = Form(sent(request.POST)), False
    if request.method == "POST":
        mail = clean_line(form.text("mail"))
        if MAIL_ADDRESS.fullmatch(mail) is None:
            form.problems["mail"] = FieldRefused(
                N_("This is not an e-mail address."), remedy=N_("Write it as name@example.org.")
            )
        elif not FOLLOW.spend(visitor_of(request, now)):
            form.problems["mail"] = FieldRefused(
                N_("Very many have asked to follow from where you are within an hour."),
                remedy=N_("Wait a while, and try again."),
            )
        else:
            following.ask(place.hearing, mail, place.language, now=now)
            done = True
    return place.page(
        request,
        "hearing/public/follow.html",
        "horing/folg/",
        N_("Follow the hearing"),
        status=422 if form.problems else 200,
        form=form,
        done=done,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, slug: str, token: str, language: str = "") -> HttpResponse:
    """Show that the mail came, and begin to follow."""
    follower = _of(following.follower_by(token), slug)
    if request.method == "POST":
        following.confirm(follower, timezone.now())
        follower.refresh_from_db()
    place = place_of(slug, language)
    return place.page(
        request,
        "hearing/public/follow_confirm.html",
        f"horing/bekreft-folging/{token}/",
        N_("Follow the hearing"),
        follower=follower,
        token=token,
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, slug: str, token: str, language: str = "") -> HttpResponse:
    """Follow no more; what a mail program posts by itself, too (RFC 8058)."""
    place = place_of(slug, language)
    found = following.who_leaves(token)
    if found is not None:
        _of(found, slug)
        if request.method == "POST":
            following.leave(found)
    elif request.method != "POST":
        raise Http404
    return place.page(
        request,
        "hearing/public/follow_leave.html",
        f"horing/forlat/{token}/",
        N_("Follow no more"),
        done=request.method == "POST",
        token=token,
    )


def _of(follower: Follower | None, slug: str) -> Follower:
    if follower is None or follower.plan.slug != slug:
        raise Http404
    return follower
