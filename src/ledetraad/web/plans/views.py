"""The staff's pages: plans with their findings, revisions and publications."""

from __future__ import annotations

from contextlib import suppress

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.checks.run import run_checks
from ledetraad.checks.settings import CheckSettings
from ledetraad.errors import LedetraadError, UnreadableDocument
from ledetraad.i18n import N_, catalogue
from ledetraad.plan.finding import Finding
from ledetraad.plan.model import Plan
from ledetraad.publish.site.changes import ShownDiff
from ledetraad.publish.site.finding_report import Report, finding_report
from ledetraad.readers import read_bytes
from ledetraad.readers.registry import LARGEST, READERS, too_large
from ledetraad.web.accounts.access import municipalities, require
from ledetraad.web.accounts.models import Membership
from ledetraad.web.pages import language_of, render
from ledetraad.web.plans.models import Revision, WorkingCopy
from ledetraad.web.plans.services.plan_import import import_again, import_new
from ledetraad.web.plans.services.plan_publish import publish
from ledetraad.web.plans.services.revision_compare import before, changes
from ledetraad.web.plans.services.revision_restore import restore
from ledetraad.web.public.library import LIBRARY

Role = Membership.Role


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The plans of the municipalities that one works for."""
    mine = municipalities(request.user, Role.READER)
    plans = WorkingCopy.objects.filter(municipality__in=mine).select_related("municipality")
    may_add = municipalities(request.user, Role.EDITOR).exists()
    return render(request, "plans.html", plans=plans.order_by("slug"), may_add=may_add)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Take a document in as a new plan."""
    places = list(municipalities(request.user, Role.EDITOR))
    if not places:
        raise Http404
    if request.method != "POST":
        return _upload_form(request, places=places)
    chosen = request.POST.get("municipality", "")
    place = next((each for each in places if str(each.pk) == chosen), None)
    if place is None:
        raise Http404
    try:
        data, name = _uploaded(request)
        working_copy, _ = import_new(place, data, name, user=person(request))
    except LedetraadError as error:
        return _upload_form(request, places=places, error=error)
    return redirect("work", slug=working_copy.slug)


@login_required
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One plan: what it holds, its findings in short, revisions and publications."""
    working_copy = working_copy_of(request, slug, Role.READER)
    latest = working_copy.latest()
    plan = latest.plan()
    report = _report(request, latest, plan)
    earlier = before(latest)
    role = Membership.objects.get(user=person(request), municipality=working_copy.municipality)
    return render(
        request,
        "work.html",
        working_copy=working_copy,
        report=report,
        latest=latest,
        revisions=working_copy.revision_set.defer("document", "source").select_related("made_by"),
        publications=working_copy.publication_set.defer("data"),
        may_edit=role.may(Role.EDITOR),
        may_publish=role.may(Role.PUBLISHER),
        endings=", ".join(READERS),
        shown=ShownDiff(changes(earlier, latest), language_of(request)) if earlier else None,
        plan=plan,
    )


@login_required
@require_safe
def findings(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that the reader and the checks have to say of the latest revision."""
    working_copy = working_copy_of(request, slug, Role.READER)
    latest = working_copy.latest()
    return render(
        request,
        "work_findings.html",
        working_copy=working_copy,
        report=_report(request, latest, latest.plan()),
    )


@login_required
@require_POST
def take_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a document in as a new revision."""
    working_copy = working_copy_of(request, slug, Role.EDITOR)
    try:
        data, name = _uploaded(request)
        import_again(working_copy, data, name, user=person(request))
    except LedetraadError as error:
        return _upload_form(request, working_copy=working_copy, error=error)
    return redirect("work", slug=slug)


@login_required
@require_POST
def go_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make an earlier revision the newest again."""
    working_copy = working_copy_of(request, slug, Role.EDITOR)
    revision = get_object_or_404(Revision, working_copy=working_copy, number=number)
    restore(revision, user=person(request))
    return redirect("work", slug=slug)


@login_required
@require_POST
def publish_now(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the latest revision."""
    working_copy = working_copy_of(request, slug, Role.PUBLISHER)
    address = request.build_absolute_uri(reverse("plan", kwargs={"slug": slug}))
    publish(working_copy, user=person(request), now=timezone.now(), address=address)
    LIBRARY.forget(slug)
    return redirect("work", slug=slug)


def person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def working_copy_of(request: HttpRequest, slug: str, role: Membership.Role) -> WorkingCopy:
    working_copy = get_object_or_404(WorkingCopy.objects.select_related("municipality"), slug=slug)
    require(request.user, working_copy.municipality, role)
    return working_copy


def _report(request: HttpRequest, revision: Revision, plan: Plan) -> Report:
    noted: tuple[Finding, ...] = ()
    if revision.source is not None:
        with suppress(UnreadableDocument):  # a reader since then may take less than that one did
            noted = read_bytes(bytes(revision.source), revision.source_name).findings
    names = {level.key: level.singular for level in plan.levels}

    def place(finding: Finding) -> tuple[str, str]:
        name = names.get(finding.level or "", "")
        return f"{name[:1].upper()}{name[1:]} {finding.number}".strip(), ""

    found = run_checks(plan, CheckSettings(), noted)
    return finding_report(found, catalogue(language_of(request)).gettext, place)


def _uploaded(request: HttpRequest) -> tuple[bytes, str]:
    file = request.FILES.get("document")
    if not isinstance(file, UploadedFile) or not file.name:
        raise UnreadableDocument(
            N_("No document was chosen."), remedy=N_("Choose the file that holds the plan.")
        )
    if (file.size or 0) > LARGEST:
        raise too_large(file.size or 0, file.name)
    return file.read(), file.name


def _upload_form(
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
