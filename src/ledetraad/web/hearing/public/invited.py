"""A body's own page, by the link in its invitation: speak, or say that there are no remarks.

What is sent from here is tied to the invitation, so that it is known who has answered.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ledetraad.hearing.speakers import ORGANISATIONS, PRIVATE, Speaker
from ledetraad.i18n import N_
from ledetraad.web.forms import Form
from ledetraad.web.hearing.links import invited_at, new_stamp, statement_at
from ledetraad.web.hearing.models import Invited
from ledetraad.web.hearing.public.form import Who, opened
from ledetraad.web.hearing.public.place import Place, place_of
from ledetraad.web.hearing.public.speaking import form_page, speak
from ledetraad.web.hearing.services.invitation_save import has_no_remarks, tie


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, slug: str, token: str, language: str = "") -> HttpResponse:
    """What a body is asked, and what it has answered; or note that it has no remarks."""
    place, invited = _own(slug, token, language)
    here = f"{place.here}invitert/{token}/"
    if request.method == "POST":
        if request.POST.get("op") == "no-remarks" and place.hearing.open_at(timezone.now()):
            has_no_remarks(invited, now=timezone.now(), user=None)
        return redirect(here)
    return place.page(
        request,
        "hearing/public/invited.html",
        f"horing/invitert/{token}/",
        N_("Your invitation"),
        invited=invited,
        own=here,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def speak_invited(request: HttpRequest, slug: str, token: str, language: str = "") -> HttpResponse:
    """The form with the body's name in it; what is sent is tied to the invitation."""
    place, invited = _own(slug, token, language)
    if request.method != "POST":
        if not place.hearing.open_at(timezone.now()):
            return redirect(f"{place.here}invitert/{token}/")
        said = opened(place, request.GET.get("e", ""))
        said.form = Form(_known(invited))
        return form_page(request, place, said, new_stamp(timezone.now()))
    response = speak(request, slug, language)
    private_page = f"{place.here}mitt/"
    address = response.headers.get("Location", "")
    if address.startswith(private_page):
        made = statement_at(address.removeprefix(private_page).partition("/")[0])
        if made is not None and made.hearing_id == invited.hearing_id:
            tie(invited, made, user=None)
    return response


def _own(slug: str, token: str, language: str) -> tuple[Place, Invited]:
    invited = invited_at(token)
    if invited is None or invited.hearing.plan.slug != slug or not invited.hearing.announced:
        raise Http404
    return place_of(slug, language, invited.hearing_id), invited


def _known(invited: Invited) -> dict[str, str]:
    """What the form says before anybody has written in it."""
    speaker = Speaker(invited.speaker)
    if speaker in PRIVATE:
        who = Who.SELF
    else:
        who = Who.ORGANISATION if speaker in ORGANISATIONS else Who.BODY
    return {
        "who": who.value,
        f"{who.value}_kind": speaker.value,
        "name": invited.name,
        "mail": invited.mail,
    }
