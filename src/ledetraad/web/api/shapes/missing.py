"""What the follow-up is missing, and what is settled to be meant so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ledetraad.checks.followup.seen import About
from ledetraad.web.api.paging import LARGEST_KEY, PageQuery
from ledetraad.web.followup.missing.rows import Missing
from ledetraad.web.followup.models.settled import MOST


class MissingQuery(PageQuery):
    """What of all that is missing is asked for."""

    rule: Annotated[str, Field(max_length=10, description="Only what this rule finds.")] = ""
    plan: Annotated[int | None, Field(description="Only what concerns this plan.")] = None
    unit: Annotated[
        int | None,
        Field(ge=1, le=LARGEST_KEY, description="Only of this unit and of those under it."),
    ] = None
    person: Annotated[
        int | None, Field(ge=1, le=LARGEST_KEY, description="Only what this person answers for.")
    ] = None
    settled: Annotated[bool, Field(description="What has been settled to be meant so instead.")] = (
        False
    )


class MissingOut(BaseModel):
    """Something that a rule thinks is missing."""

    id: Annotated[str, Field(description="By which it is settled.")]
    rule: str
    severity: Literal["error", "warning", "info"]
    about: Literal["element", "measure", "indicator"]
    plan: Annotated[int | None, Field(description="The plan's key, of an element.")]
    element: str | None
    measure: Annotated[int | None, Field(description="The measure's number.")]
    indicator: int | None
    unit: int | None
    message: str
    remedy: str
    reason: Annotated[
        str | None, Field(description="Why it is meant so, where that has been settled.")
    ]
    settleable: Annotated[
        bool, Field(description="Whether the caller may settle it, and take that back.")
    ]


class SettleIn(BaseModel):
    """Why it is meant so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: Annotated[str, Field(max_length=MOST)]


def missing_out(one: Missing, numbers: Mapping[int, int]) -> MissingOut:
    """Something missing as it goes out.

    Args:
        one: it.
        numbers: measures' numbers, by their keys.
    """
    lack = one.lack
    settled = one.settled if one.settled and one.settled.sign == lack.sign else None
    return MissingOut.model_validate(
        {
            "id": one.name,
            "rule": lack.code,
            "severity": lack.finding.severity.value,
            "about": lack.about.value,
            "plan": lack.plan,
            "element": lack.key if lack.about is About.ELEMENT else None,
            "measure": numbers.get(int(lack.key)) if lack.about is About.MEASURE else None,
            "indicator": int(lack.key) if lack.about is About.INDICATOR else None,
            "unit": lack.unit,
            "message": one.message,
            "remedy": one.remedy,
            "reason": settled.reason if settled is not None else None,
            "settleable": one.may_settle,
        }
    )
