"""The draft as a whole: undone and made again, set aside, moved over, and saved."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.rights import Action
from ledetraad.web.editor.answers import fresh, is_part, tree, whole_page
from ledetraad.web.editor.services.draft_move import move_over
from ledetraad.web.editor.services.draft_save import save_draft
from ledetraad.web.editor.services.holding import ChangedByAnother
from ledetraad.web.editor.services.step_undo import bring_back, discard, redo, undo
from ledetraad.web.forms import whole
from ledetraad.web.pages import language_of
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.views import person, working_copy_of


@login_required
@require_POST
def undo_last(request: HttpRequest, slug: str) -> HttpResponse:
    """Undo the last step."""
    working_copy = working_copy_of(request, slug, Action.EDIT_PLAN)
    return _answer(
        request,
        working_copy,
        lambda: undo(working_copy, seen=_seen(request), user=person(request)).element,
        N_("Undone."),
    )


@login_required
@require_POST
def redo_next(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the step again that was undone last."""
    working_copy = working_copy_of(request, slug, Action.EDIT_PLAN)
    return _answer(
        request,
        working_copy,
        lambda: redo(working_copy, seen=_seen(request), user=person(request)).element,
        N_("Made again."),
    )


@login_required
@require_POST
def set_aside(request: HttpRequest, slug: str) -> HttpResponse:
    """Discard the draft; it can be brought back until the next step."""
    working_copy = working_copy_of(request, slug, Action.EDIT_PLAN)
    return _answer(
        request,
        working_copy,
        lambda: discard(working_copy, seen=_seen(request), user=person(request)),
        N_("All changes are discarded. They can be brought back until the next change."),
    )


@login_required
@require_POST
def bring(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring back a draft that was discarded."""
    working_copy = working_copy_of(request, slug, Action.EDIT_PLAN)
    return _answer(
        request,
        working_copy,
        lambda: bring_back(working_copy, user=person(request)),
        N_("The changes are back."),
    )


@login_required
@require_POST
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the draft's steps to the newest revision."""
    working_copy = working_copy_of(request, slug, Action.EDIT_PLAN)
    chosen = {
        name.removeprefix("choose-"): str(said)
        for name, said in request.POST.items()
        if name.startswith("choose-")
    }
    return _answer(
        request,
        working_copy,
        lambda: move_over(working_copy, chosen, seen=_seen(request), user=person(request)),
        "",
    )


@login_required
@require_POST
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the draft the plan's newest revision."""
    working_copy = working_copy_of(request, slug, Action.EDIT_PLAN)
    note = request.POST.get("note", "")
    try:
        revision = save_draft(working_copy, note, seen=_seen(request), user=person(request))
    except LedetraadError as problem:
        return _page_with(request, working_copy, problem)
    return HttpResponseRedirect(f"{reverse('edit', args=[slug])}?lagret={revision.number}")


def _answer(
    request: HttpRequest,
    working_copy: WorkingCopy,
    do: Callable[[], str | None],
    said: str,
) -> HttpResponse:
    try:
        element = do() or ""
    except LedetraadError as problem:
        return _page_with(request, working_copy, problem)
    theme = request.POST.get("tema", "")
    if is_part(request):
        told = catalogue(language_of(request)).gettext(said) if said else ""
        kept = frozenset(request.POST.get("open", "").split())
        view = fresh(working_copy, theme=theme, shown=element, kept=kept, said=told, focus="bar")
        return tree(request, view)
    query = f"?tema={theme}" if theme.isalnum() else ""
    place = f"#e-{element}" if element else ""
    return HttpResponseRedirect(f"{reverse('edit', args=[working_copy.slug])}{query}{place}")


def _page_with(
    request: HttpRequest, working_copy: WorkingCopy, problem: LedetraadError
) -> HttpResponse:
    kept = frozenset(request.POST.get("open", "").split())
    view = fresh(working_copy, theme=request.POST.get("tema", ""), problem=problem, kept=kept)
    status = 409 if isinstance(problem, ChangedByAnother) else 422
    answer = tree if is_part(request) else whole_page
    return answer(request, view, status=status)


def _seen(request: HttpRequest) -> int | None:
    return whole(request.POST.get("version", ""))
