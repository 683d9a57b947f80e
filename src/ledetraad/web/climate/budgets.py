"""Climate budgets: in short, as a page, as a form, deleted and restored."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ledetraad.climate.emissions import Edition
from ledetraad.climate.sectors import BOUNDARY_NAMES, INTERNATIONAL, SECTOR_NAMES, Sector
from ledetraad.climate.targets import in_force
from ledetraad.economy.quantities import TonnesCO2e
from ledetraad.errors import LedetraadError
from ledetraad.i18n import catalogue
from ledetraad.publish.climate.budget_out import target_text
from ledetraad.publish.climate.pages import budget_values
from ledetraad.publish.climate.statement import BudgetStatement
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.climate.budget_form import BASELINES, FRAMES, STEPS, Choices, read, written
from ledetraad.web.climate.budget_reading import (
    Fault,
    Newer,
    by_newest,
    parts_of,
    read_budget,
    stated,
)
from ledetraad.web.climate.files import as_file, sent_file
from ledetraad.web.climate.finding import decisions_of, editions_of, newest_of, one_of
from ledetraad.web.climate.models import Budget, PublishedBudget
from ledetraad.web.climate.telling import clashes
from ledetraad.web.forms import Form, FormRefused, sent
from ledetraad.web.history.recording import change, make
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person


@login_required
@require_safe
def in_short(request: HttpRequest, place: str) -> HttpResponse:
    """Where the municipality stands: the accounts, the targets and the budgets."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    municipality = allowed.municipality
    kept = newest_of(municipality)
    edition = kept.edition() if kept is not None else None
    total = edition.total(edition.years[-1]) if edition is not None else None
    translate = catalogue(language_of(request)).gettext
    held = in_force(decisions_of(municipality), timezone.localdate())
    return render_at(
        request,
        allowed,
        "climate/in_short.html",
        kept=kept,
        last=edition.years[-1] if edition is not None else None,
        total=total.value if isinstance(total, TonnesCO2e) else None,
        targets=[target_text(each, translate) for each in held],
        budgets=Budget.objects.filter(municipality=municipality, deleted_at=None),
        published=_published(allowed),
        parts=parts_of(municipality),
        may_edit=allowed.may(Action.EDIT_CLIMATE),
    )


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The climate budgets."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    found = Budget.objects.filter(municipality=allowed.municipality)
    return render_at(
        request,
        allowed,
        "climate/budgets.html",
        budgets=found.filter(deleted_at=None),
        gone=found.filter(deleted_at__isnull=False) if allowed.may(Action.EDIT_CLIMATE) else [],
        published=_published(allowed),
        may_edit=allowed.may(Action.EDIT_CLIMATE),
    )


@login_required
@require_safe
def show(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """A climate budget: frame against path, measures, costs, promises, and what it rests on."""
    allowed, kept = one_of(request, place, Budget, pk, deleted=True)
    return show_page(request, allowed, kept)


def show_page(
    request: HttpRequest, allowed: Access, kept: Budget, error: LedetraadError | None = None
) -> HttpResponse:
    """The page of a budget, with what is wrong with what was asked of it, if anything is."""
    language = language_of(request)
    statement: BudgetStatement | None = None
    faults: list[Fault] = []
    newer: Newer | None = None
    status = 422 if error is not None else 200
    try:
        whole, today = read_budget(kept), timezone.localdate()
        statement, faults = stated(whole, language, today)
        newer = by_newest(whole, statement, language, today)
    except LedetraadError as wrong:
        error = error or wrong
    translate = catalogue(language).gettext
    return render_at(
        request,
        allowed,
        "climate/budget.html",
        status=status,
        error=error,
        kept=kept,
        said=kept.said(),
        statement=statement,
        faults=faults,
        newer=newer,
        shown=budget_values(statement, translate) if statement is not None else {},
        international=INTERNATIONAL,
        published=_published(allowed).filter(budget=kept),
        past=past_at(request, allowed, kept),
        may_edit=allowed.may(Action.EDIT_CLIMATE),
        may_publish=allowed.may(Action.PUBLISH),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, place: str) -> HttpResponse:
    """Make a climate budget."""
    allowed = place_of(request, place)
    allowed.require(Action.EDIT_CLIMATE)
    return _edit(request, allowed, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Change a climate budget."""
    allowed, kept = one_of(request, place, Budget, pk, Action.EDIT_CLIMATE)
    return _edit(request, allowed, kept)


def _edit(request: HttpRequest, allowed: Access, kept: Budget | None) -> HttpResponse:
    choices = Choices(list(editions_of(allowed.municipality).defer("figures")),
                      list(_published(allowed)))  # fmt: skip
    if request.method != "POST":
        return _form(request, allowed, Form(_begun(choices, kept)), choices, kept=kept)
    form = Form(sent(request.POST))
    try:
        said = kept.said() if kept is not None else None
        values = read(form, choices, said, _given(request, form)).model_dump(mode="json")
        if kept is None:
            kept = Budget(municipality=allowed.municipality)
            make(kept, values, user=person(request))
        else:
            change(kept, values, user=person(request), version=form.key("version"))
    except LedetraadError as error:
        if kept is not None and kept.pk is not None:
            kept.refresh_from_db()
        return _form(request, allowed, form, choices, kept=kept, error=error)
    return redirect("climate-budget", place=allowed.municipality.slug, pk=kept.pk)


def _begun(choices: Choices, kept: Budget | None) -> dict[str, str]:
    """What the form says before anything is written."""
    if kept is not None:
        return written(kept.said())
    begun = {"baseline": "flat", "frame": "linear", "discount": "4"}
    if choices.editions:
        begun["edition"] = str(choices.editions[0].pk)
    if choices.published:
        begun["earlier"] = str(choices.published[0].pk)
    return begun


def _given(request: HttpRequest, form: Form) -> Edition | None:
    """A baseline that was sent as a file.

    Raises:
        FormRefused: it can't be read.
    """
    from ledetraad.climate.emission_files import read_emissions  # noqa: PLC0415  (heavy to load)

    if form.text("baseline") != "given" or "baseline_file" not in request.FILES:
        return None
    try:
        data, name = sent_file(request, "baseline_file")
        with as_file(data, name) as path:
            return read_emissions(path, name=name, published=date.min, source=name).edition
    except LedetraadError as error:
        raise FormRefused({"baseline_file": error}) from None


def _published(allowed: Access) -> QuerySet[PublishedBudget]:
    return PublishedBudget.objects.filter(municipality=allowed.municipality).defer("statements")


def _form(
    request: HttpRequest,
    allowed: Access,
    form: Form,
    choices: Choices,
    *,
    kept: Budget | None,
    error: LedetraadError | None = None,
) -> HttpResponse:
    if isinstance(error, FormRefused):
        form.problems = error.problems
    return render_at(
        request,
        allowed,
        "climate/budget_edit.html",
        status=422 if error is not None else 200,
        form=form,
        kept=kept if kept is not None and kept.pk is not None else None,
        error=error,
        clashes=clashes(error, catalogue(language_of(request)).gettext),
        choices=choices,
        baselines=BASELINES,
        frames=FRAMES,
        steps=range(STEPS),
        sectors=[(each, SECTOR_NAMES[each]) for each in Sector],
        boundary_names=BOUNDARY_NAMES,
    )
