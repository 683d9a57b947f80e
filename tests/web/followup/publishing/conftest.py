"""A plan that is followed up: a delayed measure, an indicator and a judgement, on one strategy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User

from ledetraad.publish.followup.choice import PublishingChoice
from ledetraad.web.accounts.models import Unit
from ledetraad.web.followup.models import (
    ElementJudgement,
    Indicator,
    Measure,
    Observation,
    ReportingPeriod,
)
from ledetraad.web.followup.publishing.models import FollowUpChoice
from ledetraad.web.followup.publishing.services.choice_save import save_choice
from ledetraad.web.followup.services.change_together import Answer
from ledetraad.web.history.recording import make
from ledetraad.web.plans.models import WorkingCopy
from tests.web.followup.publishing.pages import SECRETS


@dataclass
class Followed:
    """A plan that is followed up, and short ways to add to it.

    Args:
        plan: the plan.
        unit: the unit that answers for what is made.
        strategy: the id of the element that it is for.
    """

    plan: WorkingCopy
    unit: Unit
    strategy: str

    def measure(self, name: str, **said: Any) -> Measure:
        """A measure that serves the strategy."""
        serves = [{"plan": self.plan.pk, "element": self.strategy}]
        values = {"name": name, "serves": serves, "unit": self.unit.pk, **said}
        return make(Measure(municipality=self.plan.municipality), values, user=None)

    def indicator(self, name: str, **said: Any) -> Indicator:
        """An indicator on the strategy."""
        place = {"plan": self.plan.pk, "element": self.strategy}
        values = {"name": name, **place, **said}
        return make(Indicator(municipality=self.plan.municipality), values, user=None)

    def choose(self, **said: Any) -> FollowUpChoice:
        """Choose what is published."""
        chosen = PublishingChoice(**said)
        return save_choice(self.plan, chosen, Answer(0, 0), user=None)


@pytest.fixture
def followed(working_copy: WorkingCopy, units: dict[str, Unit]) -> Followed:
    """The example plan, with everything that must never be published in it."""
    strategy = next(one.id for one in working_copy.latest().plan().walk() if not one.children)
    place = Followed(working_copy, units["roads"], strategy)
    person = User.objects.create(username="hemmelig", first_name=SECRETS[0])
    measure = place.measure(
        "Sykkelvei",
        status="delayed",
        deadline="2027-10-31",
        person=person.pk,
        why=SECRETS[1],
        money=[{"year": 2026, "kind": "investment", "amount": 1_200_000}],
        risks=[{"text": SECRETS[2], "likelihood": 3, "consequence": 4}],
        partners=[{"name": SECRETS[3]}],
        milestones=[{"text": SECRETS[4]}],
    )
    measure.comments.create(text=SECRETS[5], by_name=SECRETS[0])
    indicator = place.indicator(
        "Andel som sykler", measure_unit="%", desired="≥ 20", accepted="15–19", person=person.pk
    )
    for value in ("99", "12"):
        Observation.objects.create(
            indicator=indicator,
            period="2025",
            measured=date(2025, 12, 31),
            value=Decimal(value),
            note=SECRETS[6],
            by_name=SECRETS[0],
        )
    ElementJudgement.objects.create(
        plan=working_copy,
        element=strategy,
        state="at_risk",
        reason="Snart ferdig.",
        on=date(2026, 3, 1),
        by_name=SECRETS[0],
    )
    return place


@pytest.fixture
def period(working_copy: WorkingCopy) -> ReportingPeriod:
    """A period that is open."""
    values = {
        "name": "1. tertial 2026",
        "kind": "tertial",
        "year": 2026,
        "part": 1,
        "due": "2026-05-15",
        "state": "open",
    }
    return make(ReportingPeriod(municipality=working_copy.municipality), values, user=None)
