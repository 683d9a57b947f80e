"""One snapshot in one language, as its pages are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from markupsafe import Markup

from ledetraad.i18n import Language, catalogue
from ledetraad.plan.model import Element
from ledetraad.publish.site import addresses
from ledetraad.publish.site.book import Book
from ledetraad.publish.site.cards import Card, Cards
from ledetraad.publish.site.climate import climate_places
from ledetraad.publish.site.environment import make_environment
from ledetraad.publish.site.finder import Finder
from ledetraad.publish.site.offered import offered
from ledetraad.publish.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Invitation:
    """That one can speak to the plan.

    Args:
        root: the address of the plan's root in the application, which takes what is said.
        closes: the last day to do so.
        opens_now: whether one can speak now; else only what has been said can be read.
        only: the keys of the elements that it is limited to; none where it is of the whole plan.
    """

    root: str
    closes: date
    opens_now: bool = True
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """How the pages are to be used.

    Args:
        dynamic: whether an application serves them, so that search needs no script.
        assets: the address of the style sheets and scripts; beside the pages where it is empty.
        findings: whether what the checks found is shown.
        styleguide: whether the page of all components is among the pages.
        superseded: whether a newer publication exists, which the pages then say.
        staff: the address of the staff's pages, where there are any.
        base: the absolute address of the site's root, for the page shown where there is none,
            which may stand at any depth; the profile's address where it is empty.
        publications: the address of the list of all publications, where there is one.
        permanent: the address at which just this publication stays; the profile's where it is
            empty.
        preview: whether it is not published yet, which the pages then say.
        hearing: the hearing that the pages lead to; None where there is none.
        climate: the address of the plan's root in the application, where the municipality has
            published a climate budget; empty where it has not.
    """

    dynamic: bool = False
    assets: str = ""
    findings: bool = False
    styleguide: bool = False
    superseded: bool = False
    staff: str = ""
    base: str = ""
    publications: str = ""
    permanent: str = ""
    preview: bool = False
    hearing: Invitation | None = None
    climate: str = ""


class Presented:
    """One snapshot in one language.

    Args:
        snapshot: what is published, or a book made of it already.
        language: the language of the screen.
        options: how the pages are to be used.
    """

    def __init__(
        self,
        snapshot: Snapshot | Book,
        language: Language,
        options: SiteOptions = SiteOptions(),
    ) -> None:
        self.book = snapshot if isinstance(snapshot, Book) else Book(snapshot)
        self.snapshot = self.book.snapshot
        self.plan = self.snapshot.plan
        self.language = language
        self.options = options
        self.cards = Cards(self.plan, self.book.framework, language)
        self.environment = make_environment(language)
        self.translations = catalogue(language)
        self.translate = self.translations.gettext
        self.prefix = addresses.prefix(language, self.snapshot.profile.languages)
        self._modules: dict[str, Any] = {}
        self.finder: Finder | None = None
        self.climate = climate_places(self.snapshot.follow_up)
        self.downloads = offered(len(self.book.index.ordered), self.snapshot.follow_up)
        self.kept: dict[str, bytes] = {}

    @property
    def not_found_root(self) -> str:
        """The way to the front page from the page shown at any address that has none."""
        base = self.options.base or self.snapshot.profile.address
        return f"{base.rstrip('/')}/{self.prefix}" if base else ""

    @cached_property
    def permanent_root(self) -> str:
        """What the permanent address of a page begins with; empty where it is not known."""
        base = self.options.permanent or self.snapshot.profile.address
        return f"{base.rstrip('/')}/{self.prefix}" if base else ""

    @cached_property
    def hearing_root(self) -> str:
        """What the addresses of the hearing's pages begin with; empty where there is none."""
        hearing = self.options.hearing
        return f"{hearing.root}{self.prefix}horing/" if hearing is not None else ""

    @cached_property
    def climate_root(self) -> str:
        """The address of the climate budget in the application; empty where there is none."""
        root = self.options.climate
        return f"{root}{self.prefix}klima/" if root else ""

    def render(self, template: str, **values: Any) -> Markup:
        """Fill a template with values and what every template may use."""
        return Markup(  # noqa: S704  (made by an autoescaping template)
            self.environment.get_template(template).render(
                site=self, plan=self.plan, snapshot=self.snapshot, cards=self.cards, **values
            )
        )

    def macro(self, template: str, name: str) -> Callable[..., Markup]:
        """A macro of a component, its template loaded once."""
        module = self._modules.get(template)
        if module is None:
            module = self.environment.get_template(template).make_module(
                {"site": self, "plan": self.plan, "cards": self.cards}
            )
            self._modules[template] = module
        macro: Callable[..., Markup] = getattr(module, name)
        return macro

    def children(self, parent: Element) -> list[Card]:
        """The cards of an element's children."""
        return [self.cards[child] for child in parent.children]

    @cached_property
    def counts(self) -> list[tuple[int, str]]:
        """How many elements there are of each level, with the level's name in the right number."""
        counted = []
        for level in self.plan.levels:
            count = self.book.trace.by_level.get(level.key, 0)
            counted.append((count, self.cards.names[level.key][0 if count == 1 else 1]))
        return counted
