"""Finding what a page is about: a hearing, a statement or a comment of the place."""

from __future__ import annotations

from functools import cached_property

from django.contrib.auth.models import User
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ledetraad.i18n import Language
from ledetraad.publish.site import Site
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import RIGHTS, Action, Role
from ledetraad.web.hearing.models import Comment, Hearing, Statement
from ledetraad.web.hearing.proposal import proposal_in
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of
from ledetraad.web.plans.models import Publication


class At:
    """A hearing as those who run it meet it.

    Args:
        allowed: what the person may do.
        hearing: which.
        language: of the screen.
    """

    def __init__(self, allowed: Access, hearing: Hearing, language: Language) -> None:
        self.allowed = allowed
        self.hearing = hearing
        self.language = language

    @property
    def here(self) -> str:
        """What the addresses of its pages begin with."""
        return f"/oppfolging/{self.allowed.municipality.slug}/horing/{self.hearing.pk}/"

    @cached_property
    def proposal(self) -> Site:
        """The site of what is on hearing."""
        return proposal_in(self.hearing, self.language)

    def label(self, key: str) -> str:
        """What an element is called; what stands for the whole plan where there is none."""
        element = self.proposal.book.index.by_id.get(key)
        if element is None:
            return self.proposal.translate("The whole plan")
        return self.proposal.cards[element].label

    def words(self, key: str) -> str:
        """What an element says; empty for the whole plan."""
        element = self.proposal.book.index.by_id.get(key)
        return element.words if element is not None else ""

    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Every element to choose among, by theme."""
        return [
            (
                theme.words,
                [
                    (one.id, f"{self.proposal.cards[one].label}: {one.words[:90]}")
                    for one in theme.walk()
                ],
            )
            for theme in self.proposal.plan.elements
        ]

    def statement(self, number: int) -> Statement:
        """A statement by its number.

        Raises:
            Http404: there is none.
        """
        found = get_object_or_404(Statement, hearing=self.hearing, number=number, deleted_at=None)
        found.hearing = self.hearing
        return found

    def comment(self, key: int) -> Comment:
        """A comment by its key.

        Raises:
            Http404: there is none.
        """
        every = Comment.objects.select_related("statement", "assigned")
        found = get_object_or_404(every, pk=key, statement__hearing=self.hearing, deleted_at=None)
        found.statement.hearing = self.hearing
        return found

    def newest(self) -> int:
        """The number of the plan's newest publication."""
        found = Publication.objects.filter(working_copy=self.hearing.plan_id)
        return found.aggregate(last=Max("number"))["last"] or 0

    def people(self) -> QuerySet[User]:
        """Those who may answer."""
        return answerers(self.allowed.municipality)


def hearing_of(request: HttpRequest, place: str, pk: int) -> At:
    """A hearing of a place, for somebody who may run it.

    Raises:
        Http404: there is none, or the person may not.
    """
    allowed = place_of(request, place)
    allowed.require(Action.RUN_HEARING)
    hearing = get_object_or_404(
        Hearing.objects.select_related("plan__municipality", "publication").defer(
            "publication__data"
        ),
        pk=pk,
        municipality=allowed.municipality,
        deleted_at=None,
    )
    return At(allowed, hearing, language_of(request))


def answerers(municipality: Municipality) -> QuerySet[User]:
    """Those who may run hearings in a municipality."""
    roles = [role.value for role in Role if Action.RUN_HEARING in RIGHTS[role]]
    found = User.objects.filter(
        membership__municipality=municipality, membership__role__in=roles, is_active=True
    )
    return found.distinct().order_by("first_name", "last_name", "username")
