"""What the checks say of what is being written, before any of it is in the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ledetraad.errors import LedetraadError
from ledetraad.plan.finding import Finding
from ledetraad.web.editor.actions import asked
from ledetraad.web.editor.drafted import Drafted


@dataclass(frozen=True, slots=True)
class Proof:
    """What is said of it.

    Args:
        found: what the checks find at the elements that are written.
        problem: why it can't be saved as it stands; None where it can.
    """

    found: tuple[Finding, ...] = ()
    problem: LedetraadError | None = None


def prove(form: Mapping[str, str], now: Drafted) -> Proof | None:
    """Check what a form says as if it were saved; nothing is.

    Args:
        form: as `ledetraad.web.editor.actions.asked` takes it.
        now: the plan with the draft's changes.

    Returns:
        What is said of it; None where nothing is written that isn't there already.
    """
    if form.get("op") == "add" and not form.get("text", "").strip():
        return None
    try:
        wanted = asked(form, now.index)
        if not wanted.edits:
            return None
        after = now.after(wanted.edits)
    except LedetraadError as problem:
        return Proof(problem=problem)
    written = {edit.id for edit in wanted.edits if hasattr(edit, "id")}
    found = [one for one in after.index.ordered if one.id in written]
    return Proof(tuple(each for one in found for each in after.findings.get(one.id, ())))
