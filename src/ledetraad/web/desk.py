"""Where those who work begin: what waits for them, the plans, and the documents on their way in."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledetraad.web.accounts.access import access, municipalities
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.reporting.worklist import asked_of, sent_back, wanting
from ledetraad.web.imports.models import Import
from ledetraad.web.pages import render
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.views import person


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for somebody.

    Args:
        returned: reports that were sent back.
        reports: reports that are asked for.
        values: indicators whose value should have come.
    """

    returned: int
    reports: int
    values: int


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits in the municipalities that one works for, their plans, and what is coming in."""
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
        places=[(one, _waiting(request, one)) for one in mine],
    )


def _waiting(request: HttpRequest, municipality: Municipality) -> Waiting:
    """How much waits for somebody in a municipality."""
    allowed, user = access(request.user, municipality), person(request)
    asked = asked_of(allowed, user)
    returned = len(sent_back(asked))
    values = len(wanting(allowed, user, timezone.localdate()))
    return Waiting(returned, len(asked) - returned, values)
