"""What a measure does to emissions, written beside the measure itself."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ledetraad.climate.measures import KIND_NAMES, Kind
from ledetraad.climate.part import PartValues, counts_tonnes
from ledetraad.climate.sectors import SECTOR_NAMES, Sector
from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.climate.finding import sources_of
from ledetraad.web.climate.models import Budget, ClimatePart
from ledetraad.web.climate.services.part_write import part_of, refuse_problems, write_part
from ledetraad.web.climate.telling import clashes
from ledetraad.web.followup.measures.finding import measure_of
from ledetraad.web.followup.models import Indicator, Measure
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent
from ledetraad.web.history.recording import delete
from ledetraad.web.pages import language_of
from ledetraad.web.place import render_at
from ledetraad.web.plans.views import person

_FIGURES = ("tonnes", "low", "high")
_SPARE = 2
_FOUR = 4
_NAMES = {"": "not_quantified"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """Say what a measure does to emissions, or why that has no figures."""
    allowed, measure = measure_of(request, place, number)
    allowed.require(Action.EDIT_EFFECT, measure.unit_id)
    shown = part_of(measure)
    if request.method != "POST":
        said = _written(shown, allowed)
        return _form(request, allowed, measure, Form(said), kept=shown)
    form = Form(sent(request.POST))
    try:
        values = _read(form, measure)
        write_part(measure, values, user=person(request), version=form.key("version"))
    except LedetraadError as error:
        if shown is not None:
            shown.refresh_from_db()
        return _form(request, allowed, measure, form, kept=shown, error=error)
    return redirect("measure", place=place, number=number)


@login_required
@require_http_methods(["POST"])
def throw_away(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """Take a measure out of the climate budget; what was written is kept for a year."""
    allowed, measure = measure_of(request, place, number)
    allowed.require(Action.EDIT_EFFECT, measure.unit_id)
    kept = part_of(measure)
    if kept is not None:
        delete(kept, user=person(request), now=timezone.now())
    return redirect("measure", place=place, number=number)


def _read(form: Form, measure: Measure) -> PartValues:
    """What the form says.

    Raises:
        FormRefused: a field says something it can't.
    """
    effects: dict[int, dict[str, Any]] = {}
    results: dict[int, dict[str, Any]] = {}
    names = dict(_NAMES)
    for at, row in form.rows("effects"):
        if not any(row.text(name) for name in _FIGURES):
            continue
        of = row.whole("year")
        said = {name: row.number(name) for name in _FIGURES}
        _wanted(row, "year", of)
        _wanted(row, "tonnes", said["tonnes"])
        if of in effects:
            row.problems["year"] = FieldRefused(
                N_("This year stands in another row."), remedy=N_("Use one row a year.")
            )
        form.gather("effects", at, row)
        if of is not None:
            effects[of] = said
            names |= {
                f"effects.{of}": f"effects-{at}-tonnes",
                f"effects.{of}.[key]": f"effects-{at}-year",
            }
            names |= {f"effects.{of}.{name}": f"effects-{at}-{name}" for name in said}
    for at, row in form.rows("results"):
        of, tonnes = row.whole("year"), row.number("tonnes")
        _wanted(row, "year", of)
        _wanted(row, "tonnes", tonnes)
        form.gather("results", at, row)
        if of is not None:
            results[of] = {"tonnes": tonnes, "method": row.text("method")}
            names |= {f"results.{of}.{name}": f"results-{at}-{name}" for name in results[of]}
    values = {
        "sector": form.text("sector") or None,
        "source": form.text("source"),
        "means": form.text("means"),
        "kind": form.text("kind") or Kind.MUNICIPAL.value,
        "direct": form.text("direct") != "0",
        "effects": effects,
        "method": form.text("method"),
        "not_quantified": form.text("not_quantified"),
        "lifetime": form.whole("lifetime"),
        "indicator": form.key("indicator") or 0 if form.text("indicator") else None,
        "results": results,
        "comment": form.text("comment"),
    }
    made = form.make(PartValues, values, names)
    refuse_problems(made, measure)
    return made


def _wanted(row: Form, name: str, value: object) -> None:
    if value is None:
        row.problems.setdefault(
            name, FieldRefused(N_("This is missing."), remedy=N_("Fill it in."))
        )


def _written(kept: ClimatePart | None, allowed: Access) -> dict[str, str]:
    if kept is None:
        fields = {"kind": Kind.MUNICIPAL.value, "direct": "1"}
        newest = Budget.objects.filter(municipality=allowed.municipality, deleted_at=None).first()
        if newest is not None:
            own = newest.said()
            years = [*range(own.first, min(own.first + _FOUR, own.last + 1)), own.last]
            for at, of in enumerate(dict.fromkeys(years)):
                fields[f"effects-{at}-year"] = str(of)
        return fields
    said = kept.said()
    fields = {
        "sector": said.sector or "",
        "source": said.source,
        "means": said.means,
        "kind": said.kind,
        "direct": "1" if said.direct else "0",
        "method": said.method,
        "not_quantified": said.not_quantified,
        "lifetime": str(said.lifetime or ""),
        "indicator": str(said.indicator or ""),
        "comment": said.comment,
    }
    for at, (of, effect) in enumerate(sorted(said.effects.items())):
        fields[f"effects-{at}-year"] = str(of)
        for name in _FIGURES:
            value = getattr(effect, name)
            fields[f"effects-{at}-{name}"] = "" if value is None else _number(value)
    for at, (of, result) in enumerate(sorted(said.results.items())):
        fields |= {
            f"results-{at}-year": str(of),
            f"results-{at}-tonnes": _number(result.tonnes),
            f"results-{at}-method": result.method,
        }
    return fields


def _number(value: Any) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _rows(form: Form, part: str) -> list[int]:
    used = [at for at, _ in form.rows(part)]
    first = max(used, default=-1) + 1
    return [*used, *range(first, first + _SPARE)]


def _form(
    request: HttpRequest,
    allowed: Access,
    measure: Measure,
    form: Form,
    *,
    kept: ClimatePart | None,
    error: LedetraadError | None = None,
) -> HttpResponse:
    if isinstance(error, FormRefused):
        form.problems = error.problems
    translate = catalogue(language_of(request)).gettext
    sources = [each for each in sources_of(allowed.municipality) if each[1]]
    indicators = Indicator.objects.filter(municipality=allowed.municipality, deleted_at=None)
    return render_at(
        request,
        allowed,
        "climate/part_edit.html",
        status=422 if error is not None else 200,
        form=form,
        kept=kept,
        measure=measure,
        error=error,
        clashes=clashes(error, translate),
        past=past_at(request, allowed, kept) if kept is not None else None,
        effects=_rows(form, "effects"),
        results=_rows(form, "results"),
        sectors=[(each, SECTOR_NAMES[each]) for each in Sector],
        sources=[(f"{source}", sector, source) for sector, source in sources],
        sector_names=SECTOR_NAMES,
        kinds=[(each, KIND_NAMES[each]) for each in Kind],
        indicators=[one for one in indicators if not counts_tonnes(one.said())],
    )
