"""Making and changing indicators, deleting and restoring them, and undoing the last change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ledetraad.followup.direction import DIRECTION_NAMES, Direction
from ledetraad.followup.freshness import FREQUENCY_NAMES, Frequency
from ledetraad.i18n import N_, catalogue
from ledetraad.plan.finding import Translate
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.clashes import Clash, answer_of, clashes_of, versions_of
from ledetraad.web.followup.indicators.finding import choices_of, indicator_of
from ledetraad.web.followup.indicators.form import Choices, read, target_rows, written
from ledetraad.web.followup.indicators.telling import FIELD_NAMES, Teller
from ledetraad.web.followup.missing.beside import beside_indicator
from ledetraad.web.followup.missing.rows import Missing
from ledetraad.web.followup.models import Indicator, Observation
from ledetraad.web.followup.services.change_together import change_together
from ledetraad.web.forms import Form, FormRefused, sent, whole
from ledetraad.web.history.recording import (
    ChangedMeanwhile,
    delete,
    make,
)
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

_FRESH = {
    "direction": Direction.UP.value,
    "frequency": Frequency.YEAR.value,
    "decimals": "0",
}
_LED = {"plan": "element", "baseline_year": "baseline"}
"""Fields that are chosen with another one."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, place: str) -> HttpResponse:
    """Make an indicator; the address may say what it is to speak for."""
    allowed = place_of(request, place)
    allowed.require(Action.EDIT_INDICATOR)
    choices = choices_of(allowed.municipality)
    if request.method != "POST":
        return _form(request, allowed, choices, Form({**_FRESH, **_asked_for(request, choices)}))
    form = Form(sent(request.POST))
    try:
        values = read(form.said, choices)
    except FormRefused as refused:
        form.problems = refused.problems
        return _form(request, allowed, choices, form, error=refused)
    made = Indicator(municipality=allowed.municipality)
    make(made, values.model_dump(mode="json"), user=person(request))
    return redirect("indicator", place=place, pk=made.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Change an indicator; where another has changed the same, both are shown to choose from."""
    allowed, indicator = indicator_of(request, place, pk, Action.EDIT_INDICATOR)
    said = indicator.said()
    choices = choices_of(allowed.municipality, said)
    if request.method != "POST":
        form = Form(written(said, indicator.measure))
        return _form(request, allowed, choices, form, indicator=indicator)
    form = Form(sent(request.POST))
    try:
        values = read(form.said, choices)
    except FormRefused as refused:
        form.problems = refused.problems
        return _form(request, allowed, choices, form, indicator=indicator, error=refused)
    mine, answer = values.model_dump(mode="json"), answer_of(form, FIELD_NAMES)
    try:
        change_together(indicator, mine, answer, user=person(request), led=_LED, at="targets")
    except FormRefused as refused:
        form.problems = refused.problems
        return _form(request, allowed, choices, form, indicator=indicator, error=refused)
    except ChangedMeanwhile as changed:
        indicator.refresh_from_db()
        clashes = _clashes(request, choices, changed, mine)
        return _form(
            request, allowed, choices, form, indicator=indicator, error=changed, clashes=clashes
        )
    return redirect("indicator", place=place, pk=pk)


@login_required
@require_POST
def throw_away(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Delete an indicator; it can be restored for a year."""
    _, indicator = indicator_of(request, place, pk, Action.EDIT_INDICATOR)
    delete(indicator, user=person(request), now=timezone.now())
    return redirect("indicator", place=place, pk=pk)


def _form(
    request: HttpRequest,
    allowed: Access,
    choices: Choices,
    form: Form,
    *,
    indicator: Indicator | None = None,
    error: FormRefused | ChangedMeanwhile | None = None,
    clashes: Sequence[Clash] = (),
) -> HttpResponse:
    said = form.said
    translate = catalogue(language_of(request)).gettext
    none = ("", translate(N_("None")))
    return render_at(
        request,
        allowed,
        "followup/indicator_edit.html",
        status=422 if error is not None else 200,
        form=form,
        error=error,
        clashes=clashes,
        versions=versions_of(form, indicator, clashes),
        missing=_missing(indicator, allowed, choices, translate) if error is None else [],
        indicator=indicator,
        rows=target_rows(said),
        groups=list(choices.elements.groups()),
        gone=_gone(choices),
        units=[none, *((one.pk, one.name) for one in choices.units)],
        people=[
            none,
            *((one.pk, one.get_full_name() or one.get_username()) for one in choices.people),
        ],
        directions=[(one.value, translate(name)) for one, name in DIRECTION_NAMES.items()],
        frequencies=[(one.value, translate(name)) for one, name in FREQUENCY_NAMES.items()],
    )


def _missing(
    indicator: Indicator | None, allowed: Access, choices: Choices, translate: Translate
) -> list[Missing]:
    """What is missing about the indicator, apart from a newer value, which has its own form."""
    if indicator is None:
        return []
    newest = Observation.objects.filter(indicator=indicator).order_by("-measured").first()
    measured = newest.measured if newest is not None else None
    found = beside_indicator(indicator, measured, allowed, choices.elements, translate)
    return [one for one in found if one.lack.mend != "value"]


def _asked_for(request: HttpRequest, choices: Choices) -> dict[str, str]:
    """What an address says that a new indicator is to speak for."""
    known = choices.elements.by_slug(request.GET.get("plan", ""))
    element = request.GET.get("element", "")
    number = request.GET.get("tiltak", "")
    found = {"measure": number} if whole(number) is not None else {}
    if known is not None and element in known.elements:
        found["element"] = f"{known.plan.pk}:{element}"
    return found


def _gone(choices: Choices) -> tuple[str, str] | None:
    """The element that an indicator speaks for, where the plan doesn't have it any more."""
    kept = choices.kept
    if kept is None or kept.plan is None or kept.element is None:
        return None
    if choices.elements.find(kept.plan, kept.element) is not None:
        return None
    return f"{kept.plan}:{kept.element}", kept.element


def _clashes(
    request: HttpRequest, choices: Choices, changed: ChangedMeanwhile, mine: Mapping[str, Any]
) -> list[Clash]:
    translate = catalogue(language_of(request)).gettext
    teller = Teller(choices.elements, choices.units, choices.people, translate)

    def text(name: str, values: Mapping[str, Any]) -> str:
        return teller.text(name, values.get(name), values)

    return clashes_of(changed, mine, text, FIELD_NAMES, translate, led=_LED)
