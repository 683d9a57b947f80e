"""An indicator's values: read, entered and corrected."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.utils import timezone
from ninja import Query, Router
from ninja.responses import Status

from ledetraad.followup.written import number_text
from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.bearer import Asking
from ledetraad.web.api.paging import Page, next_address, part
from ledetraad.web.api.routes.indicators import indicator_of
from ledetraad.web.api.shapes.indicators import (
    ObservationIn,
    ObservationOut,
    ObservationQuery,
    observation_out,
)
from ledetraad.web.api.shapes.problems import ERRORS, READ_ERRORS
from ledetraad.web.followup.indicators.services.value_enter import enter
from ledetraad.web.followup.indicators.value_form import read
from ledetraad.web.followup.models import Observation

router = Router(tags=["indicators"])
_PATH = "/indicators/{int:key}/observations"


@router.get(_PATH, response={200: Page[ObservationOut], **READ_ERRORS})
def observations(request: Asking, key: int, asked: Query[ObservationQuery]) -> Page[ObservationOut]:
    """An indicator's values, the newest period first."""
    now = indicator_of(request.auth, key)
    later = Observation.objects.filter(
        indicator=OuterRef("indicator"), measured=OuterRef("measured"), pk__gt=OuterRef("pk")
    )
    found = Observation.objects.filter(indicator=now.indicator).annotate(corrected=Exists(later))
    if not asked.corrected:
        found = found.filter(corrected=False)
    some, total = part(found.order_by("-measured", "-pk"), asked)
    bands = now.said.bands()
    return Page[ObservationOut].model_construct(
        items=[observation_out(one, bands, current=not one.corrected) for one in some],
        total=total,
        next=next_address(request, asked, total),
    )


@router.post(_PATH, response={201: ObservationOut, **ERRORS})
def enter_one(request: Asking, key: int, body: ObservationIn) -> Status[ObservationOut]:
    """Enter a value for a period, or correct the one that is there; the old one is kept.

    One that looks odd is asked about first: the answer is 409 with `doubts`, and is sent again
    with its `sure` where it is right all the same.
    """
    now = indicator_of(request.auth, key, Action.ENTER_VALUE)
    entered = read(_written(body), now.said, timezone.localdate())
    stored = enter(
        now.indicator, entered, user=request.auth.user, seen=body.corrects, sure=body.sure
    )
    return Status(201, observation_out(stored, now.said.bands(), current=True))


def _written(body: ObservationIn) -> dict[str, str]:
    """A value as the page's form has it, so that both are looked at in the same way."""
    return {
        "period": body.period,
        "value": "" if body.value is None else number_text(body.value),
        "missing": body.missing or "",
        "source": body.source,
        "note": body.note,
    }
