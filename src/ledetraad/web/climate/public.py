"""The climate budget as everybody meets it: the newest, an older one, and its documents."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from ledetraad.climate.sectors import BOUNDARY_NAMES, Boundary
from ledetraad.i18n import Language
from ledetraad.publish.climate.offered import (
    ACCOUNTS_FILE,
    ACCOUNTS_FILES,
    BUDGET_FILE,
    FILES,
    budget_file,
)
from ledetraad.publish.climate.pages import (
    ACCOUNTS_PAGE,
    BUDGET_PAGE,
    public_accounts,
    public_budget,
)
from ledetraad.publish.climate.published import PublishedAccounts
from ledetraad.publish.climate.report import gap_said
from ledetraad.publish.locales import long_date
from ledetraad.publish.site import Site, split_language
from ledetraad.publish.site.pages.content import Content
from ledetraad.web.climate.documents import CONTENT_TYPES, accounts_to_keep, to_keep
from ledetraad.web.climate.models import PublishedBudget
from ledetraad.web.climate.published import PUBLISHED, newest_of_each
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
    site = _site(slug, language)
    kept = _kept(slug, number)
    published, root = kept.published(), site.climate_root
    statement = published.statements[site.language]
    own = f"{root}v/{kept.number}/"
    newest = next(
        one for one in newest_of_each(kept.municipality_id) if one.boundary == kept.boundary
    )
    main = site.render(
        BUDGET_PAGE,
        **public_budget(published, statement, site.translate),
        accounts=f"{own}regnskap/" if published.accounts is not None else "",
        files=[(name, f"{own}{BUDGET_FILE}.{ending}") for ending, name in FILES.items()],
        newer="" if newest.pk == kept.pk else f"{root}v/{newest.number}/",
        others=_others(kept, site, root),
    )
    address = "klima/" if number is None else f"klima/v/{number}/"
    said = gap_said(statement).said(site.translate)
    return _whole(site, address, Content(statement.name, main, said, section="climate"))


@gzip_page
@require_safe
def accounts(_request: HttpRequest, slug: str, number: int, language: str = "") -> HttpResponse:
    """The accounts that a publication begins from."""
    site = _site(slug, language)
    kept, shown = _accounts(slug, number)
    own = f"{site.climate_root}v/{kept.number}/"
    main = site.render(
        ACCOUNTS_PAGE,
        **public_accounts(shown, site.translate),
        budget=own,
        files=[(name, f"{own}{ACCOUNTS_FILE}.{ending}") for ending, name in ACCOUNTS_FILES.items()],
    )
    title = site.translate("Climate accounts, edition %(name)s") % {"name": shown.name}
    address = f"klima/v/{number}/regnskap/"
    return _whole(site, address, Content(title, main, title, section="climate"))


@require_safe
def document(
    _request: HttpRequest, slug: str, number: int, ending: str, language: str = ""
) -> HttpResponse:
    """A publication as a document."""
    if ending not in CONTENT_TYPES:
        raise Http404
    kept = _kept(slug, number)
    chosen = _language(slug, language)
    statement = kept.published().statements[chosen]
    made = _MADE.of(
        (kept.sha256, chosen, ending),
        lambda: budget_file(statement, ending, kept.municipality.colour),
    )
    response = to_keep(made, statement, ending)
    response["Cache-Control"] = MINUTE
    return response


@require_safe
def accounts_document(
    _request: HttpRequest, slug: str, number: int, ending: str, language: str = ""
) -> HttpResponse:
    """A publication's accounts as a table."""
    chosen = _language(slug, language)
    _, shown = _accounts(slug, number)
    response = accounts_to_keep(shown, ending, chosen)
    response["Cache-Control"] = MINUTE
    return response


def _site(slug: str, language: str) -> Site:
    """The plan's pages in the language of an address.

    Raises:
        Http404: the plan is not published, or not in that language.
    """
    chosen = _language(slug, language)
    published = LIBRARY.find(slug)
    if published is None:
        raise Http404
    return LIBRARY.site(published, chosen, site_options(slug, None, published))


def _whole(site: Site, address: str, content: Content) -> HttpResponse:
    made = site.whole(address, content)
    response = HttpResponse(made.body, content_type=made.content_type)
    response["Cache-Control"] = MINUTE
    return response


def _others(kept: PublishedBudget, site: Site, root: str) -> list[tuple[str, str]]:
    """Every publication with its address, the newest first; the boundary is told of other ones."""
    found = PublishedBudget.objects.filter(municipality=kept.municipality_id)
    translate = site.translate
    told = []
    for one in found.defer("statements", "accounts"):
        words = f"{one.number}. {one.name} – {long_date(timezone.localdate(one.at), site.language)}"
        if one.boundary != kept.boundary:
            words += f" ({translate(BOUNDARY_NAMES[Boundary(one.boundary)])})"
        told.append((words, f"{root}v/{one.number}/"))
    return told


def _accounts(slug: str, number: int) -> tuple[PublishedBudget, PublishedAccounts]:
    """A publication and its accounts.

    Raises:
        Http404: there is none, or it was published without them.
    """
    kept = _kept(slug, number)
    shown = kept.published().accounts
    if shown is None:
        raise Http404
    return kept, shown


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
    wanted = number if number is not None else PUBLISHED.of(slug)
    kept = found.filter(number=wanted).first()
    if kept is None:
        raise Http404
    return kept
