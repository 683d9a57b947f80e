"""Which of the follow-up's rules are off in a municipality, and the page where that is chosen."""

from __future__ import annotations

from collections import Counter

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ledetraad.checks.followup.run import FOLLOWUP_RULES
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.missing.gather import looked_at
from ledetraad.web.followup.missing.services.rule_turn import turn_off, turn_on
from ledetraad.web.followup.models import RuleOff
from ledetraad.web.forms import FieldRefused
from ledetraad.web.history.models import Change
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person


@login_required
@require_safe
def show(request: HttpRequest, place: str) -> HttpResponse:
    """Every rule: what it looks for, how much it finds, and whether it is off."""
    return _page(request, place_of(request, place))


@login_required
@require_POST
def turn(request: HttpRequest, place: str, code: str) -> HttpResponse:
    """Turn a rule off, with a reason, or on."""
    allowed = place_of(request, place)
    allowed.require(Action.CHOOSE_RULES)
    if code not in {rule.code for rule in FOLLOWUP_RULES}:
        raise Http404
    if request.POST.get("op") == "on":
        turn_on(allowed.municipality, code, user=person(request), now=timezone.now())
        return redirect("missing-rules", place=place)
    reason = request.POST.get("reason", "")
    try:
        turn_off(allowed.municipality, code, reason, user=person(request))
    except FieldRefused as error:
        return _page(request, allowed, error=error, code=code, said=reason)
    return redirect("missing-rules", place=place)


def _page(
    request: HttpRequest,
    allowed: Access,
    *,
    error: FieldRefused | None = None,
    code: str = "",
    said: str = "",
) -> HttpResponse:
    municipality = allowed.municipality
    ever_off = {one.code: one for one in RuleOff.objects.filter(municipality=municipality)}
    off = {code: one for code, one in ever_off.items() if one.deleted_at is None}
    changes = Change.objects.filter(
        kind=RuleOff.kind(), object_id__in=[one.pk for one in off.values()]
    )
    by_whom = {one.object_id: one for one in changes.order_by("pk")}
    counts = Counter(lack.code for lack in looked_at(municipality, timezone.localdate()).lacks)
    return render_at(
        request,
        allowed,
        "followup/missing_rules.html",
        status=422 if error is not None else 200,
        rules=[(rule, counts[rule.code], off.get(rule.code)) for rule in FOLLOWUP_RULES],
        by_whom=by_whom,
        ever_off={code: one.pk for code, one in ever_off.items()},
        may_choose=allowed.may(Action.CHOOSE_RULES),
        error=error,
        code=code,
        said=said,
    )
