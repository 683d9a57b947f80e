"""A version's life: draft, proposal on hearing, adopted, superseded, each step a new revision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.plan.model import Decision, PlanStatus
from ledetraad.web.plans.models import Revision, WorkingCopy
from ledetraad.web.plans.services.plan_import import Source, add_revision

_LONGEST = {"case": 60, "body": 120}


class InvalidStatus(LedetraadError):
    """A status or a decision that says something it can't."""


def change_status(
    working_copy: WorkingCopy, status: PlanStatus, decision: Decision | None, *, user: User | None
) -> Revision:
    """Store what the plan says as a new revision with another status.

    Args:
        working_copy: the plan.
        status: where it stands from now on.
        decision: what was decided, if anything was.
        user: who says so.

    Raises:
        InvalidStatus: a plan is adopted by a decision, and there is none; nothing is stored.
    """
    if status is PlanStatus.ADOPTED and decision is None:
        raise InvalidStatus(
            N_("An adopted plan has a decision, and its date is not given."),
            remedy=N_("Write the date of the council's meeting."),
        )
    with transaction.atomic():  # so that nothing that others say meanwhile is lost
        WorkingCopy.objects.select_for_update().get(pk=working_copy.pk)
        latest = working_copy.latest()
        plan = latest.plan().model_copy(update={"status": status, "decision": decision})
        return add_revision(working_copy, plan, Source.of(latest), user=user)


def status_from(form: Mapping[str, str]) -> tuple[PlanStatus, Decision | None]:
    """The status and the decision that a form says.

    Args:
        form: the fields `status`, `date`, `case` and `body`.

    Raises:
        InvalidStatus: a field says something it can't.
    """
    said = {name: " ".join(form.get(name, "").split()) for name in ("date", "case", "body")}
    if form.get("status") not in set(PlanStatus):
        raise InvalidStatus(N_("No status was chosen."), remedy=N_("Choose where the plan stands."))
    for name, most in _LONGEST.items():
        if len(said[name]) > most:
            raise InvalidStatus(
                N_("“%(text)s …” is too long; the most is %(most)s characters."),
                remedy=N_("Write it shorter."),
                text=said[name][:30],
                most=most,
            )
    return PlanStatus(form["status"]), _decision(said)


def _decision(said: Mapping[str, str]) -> Decision | None:
    if not any(said.values()):
        return None
    if not said["date"]:
        raise InvalidStatus(
            N_("The decision has no date."), remedy=N_("Write the date of the council's meeting.")
        )
    try:
        when = date.fromisoformat(said["date"])
    except ValueError:
        raise InvalidStatus(
            N_("“%(date)s” is not a date."),
            remedy=N_("Write it as year-month-day, such as 2026-06-16."),
            date=said["date"][:30],
        ) from None
    return Decision(date=when, case=said["case"], body=said["body"])
