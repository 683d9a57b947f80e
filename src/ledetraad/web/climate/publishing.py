"""Publishing a climate budget as it stands."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ledetraad.errors import LedetraadError
from ledetraad.web.accounts.rights import Action
from ledetraad.web.climate.budgets import show_page
from ledetraad.web.climate.finding import one_of
from ledetraad.web.climate.models import Budget
from ledetraad.web.climate.services.budget_publish import publish_budget
from ledetraad.web.plans.views import person


@login_required
@require_POST
def publish_now(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Show it to everybody."""
    allowed, kept = one_of(request, place, Budget, pk, Action.PUBLISH)
    try:
        publish_budget(kept, user=person(request), now=timezone.now())
    except LedetraadError as error:
        return show_page(request, allowed, kept, error)
    return redirect("climate-budget", place=place, pk=pk)
