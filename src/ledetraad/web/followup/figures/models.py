"""Which published tables an indicator has its values from, and how that went last."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, Any, ClassVar, Final

from django.db import models
from pydantic import BaseModel, ConfigDict, StringConstraints, field_validator

from ledetraad.errors import LedetraadError, kept_error
from ledetraad.i18n import N_
from ledetraad.statistics.definition import Definition
from ledetraad.statistics.peers.choice import PeerChoice
from ledetraad.validation import refusal
from ledetraad.web.followup.figures.told import Told
from ledetraad.web.followup.models import Indicator
from ledetraad.web.history.models import Recorded, Values

Place = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9A-Za-z_-]{1,30}$")]


class FeedValues(BaseModel):
    """What a feed is.

    Args:
        place: the number of the municipality, or another region's code at the source.
        definition: which tables, and how they are put together.
        per: what counts of places are divided by to be compared, such as their inhabitants.
        peers: whom the municipality is compared with in this; None where that is as in all else.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: Place
    definition: Definition
    per: Definition | None = None
    peers: PeerChoice | None = None

    @field_validator("definition", "per")
    @classmethod
    def _newest(cls, definition: Definition | None) -> Definition | None:
        if definition is not None and definition.edition != "newest":
            raise refusal(N_("an indicator that is followed up has the newest numbers"))
        return definition


_ASKED_BY: Final = ("place", "definition", "per")
"""The fields of a feed that say which values are its own."""


class Feed(Recorded):
    """Where an indicator's values come from, beside those that people enter."""

    indicator = models.OneToOneField(Indicator, on_delete=models.CASCADE, related_name="feed")
    document = models.JSONField()
    asked_at = models.DateTimeField(null=True)
    """When the sources were last asked."""
    changed_at = models.DateTimeField(null=True)
    """When they last had something new."""
    problem = models.JSONField(null=True)
    """Why they could not be asked last time, as `LedetraadError.kept` has it."""
    told = models.JSONField(default=dict)
    """What they said last, as `Told` has it."""

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What people call it."""
        return self.indicator.name

    def said(self) -> FeedValues:
        """What it is."""
        return FeedValues.model_validate(self.document)

    def values(self) -> Values:
        """What it is, as JSON holds it."""
        return dict(self.document)

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what it is, and store it; where other values are meant, what was told before is of no
        use any more.

        Raises:
            ValidationError: it can't be so; nothing is stored.
        """
        before = self.document if self.pk is not None else {}
        said = FeedValues.model_validate({**before, **values})
        self.document = said.model_dump(mode="json")
        if any(before.get(name) != self.document[name] for name in _ASKED_BY):
            self.told, self.problem, self.asked_at, self.changed_at = {}, None, None, None
        self.save()

    def last(self) -> Told:
        """What the sources said last."""
        return Told.model_validate(self.told)

    def fault(self) -> LedetraadError | None:
        """Why they could not be asked last time; None where they could."""
        return kept_error(self.problem) if self.problem else None


class PeerGroup(Recorded):
    """Whom a municipality is compared with; one that has none is compared by `PeerChoice`'s own.

    A feed may have another choice of its own.
    """

    document = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality"], name="one_peer_group_each")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What people call it."""
        return str(self.municipality)

    def said(self) -> PeerChoice:
        """Whom."""
        return PeerChoice.model_validate(self.document)

    def values(self) -> Values:
        """Whom, as JSON holds it."""
        return dict(self.document)

    def assign(self, values: Mapping[str, Any]) -> None:
        """Choose whom some fields say, and store it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        before = self.document if self.pk is not None else {}
        said = PeerChoice.model_validate({**before, **values})
        self.document = said.model_dump(mode="json")
        self.save()


def peer_choice(municipality: int) -> PeerChoice:
    """Whom a municipality is compared with."""
    found = PeerGroup.objects.filter(municipality=municipality, deleted_at=None).first()
    return found.said() if found is not None else PeerChoice()


def feed_of(indicator: Indicator) -> Feed | None:
    """Where an indicator's values are fetched from; None where people enter them alone."""
    return Feed.objects.filter(indicator=indicator, deleted_at=None).first()


def told_of(indicators: Collection[int]) -> dict[int, Told]:
    """What the sources of some indicators said last, by the indicators' keys, in one query."""
    feeds = Feed.objects.filter(indicator__in=indicators, deleted_at=None)
    return {one.indicator_id: one.last() for one in feeds}
