"""Reporting periods and the reports for them; what is locked never changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from ledetraad.followup.periods import PeriodKind
from ledetraad.followup.report import PeriodValues, ReportValues
from ledetraad.web.accounts.models import Unit
from ledetraad.web.followup.models.measure import Measure
from ledetraad.web.history.editions import touch
from ledetraad.web.history.models import Recorded, Values
from ledetraad.web.plans.models import WorkingCopy


class ReportingPeriod(Recorded):
    """A part of the year that units report for; opened and locked by the controller."""

    class State(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned"
        OPEN = "open"
        LOCKED = "locked"

    name = models.CharField(max_length=120)
    kind_of = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in PeriodKind]
    )
    year = models.PositiveSmallIntegerField()
    part = models.PositiveSmallIntegerField()
    first = models.DateField()
    last = models.DateField()
    due = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    locked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-last", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "kind_of", "year", "part"],
                condition=Q(deleted_at__isnull=True),
                name="periods_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        said = PeriodValues(
            name=self.name,
            kind=PeriodKind(self.kind_of),
            year=self.year,
            part=self.part,
            due=self.due,
        )
        locked_at = self.locked_at.isoformat() if self.locked_at else None
        return said.model_dump(mode="json") | {"state": self.state, "locked_at": locked_at}

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        before = self.values() if self.pk is not None else {"state": self.State.PLANNED}
        whole = {"locked_at": None, **before, **values}
        self.state, locked_at = self.State(whole.pop("state")), whole.pop("locked_at")
        self.locked_at = datetime.fromisoformat(locked_at) if locked_at else None
        said = PeriodValues.model_validate(whole)
        self.name, self.kind_of, self.due = said.name, said.kind.value, said.due
        self.year, self.part = said.year, said.part
        self.first, self.last = said.period.first, said.period.last
        self.save()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it.

        Raises:
            ValueError: it is locked already; what is locked never changes.
        """
        if self.pk is not None and _is_locked(self.pk):
            raise ValueError("a locked period can't be changed")
        super().save(*args, **kwargs)


class StatusReport(Recorded):
    """What is said of a measure, or of an element of a plan, for a period."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft"
        SUBMITTED = "submitted"
        RETURNED = "returned"

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="reports")
    measure = models.ForeignKey(
        Measure, null=True, on_delete=models.PROTECT, related_name="reports"
    )
    plan = models.ForeignKey(WorkingCopy, null=True, on_delete=models.PROTECT)
    element = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    document = models.JSONField()
    """What it says: a `ReportValues`."""
    status = models.CharField(max_length=20, blank=True)
    returned = models.CharField(max_length=1_000, blank=True)
    """Why it was sent back, while it is."""
    changed_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["period", "measure"],
                condition=Q(measure__isnull=False),
                name="one_report_a_measure",
            ),
            models.UniqueConstraint(
                fields=["period", "plan", "element"],
                condition=Q(plan__isnull=False),
                name="one_report_an_element",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["period", "state", "measure"], name="reports_by_state")
        ]

    def __str__(self) -> str:
        return f"{self.measure or self.element}, {self.period}"

    @property
    def title(self) -> str:
        """What people call it."""
        return str(self)

    def said(self) -> ReportValues:
        """What it says."""
        return ReportValues.model_validate(self.document)

    def values(self) -> Values:
        """What it says, and where it stands, as JSON holds it."""
        return {**self.document, "state": self.state, "returned": self.returned}

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        before = self.values() if self.pk is not None else {"state": "draft", "returned": ""}
        whole = {**before, **values}
        self.state, self.returned = self.State(whole.pop("state")), whole.pop("returned")
        said = ReportValues.model_validate(whole)
        self.document = said.model_dump(mode="json")
        self.status = said.status.value if said.status is not None else ""
        self.save()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it.

        Raises:
            ValueError: its period is locked; what is locked never changes.
        """
        if _is_locked(self.period_id):
            raise ValueError("a report for a locked period can't be changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never: a report is kept.

        Raises:
            ValueError: always.
        """
        raise ValueError("a report can't be deleted")


class LockedReport(models.Model):
    """A report as it stood when its period was locked, with what it was about; never changes.

    There is one for what was asked for and not reported, too: that is locked as well.
    """

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="locked")
    measure = models.ForeignKey(Measure, null=True, on_delete=models.PROTECT)
    plan = models.ForeignKey(WorkingCopy, null=True, on_delete=models.PROTECT)
    element = models.CharField(max_length=64, blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT)
    """The unit that answered for the measure then."""
    state = models.CharField(max_length=9, blank=True)
    """Where the report stood; empty where there was none."""
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["period", "id"], name="locked_in_order")]

    def __str__(self) -> str:
        return f"{self.period}: {self.measure or self.element}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a newly locked report.

        Raises:
            ValueError: it is stored already; what is locked never changes.
        """
        if self.pk is not None:
            raise ValueError("a locked report can't be changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never: what is locked is kept.

        Raises:
            ValueError: always.
        """
        raise ValueError("a locked report can't be deleted")


class ElementJudgement(models.Model):
    """What a person says of how an element stands, otherwise than the rule does."""

    plan = models.ForeignKey(WorkingCopy, on_delete=models.CASCADE)
    element = models.CharField(max_length=64)
    state = models.CharField(max_length=20)
    reason = models.CharField(max_length=1_000)
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    by_name = models.CharField(max_length=150)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["plan", "element"], name="judgements_of_element")]

    def __str__(self) -> str:
        return f"{self.element}: {self.state}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, and let what rests on it be worked out anew."""
        with transaction.atomic():
            touch(self.plan.municipality_id, self._meta.label_lower)
            super().save(*args, **kwargs)


def _is_locked(period: int) -> bool:
    """Whether a period is locked, as the database has it now."""
    state = ReportingPeriod.State.LOCKED
    return ReportingPeriod.objects.filter(pk=period, state=state).exists()
