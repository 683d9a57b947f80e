"""The areas of the budget, and the tables that part the council's money by them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from ledetraad.economy.areas import distributed_rows
from ledetraad.economy.ledger import Basis
from ledetraad.errors import LedetraadError
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_, catalogue
from ledetraad.publish.economy.statement import IN_KRONER, IN_THOUSANDS, ROUNDING
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.economy.areas.form import CLASSES, read_areas, written_areas
from ledetraad.web.economy.areas.gather import PARTS, areas_of, behind, distributed
from ledetraad.web.economy.books import Books
from ledetraad.web.economy.models import BudgetAreas
from ledetraad.web.economy.rules.form import rows_of
from ledetraad.web.economy.services.areas_set import set_areas
from ledetraad.web.economy.statements.behind import MOST_LINES
from ledetraad.web.economy.statements.columns import ONE, ORE, STEPS, THOUSAND, head_of, source_of
from ledetraad.web.economy.statements.views import by_asked, by_query
from ledetraad.web.followup.clashes import answer_of, clashes_of, versions_of
from ledetraad.web.forms import Form, FormRefused, sent
from ledetraad.web.history.recording import ChangedMeanwhile
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

_LABELS = {"areas": N_("areas"), "source": N_("source")}
_MOST_ROWS = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def areas(request: HttpRequest, place: str) -> HttpResponse:
    """The areas, to read and to write."""
    allowed = place_of(request, place)
    allowed.require(Action.READ if request.method != "POST" else Action.EDIT_ECONOMY)
    held = areas_of(allowed.municipality)
    if request.method != "POST":
        return _form(request, allowed, Form(written_areas(held.said()) if held else {}), held)
    form = Form(sent(request.POST))
    values = None
    try:
        values = read_areas(form)
        answer = answer_of(form, _LABELS)
        set_areas(allowed.municipality, values, answer, user=person(request))
    except FormRefused as refused:
        form.problems = refused.problems
        return _form(request, allowed, form, held, error=refused)
    except ChangedMeanwhile as changed:
        now = areas_of(allowed.municipality)
        return _form(request, allowed, form, now, error=changed, mine=values)
    return redirect("budget-areas", place=place)


@login_required
@require_safe
def index(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """Both second parts of a year, their columns side by side."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    books = Books(allowed.municipality)
    if year not in books.years:
        raise Http404
    held = areas_of(allowed.municipality)
    asked = request.GET.get("i", "")
    step = STEPS.get(asked, ONE)
    found = distributed(books, year, held.said(), step) if held is not None else []
    unit = max(step, ONE)
    return render_at(
        request,
        allowed,
        "economy/distribution.html",
        year=year,
        held=held,
        found=found,
        asked=asked,
        unit=IN_THOUSANDS if step == THOUSAND else IN_KRONER,
        rounding=ROUNDING,
        source_of=source_of,
        by=lambda of: by_query(books, year, of),
        may_edit=allowed.may(Action.EDIT_ECONOMY),
        kr=lambda value: number_text(value / unit, 2 if step == ORE else 0),
    )


@login_required
@require_safe
def cell(
    request: HttpRequest, place: str, year: int, part: str, *, basis: str, line: str, area: int
) -> HttpResponse:
    """An area's amount: who has spent it, on what, and every line of the ledger in it.

    The area is its number among the areas from 1; 0 is what no area takes.
    """
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    books = Books(allowed.municipality)
    held = areas_of(allowed.municipality)
    book = books.of(year, Basis(basis)) if basis in {each.value for each in Basis} else None
    if held is None or book is None or part not in PARTS:
        raise Http404
    said = held.said()
    tables = books.tables([book], by_asked(request, year))[book.key]
    table = next((each for each in tables if each.definition.key == PARTS[part]), None)
    posts = {row.post for row in distributed_rows(table.definition)} if table else set()
    if table is None or line not in posts or area > len(said.areas):
        raise Http404
    found = behind(table, book, line, said, area - 1 if area else None)
    told = books.told(book)
    page = request.GET.get("side", "1")
    pages = max(1, -(-found.lines.num_rows // MOST_LINES))
    at = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1  # noqa: PLR2004
    at = min(max(at, 1), pages)
    shown = found.lines.slice((at - 1) * MOST_LINES, MOST_LINES).to_pylist()
    return render_at(
        request,
        allowed,
        "economy/area_cell.html",
        year=year,
        book=book,
        head=head_of(book),
        source=source_of(book),
        row=table.definition.by_post[line],
        area=said.areas[area - 1] if area else None,
        found=found,
        account_class=table.definition.account_class,
        told=told,
        lines=shown,
        page=at,
        pages=pages,
        most=_MOST_ROWS,
        kr=lambda value: number_text(value, 2),
    )


def _form(
    request: HttpRequest,
    allowed: Access,
    form: Form,
    held: BudgetAreas | None,
    *,
    error: LedetraadError | None = None,
    mine: dict[str, object] | None = None,
) -> HttpResponse:
    translate = catalogue(language_of(request)).gettext
    clashes = []
    if isinstance(error, ChangedMeanwhile) and mine is not None:
        clashes = clashes_of(
            error, mine, lambda name, said: _words(said.get(name)), _LABELS, translate
        )
    books = Books(allowed.municipality)
    return render_at(
        request,
        allowed,
        "economy/areas.html",
        status=422 if error is not None else 200,
        error=error,
        form=form,
        held=held,
        said=held.said() if held is not None else None,
        clashes=clashes,
        versions=versions_of(form, held, clashes),
        rows=rows_of(form.said, "areas"),
        classes=[(value, translate(name)) for value, name in CLASSES.items()],
        latest=next(iter(books.years), None),
        past=past_at(request, allowed, held) if held is not None else None,
        may_edit=allowed.may(Action.EDIT_ECONOMY),
    )


def _words(said: object) -> str:
    """A field as it stands, for one who is to choose between two."""
    if isinstance(said, list):
        return "; ".join(str(each.get("name")) for each in said if isinstance(each, dict))
    return str(said or "–")
