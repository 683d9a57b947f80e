"""The page that a link leads to: a person chooses a password, without being signed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ledetraad.errors import LedetraadError
from ledetraad.web.accounts.links import DAYS, whose_link
from ledetraad.web.accounts.services.password_set import PasswordRefused, choose_password
from ledetraad.web.api.models import ApiToken
from ledetraad.web.pages import render


@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Choose a password; then the link is good no more, and one signs in with it."""
    user = whose_link(uid, token)
    if user is None:
        return render(request, "people/link_used.html", status=404, days=DAYS)
    problems: dict[str, LedetraadError] = {}
    if request.method == "POST":
        try:
            choose_password(
                user,
                request.POST.get("new", ""),
                request.POST.get("again", ""),
                tokens=request.POST.get("tokens") == "1",
            )
        except PasswordRefused as error:
            problems["again"] = error
        except LedetraadError as error:
            problems["new"] = error
        else:
            onward = redirect("login")
            onward["Location"] += "?passord=nytt"
            return onward
    return render(
        request,
        "people/new_password.html",
        status=422 if problems else 200,
        person=user,
        problems=problems,
        tokens=ApiToken.objects.filter(
            user=user, revoked_at=None, ends_at__gt=timezone.now()
        ).exists(),
        asked=request.POST.get("tokens") == "1",
    )
