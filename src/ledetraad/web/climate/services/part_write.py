"""Writing what a measure does to emissions, by whichever way it comes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.climate.part import PartValues, counts_tonnes, wanting_lifetime
from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.climate.models import ClimatePart
from ledetraad.web.followup.models import Indicator, Measure
from ledetraad.web.forms import FieldRefused, FormRefused
from ledetraad.web.history.recording import change, make, restore


def part_of(measure: Measure) -> ClimatePart | None:
    """What is written of a measure's effect; None where nothing is."""
    return ClimatePart.objects.filter(measure=measure, deleted_at=None).first()


def write_part(
    measure: Measure,
    values: PartValues,
    *,
    user: User | None,
    version: int | None = None,
    reason: str = "",
) -> ClimatePart:
    """Write or change what a measure does to emissions; what was taken out before is put back.

    Args:
        measure: the measure.
        values: all of it.
        user: who writes it.
        version: the version that the change was made from; None to change it whatever it says.
        reason: why, in a person's words.

    Raises:
        ChangedMeanwhile: somebody else has changed the same since.
    """
    said = values.model_dump(mode="json")
    with transaction.atomic():
        kept = ClimatePart.objects.filter(measure=measure).first()
        if kept is None:
            new = ClimatePart(municipality_id=measure.municipality_id, measure=measure)
            return make(new, said, user=user, reason=reason)
        if kept.deleted_at is not None:
            restore(kept, user=user)
            kept.refresh_from_db()
            version = None
        change(kept, said, user=user, version=version, reason=reason)
    return kept


def problems_of(values: PartValues, measure: Measure) -> Mapping[str, LedetraadError]:
    """What of it does not go together with what else is known, by field."""
    found: dict[str, Any] = {}
    lifetime = wanting_lifetime(measure.said(), values)
    if lifetime is not None:
        found["lifetime"] = lifetime
    if values.indicator is not None:
        indicator = Indicator.objects.filter(
            municipality=measure.municipality_id, pk=values.indicator, deleted_at=None
        ).first()
        problem = indicator_problem(indicator)
        if problem is not None:
            found["indicator"] = problem
    return found


def refuse_problems(values: PartValues, measure: Measure) -> None:
    """Do nothing, unless there are any.

    Raises:
        FormRefused: there are.
    """
    found = problems_of(values, measure)
    if found:
        raise FormRefused(dict(found))


def indicator_problem(indicator: Indicator | None) -> LedetraadError | None:
    """Why an indicator can't show that a measure is carried out; None where it can."""
    if indicator is None:
        return FieldRefused(
            N_("This can't be chosen."), remedy=N_("Choose one of those that are in the list.")
        )
    if counts_tonnes(indicator.said()):
        return FieldRefused(
            N_("This indicator counts tonnes, and can't show that the measure is carried out."),
            remedy=N_("Choose one that counts what is done, such as charging points."),
        )
    return None
