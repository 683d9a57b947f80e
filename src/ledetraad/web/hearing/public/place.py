"""A plan's hearing as everybody meets it: which one, in which language, in the plan's own shell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils import timezone
from markupsafe import Markup

from ledetraad.i18n import Language, catalogue
from ledetraad.plan.model import Element
from ledetraad.plan.wording import excerpt
from ledetraad.publish.site import Site, split_language
from ledetraad.publish.site.pages.content import Content
from ledetraad.web.hearing.models import Hearing
from ledetraad.web.hearing.opened import OPENED, announced
from ledetraad.web.pages import environment
from ledetraad.web.public.library import LIBRARY
from ledetraad.web.public.views import plan_address, site_options

_CHOICE = 90
"""The most characters of an element's words in a list to choose from."""


@dataclass(frozen=True)
class Spoken:
    """An element of the proposal as it is spoken to.

    Args:
        key: the element's; empty for the whole plan.
        label: its level and number.
        words: what it says.
        address: its page in the publication that is on hearing.
    """

    key: str
    label: str
    words: str
    address: str


@dataclass(frozen=True)
class Place:
    """Where a visitor is.

    Args:
        hearing: the plan's newest that is announced.
        shell: the site whose shell the pages stand in: the plan's newest publication.
        proposal: the site of the publication that is on hearing.
        language: of the screen.
        pace: how many statements have come in within a minute, as `hearing.pace` tells.
    """

    hearing: Hearing
    shell: Site
    proposal: Site
    language: Language
    pace: int = 0

    @cached_property
    def here(self) -> str:
        """What the addresses of the hearing's pages begin with."""
        return f"{plan_address(self.hearing.plan.slug)}{self.shell.prefix}horing/"

    def element(self, key: str) -> Element | None:
        """An element that can be spoken to; None where there is none such."""
        if self.only and key not in self.only:
            return None
        return self.proposal.book.index.by_id.get(key)

    @cached_property
    def only(self) -> frozenset[str]:
        """The keys of what the hearing is limited to; none where it is of the whole plan."""
        return frozenset(self.hearing.said().only)

    def spoken(self, key: str) -> Spoken:
        """What is spoken to, by its key; the whole plan where the proposal has no such element."""
        element = self.element(key)
        root = self.proposal.permanent_root
        if element is None:
            translate = catalogue(self.language).gettext
            return Spoken("", translate("The whole plan"), self.proposal.plan.title, root)
        card = self.proposal.cards[element]
        return Spoken(key, card.label, element.words, f"{root}{card.address}")

    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Every element to choose among, by theme."""
        groups = []
        for theme in self.proposal.plan.elements:
            pairs = [
                (one.id, _on_a_line(self.proposal, one))
                for one in theme.walk()
                if not self.only or one.id in self.only
            ]
            if pairs:
                groups.append((theme.words, pairs))
        return groups

    def page(
        self,
        request: HttpRequest,
        template: str,
        address: str,
        title: str,
        *,
        status: int = 200,
        script: str = "",
        **values: Any,
    ) -> HttpResponse:
        """A page within the plan's own shell.

        Args:
            request: whose form's secret it holds.
            template: the inside.
            address: below the plan's root in this language.
            title: for the browser's title; English, translated here.
            status: the HTTP status.
            script: a script of its own; what it does must not be needed.
            values: what the template is filled with.
        """
        now = timezone.now()
        main = environment(self.language).get_template(template)
        translate = catalogue(self.language).gettext
        html = main.render(
            csrf_token=get_token(request),
            place=self,
            hearing=self.hearing,
            said=self.hearing.said(),
            plan=self.proposal.plan,
            publication=self.proposal.snapshot,
            here=self.here,
            open=self.hearing.open_at(now),
            over=self.hearing.over_at(now),
            today=timezone.localdate(now),
            translate=translate,
            **values,
        )
        content = Content(translate(title), Markup(html), section="hearing", script=script)  # noqa: S704  (autoescaped)
        made = self.shell.whole(address, content)
        return private(HttpResponse(made.body, content_type=made.content_type, status=status))


R = TypeVar("R", bound=HttpResponseBase)


def private(response: R) -> R:
    """Keep a page out of search engines, of what lies between, and of what other sites are told."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"
    return response


def place_of(slug: str, language: str, hearing: int | None = None) -> Place:
    """Where an address leads.

    Args:
        slug: the plan's part of the address.
        language: the language's part; empty for the first.
        hearing: the key of another of the plan's hearings than the newest.

    Raises:
        Http404: there is no such plan, no hearing that is announced, or no such language.
    """
    newest = LIBRARY.find(slug)
    known = OPENED.of(slug)
    if newest is None or (known is None and hearing is None):
        raise Http404
    pace = 0
    if known is not None and hearing in {None, known.hearing.pk}:
        found, pace = known.hearing, known.pace
    else:
        found = get_object_or_404(announced(), pk=hearing, plan__slug=slug)
    spoken = LIBRARY.find(slug, found.publication.number)
    if spoken is None:
        raise Http404
    languages = LIBRARY.languages(newest)
    chosen, rest = split_language(language, languages)
    if rest or (language and chosen == languages[0]):
        raise Http404
    number = spoken.number if spoken.number != newest.number else None
    return Place(
        found,
        LIBRARY.site(newest, chosen, site_options(slug, None, newest)),
        LIBRARY.site(spoken, chosen, site_options(slug, number, spoken)),
        chosen,
        pace,
    )


def _on_a_line(site: Site, element: Element) -> str:
    card = site.cards[element]
    return f"{card.label}: {excerpt(element.words, _CHOICE)}"
