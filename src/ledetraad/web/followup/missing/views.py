"""What the follow-up is missing, as a list that gets shorter, and settling what is meant so."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from ledetraad.checks.followup.seen import Lack
from ledetraad.i18n import catalogue
from ledetraad.publish.list_sheet import CONTENT_TYPE
from ledetraad.web.accounts.access import Access
from ledetraad.web.followup.indicators.finding import units_of
from ledetraad.web.followup.missing.export import workbook_of
from ledetraad.web.followup.missing.gather import Looked, looked_at
from ledetraad.web.followup.missing.rows import (
    Filter,
    Missing,
    Names,
    Teller,
    asked_for,
    by_rule,
    is_settled,
    page_of_lacks,
    settled_of,
)
from ledetraad.web.followup.missing.services.lack_settle import settle, take_back
from ledetraad.web.followup.models import SettledLack
from ledetraad.web.followup.saved.shown import begun_with, views_of
from ledetraad.web.forms import FieldRefused
from ledetraad.web.history.models import Change
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """What is missing, or what has been settled, of what is asked for."""
    allowed = place_of(request, place)
    return begun_with(request, allowed, "mangler") or _page(request, allowed)


@login_required
@require_safe
def workbook(request: HttpRequest, place: str) -> HttpResponse:
    """The same as a workbook, every page of it."""
    allowed = place_of(request, place)
    wanted, today = _wanted(request), timezone.localdate()
    looked, units = looked_at(allowed.municipality, today), units_of(allowed.municipality)
    settled = settled_of(allowed.municipality)
    found = [
        lack
        for lack in asked_for(looked, wanted, units)
        if is_settled(lack, settled) is wanted.settled and wanted.rule in {"", lack.code}
    ]
    translate = catalogue(language_of(request)).gettext
    rows = Teller(allowed, Names.of(looked), translate).told(
        found, settled if wanted.settled else {}
    )
    made = workbook_of(rows, {one.pk: one.name for one in units}, translate, today)
    response = HttpResponse(made, content_type=CONTENT_TYPE)
    name = f"mangler-{today.isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def settle_it(request: HttpRequest, place: str) -> HttpResponse:
    """Settle that something missing is meant so."""
    allowed = place_of(request, place)
    name = request.POST.get("name", "")
    looked, missing = _named(request, allowed, name)
    try:
        settle(
            allowed.municipality,
            missing.lack,
            request.POST.get("reason", ""),
            user=person(request),
        )
    except FieldRefused as error:
        return _page(request, allowed, error=error, refused=missing, looked=looked)
    return _onward(request, place)


@login_required
@require_POST
def take_it_back(request: HttpRequest, place: str) -> HttpResponse:
    """Let something that was settled be told of again."""
    allowed = place_of(request, place)
    _, missing = _named(request, allowed, request.POST.get("name", ""))
    code, about, plan, key = missing.lack.name
    settled = get_object_or_404(
        SettledLack,
        municipality=allowed.municipality,
        code=code,
        about=about,
        plan_key=plan,
        key=key,
        deleted_at=None,
    )
    take_back(settled, user=person(request), now=timezone.now())
    return _onward(request, place)


def _page(
    request: HttpRequest,
    allowed: Access,
    *,
    error: FieldRefused | None = None,
    refused: Missing | None = None,
    looked: Looked | None = None,
) -> HttpResponse:
    municipality, wanted = allowed.municipality, _wanted(request)
    looked = looked or looked_at(municipality, timezone.localdate())
    units, settled = units_of(municipality), settled_of(municipality)
    every = asked_for(looked, wanted, units)
    found = [lack for lack in every if is_settled(lack, settled) is wanted.settled]
    selection = page_of_lacks(found, wanted)
    translate = catalogue(language_of(request)).gettext
    teller = Teller(allowed, Names.of(looked), translate)
    rows = teller.told(selection.rows, settled if wanted.settled else {})
    if refused is not None and all(row.name != refused.name for row in rows):
        rows.insert(0, refused)
    return render_at(
        request,
        allowed,
        "followup/missing.html",
        status=422 if error is not None else 200,
        error=error,
        refused=refused.name if refused is not None else "",
        said=request.POST.get("reason", "") if error is not None else "",
        wanted=wanted,
        selection=selection,
        views=views_of(request, allowed, "mangler", wanted.query()),
        rows=rows,
        rules=by_rule(found),
        plans=looked.plans.values(),
        units=units,
        settled_count=len(every) - len(found) if not wanted.settled else len(found),
        by_whom=_by_whom([row.settled for row in rows if row.settled is not None]),
    )


def _wanted(request: HttpRequest) -> Filter:
    return Filter.read({name: str(value) for name, value in request.GET.items()})


def _named(request: HttpRequest, allowed: Access, name: str) -> tuple[Looked, Missing]:
    """What a form is about, which the person may settle.

    Raises:
        Http404: it is not missing, or the person may not.
    """
    looked = looked_at(allowed.municipality, timezone.localdate())
    found: list[Lack] = [
        lack for lack in looked.lacks if ":".join(str(part) for part in lack.name) == name
    ]
    if not found:
        raise Http404
    translate = catalogue(language_of(request)).gettext
    (missing,) = Teller(allowed, Names.of(looked), translate).told(found, {})
    if not missing.may_settle:
        raise Http404
    return looked, missing


def _onward(request: HttpRequest, place: str) -> HttpResponse:
    """Back to where the form stood."""
    back = request.POST.get("back", "")
    own = f"/oppfolging/{place}/"
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith(own):
        back = f"{own}mangler/"
    return HttpResponseRedirect(back)


def _by_whom(settled: list[SettledLack]) -> dict[int, Change]:
    """The change by which each was settled last."""
    changes = Change.objects.filter(
        kind=SettledLack.kind(), object_id__in=[one.pk for one in settled]
    )
    return {one.object_id: one for one in changes.order_by("pk")}
