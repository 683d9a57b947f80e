"""The staff's pages for a plan's versions: what has changed, and where the plan stands."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ledetraad.errors import LedetraadError
from ledetraad.plan.diff import Kind, diff
from ledetraad.plan.model import PlanStatus
from ledetraad.publish.site.changes import Chosen, ShownDiff
from ledetraad.publish.write_markdown import STATUS_NAMES
from ledetraad.web.accounts.access import access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.forms import whole
from ledetraad.web.pages import language_of, render
from ledetraad.web.plans.models import Revision, WorkingCopy
from ledetraad.web.plans.services.match_correct import correct_match, part_match
from ledetraad.web.plans.services.revision_compare import before
from ledetraad.web.plans.services.status_change import change_status, status_from
from ledetraad.web.plans.views import person, working_copy_of


@login_required
@require_http_methods(["GET", "POST"])
def show_changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What the newest revision changes against an earlier one, and what of it is the same."""
    post = request.method == "POST"
    working_copy = working_copy_of(request, slug, Action.EDIT_PLAN if post else Action.READ)
    latest = working_copy.latest()
    said = (request.POST if post else request.GET).get("fra", "")
    earlier = _earlier(latest, said)
    error: LedetraadError | None = None
    if post:
        try:
            _correct(request, working_copy, earlier)
        except LedetraadError as problem:
            error = problem
        else:
            return redirect(f"{reverse('changes', args=[slug])}?fra={earlier.number}")
    return _changes_page(request, working_copy, earlier, latest, error)


def _correct(request: HttpRequest, working_copy: WorkingCopy, earlier: Revision) -> None:
    """Store what a form says is the same, or is not."""
    said, user = request.POST, person(request)
    if "apart" in said:
        part_match(working_copy, earlier, said["apart"], user=user)
    else:
        correct_match(working_copy, earlier, said.get("old", ""), said.get("new", ""), user=user)


def _earlier(latest: Revision, number: str) -> Revision:
    """The revision to compare from: the one with this number, or the one before the latest."""
    earlier = before(latest)
    wanted = whole(number)
    if earlier is not None and wanted is not None:
        if wanted >= latest.number:
            raise Http404
        return get_object_or_404(Revision, working_copy=latest.working_copy, number=wanted)
    if earlier is None or number:
        raise Http404
    return earlier


def _changes_page(
    request: HttpRequest,
    working_copy: WorkingCopy,
    earlier: Revision,
    latest: Revision,
    error: LedetraadError | None,
) -> HttpResponse:
    compared = diff(earlier.plan(), latest.plan(), lasting=True)
    shown = ShownDiff(compared, language_of(request))
    groups, count = shown.chosen(Chosen())
    may_edit = access(request.user, working_copy.municipality).may(Action.EDIT_PLAN)
    return render(
        request,
        "work_changes.html",
        status=422 if error is not None else 200,
        working_copy=working_copy,
        latest=latest,
        earlier=earlier,
        earlier_ones=working_copy.revision_set.filter(number__lt=latest.number)
        .defer("document", "source")
        .order_by("-number"),
        shown=shown,
        groups=groups,
        left=count - sum(len(group.changes) for group in groups),
        plan=shown.diff.new,
        may_edit=may_edit,
        gone=shown.named(Kind.REMOVED) if may_edit else [],
        come=shown.named(Kind.ADDED) if may_edit else [],
        error=error,
    )


@login_required
@require_http_methods(["GET", "POST"])
def status(request: HttpRequest, slug: str) -> HttpResponse:
    """Say where the plan stands: a draft, on hearing, adopted or superseded."""
    working_copy = working_copy_of(request, slug, Action.PUBLISH)
    plan = working_copy.latest().plan()
    decision = plan.decision
    said = {
        "status": plan.status.value,
        "date": decision.date.isoformat() if decision else "",
        "case": decision.case if decision else "",
        "body": decision.body if decision else "",
    }
    error: LedetraadError | None = None
    if request.method == "POST":
        said = {name: request.POST.get(name, "") for name in said}
        try:
            change_status(working_copy, *status_from(said), user=person(request))
        except LedetraadError as problem:
            error = problem
        else:
            return redirect("work", slug=slug)
    return render(
        request,
        "work_status.html",
        status=422 if error is not None else 200,
        working_copy=working_copy,
        said=said,
        error=error,
        statuses=[(each.value, STATUS_NAMES[each]) for each in PlanStatus],
    )
