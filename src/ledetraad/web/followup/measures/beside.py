"""What stands beside a measure: colleagues' comments, and files."""

from __future__ import annotations

import hashlib

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
from ledetraad.web.followup.measures.views import show_page
from ledetraad.web.followup.models import Attachment
from ledetraad.web.plans.views import person

LARGEST = 20_000_000
"""The most bytes of a file that belongs to a measure."""
MOST_FILES = 50
_LONGEST_NAME = 200


class BesideRefused(LedetraadError):
    """A file that can't be taken."""


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
    problem = _problem(file, measure.attachments.filter(deleted_at=None).count())
    if problem is not None or not isinstance(file, UploadedFile):
        return show_page(request, allowed, measure, problem)
    data, user = file.read(), person(request)
    Attachment.objects.create(
        measure=measure,
        name=(file.name or "")[-_LONGEST_NAME:],
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        by=user,
        by_name=user.get_full_name() or user.get_username(),
    )
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
    problem = _full(measure.attachments.filter(deleted_at=None).count())
    if problem is not None:
        return show_page(request, allowed, measure, problem)
    put_back(found, user=person(request))
    return redirect(f"{reverse('measure', args=[place, number])}#filer")


def _problem(file: object, count: int) -> BesideRefused | None:
    if not isinstance(file, UploadedFile) or not file.name:
        return BesideRefused(
            N_("No file was chosen, or it is larger than %(most)s MB."),
            remedy=N_("Choose a smaller file."),
            most=LARGEST // 1_000_000,
        )
    if (file.size or 0) > LARGEST:
        return BesideRefused(
            N_("The file is larger than %(most)s MB."),
            where=file.name,
            remedy=N_("Choose a smaller file."),
            most=LARGEST // 1_000_000,
        )
    return _full(count)


def _full(count: int) -> BesideRefused | None:
    if count < MOST_FILES:
        return None
    return BesideRefused(
        N_("The measure has %(most)s files already."),
        remedy=N_("Take away one that is no longer needed."),
        most=MOST_FILES,
    )
