"""The page on which a person chooses how often they get mail."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ledetraad.i18n import LANGUAGES, N_, NAMES
from ledetraad.web.accounts.access import Access
from ledetraad.web.forms import FieldRefused, Form, sent
from ledetraad.web.notices.models import NoticeChoice
from ledetraad.web.notices.services.choice_save import AddressWrong, save_choice
from ledetraad.web.notices.year.feed import feed_address
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

Often = NoticeChoice.Often
OFTEN_NAMES = {
    Often.AT_ONCE: N_("At once, and what has changed once a week"),
    Often.DAILY: N_("Once a day, all in one mail"),
    Often.WEEKLY: N_("Once a week, all in one mail"),
    Often.NEVER: N_("Never"),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, place: str) -> HttpResponse:
    """What a person has chosen, and choosing anew."""
    allowed = place_of(request, place)
    user = person(request)
    choice = NoticeChoice.objects.filter(user=user).select_related("user").first()
    if request.method != "POST":
        shown = choice or NoticeChoice(user=user, language=language_of(request))
        said = {
            "often": shown.often,
            "language": shown.language,
            "address": shown.address or user.email,
        }
        return _page(request, allowed, Form(said), choice)
    form = Form(sent(request.POST))
    often, language = form.text("often"), form.text("language")
    for name, value, known in (("often", often, OFTEN_NAMES), ("language", language, NAMES)):
        if value not in known:
            form.problems[name] = FieldRefused(
                N_("This is not in the list."), remedy=N_("Choose from the list.")
            )
    if not form.problems:
        try:
            save_choice(
                user,
                allowed.municipality,
                often=Often(often),
                language=next(one for one in LANGUAGES if one == language),
                address=form.text("address"),
                today=timezone.localdate(),
            )
        except AddressWrong as error:
            form.problems["address"] = error
    if form.problems:
        return _page(request, allowed, form, choice)
    onward = redirect("notice-choice", place=place)
    onward["Location"] += "?lagret=1"
    return onward


def _page(
    request: HttpRequest, allowed: Access, form: Form, choice: NoticeChoice | None
) -> HttpResponse:
    return render_at(
        request,
        allowed,
        "notices/choice.html",
        status=422 if form.problems else 200,
        form=form,
        choice=choice,
        often=OFTEN_NAMES,
        names=NAMES,
        saved=request.GET.get("lagret") == "1",
        mail=settings.MAIL,
        feed=feed_address(request, allowed),
    )
