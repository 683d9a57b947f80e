"""The caller, and the municipality's units and people."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel

from ledetraad.web.accounts.rights import Action, Role
from ledetraad.web.api.models import ApiToken


class Right(BaseModel):
    """What the caller may do, and where.

    Args:
        action: what.
        units: in which units; null for the whole municipality.
    """

    action: Action
    units: list[int] | None


class TokenOut(BaseModel):
    """The token that the caller has shown."""

    name: str
    scope: ApiToken.Scope
    ends_at: datetime


class Me(BaseModel):
    """Who asks, where, and what they may do there."""

    municipality: str
    user: int
    name: str
    roles: list[Role]
    rights: list[Right]
    token: TokenOut


class UnitOut(BaseModel):
    """A unit of the municipality."""

    id: int
    name: str
    parent: int | None
    begins: date | None
    ends: date | None


class PersonOut(BaseModel):
    """Somebody who has a role in the municipality."""

    id: int
    name: str
