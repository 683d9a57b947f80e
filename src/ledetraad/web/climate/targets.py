"""Targets for emissions: dated decisions, those in force and those that no longer are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ledetraad.climate.sectors import BOUNDARY_NAMES, SECTOR_NAMES, Boundary, Sector
from ledetraad.climate.targets import TargetDecision, in_force
from ledetraad.economy.quantities import CannotSay, TonnesCO2e
from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.climate.finding import newest_of, one_of
from ledetraad.web.climate.models import AccountsEdition, Decision
from ledetraad.web.climate.telling import clashes
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent
from ledetraad.web.history.recording import change, make
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

_NAMES = {"": "year"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A target as it is listed.

    Args:
        kept: as stored.
        said: what was decided.
        edition: the newest of its boundary; None where there is none.
        reference: what was emitted in the reference year, by that.
        tonnes: what may be emitted in the target's year.
    """

    kept: Decision
    said: TargetDecision
    edition: AccountsEdition | None
    reference: TonnesCO2e | CannotSay | None
    tonnes: TonnesCO2e | CannotSay | None


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """Every target: those in force, those of later days, and those that no longer hold."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    kept = Decision.objects.filter(municipality=allowed.municipality)
    decided = [(one, one.said()) for one in kept.filter(deleted_at=None)]
    newest = {
        boundary: newest_of(allowed.municipality, boundary)
        for boundary in {said.boundary for _, said in decided}
    }
    editions = {
        boundary: one.edition() if one is not None else None for boundary, one in newest.items()
    }
    shown = []
    for one, said in decided:
        own = editions[said.boundary]
        shown.append(
            Shown(
                one,
                said,
                newest[said.boundary],
                own.total(said.reference, said.sector) if own is not None else None,
                said.tonnes(own) if own is not None else None,
            )
        )
    held = in_force([one.said for one in shown], timezone.localdate())
    today = timezone.localdate()
    return render_at(
        request,
        allowed,
        "climate/targets.html",
        held=[one for one in shown if one.said in held],
        earlier=[one for one in shown if one.said not in held and _known(one.said, today)],
        later=[one for one in shown if not _known(one.said, today)],
        gone=kept.filter(deleted_at__isnull=False) if allowed.may(Action.EDIT_CLIMATE) else [],
        editions=[one for one in newest.values() if one is not None],
        sector_names=SECTOR_NAMES,
        boundary_names=BOUNDARY_NAMES,
        may_edit=allowed.may(Action.EDIT_CLIMATE),
    )


def _known(said: TargetDecision, today: Any) -> bool:
    return said.decided is None or said.decided <= today


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, place: str) -> HttpResponse:
    """Write down a decision."""
    allowed = place_of(request, place)
    allowed.require(Action.EDIT_CLIMATE)
    return _edit(request, allowed, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Correct what is written of a decision."""
    allowed, kept = one_of(request, place, Decision, pk, Action.EDIT_CLIMATE)
    return _edit(request, allowed, kept)


def _edit(request: HttpRequest, allowed: Access, kept: Decision | None) -> HttpResponse:
    if request.method != "POST":
        return _form(request, allowed, Form(_written(kept)), kept)
    form = Form(sent(request.POST))
    try:
        values = _read(form).model_dump(mode="json")
        if kept is None:
            make(Decision(municipality=allowed.municipality), values, user=person(request))
        else:
            change(kept, values, user=person(request), version=form.key("version"))
    except LedetraadError as error:
        if kept is not None:
            kept.refresh_from_db()
        return _form(request, allowed, form, kept, error)
    return redirect("climate-targets", place=allowed.municipality.slug)


def _read(form: Form) -> TargetDecision:
    """The decision that a form says.

    Raises:
        FormRefused: a field says something it can't.
    """
    values = {
        "year": form.whole("year"),
        "cut": form.number("cut"),
        "reference": form.whole("reference"),
        "sector": form.text("sector") or None,
        "boundary": form.text("boundary") or Boundary.AREA_DIRECT.value,
        "decided": form.day("decided"),
        "source": form.text("source")[:300],
        "case": form.text("case")[:300],
    }
    for name in ("year", "cut", "reference"):
        if values[name] is None:
            form.problems.setdefault(
                name, FieldRefused(N_("This is missing."), remedy=N_("Fill it in."))
            )
    for name in ("year", "reference"):
        of = values[name]
        if isinstance(of, int) and not 1900 <= of <= 2200:  # noqa: PLR2004
            form.problems[name] = FieldRefused(
                N_("“%(text)s” is no year."), remedy=N_("Write it as 2030."), text=str(of)
            )
    return form.make(TargetDecision, values, _NAMES)


def _written(kept: Decision | None) -> dict[str, str]:
    if kept is None:
        return {"reference": "2009", "boundary": Boundary.AREA_DIRECT.value}
    said = kept.said()
    day = said.decided
    return {
        "year": str(said.year),
        "cut": f"{said.cut.normalize():f}".replace(".", ","),
        "reference": str(said.reference),
        "sector": said.sector or "",
        "boundary": said.boundary,
        "decided": f"{day.day}.{day.month}.{day.year}" if day else "",
        "source": said.source,
        "case": said.case,
    }


def _form(
    request: HttpRequest,
    allowed: Access,
    form: Form,
    kept: Decision | None,
    error: LedetraadError | None = None,
) -> HttpResponse:
    if isinstance(error, FormRefused):
        form.problems = error.problems
    translate = catalogue(language_of(request)).gettext
    return render_at(
        request,
        allowed,
        "climate/target_edit.html",
        status=422 if error is not None else 200,
        form=form,
        kept=kept,
        error=error,
        clashes=clashes(error, translate),
        past=past_at(request, allowed, kept) if kept is not None else None,
        sectors=[(each, SECTOR_NAMES[each]) for each in Sector],
        boundaries=[(each, BOUNDARY_NAMES[each]) for each in Boundary],
    )
