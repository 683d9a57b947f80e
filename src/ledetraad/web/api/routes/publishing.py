"""What is chosen to be published of a plan's follow-up; nothing is published by choosing it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from ninja import Body, Router

from ledetraad.i18n import N_
from ledetraad.publish.followup.choice import PublishingChoice
from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.bearer import Asking
from ledetraad.web.api.choosing import merged
from ledetraad.web.api.locking import require_same, require_version, tell
from ledetraad.web.api.routes.plans import plan_of
from ledetraad.web.api.shapes.choices import PublishingOut
from ledetraad.web.api.shapes.problems import ERRORS, READ_ERRORS
from ledetraad.web.followup.models import ReportingPeriod
from ledetraad.web.followup.publishing.models import FollowUpChoice
from ledetraad.web.followup.publishing.services.choice_save import save_choice
from ledetraad.web.followup.services.change_together import Answer
from ledetraad.web.forms import FieldRefused, FormRefused
from ledetraad.web.plans.models import WorkingCopy

router = Router(tags=["publishing"])
_HERE = "/plans/{int:plan}/publishing"


@router.get(_HERE, response={200: PublishingOut, **READ_ERRORS})
def choice(request: Asking, response: HttpResponse, plan: int) -> PublishingOut:
    """What is chosen to be published of a plan's follow-up; for those who may publish."""
    request.auth.allowed.require(Action.PUBLISH)
    found = plan_of(request.auth, plan)
    said, version = _kept(found)
    tell(response, version)
    return PublishingOut(**said.model_dump(), plan=found.pk, version=version)


@router.patch(
    _HERE, response={200: PublishingOut, **ERRORS}, openapi_extra={"x-merges": "PublishingChoice"}
)
def choose(
    request: Asking, response: HttpResponse, plan: int, body: Body[dict[str, Any]]
) -> PublishingOut:
    """Choose anew; a part that is chosen without what it is a part of is not chosen."""
    caller = request.auth
    caller.allowed.require(Action.PUBLISH)
    found = plan_of(caller, plan)
    require_version(request)
    with transaction.atomic():
        WorkingCopy.objects.select_for_update().get(pk=found.pk)
        now, version = _kept(found)
        require_same(request, version)
        said = merged(PublishingChoice, now.model_dump(mode="json"), body)
        periods = ReportingPeriod.objects.filter(
            municipality=caller.municipality, deleted_at=None
        ).exclude(state=ReportingPeriod.State.PLANNED)
        if said.period not in {None, *periods.values_list("pk", flat=True)}:
            raise FormRefused(
                {
                    "period": FieldRefused(
                        N_("There is no such reporting period."),
                        remedy=N_("Choose one that is open or locked."),
                    )
                }
            )
        save_choice(found, said, Answer(version, version), user=caller.user)
    return choice(request, response, plan)


def _kept(plan: WorkingCopy) -> tuple[PublishingChoice, int]:
    """What is chosen, and the choice's version; nothing and 0 where there is none."""
    kept = FollowUpChoice.objects.filter(plan=plan, deleted_at=None).first()
    return (kept.said(), kept.version) if kept is not None else (PublishingChoice(), 0)
