"""The plan as a draft has it, with what the checks say of it; remembered while it is worked on."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from ledetraad.checks.run import run_checks
from ledetraad.checks.settings import CheckSettings
from ledetraad.plan.edit import Edit, RefusedEdit, apply_edits
from ledetraad.plan.finding import Finding
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Plan
from ledetraad.readers.kept_notes import KeptNote, kept_notes
from ledetraad.web.editor.models import EditDraft
from ledetraad.web.editor.steps import edits_of
from ledetraad.web.plans.models import Revision
from ledetraad.web.shelf import Shelf

_MOST = 12


@dataclass(frozen=True)
class Drafted:
    """A plan with the draft's steps made.

    Args:
        plan: the plan.
        refused: the edits that don't fit the revision they are made to now.
        notes: what the document's reader was unsure of.
        edited: the elements that an edit names.
    """

    plan: Plan
    refused: tuple[RefusedEdit, ...]
    notes: tuple[KeptNote, ...]
    edited: frozenset[str]

    @cached_property
    def index(self) -> PlanIndex:
        """The plan, looked up."""
        return PlanIndex(self.plan)

    @cached_property
    def open_notes(self) -> tuple[KeptNote, ...]:
        """The reader's notes on what is there and nobody has edited since."""
        known = self.index.by_id
        return tuple(
            note
            for note in self.notes
            if note["element"] is None
            or (note["element"] in known and note["element"] not in self.edited)
        )

    @cached_property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """What the checks find, by element; "" for the plan as a whole."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in run_checks(self.index, CheckSettings(), kept_notes(self.open_notes)):
            found[finding.element or ""].append(finding)
        return {element: tuple(several) for element, several in found.items()}

    def after(self, edits: Sequence[Edit]) -> Drafted:
        """The plan with more edits made; all or none.

        Raises:
            InvalidEdit: one can't be made.
        """
        applied = apply_edits(self.plan, edits)
        if applied.refused:
            raise applied.refused[0].why
        return Drafted(applied.plan, self.refused, self.notes, self.edited | _named(edits))


_SHELF: Shelf[bytes, Drafted] = Shelf(_MOST)


def drafted(draft: EditDraft, base: Revision) -> Drafted:
    """The plan as a draft has it.

    Args:
        draft: the draft; it need not be stored.
        base: the revision that it is of.
    """
    key = _key(draft, base)
    found = _SHELF.get(key)
    if found is None:
        edits = edits_of(draft.in_force())
        applied = apply_edits(base.plan(), edits)
        found = Drafted(applied.plan, applied.refused, tuple(base.notes), _named(edits))
        _SHELF.put(key, found)
    return found


def remember(draft: EditDraft, base: Revision, now: Drafted) -> None:
    """Keep what a draft has become, so that it need not be made again from its first step."""
    _SHELF.put(_key(draft, base), now)


def _key(draft: EditDraft, base: Revision) -> bytes:
    made: Any = [step["edits"] for step in draft.steps[: draft.done]]
    said = [base.pk, base.made_at, made, base.notes]
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).digest()


def _named(edits: Sequence[Edit]) -> frozenset[str]:
    return frozenset(edit.id for edit in edits if hasattr(edit, "id"))
