"""Making and changing measures, deleting and restoring them, and undoing the last change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ledetraad.followup.measure import (
    FINANCING_NAMES,
    KIND_NAMES,
    MONEY_KIND_NAMES,
    RISK_STATUS_NAMES,
    MeasureKind,
)
from ledetraad.followup.risk import CONSEQUENCE_NAMES, LIKELIHOOD_NAMES
from ledetraad.followup.status import MEASURE_STATUS_NAMES, MeasureStatus
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.boxes import Boxes, Field, boxes_of
from ledetraad.web.followup.clashes import Clash, answer_of, clashes_of, versions_of
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.indicators.finding import people_of, units_of
from ledetraad.web.followup.measures.finding import choices_of, measure_of
from ledetraad.web.followup.measures.form import (
    PARTS,
    Choices,
    read,
    rows_of,
    ticked,
    written,
)
from ledetraad.web.followup.measures.telling import FIELD_NAMES, Teller
from ledetraad.web.followup.missing.beside import beside_measure
from ledetraad.web.followup.models import Measure
from ledetraad.web.followup.services.change_together import change_together
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent
from ledetraad.web.history.recording import (
    ChangedMeanwhile,
    delete,
    make,
)
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

_FRESH = {"kind": MeasureKind.ASSIGNMENT.value, "status": MeasureStatus.NOT_STARTED.value}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, place: str) -> HttpResponse:
    """Make a measure; the address may say what it is to serve."""
    allowed = place_of(request, place)
    if not allowed.anywhere(Action.EDIT_MEASURE):
        allowed.require(Action.EDIT_MEASURE)
    choices = choices_of(allowed)
    if request.method != "POST":
        said = dict(_FRESH)
        if len(choices.units) == 1:
            said["unit"] = str(choices.units[0].pk)
        return _form(request, allowed, choices, Form(said), _asked_for(request, choices))
    form, serves = Form(sent(request.POST)), request.POST.getlist("serves")
    try:
        values = read(form.said, serves, choices)
        _see_that_unit_is_given(allowed, values.unit)
    except FormRefused as refused:
        form.problems = refused.problems
        return _form(request, allowed, choices, form, serves, error=refused)
    made = Measure(municipality=allowed.municipality)
    make(made, values.model_dump(mode="json"), user=person(request))
    return redirect("measure", place=place, number=made.number)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """Change a measure; where another has changed the same, both are shown to choose from."""
    allowed, measure = measure_of(request, place, number, Action.EDIT_MEASURE)
    kept = measure.said()
    choices = choices_of(allowed, kept)
    if request.method != "POST":
        form = Form(written(kept))
        return _form(request, allowed, choices, form, ticked(kept), measure=measure)
    form, serves = Form(sent(request.POST)), request.POST.getlist("serves")
    try:
        values = read(form.said, serves, choices)
        _see_that_unit_is_given(allowed, values.unit)
        said = values.model_dump(mode="json")
        change_together(measure, said, answer_of(form, FIELD_NAMES), user=person(request))
    except FormRefused as refused:
        form.problems = refused.problems
        return _form(request, allowed, choices, form, serves, measure=measure, error=refused)
    except ChangedMeanwhile as changed:
        measure.refresh_from_db()
        clashes = _clashes(request, allowed, choices, changed, said)
        return _form(
            request,
            allowed,
            choices,
            form,
            serves,
            measure=measure,
            error=changed,
            clashes=clashes,
        )
    return redirect("measure", place=place, number=number)


@login_required
@require_POST
def throw_away(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """Delete a measure; it can be restored for a year."""
    _, measure = measure_of(request, place, number, Action.EDIT_MEASURE)
    delete(measure, user=person(request), now=timezone.now())
    return redirect("measure", place=place, number=number)


def _form(
    request: HttpRequest,
    allowed: Access,
    choices: Choices,
    form: Form,
    serves: list[str],
    *,
    measure: Measure | None = None,
    error: FormRefused | ChangedMeanwhile | None = None,
    clashes: Sequence[Clash] = (),
) -> HttpResponse:
    said = form.said
    translate = catalogue(language_of(request)).gettext
    none = ("", translate(N_("None")))
    kept = choices.kept
    gone = [text for text in ticked(kept) if _is_gone(text, choices)] if kept is not None else []
    return render_at(
        request,
        allowed,
        "followup/measure_edit.html",
        status=422 if error is not None else 200,
        form=form,
        error=error,
        clashes=clashes,
        versions=versions_of(form, measure, clashes),
        missing=beside_measure(measure, allowed, choices.elements, translate)
        if measure is not None and error is None
        else [],
        measure=measure,
        serves=set(serves),
        gone=gone,
        groups=_boxes(choices.elements, serves),
        rows={part: rows_of(said, part) for part in PARTS},
        units=[none, *((one.pk, one.name) for one in choices.units)],
        people=[
            none,
            *((one.pk, one.get_full_name() or one.get_username()) for one in choices.people),
        ],
        kinds=_named(KIND_NAMES, translate),
        financings=_named(FINANCING_NAMES, translate),
        statuses=_named(MEASURE_STATUS_NAMES, translate),
        money_kinds=_named(MONEY_KIND_NAMES, translate),
        risk_statuses=_named(RISK_STATUS_NAMES, translate),
        likelihoods=_named(LIKELIHOOD_NAMES, translate),
        consequences=_named(CONSEQUENCE_NAMES, translate),
    )


def _boxes(elements: Elements, serves: list[str]) -> list[tuple[str, Boxes]]:
    """Every theme's boxes, each with what it is called among all the municipality's."""
    pairs = [one.partition(":")[::2] for one in serves]
    return [
        (elements.called(plan, one.theme), one)
        for key, plan in elements.plans.items()
        for one in boxes_of(
            plan, Field.SERVES, {element for of, element in pairs if of == str(key)}
        )
    ]


def _named(names: Mapping[Any, str], translate: Any) -> list[tuple[str, str]]:
    return [(str(value), translate(name)) for value, name in names.items()]


def _is_gone(text: str, choices: Choices) -> bool:
    plan, _, element = text.partition(":")
    return choices.elements.find(int(plan), element) is None


def _see_that_unit_is_given(allowed: Access, unit: int | None) -> None:
    """That somebody whose right reaches their own units alone does not give a measure to none.

    Raises:
        FormRefused: they do.
    """
    if not allowed.may(Action.EDIT_MEASURE, unit):
        raise FormRefused(
            {
                "unit": FieldRefused(
                    N_("A measure of yours has to have a unit."),
                    remedy=N_("Choose your own unit, or one under it."),
                )
            }
        )


def _asked_for(request: HttpRequest, choices: Choices) -> list[str]:
    """What an address says that a new measure is to serve."""
    known = choices.elements.by_slug(request.GET.get("plan", ""))
    element = request.GET.get("element", "")
    if known is None or element not in known.elements:
        return []
    return [f"{known.plan.pk}:{element}"]


def _clashes(
    request: HttpRequest,
    allowed: Access,
    choices: Choices,
    changed: ChangedMeanwhile,
    mine: Mapping[str, Any],
) -> list[Clash]:
    translate = catalogue(language_of(request)).gettext
    municipality = allowed.municipality
    teller = Teller(choices.elements, units_of(municipality), people_of(municipality), translate)

    def text(name: str, values: Mapping[str, Any]) -> str:
        return teller.text(name, values.get(name))

    return clashes_of(changed, mine, text, FIELD_NAMES, translate)
