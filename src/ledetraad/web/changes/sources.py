"""Where what has changed is kept: each place of it, and how a row of it is told."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import User
from django.db.models import QuerySet

from ledetraad.followup.status import ELEMENT_STATE_NAMES, ElementState
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.followup.sentence import observed_text
from ledetraad.publish.followup.spans import span
from ledetraad.web.accounts.access import Access
from ledetraad.web.changes.kinds import BY_SLUG
from ledetraad.web.changes.seeing import seen_by
from ledetraad.web.changes.shown import told
from ledetraad.web.changes.words import Words
from ledetraad.web.followup.models import ElementJudgement, Observation
from ledetraad.web.history.telling import NOTHING, Told
from ledetraad.web.plans.models import Publication, Revision


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was changed, in words.

    Args:
        at: when.
        by: who; empty where no person did it.
        what: what was done.
        called: what kind of thing it is.
        name: what the thing is called.
        address: where to read more; under the municipality's own unless it begins with "/".
        fields: what each field said before and after; none where it was made.
        reason: why.
    """

    at: datetime
    by: str
    what: str
    called: str
    name: str
    address: str
    fields: Sequence[Told] = ()
    reason: str = ""


class Source(ABC):
    """A place where changes are kept."""

    slug: ClassVar[str]
    """Its part of an address; "" where its rows are of many kinds."""
    plural: ClassVar[str] = ""
    """What many of it are called, an English message."""
    at: ClassVar[str] = "at"
    """The field of when."""
    by: ClassVar[str] = "by"
    """The field of who."""

    def has(self, kind: str) -> bool:
        """Whether it has rows of a kind, by its address; "" is all kinds."""
        return kind in {"", self.slug}

    @abstractmethod
    def rows(self, allowed: Access, user: User, kind: str) -> QuerySet[Any]:
        """Those that somebody may see of a kind."""

    @abstractmethod
    def told(self, allowed: Access, rows: Sequence[Any], translate: Translate) -> dict[int, Entry]:
        """Rows in words, by their keys, with as many queries however many there are."""


class Changes(Source):
    """The changes of history."""

    slug = ""

    def has(self, kind: str) -> bool:
        """Whether history has changes of a kind."""
        return not kind or kind in BY_SLUG

    def rows(self, allowed: Access, user: User, kind: str) -> QuerySet[Any]:
        """Those that somebody may see."""
        return seen_by(allowed, user, BY_SLUG.get(kind))

    def told(self, allowed: Access, rows: Sequence[Any], translate: Translate) -> dict[int, Entry]:
        """The changes in words."""
        return {
            one.change.pk: Entry(
                one.change.at,
                one.change.by_name,
                translate(one.what),
                translate(one.kind.called),
                one.name,
                one.address,
                () if one.made else one.fields,
                one.change.reason,
            )
            for one in told(allowed.municipality, rows, translate)
        }


class ValuesEntered(Source):
    """Indicators' values, each with the one that it corrected."""

    slug = "verdi"
    plural = N_("Values of indicators")

    def rows(self, allowed: Access, user: User, kind: str) -> QuerySet[Any]:  # noqa: ARG002
        """All of them: values are for everybody in the municipality."""
        found = Observation.objects.filter(
            indicator__municipality=allowed.municipality, indicator__deleted_at=None
        )
        return found.select_related("indicator")

    def told(
        self,
        allowed: Access,  # noqa: ARG002
        rows: Sequence[Any],
        translate: Translate,
    ) -> dict[int, Entry]:
        """The values in words."""
        beside = Observation.objects.filter(
            indicator__in={one.indicator_id for one in rows},
            period__in={one.period for one in rows},
        )
        before: dict[tuple[int, str], list[Observation]] = {}
        for one in beside.order_by("pk"):
            before.setdefault((one.indicator_id, one.period), []).append(one)
        found = {}
        for row in rows:
            said = row.indicator.said()
            older = [one for one in before[row.indicator_id, row.period] if one.pk < row.pk]
            was = observed_text(older[-1], said).said(translate) if older else NOTHING
            now = observed_text(row, said).said(translate)
            fields = [Told(span(row.period).name.said(translate), was, now)]
            found[row.pk] = Entry(
                row.at,
                row.by_name,
                translate(N_("corrected") if older else N_("entered")),
                translate(N_("value")),
                row.indicator.name,
                f"indikatorer/{row.indicator_id}/",
                fields,
                row.note,
            )
        return found


class Judgements(Source):
    """What persons say of how elements stand."""

    slug = "vurdering"
    plural = N_("What persons say of how elements stand")

    def rows(self, allowed: Access, user: User, kind: str) -> QuerySet[Any]:  # noqa: ARG002
        """All of them."""
        found = ElementJudgement.objects.filter(plan__municipality=allowed.municipality)
        return found.select_related("plan")

    def told(self, allowed: Access, rows: Sequence[Any], translate: Translate) -> dict[int, Entry]:
        """The judgements in words."""
        words = Words(allowed.municipality, translate)
        label = translate(N_("How it stands"))
        return {
            one.pk: Entry(
                one.at,
                one.by_name,
                translate(N_("judged")),
                translate(N_("element of a plan")),
                words.element(one.plan_id, one.element),
                f"status/{one.plan.slug}/{one.element}/",
                [Told(label, NOTHING, translate(ELEMENT_STATE_NAMES[ElementState(one.state)]))],
                one.reason,
            )
            for one in rows
        }


class Revisions(Source):
    """The revisions of plans."""

    slug = "revisjon"
    plural = N_("Revisions of plans")
    at = "made_at"
    by = "made_by"

    def rows(self, allowed: Access, user: User, kind: str) -> QuerySet[Any]:  # noqa: ARG002
        """All of them."""
        found = Revision.objects.filter(working_copy__municipality=allowed.municipality)
        return found.select_related("working_copy", "made_by").defer("document", "source", "notes")

    def told(
        self,
        allowed: Access,  # noqa: ARG002
        rows: Sequence[Any],
        translate: Translate,
    ) -> dict[int, Entry]:
        """The revisions in words."""
        said = translate(N_("made revision %(number)s"))
        return {
            one.pk: Entry(
                one.made_at,
                _called(one.made_by),
                said % {"number": one.number},
                translate(N_("plan")),
                str(one.working_copy),
                f"/arbeid/{one.working_copy.slug}/",
                reason=one.source_name,
            )
            for one in rows
        }


class Publications(Source):
    """The publications of plans."""

    slug = "publikasjon"
    plural = N_("Publications of plans")
    at = "published_at"
    by = "published_by"

    def rows(self, allowed: Access, user: User, kind: str) -> QuerySet[Any]:  # noqa: ARG002
        """All of them."""
        found = Publication.objects.filter(working_copy__municipality=allowed.municipality)
        return found.select_related("working_copy").defer("data")

    def told(
        self,
        allowed: Access,  # noqa: ARG002
        rows: Sequence[Any],
        translate: Translate,
    ) -> dict[int, Entry]:
        """The publications in words."""
        said = translate(N_("published as number %(number)s"))
        return {
            one.pk: Entry(
                one.published_at,
                one.published_by_name,
                said % {"number": one.number},
                translate(N_("plan")),
                str(one.working_copy),
                f"/plan/{one.working_copy.slug}/v/{one.number}/",
            )
            for one in rows
        }


SOURCES: tuple[Source, ...] = (
    Changes(),
    ValuesEntered(),
    Judgements(),
    Revisions(),
    Publications(),
)
"""In the order in which those of the same moment are shown."""


def _called(user: User | None) -> str:
    return (user.get_full_name() or user.get_username()) if user is not None else ""
