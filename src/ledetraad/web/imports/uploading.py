"""The first step: a document is chosen and sent."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ledetraad.errors import LedetraadError, UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.readers.registry import LARGEST, READERS, too_large
from ledetraad.web.accounts.access import municipalities
from ledetraad.web.accounts.rights import Action
from ledetraad.web.imports.services.begin import begin
from ledetraad.web.pages import render
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.views import person, working_copy_of


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin to take a document in as a new plan."""
    places = list(municipalities(request.user, Action.EDIT_PLAN))
    if not places:
        raise Http404
    if request.method != "POST":
        return _form(request, places=places)
    chosen = request.POST.get("municipality", "")
    place = next((each for each in places if str(each.pk) == chosen), None)
    if place is None:
        raise Http404
    try:
        data, name = _uploaded(request)
        document = begin(place, data, name, user=person(request))
    except LedetraadError as error:
        return _form(request, places=places, error=error)
    return redirect("import", pk=document.pk)


@login_required
@require_http_methods(["GET", "POST"])
def newer(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin to take a document in as a new revision of a plan that is here already."""
    working_copy = working_copy_of(request, slug, Action.EDIT_PLAN)
    if request.method != "POST":
        return _form(request, working_copy=working_copy)
    try:
        data, name = _uploaded(request)
        document = begin(
            working_copy.municipality, data, name, user=person(request), working_copy=working_copy
        )
    except LedetraadError as error:
        return _form(request, working_copy=working_copy, error=error)
    return redirect("import", pk=document.pk)


def _uploaded(request: HttpRequest) -> tuple[bytes, str]:
    file = request.FILES.get("document")
    if not isinstance(file, UploadedFile) or not file.name:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        if size > LARGEST:
            raise too_large(size, "")
        raise UnreadableDocument(
            N_("No document was chosen."), remedy=N_("Choose the file that holds the plan.")
        )
    if (file.size or 0) > LARGEST:
        raise too_large(file.size or 0, file.name)
    return file.read(), file.name


def _form(
    request: HttpRequest,
    *,
    places: object = (),
    working_copy: WorkingCopy | None = None,
    error: LedetraadError | None = None,
) -> HttpResponse:
    return render(
        request,
        "upload.html",
        status=422 if error is not None else 200,
        places=places,
        working_copy=working_copy,
        error=error,
        endings=", ".join(READERS),
    )
