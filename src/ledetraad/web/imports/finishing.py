"""The last step: what the plan is called and where it goes, what it changes, and taking it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, catalogue
from ledetraad.plan.carry import carry_ids
from ledetraad.plan.diff import diff
from ledetraad.plan.edit import Edit
from ledetraad.plan.model import Plan, PlanStatus
from ledetraad.publish.site.changes import ShownDiff
from ledetraad.publish.write_markdown import STATUS_NAMES
from ledetraad.web.forms import wholes
from ledetraad.web.imports.corrections import InvalidCorrection, edits_from
from ledetraad.web.imports.looking import ready
from ledetraad.web.imports.models import Import
from ledetraad.web.imports.rows import unsettled
from ledetraad.web.imports.services.correct import correct
from ledetraad.web.imports.services.finish import finish
from ledetraad.web.pages import language_of, render
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.services.plan_import import same_plan
from ledetraad.web.plans.views import person

NEW = "new"
_FIELDS = ("title", "subtitle", "owner", "language")


@login_required
@require_http_methods(["GET", "POST"])
def last_step(request: HttpRequest, pk: int) -> HttpResponse:
    """What is about to be taken in, and taking it in."""
    document = ready(request, pk)
    plans = list(WorkingCopy.objects.filter(municipality=document.municipality).order_by("title"))
    error: LedetraadError | None = None
    if request.method == "POST":
        form = {name: str(said) for name, said in request.POST.items()}
        try:
            onward = _chosen(form.get("plan", ""), plans)
            status = _status(form.get("status", ""))
            with transaction.atomic():
                correct(document, *_front(form, document.corrected()))
                if form.get("op") == "finish":
                    revision = finish(
                        document, user=person(request), status=status, working_copy=onward
                    )
                    return redirect("work", slug=revision.working_copy.slug)
        except LedetraadError as problem:
            error = problem
        else:
            return redirect(request.path)
    return _page(request, document, plans, error)


def _page(
    request: HttpRequest, document: Import, plans: list[WorkingCopy], error: LedetraadError | None
) -> HttpResponse:
    plan = document.corrected()
    onward = document.working_copy or same_plan(document.municipality, plan)
    counts = Counter(element.level for element in plan.walk())
    said = request.POST if error is not None else {}
    return render(
        request,
        "import_finish.html",
        status=422 if error is not None else 200,
        document=document,
        plan=plan,
        plans=plans,
        onward=onward,
        counts=[(level, counts[level.key]) for level in plan.levels if counts[level.key]],
        left=unsettled(document),
        unplaced=[note for note in document.notes if note["key"] not in document.settled],
        shown=_changes(onward, plan, request) if onward is not None else None,
        statuses=STATUS_NAMES,
        said=said,
        error=error,
        step=4,
        translate_status=catalogue(language_of(request)).gettext,
    )


def _changes(working_copy: WorkingCopy, plan: Plan, request: HttpRequest) -> ShownDiff:
    """What the document changes in a plan that is here already."""
    before = working_copy.latest().plan()
    return ShownDiff(diff(before, carry_ids(before, plan), lasting=True), language_of(request))


def _chosen(wanted: str, plans: list[WorkingCopy]) -> WorkingCopy | None:
    """The plan that was chosen; None for a new one."""
    if wanted == NEW:
        return None
    for plan in plans:
        if str(plan.pk) == wanted:
            return plan
    raise Http404


def _status(wanted: str) -> PlanStatus:
    if wanted not in set(PlanStatus):
        raise InvalidCorrection(
            N_("No status was chosen."), remedy=N_("Choose where the plan stands.")
        )
    return PlanStatus(wanted)


def _front(form: Mapping[str, str], plan: Plan) -> tuple[Edit, ...]:
    """The correction to what the plan is called, where the form changes any of it."""
    changed: dict[str, object] = {
        name: said
        for name in _FIELDS
        if name in form and (said := " ".join(form[name].split())) != getattr(plan, name)
    }
    years = form.get("from", "").strip(), form.get("to", "").strip()
    before = (str(plan.period.from_year), str(plan.period.to_year)) if plan.period else ("", "")
    if "from" in form and years != before:
        read = wholes(years)
        if len(read) != len(years):
            raise InvalidCorrection(
                N_("The period needs two years, and one of them is no year."),
                remedy=N_("Write the first and the last year of the plan, such as 2026 and 2038."),
            )
        changed["period"] = {"from": read[0], "to": read[1]}
    return edits_from([{"op": "front", **changed}]) if changed else ()
