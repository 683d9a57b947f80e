"""What a report is about: a measure, or an element of a plan; and who may say something of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from ledetraad.plan.model import Element, Plan
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.models import Measure, ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.readable import may_write_of_elements
from ledetraad.web.plans.models import WorkingCopy


@dataclass(frozen=True, slots=True)
class ElementOf:
    """An element of a plan.

    Args:
        plan: the plan as stored.
        element: the element as the plan's latest revision has it.
    """

    plan: WorkingCopy
    element: Element


@dataclass(frozen=True, slots=True)
class Subject:
    """What is reported on for a period.

    Args:
        period: the period.
        about: the measure, or the element of a plan.
    """

    period: ReportingPeriod
    about: Measure | ElementOf

    @property
    def measure(self) -> Measure | None:
        """The measure; None for an element."""
        return self.about if isinstance(self.about, Measure) else None

    @property
    def keys(self) -> dict[str, Any]:
        """What its reports are found by, whatever the period."""
        if isinstance(self.about, Measure):
            return {"measure": self.about}
        return {"plan": self.about.plan, "element": self.about.element.id}

    @property
    def name(self) -> str:
        """What people call it."""
        return self.about.name if isinstance(self.about, Measure) else self.about.element.words

    @property
    def list_address(self) -> str:
        """The address of the list that it stands in, within the municipality's own."""
        start = f"rapportering/{self.period.pk}/"
        return start if isinstance(self.about, Measure) else f"{start}plan/{self.about.plan.slug}/"

    @property
    def address(self) -> str:
        """Its form's address within the municipality's own."""
        if isinstance(self.about, Measure):
            return f"{self.list_address}tiltak/{self.about.number}/"
        return f"{self.list_address}{self.about.element.id}/"

    def report(self) -> StatusReport | None:
        """What is said of it for the period, as stored; None while nothing is."""
        return StatusReport.objects.filter(period=self.period, **self.keys).first()

    def may_write(self, allowed: Access) -> bool:
        """Whether somebody may write a draft."""
        if self.measure is not None:
            return allowed.may(Action.WRITE_REPORT, self.measure.unit_id)
        return may_write_of_elements(allowed)

    def may_submit(self, allowed: Access) -> bool:
        """Whether somebody may hand a report in, and take it back."""
        if self.measure is not None:
            return allowed.may(Action.SUBMIT_REPORT, self.measure.unit_id)
        return self.may_write(allowed)

    def may_return(self, allowed: Access) -> bool:
        """Whether somebody may send a report back."""
        unit = self.measure.unit_id if self.measure is not None else None
        return allowed.may(Action.RETURN_REPORT, unit)


def period_at(allowed: Access, pk: int) -> ReportingPeriod:
    """One of a municipality's periods.

    Raises:
        Http404: it has no such.
    """
    found = get_object_or_404(
        ReportingPeriod, pk=pk, municipality=allowed.municipality, deleted_at=None
    )
    found.municipality = allowed.municipality
    return found


def measure_subject(allowed: Access, pk: int, number: int) -> Subject:
    """A measure as the subject of a report; in a locked period a deleted one, too.

    Raises:
        Http404: the municipality has no such period or measure.
    """
    period = period_at(allowed, pk)
    measures = Measure.objects.select_related("unit", "person")
    if period.state != ReportingPeriod.State.LOCKED:
        measures = measures.filter(deleted_at=None)
    measure = get_object_or_404(measures, municipality=allowed.municipality, number=number)
    return Subject(period, measure)


def element_subject(allowed: Access, pk: int, slug: str, element: str) -> Subject:
    """An element of a plan as the subject of a report.

    Raises:
        Http404: the municipality has no such period, plan or element.
    """
    period = period_at(allowed, pk)
    working_copy, plan = plan_at(allowed, slug)
    for one in plan.walk():
        if one.id == element:
            return Subject(period, ElementOf(working_copy, one))
    raise Http404


def plan_at(allowed: Access, slug: str) -> tuple[WorkingCopy, Plan]:
    """One of a municipality's plans, and what its latest revision says.

    Raises:
        Http404: it has no such.
    """
    working_copy = get_object_or_404(WorkingCopy, slug=slug, municipality=allowed.municipality)
    return working_copy, working_copy.latest().plan()
