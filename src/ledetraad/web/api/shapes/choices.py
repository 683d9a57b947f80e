"""What has been chosen: the year's plan, rules that are off, saved views, and what is published."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ledetraad.plan.finding import RuleDoc, Translate
from ledetraad.publish.followup.choice import PublishingChoice
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.paging import PageQuery
from ledetraad.web.followup.models import RuleOff, SavedView
from ledetraad.web.followup.models.settled import MOST
from ledetraad.web.followup.models.view import LONGEST_NAME, LONGEST_QUERY

_LIST = Field(description="Which list: “tiltak”, “indikatorer” or “mangler”.")


class YearOut(BaseModel):
    """What a year's plan takes in from a plan."""

    plan: int
    year: int
    elements: Annotated[list[str], Field(description="The keys of the elements, in order.")]
    version: Annotated[int, Field(description="Grows by each change; 0 while nothing is chosen.")]


class YearIn(BaseModel):
    """What a year's plan is to take in from a plan, whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    elements: Annotated[
        list[Annotated[str, Field(max_length=64)]],
        Field(max_length=5_000, description="The keys of the elements."),
    ]


class RuleOut(BaseModel):
    """A rule of the follow-up."""

    code: str
    summary: str
    off: Annotated[int | None, Field(description="The key under `/rules-off`; null where it's on.")]
    reason: Annotated[str, Field(description="Why it is off.")]


class RuleOffIn(BaseModel):
    """A rule to turn off, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[str, Field(max_length=10)]
    reason: Annotated[str, Field(max_length=MOST)]


class RuleOffChange(BaseModel):
    """Why a rule is off."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: Annotated[str, Field(max_length=MOST)]


class RuleOffOut(BaseModel):
    """A rule that is off, and why."""

    id: int
    version: int
    code: str
    reason: str


class ViewIn(BaseModel):
    """A view of a list to save; one's own of the same name is changed to it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    list: Annotated[str, Field(max_length=20), _LIST]
    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    query: Annotated[
        str,
        Field(
            max_length=LONGEST_QUERY,
            description="What is asked of the list, as its address has it after the question mark.",
        ),
    ] = ""
    shared: Annotated[bool, Field(description="Whether all in the municipality have it.")] = False


class ViewOut(BaseModel):
    """A saved view: one's own, or one that somebody shares."""

    id: int
    version: int
    list: Annotated[str, _LIST]
    name: str
    query: str
    shared: bool
    owner: Annotated[int, Field(description="The key of the person whose it is.")]
    changeable: Annotated[bool, Field(description="Whether the caller may change it.")]


class ViewQuery(PageQuery):
    """Which views are asked for."""

    list: Annotated[str, Field(max_length=20), _LIST] = ""


class PublishingOut(PublishingChoice):
    """What is chosen to be published of a plan's follow-up."""

    plan: int
    version: Annotated[int, Field(description="Grows by each change; 0 while nothing is chosen.")]


def rule_out(rule: RuleDoc, off: RuleOff | None, translate: Translate) -> RuleOut:
    """A rule as it goes out."""
    return RuleOut(
        code=rule.code,
        summary=translate(rule.summary),
        off=off.pk if off is not None else None,
        reason=off.reason if off is not None else "",
    )


def rule_off_out(off: RuleOff) -> RuleOffOut:
    """A rule that is off, as it goes out."""
    return RuleOffOut(id=off.pk, version=off.version, code=off.code, reason=off.reason)


def view_out(view: SavedView, allowed: Access, user: int) -> ViewOut:
    """A view as it goes out."""
    own = view.owner_id == user
    return ViewOut(
        id=view.pk,
        version=view.version,
        list=view.of,
        name=view.name,
        query=view.query,
        shared=view.shared,
        owner=view.owner_id,
        changeable=own or (view.shared and allowed.may(Action.SHARE_VIEW)),
    )
