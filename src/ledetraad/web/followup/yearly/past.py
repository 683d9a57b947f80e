"""What has been taken into a year's plan and out of it: kept, and told."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.contrib.auth.models import User

from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.indicators.elements import NamedPlan
from ledetraad.web.followup.indicators.telling import NOTHING, Told
from ledetraad.web.followup.models import YearElement
from ledetraad.web.history.models import Change
from ledetraad.web.plans.models import WorkingCopy

MOST = 20
"""How many changes a page shows."""
_KIND = YearElement._meta.label_lower
_WORDS = {False: N_("not taken in"), True: N_("taken in")}


def keep(
    plan: WorkingCopy, year: int, before: Collection[str], after: Collection[str], *, user: User
) -> None:
    """Keep in history which elements a year's plan took in before, and takes in now."""
    moved = sorted(set(before) ^ set(after))
    if not moved:
        return
    Change.objects.create(
        municipality_id=plan.municipality_id,
        kind=_KIND,
        object_id=plan.pk,
        name=str(year),
        what=Change.What.CHANGED,
        version=0,
        fields={element: [element in before, element in after] for element in moved},
        by=user,
        by_name=user.get_full_name() or user.get_username(),
    )


def told(
    municipality: Municipality,
    year: int,
    plans: Mapping[int, NamedPlan],
    translate: Translate,
) -> list[tuple[Change, list[Told]]]:
    """The newest changes of a year's plan, in words."""
    changes = Change.objects.filter(municipality=municipality, kind=_KIND, name=str(year))[:MOST]
    return [
        (
            one,
            [
                Told(_name(plans, one.object_id, element), *(translate(_WORDS[it]) for it in pair))
                for element, pair in one.fields.items()
            ],
        )
        for one in changes
    ]


def _name(plans: Mapping[int, NamedPlan], plan: int, element: str) -> str:
    known = plans[plan].elements.get(element) if plan in plans else None
    return known.choice if known is not None else NOTHING
