"""Taking a document in: waiting for it, saying what its parts mean, and taking it in."""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.errors import LedetraadError, kept_error
from ledetraad.readers.forms.questions import meanings
from ledetraad.readers.view.pages import page_picture
from ledetraad.web.accounts.access import require
from ledetraad.web.accounts.rights import Action
from ledetraad.web.imports.models import Import
from ledetraad.web.imports.names import FORMS, MEANINGS
from ledetraad.web.imports.services.discard import discard
from ledetraad.web.imports.services.say import say, start_over
from ledetraad.web.jobs.models import Job
from ledetraad.web.pages import render

PATIENCE = 1.5
"""Seconds that a page waits for a document that is soon read, before it shows how far it is."""
_LOOK_EVERY = 0.1
State = Import.State


@login_required
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a document stands: on to the next step, or how far the reading is."""
    document = document_of(request, pk)
    until = time.monotonic() + PATIENCE
    while _is_under_way(document) and time.monotonic() < until:
        time.sleep(_LOOK_EVERY)
        document = document_of(request, pk)
    onward = next_step(document)
    if onward:
        return redirect(onward)
    return render(request, "import_waiting.html", document=document, **_reading(document))


@login_required
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the reading is, for a page that waits; it is sent on when there is more to see."""
    document = document_of(request, pk)
    if next_step(document) or not _is_under_way(document):
        response = HttpResponse(status=200)
        response["HX-Redirect"] = reverse("import", args=[pk])
        return response
    return render(request, "import_progress.html", document=document, **_reading(document))


@login_required
@require_POST
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the document away, and stop the reading where it is under way."""
    discard(document_of(request, pk))
    return redirect("plans")


@login_required
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the document again, without what was said of it or of its like."""
    document = document_of(request, pk)
    if document.state == State.FINISHED:
        raise Http404
    start_over(document)
    return redirect("import", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def parts_mean(request: HttpRequest, pk: int) -> HttpResponse:
    """What the document's parts were taken for, to confirm or change."""
    document = document_of(request, pk)
    if document.state not in {State.READY, State.UNCLEAR} or document.understood is None:
        raise Http404
    problem = kept_error(document.error) if document.error is not None else None
    if request.method == "POST":
        try:
            if not say(document, {name: str(said) for name, said in request.POST.items()}):
                return redirect("import-look", pk=pk, number=1)
        except LedetraadError as error:
            problem = error
        else:
            return redirect("import", pk=pk)
    return render(
        request,
        "import_meanings.html",
        status=422 if request.method == "POST" else 200,
        document=document,
        mapping=document.mapping(),
        questions=document.questions,
        names=MEANINGS,
        forms=FORMS,
        choices={what: meanings(what) for what in ("column", "heading", "number", "label")},
        problem=problem,
        step=2,
    )


@login_required
@require_safe
def picture(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """A page of a PDF as a picture."""
    document = document_of(request, pk)
    part = document.parts.filter(shown__kind="picture", shown__page=page).first()
    if part is None:
        raise Http404
    data = page_picture(bytes(document.data), document.name, page, part.shown["turn"])
    response = HttpResponse(data, content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600, immutable"
    return response


def document_of(request: HttpRequest, pk: int) -> Import:
    """The document, where the person may take documents in for its municipality.

    Raises:
        Http404: there is none, or the person may not.
    """
    found = Import.objects.select_related("municipality", "job", "working_copy").defer("data")
    document = get_object_or_404(found, pk=pk)
    require(request.user, document.municipality, Action.EDIT_PLAN)
    return document


def next_step(document: Import) -> str:
    """Where somebody goes on with a document; empty while it is read, or where it can't be."""
    if document.state == State.FINISHED and document.working_copy is not None:
        return reverse("work", args=[document.working_copy.slug])
    if document.state == State.UNCLEAR:
        return reverse("import-meanings", args=[document.pk])
    if document.state == State.READY:
        unsure = any(question["unsure"] for question in document.questions)
        if unsure and document.said is None:
            return reverse("import-meanings", args=[document.pk])
        first = document.parts.order_by("number").first()
        if first is None:
            return reverse("import-finish", args=[document.pk])
        return reverse("import-look", args=[document.pk, 1])
    return ""


def _is_under_way(document: Import) -> bool:
    job = document.job
    return (
        document.state == State.READING
        and job is not None
        and job.state in {Job.State.WAITING, Job.State.RUNNING}
    )


def _reading(document: Import) -> dict[str, Any]:
    """What the waiting page is filled with."""
    error: LedetraadError | None = None
    if document.error is not None:
        error = kept_error(document.error)
    elif document.job is not None and document.job.error is not None:
        error = kept_error(document.job.error)
    return {"error": error, "under_way": _is_under_way(document), "job": document.job, "step": 1}
