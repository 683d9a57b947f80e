"""Undoing the last change of what a year's plan takes in from a plan."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.i18n import N_
from ledetraad.web.followup.models import YearElement
from ledetraad.web.followup.yearly.past import KIND
from ledetraad.web.followup.yearly.services.elements_choose import choose_elements
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import NothingToUndo
from ledetraad.web.plans.models import WorkingCopy


def undo_choice(plan: WorkingCopy, user: User, version: int | None) -> None:
    """Let the year that was chosen for last take in what it did before.

    Args:
        plan: that the elements stand in.
        user: who undoes it.
        version: of the last change, as the person has seen it.

    Raises:
        NothingToUndo: there is no change, it was itself one undone, or there is a newer one.
    """
    with transaction.atomic():
        WorkingCopy.objects.select_for_update().get(pk=plan.pk)
        found = Change.objects.filter(
            municipality=plan.municipality_id, kind=KIND, object_id=plan.pk
        )
        last = found.first()
        if last is None or last.what != Change.What.CHANGED:
            raise NothingToUndo(
                N_("There is no change to undo."),
                where=str(plan),
                remedy=N_("Open the history, and change back what you want to."),
            )
        if last.version != version:
            raise NothingToUndo(
                N_("It has been changed since you opened the page."),
                where=str(plan),
                remedy=N_("Look at the newest change first, and undo that if you want to."),
            )
        year = int(last.name)
        now = YearElement.objects.filter(plan=plan, year=year).values_list("element", flat=True)
        before = {element for element, (was, _) in last.fields.items() if was}
        wanted = (set(now) - set(last.fields)) | before
        choose_elements(plan, year, wanted, user=user, what=Change.What.UNDONE)
