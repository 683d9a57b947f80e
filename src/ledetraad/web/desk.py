"""Where those who work with plans begin: the plans, and the documents that are on their way in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ledetraad.web.accounts.access import municipalities
from ledetraad.web.accounts.rights import Action
from ledetraad.web.imports.models import Import
from ledetraad.web.pages import render
from ledetraad.web.plans.models import WorkingCopy


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The plans of the municipalities that one works for, and what is on its way in."""
    mine = municipalities(request.user, Action.READ)
    plans = WorkingCopy.objects.filter(municipality__in=mine).select_related("municipality")
    edited = municipalities(request.user, Action.EDIT_PLAN)
    imports = (
        Import.objects.filter(municipality__in=edited)
        .exclude(state=Import.State.FINISHED)
        .defer("data", "plan")
        .select_related("municipality", "begun_by")
    )
    return render(
        request,
        "plans.html",
        plans=plans.order_by("slug"),
        may_add=edited.exists(),
        imports=imports,
        places=list(mine),
    )
