"""The log of what was decided to be shown and hidden in a hearing: when, by whom, and why."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ledetraad.errors import Phrase
from ledetraad.i18n import N_
from ledetraad.web.hearing.models import Statement
from ledetraad.web.hearing.work.finding import hearing_of
from ledetraad.web.history.models import Change
from ledetraad.web.place import render_at

ON_A_PAGE = 100
_SHOWN = ("text_released", "masked", "left_out", "hidden_why", "name_released", "files_released")
_SAID = {
    ("text_released", True): N_("the text is shown"),
    ("text_released", False): N_("the text is not shown"),
    ("masked", True): N_("without what may be personal"),
    ("masked", False): N_("with all of it"),
    ("name_released", True): N_("the name is shown"),
    ("name_released", False): N_("the name is not shown"),
}


@login_required
@require_safe
def index(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """What was decided, the newest first, page by page."""
    at = hearing_of(request, place, pk)
    statements = Statement.objects.filter(hearing=at.hearing)
    changes = Change.objects.filter(
        municipality=at.allowed.municipality,
        kind=Statement.kind(),
        what=Change.What.CHANGED,
        object_id__in=statements.order_by().values("pk"),
        fields__has_any_keys=list(_SHOWN),
    )
    page = Paginator(changes, ON_A_PAGE).get_page(request.GET.get("side", "1"))
    shown = list(page.object_list)
    keys = {one.object_id for one in shown}
    numbers = dict(statements.filter(pk__in=keys).order_by().values_list("pk", "number"))
    return render_at(
        request,
        at.allowed,
        "hearing/desk/log.html",
        hearing=at.hearing,
        own=at.here,
        page=page,
        rows=[(one, numbers[one.object_id], _said(one.fields)) for one in shown],
    )


def _said(fields: dict[str, list[Any]]) -> list[Phrase]:
    """What a change decided, in words."""
    said = [
        Phrase(_SAID[name, fields[name][1]])
        for name in _SHOWN
        if name in fields and (name, fields[name][1]) in _SAID
    ]
    if "left_out" in fields:
        words = fields["left_out"][1]
        said.append(
            Phrase(N_("the words to leave out are changed") if words else N_("no words left out"))
        )
    if "hidden_why" in fields:
        why = str(fields["hidden_why"][1])
        hidden = Phrase(N_("hidden: %(why)s"), why=why)
        said.append(hidden if why else Phrase(N_("no longer hidden")))
    if "files_released" in fields:
        count = len(fields["files_released"][1])
        said.append(Phrase(N_("attachments that are shown: %(count)s"), count=count))
    return said
