"""Plans, their elements, and how they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpResponse
from ninja import Query, Router
from pydantic import Field

from ledetraad.followup.rollup import Rollup
from ledetraad.followup.status import ElementState
from ledetraad.i18n import catalogue
from ledetraad.plan.finding import Translate
from ledetraad.plan.model import Element, Plan
from ledetraad.web.api.bearer import Asking, Caller
from ledetraad.web.api.locking import tell
from ledetraad.web.api.paging import Page, PageQuery, next_address, part
from ledetraad.web.api.shapes.plans import (
    ElementOut,
    JudgementOut,
    PartOut,
    PlanDetails,
    PlanOut,
    StandingOut,
)
from ledetraad.web.api.shapes.problems import READ_ERRORS
from ledetraad.web.followup.standing import Standing, standing
from ledetraad.web.pages import language_of
from ledetraad.web.plans.models import Revision, WorkingCopy

router = Router(tags=["plans"])
Placed = tuple[int, str | None, Element]
"""An element with its depth and the key of the one that it stands under."""


class ElementQuery(PageQuery):
    """Which elements are asked for."""

    level: Annotated[str, Field(max_length=64, description="Only those of this level.")] = ""
    under: Annotated[
        str, Field(max_length=64, description="Only this element and those under it.")
    ] = ""
    words: Annotated[str, Field(max_length=100, description="All in the text.")] = ""


class StandingQuery(ElementQuery):
    """Which elements' standing is asked for."""

    state: ElementState | None = None


@router.get("/plans", response={200: Page[PlanOut], **READ_ERRORS})
def plans(request: Asking, asked: Query[PageQuery]) -> Page[PlanOut]:
    """The municipality's plans."""
    found, total = part(_plans(request.auth).order_by("title", "pk"), asked)
    return Page[PlanOut].model_construct(
        items=[PlanOut(**_facts(one)) for one in found],
        total=total,
        next=next_address(request, asked, total),
    )


@router.get("/plans/{int:plan}", response={200: PlanDetails, **READ_ERRORS})
def plan(request: Asking, plan: int) -> PlanDetails:
    """A plan, and where it stands."""
    found = plan_of(request.auth, plan)
    said = standing(found).plan
    return PlanDetails(**_facts(found), status=said.status, elements=sum(1 for _ in said.walk()))


@router.get("/plans/{int:plan}/document", response={200: dict[str, Any], **READ_ERRORS})
def document(request: Asking, plan: int) -> HttpResponse:
    """What the latest revision says, whole, in the exchange format (docs/formats.md)."""
    found = plan_of(request.auth, plan)
    latest = Revision.objects.defer("source").filter(working_copy=found).latest("number")
    whole = HttpResponse(bytes(latest.document), content_type="application/json")
    tell(whole, latest.number)
    return whole


@router.get("/plans/{int:plan}/elements", response={200: Page[ElementOut], **READ_ERRORS})
def elements(request: Asking, plan: int, asked: Query[ElementQuery]) -> Page[ElementOut]:
    """A plan's elements, in its own order."""
    said = standing(plan_of(request.auth, plan)).plan
    found, total = part(_chosen(said, asked), asked)
    names = _level_names(said)
    return Page[ElementOut].model_construct(
        items=[_element_out(one, names) for one in found],
        total=total,
        next=next_address(request, asked, total),
    )


@router.get("/plans/{int:plan}/elements/{element}", response={200: ElementOut, **READ_ERRORS})
def element(request: Asking, plan: int, element: str) -> ElementOut:
    """An element of a plan."""
    said = standing(plan_of(request.auth, plan)).plan
    return _element_out(_placed(said, element), _level_names(said))


@router.get("/plans/{int:plan}/standing", response={200: Page[StandingOut], **READ_ERRORS})
def how_it_stands(request: Asking, plan: int, asked: Query[StandingQuery]) -> Page[StandingOut]:
    """How a plan's elements stand, and why."""
    known = standing(plan_of(request.auth, plan))
    chosen = _chosen(known.plan, asked)
    if asked.state is not None:
        chosen = [one for one in chosen if known.state(one[2].id) is asked.state]
    found, total = part(chosen, asked)
    translate = catalogue(language_of(request)).gettext
    return Page[StandingOut].model_construct(
        items=[_standing_out(one, known, translate) for one in found],
        total=total,
        next=next_address(request, asked, total),
    )


