"""What stands beside a measure: colleagues' comments, and files."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.measures.finding import measure_of
from ledetraad.web.followup.measures.services.beside_delete import put_back, take_away
from ledetraad.web.followup.measures.services.comment_make import make_comment
from ledetraad.web.followup.measures.services.file_attach import (
    LARGEST,
    FileRefused,
    require_room,
    too_large,
)
from ledetraad.web.followup.measures.services.file_attach import attach as put_file
from ledetraad.web.followup.measures.views import show_page
from ledetraad.web.plans.views import person


@login_required
@require_POST
def comment(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """Say something of a measure to colleagues."""
    allowed, measure = measure_of(request, place, number)
    allowed.require(Action.COMMENT)
    try:
        make_comment(measure, str(request.POST.get("text", "")), user=person(request))
    except LedetraadError as error:
        return show_page(request, allowed, measure, error)
    return redirect(f"{reverse('measure', args=[place, number])}#kommentarer")


@login_required
@require_POST
def uncomment(request: HttpRequest, place: str, number: int, pk: int) -> HttpResponse:
    """Take one's own comment away; it is kept for a year."""
    _, measure = measure_of(request, place, number)
    user = person(request)
    take_away(get_object_or_404(measure.comments, pk=pk, by=user), user=user, now=timezone.now())
    return redirect(f"{reverse('measure', args=[place, number])}#kommentarer")


@login_required
@require_POST
def recomment(request: HttpRequest, place: str, number: int, pk: int) -> HttpResponse:
    """Put one's own comment back."""
    _, measure = measure_of(request, place, number)
    user = person(request)
    put_back(get_object_or_404(measure.comments, pk=pk, by=user), user=user)
    return redirect(f"{reverse('measure', args=[place, number])}#kommentarer")


@login_required
@require_POST
def attach(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """Put a file to a measure."""
    allowed, measure = measure_of(request, place, number, Action.EDIT_MEASURE)
    file = request.FILES.get("file")
    try:
        if not isinstance(file, UploadedFile) or not file.name:
            raise FileRefused(
                N_("No file was chosen, or it is larger than %(most)s MB."),
                remedy=N_("Choose a smaller file."),
                most=LARGEST // 1_000_000,
            )
        if (file.size or 0) > LARGEST:
            raise too_large(file.name)
        put_file(measure, file.name, file.read(), user=person(request))
    except FileRefused as problem:
        return show_page(request, allowed, measure, problem)
    return redirect(f"{reverse('measure', args=[place, number])}#filer")


@login_required
@require_safe
def fetch(request: HttpRequest, place: str, number: int, pk: int) -> HttpResponse:
    """A file, always as one to keep and never as a page to show."""
    _, measure = measure_of(request, place, number)
    found = get_object_or_404(measure.attachments, pk=pk, deleted_at=None)
    response = HttpResponse(bytes(found.data), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=found.name
    )
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def detach(request: HttpRequest, place: str, number: int, pk: int) -> HttpResponse:
    """Take a file away; it is kept for a year, but shown no more."""
    _, measure = measure_of(request, place, number, Action.EDIT_MEASURE)
    found = get_object_or_404(measure.attachments.defer("data"), pk=pk)
    take_away(found, user=person(request), now=timezone.now())
    return redirect(f"{reverse('measure', args=[place, number])}#filer")


@login_required
@require_POST
def reattach(request: HttpRequest, place: str, number: int, pk: int) -> HttpResponse:
    """Put a file back that was taken away."""
    allowed, measure = measure_of(request, place, number, Action.EDIT_MEASURE)
    found = get_object_or_404(measure.attachments.defer("data"), pk=pk)
    try:
        require_room(measure)
    except FileRefused as problem:
        return show_page(request, allowed, measure, problem)
    put_back(found, user=person(request))
    return redirect(f"{reverse('measure', args=[place, number])}#filer")
