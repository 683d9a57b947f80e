"""Looking a document through part by part, beside what was read, and correcting it in place."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.i18n import catalogue
from ledetraad.plan.model import Plan
from ledetraad.readers.forms.words import level_words
from ledetraad.web.imports.corrections import added, corrections
from ledetraad.web.imports.models import Import
from ledetraad.web.imports.names import MEANINGS
from ledetraad.web.imports.rows import part_page, unsettled
from ledetraad.web.imports.services.correct import correct, settle, undo
from ledetraad.web.imports.views import document_of
from ledetraad.web.pages import language_of, render

State = Import.State


@login_required
@require_safe
def look(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A part of the document beside what was read from it; one element may be open to correct."""
    return _page(request, ready(request, pk), number)


@login_required
@require_POST
def mend(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Correct an element: its words, level or references, or join it, take it out, add one."""
    document = ready(request, pk)
    plan = document.corrected()
    form = {name: str(said) for name, said in request.POST.items()}
    try:
        correct(
            document, *(added(form, plan) if form.get("op") == "add" else corrections(form, plan))
        )
    except LedetraadError as error:
        return _page(request, document, number, error)
    return redirect(_address(document, number, form.get("id", "")))


@login_required
@require_POST
def take_back(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take the last correction back."""
    document = ready(request, pk)
    last = document.edits[-1].get("id", "") if document.edits else ""
    undo(document)
    return redirect(_address(document, number, last))


@login_required
@require_POST
def found_right(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Say that a doubt has been looked at, or take that back."""
    document = ready(request, pk)
    settle(document, request.POST.get("key", ""), settled=request.POST.get("settled") == "1")
    return redirect(_address(document, number, request.POST.get("id", "")))


def ready(request: HttpRequest, pk: int) -> Import:
    """A document that has been read and not taken in yet.

    Raises:
        Http404: it isn't, or the person may not.
    """
    document = document_of(request, pk)
    if document.state != State.READY:
        raise Http404
    return document


def _address(document: Import, number: int, element: str) -> str:
    place = f"#e-{element}" if element else ""
    return reverse("import-look", args=[document.pk, number]) + place


def _page(
    request: HttpRequest, document: Import, number: int, error: LedetraadError | None = None
) -> HttpResponse:
    part = get_object_or_404(document.parts, number=number)
    plan = document.corrected()
    form = request.POST if error is not None else request.GET
    left = unsettled(document)
    count = document.parts.count()
    return render(
        request,
        "import_look.html",
        status=422 if error is not None else 200,
        document=document,
        part=part,
        page=part_page(document, part, plan, catalogue(language_of(request)).gettext),
        plan=plan,
        count=count,
        left=left,
        next_doubt=_next(left, number),
        opened=form.get("id" if error is not None else "rett", ""),
        adding=form.get("after" if error is not None else "etter", ""),
        typed=form if error is not None else {},
        levels=_levels(plan),
        names=MEANINGS,
        error=error,
        step=3,
    )


def _next(left: dict[int, int], number: int) -> int | None:
    """The next part with something to look at, from the one after this and round again."""
    others = [each for each in sorted(left) if each != number]
    return next((each for each in others if each > number), others[0] if others else None)


def _levels(plan: Plan) -> list[tuple[str, str]]:
    """The levels that an element may have, with their names: the plan's own, then the others."""
    own = [(level.key, level.singular) for level in plan.levels]
    known = {key for key, _ in own}
    return [*own, *((key, "") for key in level_words() if key not in known)]
