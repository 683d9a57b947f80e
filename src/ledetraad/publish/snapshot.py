"""A published version: one immutable document with a hash, that every public page is made from."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, Literal

import orjson
from pydantic import ValidationError

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.exchange import canonical, plan_document
from ledetraad.plan.model import Plan, Value
from ledetraad.publish.followup.model import FollowUp
from ledetraad.publish.profile import Profile

FORMAT: Literal["ledetraad-snapshot/1"] = "ledetraad-snapshot/1"
_PUT_BACK = N_("Put the stored document back from a backup, or publish the plan again.")


class Snapshot(Value):
    """A plan as it was published.

    Args:
        plan: the plan, whole.
        profile: the municipality as it was presented then.
        number: the publication's number for this plan, from 1; 0 for pages made from a file.
        published_at: when, with time zone; None for pages made from a file.
        follow_up: what is published of the plan's follow-up; None where nothing is.
    """

    format: Literal["ledetraad-snapshot/1"] = FORMAT
    plan: Plan
    profile: Profile = Profile()
    number: int = 0
    published_at: datetime | None = None
    follow_up: FollowUp | None = None

    @property
    def municipality(self) -> str:
        """The municipality's name."""
        return self.profile.name or self.plan.owner

    def document(self) -> dict[str, Any]:
        """The snapshot as plain JSON values."""
        return {
            "format": self.format,
            "number": self.number,
            "published_at": self.published_at.isoformat() if self.published_at else None,
            "profile": self.profile.model_dump(mode="json"),
            "plan": plan_document(self.plan),
            **({"follow_up": self.follow_up.model_dump(mode="json")} if self.follow_up else {}),
        }

    def data(self) -> bytes:
        """The snapshot's canonical bytes: what is stored, and what the hash is of."""
        return canonical(self.document())

    def sha256(self) -> str:
        """The hash of the snapshot, hexadecimal."""
        return hashlib.sha256(self.data()).hexdigest()


def load_snapshot(data: bytes, *, sha256: str = "") -> Snapshot:
    """A snapshot from its bytes.

    Args:
        data: what `Snapshot.data` gave.
        sha256: the hash it was stored with; checked where it is given.

    Raises:
        UnreadableDocument: changed since it was published, or not a snapshot.
    """
    if sha256 and hashlib.sha256(data).hexdigest() != sha256:
        raise UnreadableDocument(
            N_("The published version has been changed since it was published."),
            where=sha256[:12],
            remedy=_PUT_BACK,
        )
    try:
        return Snapshot.model_validate(orjson.loads(data))
    except (orjson.JSONDecodeError, ValidationError) as error:
        raise UnreadableDocument(
            N_("The published version can't be read."),
            where=sha256[:12],
            remedy=_PUT_BACK,
        ) from error
