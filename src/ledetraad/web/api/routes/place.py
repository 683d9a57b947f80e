"""Who asks, and the municipality's units and people."""

from __future__ import annotations

from ninja import Query, Router

from ledetraad.web.accounts.rights import Action, Role
from ledetraad.web.api.bearer import Asking
from ledetraad.web.api.models import ApiToken
from ledetraad.web.api.paging import Page, PageQuery, next_address, part
from ledetraad.web.api.shapes.place import Me, PersonOut, Right, TokenOut, UnitOut
from ledetraad.web.api.shapes.problems import READ_ERRORS
from ledetraad.web.followup.indicators.finding import people_of, units_of

router = Router(tags=["place"])


@router.get("/me", response={200: Me, **READ_ERRORS})
def me(request: Asking) -> Me:
    """Who asks, where, and what they may do there."""
    caller = request.auth
    rights = []
    for action in Action:
        reach = caller.allowed.reach(action)
        if reach is None or reach:
            rights.append(Right(action=action, units=None if reach is None else sorted(reach)))
    return Me(
        municipality=caller.municipality.name,
        user=caller.user.pk,
        name=caller.user.get_full_name() or caller.user.get_username(),
        roles=sorted({Role(one.role) for one in caller.allowed.memberships}),
        rights=rights,
        token=TokenOut(
            name=caller.token.name,
            scope=ApiToken.Scope(caller.token.scope),
            ends_at=caller.token.ends_at,
        ),
    )


@router.get("/units", response={200: Page[UnitOut], **READ_ERRORS})
def units(request: Asking, asked: Query[PageQuery]) -> Page[UnitOut]:
    """The municipality's units, each below the one that it stands under."""
    found, total = part(units_of(request.auth.municipality), asked)
    return Page[UnitOut].model_construct(
        items=[
            UnitOut(
                id=one.pk, name=one.name, parent=one.parent_id, begins=one.begins, ends=one.ends
            )
            for one in found
        ],
        total=total,
        next=next_address(request, asked, total),
    )


@router.get("/people", response={200: Page[PersonOut], **READ_ERRORS})
def people(request: Asking, asked: Query[PageQuery]) -> Page[PersonOut]:
    """Those who have a role in the municipality."""
    found, total = part(people_of(request.auth.municipality), asked)
    return Page[PersonOut].model_construct(
        items=[
            PersonOut(id=one.pk, name=one.get_full_name() or one.get_username()) for one in found
        ],
        total=total,
        next=next_address(request, asked, total),
    )
