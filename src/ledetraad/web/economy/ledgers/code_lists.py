"""KOSTRA's lists of kinds and functions, by year of account."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, catalogue
from ledetraad.readers.registry import LARGEST
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.economy.models import CodeList
from ledetraad.web.economy.names import LIST_NAMES
from ledetraad.web.economy.services.code_list_add import add_code_list
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

_FIRST, _LAST = 1990, 2100


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The lists that are here, and a form to take one in."""
    allowed = place_of(request, place)
    allowed.require(Action.READ if request.method != "POST" else Action.EDIT_ECONOMY)
    if request.method != "POST":
        now = {"year": str(timezone.localdate().year), "of": CodeList.Of.KINDS.value}
        return _page(request, allowed, Form(now))
    form = Form(sent(request.POST))
    try:
        of, year, data, name = _sent(request, form)
        user = person(request)
        add_code_list(allowed.municipality, of, year, data=data, name=name, user=user)
    except FormRefused as refused:
        form.problems = refused.problems
        return _page(request, allowed, form, refused)
    except LedetraadError as error:
        return _page(request, allowed, form, error)
    return redirect("code-lists", place=place)


def _sent(request: HttpRequest, form: Form) -> tuple[CodeList.Of, int, bytes, str]:
    year, of, file = form.whole("year"), form.text("of"), request.FILES.get("document")
    if year is None or not _FIRST <= year <= _LAST:
        form.problems.setdefault(
            "year",
            FieldRefused(N_("The year is missing."), remedy=N_("Write the year of account.")),
        )
    if of not in CodeList.Of.values:
        form.problems["of"] = FieldRefused(
            N_("This can't be chosen."), remedy=N_("Choose one of those that are in the list.")
        )
    if not isinstance(file, UploadedFile) or not file.name:
        form.problems["document"] = FieldRefused(
            N_("No file was chosen."), remedy=N_("Choose the version from Klass, as JSON.")
        )
    if form.problems or year is None or not isinstance(file, UploadedFile):
        raise FormRefused(form.problems)
    return CodeList.Of(of), year, file.read(LARGEST), file.name or ""


def _page(
    request: HttpRequest, allowed: Access, form: Form, error: LedetraadError | None = None
) -> HttpResponse:
    translate = catalogue(language_of(request)).gettext
    found = CodeList.objects.filter(municipality=allowed.municipality, deleted_at=None)
    return render_at(
        request,
        allowed,
        "economy/code_lists.html",
        status=422 if error is not None else 200,
        error=error,
        form=form,
        lists=[(each, len(each.codes)) for each in found],
        list_names=LIST_NAMES,
        choices=[(each, translate(name)) for each, name in LIST_NAMES.items()],
        may_edit=allowed.may(Action.EDIT_ECONOMY),
    )