@router.get(
    "/plans/{int:plan}/elements/{element}/standing", response={200: StandingOut, **READ_ERRORS}
)
def how_one_stands(request: Asking, plan: int, element: str) -> StandingOut:
    """How an element stands, and why."""
    known = standing(plan_of(request.auth, plan))
    translate = catalogue(language_of(request)).gettext
    return _standing_out(_placed(known.plan, element), known, translate)


def plan_of(caller: Caller, key: int) -> WorkingCopy:
    """One of the municipality's plans.

    Raises:
        Http404: it has none with this key.
    """
    found = _plans(caller).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def element_of(found: WorkingCopy, element: str) -> Element:
    """An element of a plan's latest revision.

    Raises:
        Http404: it has none with this id.
    """
    return _placed(standing(found).plan, element)[2]


def _plans(caller: Caller) -> QuerySet[WorkingCopy]:
    newest = Revision.objects.filter(working_copy=OuterRef("pk")).order_by("-number")
    return WorkingCopy.objects.filter(
        municipality=caller.municipality, revision__isnull=False
    ).annotate(
        newest=Subquery(newest.values("number")[:1]),
        newest_at=Subquery(newest.values("made_at")[:1]),
        published=Max("publication__number"),
    )


def _facts(plan: Any) -> dict[str, Any]:
    return {
        "id": plan.pk,
        "slug": plan.slug,
        "title": plan.title,
        "revision": plan.newest,
        "revised_at": plan.newest_at,
        "published": plan.published,
    }


def _walk(
    elements: tuple[Element, ...], depth: int = 0, parent: str | None = None
) -> Iterator[Placed]:
    for one in elements:
        yield depth, parent, one
        yield from _walk(one.children, depth + 1, one.id)


def _chosen(plan: Plan, asked: ElementQuery) -> list[Placed]:
    found: list[Placed] = list(_walk(plan.elements))
    if asked.under:
        top = next((one for _, _, one in found if one.id == asked.under), None)
        below = {one.id for one in top.walk()} if top is not None else set()
        found = [placed for placed in found if placed[2].id in below]
    if asked.level:
        found = [placed for placed in found if placed[2].level == asked.level]
    for word in asked.words.casefold().split():
        found = [placed for placed in found if word in placed[2].words.casefold()]
    return found


def _placed(plan: Plan, element: str) -> Placed:
    for placed in _walk(plan.elements):
        if placed[2].id == element:
            return placed
    raise Http404


def _level_names(plan: Plan) -> dict[str, str]:
    return {level.key: level.singular for level in plan.levels}


def _element_out(placed: Placed, levels: dict[str, str]) -> ElementOut:
    depth, parent, one = placed
    return ElementOut.model_construct(
        id=one.id,
        number=one.number,
        level=one.level,
        level_name=levels.get(one.level, ""),
        words=one.words,
        parent=parent,
        depth=depth,
        references=list(one.references),
        facts=list(one.facts),
    )


def _standing_out(placed: Placed, known: Standing, translate: Translate) -> StandingOut:
    _, parent, one = placed
    rollup = known.rollups.get(one.id) or Rollup(ElementState.NO_DATA)
    own = rollup.own
    return StandingOut(
        element=one.id,
        number=one.number,
        level=one.level,
        words=one.words,
        parent=parent,
        state=rollup.state,
        computed=rollup.computed,
        why=rollup.words.said(translate),
        own=JudgementOut(state=own.state, reason=own.reason, by=own.by, on=own.on)
        if own is not None
        else None,
        parts=[
            PartOut(
                kind=part_.kind,
                state=part_.state,
                bad=list(part_.bad),
                known=part_.known,
                of=part_.of,
                words=part_.words.said(translate),
            )
            for part_ in rollup.parts
        ],
        measures=known.measures.get(one.id, 0),
        indicators=known.indicators.get(one.id, 0),
    )
