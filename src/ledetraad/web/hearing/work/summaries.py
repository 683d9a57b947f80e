"""The summary by theme: what was said in figures, and the planner's own words of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ledetraad.errors import LedetraadError
from ledetraad.hearing.text import clean
from ledetraad.publish.hearing.words import TableWords
from ledetraad.web.forms import Form, sent
from ledetraad.web.hearing.models import ThemeSummary
from ledetraad.web.hearing.services.summary_save import summarise
from ledetraad.web.hearing.tabling import table_of
from ledetraad.web.hearing.work.finding import At, hearing_of
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import ChangedMeanwhile
from ledetraad.web.place import render_at
from ledetraad.web.plans.views import person

_MOST_CHANGES = 200


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def themes(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Every theme that was spoken of, each with a summary to write."""
    at = hearing_of(request, place, pk)
    if request.method != "POST":
        return _page(request, at)
    form = Form(sent(request.POST))
    theme = form.text("theme")
    known = theme if at.words(theme) else ""
    try:
        text = clean(form.text("text"))
        summarise(at.hearing, known, text, user=person(request), version=form.key("version"))
    except LedetraadError as error:
        return _page(request, at, form=form, error=error)
    return redirect(f"{at.here}tema/#t-{known or 'hele'}")


def _page(
    request: HttpRequest,
    at: At,
    *,
    form: Form | None = None,
    error: LedetraadError | None = None,
) -> HttpResponse:
    kept = {one.theme: one for one in ThemeSummary.objects.filter(hearing=at.hearing)}
    changes: dict[int, list[Change]] = {}
    found = Change.objects.filter(
        kind=ThemeSummary.kind(), object_id__in=[one.pk for one in kept.values()]
    )
    for change in found[:_MOST_CHANGES]:
        changes.setdefault(change.object_id, []).append(change)
    typed = form.text("theme") if form is not None else None
    words = TableWords(table_of(at.hearing, at.proposal))
    return render_at(
        request,
        at.allowed,
        "hearing/desk/themes.html",
        status=422 if error is not None else 200,
        error=error,
        hearing=at.hearing,
        own=at.here,
        themes=[
            (
                one,
                kept.get(one.key),
                form.text("text") if form is not None and one.key == typed else None,
                changes.get(kept[one.key].pk, []) if one.key in kept else [],
            )
            for one in words.themes
        ],
        clash=error.now.get("text") if isinstance(error, ChangedMeanwhile) else None,
        typed=typed,
        plan=at.proposal.plan,
    )
