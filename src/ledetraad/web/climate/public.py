"""The climate budget as everybody meets it: the newest, an older one, and its documents."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from markupsafe import Markup

from ledetraad.i18n import Language, catalogue
from ledetraad.publish.climate.charts import cost_chart, wedge_chart
from ledetraad.publish.climate.report import gap_said
from ledetraad.publish.climate.statement import ROUNDING, BudgetStatement
from ledetraad.publish.site import split_language
from ledetraad.publish.site.pages.content import Content
from ledetraad.web.climate.documents import CONTENT_TYPES, to_keep, written
from ledetraad.web.climate.models import PublishedBudget
from ledetraad.web.climate.published import PUBLISHED
from ledetraad.web.pages import environment
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.public.library import LIBRARY
from ledetraad.web.public.views import MINUTE, site_options
from ledetraad.web.shelf import Shelf

_MADE: Shelf[tuple[str, str, str], bytes] = Shelf(24)
"""The documents that were asked for last: a publication never changes, nor do its documents."""


@gzip_page
@require_safe
def page(
    _request: HttpRequest, slug: str, language: str = "", number: int | None = None
) -> HttpResponse:
    """The newest climate budget, or the one with a number, in the plan's own shell."""
    published = LIBRARY.find(slug)
    if published is None:
        raise Http404
    chosen = _language(slug, language)
    site = LIBRARY.site(published, chosen, site_options(slug, None, published))
    kept = _kept(slug, number)
    statement = _statement(kept, chosen)
    translate = catalogue(chosen).gettext
    root = f"{reverse('plan', args=[slug])}{site.prefix}klima/"
    others = PublishedBudget.objects.filter(municipality=kept.municipality_id)
    said = gap_said(statement).said(translate)
    html = (
        environment(chosen)
        .get_template("climate/public.html")
        .render(
            statement=statement,
            kept=kept,
            said=said,
            wedges=wedge_chart(statement, translate),
            curve=cost_chart(statement.costs[-1]),
            rounding=ROUNDING,
            root=root,
            own=f"{root}v/{kept.number}/",
            newest=PUBLISHED.of(slug) == kept.number,
            others=others.defer("statements", "sha256"),
        )
    )
    address = "klima/" if number is None else f"klima/v/{number}/"
    content = Content(statement.name, Markup(html), said, section="climate")  # noqa: S704  (autoescaped)
    made = site.whole(address, content)
    response = HttpResponse(made.body, content_type=made.content_type)
    response["Cache-Control"] = MINUTE
    return response


@require_safe
def document(
    _request: HttpRequest, slug: str, number: int, ending: str, language: str = ""
) -> HttpResponse:
    """A publication as a document."""
    if ending not in CONTENT_TYPES:
        raise Http404
    kept = _kept(slug, number)
    chosen = _language(slug, language)
    statement = _statement(kept, chosen)
    made = _MADE.of(
        (kept.sha256, chosen, ending), lambda: written(statement, ending, kept.municipality.colour)
    )
    response = to_keep(made, statement, ending)
    response["Cache-Control"] = MINUTE
    return response


def _language(slug: str, language: str) -> Language:
    """The language of an address.

    Raises:
        Http404: the plan is not published, or not in that language.
    """
    published = LIBRARY.find(slug)
    if published is None:
        raise Http404
    languages = LIBRARY.languages(published)
    chosen, rest = split_language(language, languages)
    if rest or (language and chosen == languages[0]):
        raise Http404
    return chosen


def _kept(slug: str, number: int | None) -> PublishedBudget:
    """A publication of the municipality that a plan is of; the newest where no number is said.

    Raises:
        Http404: there is none.
    """
    plan = WorkingCopy.objects.filter(slug=slug).values("municipality")
    found = PublishedBudget.objects.filter(municipality__in=plan).select_related("municipality")
    if number is not None:
        found = found.filter(number=number)
    kept = found.first()
    if kept is None:
        raise Http404
    return kept


def _statement(kept: PublishedBudget, language: Language) -> BudgetStatement:
    return BudgetStatement.model_validate(kept.statements[language])
