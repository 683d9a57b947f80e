"""What is reached from a mail without signing in: getting no more, and confirming an address.

Looking at these pages changes nothing: mail programs look at links before people do.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ledetraad.web.notices.addresses import what_is_confirmed, who_leaves
from ledetraad.web.notices.services import choice_save
from ledetraad.web.pages import render


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Get no more mail; what a mail program posts by itself, too (RFC 8058).

    The address is the secret, so no other one is asked for.
    """
    user = who_leaves(token)
    if user is None or not User.objects.filter(pk=user).exists():
        raise Http404
    done = request.method == "POST"
    if done:
        choice_save.leave(user)
    return render(request, "notices/leave.html", token=token, done=done)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show that mail to an address reaches one."""
    what = what_is_confirmed(token)
    if what is None:
        raise Http404
    done = request.method == "POST"
    if done and not choice_save.confirm(what, timezone.now()):
        raise Http404
    return render(request, "notices/confirm.html", token=token, done=done, address=what.address)
