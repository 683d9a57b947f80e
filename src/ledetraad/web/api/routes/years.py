"""What a year's plan of action and budget takes in from a plan."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpResponse
from ninja import Router

from ledetraad.i18n import N_
from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.bearer import Asking
from ledetraad.web.api.locking import require_same, require_version, tell
from ledetraad.web.api.routes.plans import plan_of
from ledetraad.web.api.shapes.choices import YearIn, YearOut
from ledetraad.web.api.shapes.problems import ERRORS, READ_ERRORS
from ledetraad.web.followup.models import YearElement
from ledetraad.web.followup.yearly.past import KIND
from ledetraad.web.followup.yearly.services.elements_choose import choose_elements
from ledetraad.web.forms import FieldRefused, FormRefused
from ledetraad.web.history.models import Change
from ledetraad.web.plans.models import WorkingCopy

router = Router(tags=["plans"])
_HERE = "/plans/{int:plan}/years/{int:year}"
_FIRST, _LAST = 2000, 2100


@router.get(_HERE, response={200: YearOut, **READ_ERRORS})
def taken_in(request: Asking, response: HttpResponse, plan: int, year: int) -> YearOut:
    """What a year's plan takes in."""
    found = _plan(request, plan, year)
    version = _version(found, year)
    tell(response, version)
    taken = set(YearElement.objects.filter(plan=found, year=year).values_list("element", flat=True))
    in_order = [one.id for one in found.latest().plan().walk() if one.id in taken]
    gone = sorted(taken - set(in_order))
    return YearOut(plan=found.pk, year=year, elements=[*in_order, *gone], version=version)


@router.put(_HERE, response={200: YearOut, **ERRORS})
def choose(request: Asking, response: HttpResponse, plan: int, year: int, body: YearIn) -> YearOut:
    """Let a year's plan take in just these elements."""
    caller = request.auth
    found = _plan(request, plan, year)
    caller.allowed.require(Action.EDIT_INDICATOR)
    require_version(request)
    known = {one.id for one in found.latest().plan().walk()}
    unknown = {
        f"elements.{place}": FieldRefused(
            N_("This can't be chosen."), remedy=N_("Choose an element that stands in the plan.")
        )
        for place, one in enumerate(body.elements)
        if one not in known
    }
    if unknown:
        raise FormRefused(unknown)
    with transaction.atomic():
        WorkingCopy.objects.select_for_update().get(pk=found.pk)
        require_same(request, _version(found, year))
        choose_elements(found, year, body.elements, user=caller.user)
    return taken_in(request, response, plan, year)


def _plan(request: Asking, plan: int, year: int) -> WorkingCopy:
    """The plan, where the year is one.

    Raises:
        Http404: there is none, or no such year.
    """
    if not _FIRST <= year <= _LAST:
        raise Http404
    return plan_of(request.auth, plan)


def _version(plan: WorkingCopy, year: int) -> int:
    """The version of what a year's plan takes in: of its newest change."""
    found = Change.objects.filter(
        municipality=plan.municipality_id, kind=KIND, object_id=plan.pk, name=str(year)
    )
    newest = found.first()
    return newest.version if newest is not None else 0
