"""The staff's pages: plans with their findings, revisions and publications."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ledetraad.checks.run import run_checks
from ledetraad.checks.settings import CheckSettings
from ledetraad.errors import LedetraadError
from ledetraad.i18n import catalogue
from ledetraad.plan.finding import Finding
from ledetraad.plan.model import Plan
from ledetraad.publish.site.changes import ShownDiff
from ledetraad.publish.site.finding_report import Report, finding_report
from ledetraad.readers.kept_notes import kept_notes
from ledetraad.readers.registry import READERS
from ledetraad.web.accounts.access import access, require
from ledetraad.web.accounts.rights import Action
from ledetraad.web.forms import Form, sent
from ledetraad.web.pages import language_of, render
from ledetraad.web.plans.models import Revision, WorkingCopy
from ledetraad.web.plans.services.plan_publish import NotPublished, publish
from ledetraad.web.plans.services.revision_compare import before, changes
from ledetraad.web.plans.services.revision_restore import restore
from ledetraad.web.public.library import LIBRARY
from ledetraad.web.shelf import Shelf

_FOUND: Shelf[tuple[int, datetime], list[Finding]] = Shelf(16)
"""What the checks say of the revisions asked for last; a revision never changes."""


@login_required
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One plan: what it holds, its findings in short, revisions and publications."""
    return _show_page(request, working_copy_of(request, slug, Action.READ))


def _show_page(
    request: HttpRequest, working_copy: WorkingCopy, error: LedetraadError | None = None
) -> HttpResponse:
    latest = working_copy.latest()
    plan = latest.plan()
    report = _report(request, latest, plan)
    earlier = before(latest)
    allowed = access(request.user, working_copy.municipality)
    return render(
        request,
        "work.html",
        status=409 if error is not None else 200,
        error=error,
        working_copy=working_copy,
        report=report,
        latest=latest,
        revisions=working_copy.revision_set.defer("document", "source").select_related(
            "made_by", "saved_draft"
        ),
        publications=working_copy.publication_set.defer("data"),
        may_edit=allowed.may(Action.EDIT_PLAN),
        may_publish=allowed.may(Action.PUBLISH),
        endings=", ".join(READERS),
        shown=ShownDiff(changes(earlier, latest), language_of(request)) if earlier else None,
        plan=plan,
    )


@login_required
@require_safe
def findings(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that the reader and the checks have to say of the latest revision."""
    working_copy = working_copy_of(request, slug, Action.READ)
    latest = working_copy.latest()
    return render(
        request,
        "work_findings.html",
        working_copy=working_copy,
        report=_report(request, latest, latest.plan()),
    )


@login_required
@require_POST
def go_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make an earlier revision the newest again."""
    working_copy = working_copy_of(request, slug, Action.EDIT_PLAN)
    revision = get_object_or_404(Revision, working_copy=working_copy, number=number)
    restore(revision, user=person(request))
    return redirect("work", slug=slug)


@login_required
@require_POST
def publish_now(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the latest revision, where it is the one that was looked at."""
    working_copy = working_copy_of(request, slug, Action.PUBLISH)
    address = request.build_absolute_uri(reverse("plan", kwargs={"slug": slug}))
    seen = Form(sent(request.POST)).key("revision") or 0
    try:
        publish(working_copy, user=person(request), now=timezone.now(), address=address, seen=seen)
    except NotPublished as error:
        return _show_page(request, working_copy, error)
    LIBRARY.forget(slug)
    return redirect("work", slug=slug)


def person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def working_copy_of(request: HttpRequest, slug: str, action: Action) -> WorkingCopy:
    working_copy = get_object_or_404(WorkingCopy.objects.select_related("municipality"), slug=slug)
    require(request.user, working_copy.municipality, action)
    return working_copy


def _report(request: HttpRequest, revision: Revision, plan: Plan) -> Report:
    names = {level.key: level.singular for level in plan.levels}

    def place(finding: Finding) -> tuple[str, str]:
        name = names.get(finding.level or "", "")
        return f"{name[:1].upper()}{name[1:]} {finding.number}".strip(), ""

    found = _FOUND.of(
        (revision.pk, revision.made_at),
        lambda: run_checks(plan, CheckSettings(), kept_notes(revision.notes)),
    )
    return finding_report(found, catalogue(language_of(request)).gettext, place)
