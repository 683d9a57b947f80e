"""Taking elements of a plan into a year's plan, and out of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.web.followup.models import YearElement
from ledetraad.web.followup.yearly.past import keep
from ledetraad.web.history.editions import touch
from ledetraad.web.history.models import Change
from ledetraad.web.plans.models import WorkingCopy


def choose_elements(
    plan: WorkingCopy,
    year: int,
    wanted: Iterable[str],
    *,
    user: User,
    what: Change.What = Change.What.CHANGED,
) -> tuple[int, int]:
    """Let a year's plan take in just these elements.

    Args:
        plan: that they stand in.
        year: the year.
        wanted: the elements' ids; those that are not in the plan are left out.
        user: who chooses.
        what: what history says was done.

    Returns:
        How many were taken in, and how many out.
    """
    known = {one.id for one in plan.latest().plan().walk()}
    chosen = set(wanted) & known
    with transaction.atomic():
        WorkingCopy.objects.select_for_update().get(pk=plan.pk)
        touch(plan.municipality_id, YearElement._meta.label_lower)
        before = set(
            YearElement.objects.filter(plan=plan, year=year).values_list("element", flat=True)
        )
        gone = YearElement.objects.filter(plan=plan, year=year, element__in=before - chosen)
        gone.delete()
        YearElement.objects.bulk_create(
            YearElement(plan=plan, year=year, element=element, by=user)
            for element in sorted(chosen - before)
        )
        keep(plan, year, before, chosen, user=user, what=what)
    return len(chosen - before), len(before - chosen)
