"""What persons say of how elements stand, beside what the rule says; nothing said is changed."""

from __future__ import annotations

from django.utils import timezone
from ninja import Query, Router
from ninja.responses import Status

from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.bearer import Asking
from ledetraad.web.api.paging import Page, PageQuery, next_address, part
from ledetraad.web.api.routes.plans import element_of, how_one_stands, plan_of
from ledetraad.web.api.shapes.plans import JudgementIn, StandingOut, ToldJudgement, told_judgement
from ledetraad.web.api.shapes.problems import ERRORS, READ_ERRORS
from ledetraad.web.followup.models import ElementJudgement
from ledetraad.web.followup.standings.services.judge import judge, withdraw

router = Router(tags=["plans"])
_HERE = "/plans/{int:plan}/elements/{element}/judgements"


@router.get(_HERE, response={200: Page[ToldJudgement], **READ_ERRORS})
def judgements(
    request: Asking, plan: int, element: str, asked: Query[PageQuery]
) -> Page[ToldJudgement]:
    """What persons have said of how an element stands, the newest first."""
    found = plan_of(request.auth, plan)
    said = ElementJudgement.objects.filter(plan=found, element=element_of(found, element).id)
    some, total = part(said.order_by("-pk"), asked)
    return Page[ToldJudgement](
        items=[told_judgement(one) for one in some],
        total=total,
        next=next_address(request, asked, total),
    )


@router.post(_HERE, response={201: StandingOut, **ERRORS})
def say(request: Asking, plan: int, element: str, body: JudgementIn) -> Status[StandingOut]:
    """Say how an element stands, with the reason; what the rule says is told beside it."""
    caller = request.auth
    caller.allowed.require(Action.JUDGE)
    found = plan_of(caller, plan)
    judge(
        found,
        element_of(found, element).id,
        body.state,
        body.reason,
        user=caller.user,
        today=timezone.localdate(),
    )
    return Status(201, how_one_stands(request, plan, element))


@router.post(f"{_HERE}/withdraw", response={200: StandingOut, **ERRORS})
def unsay(request: Asking, plan: int, element: str) -> StandingOut:
    """Let the rule judge an element again."""
    caller = request.auth
    caller.allowed.require(Action.JUDGE)
    found = plan_of(caller, plan)
    withdraw(found, element_of(found, element).id, user=caller.user, now=timezone.now())
    return how_one_stands(request, plan, element)
