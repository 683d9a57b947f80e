"""Changing a measure that others may be changing at the same time; nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction
from pydantic import ValidationError

from ledetraad.followup.measure import MeasureValues
from ledetraad.i18n import N_
from ledetraad.validation import first_fault
from ledetraad.web.followup.models import Measure
from ledetraad.web.followup.services.said_at import THEIRS, said_at
from ledetraad.web.forms import FieldRefused, FormRefused
from ledetraad.web.history.recording import change


def change_measure(
    measure: Measure,
    values: MeasureValues,
    *,
    user: User | None,
    version: int,
    seen: int,
    chosen: Mapping[str, str],
) -> bool:
    """Change what a measure says.

    Args:
        measure: which.
        values: all that its form says.
        user: who changes it.
        version: the version that the form was opened from: what differs from it is the person's
            own change.
        seen: the version whose differences the person has been shown and has chosen among.
        chosen: for each field that both had changed, whose text is to stand.

    Returns:
        Whether anything is changed.

    Raises:
        ChangedMeanwhile: others have changed the same fields since `seen`; nothing is stored.
        FormRefused: what both have changed doesn't go together; nothing is stored.
    """
    said = values.model_dump(mode="json")
    given_up = {name for name, whose in chosen.items() if whose == THEIRS}
    with transaction.atomic():
        held = Measure.objects.select_for_update().get(pk=measure.pk)
        before = said_at(held, version)
        own = {
            name: value
            for name, value in said.items()
            if value != before.get(name) and name not in given_up
        }
        try:
            return change(held, own, user=user, version=seen)
        except ValidationError as error:
            problem = FieldRefused(
                N_("What you and others have changed doesn't go together: %(reason)s."),
                remedy=N_(
                    "Open the page anew in another window, and look at what stands there now."
                ),
                reason=first_fault(error)[1],
            )
            raise FormRefused({"name": problem}) from None
