"""Going back a step and forth again, and setting the whole draft aside."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.editor.drafted import drafted
from ledetraad.web.editor.models import EditDraft
from ledetraad.web.editor.services.holding import changed_between, guard, held, touch
from ledetraad.web.editor.steps import STEPS, Step
from ledetraad.web.plans.models import WorkingCopy


class NothingToDo(LedetraadError):
    """A draft that has no step to undo, to make again, or to bring back."""

    def __init__(self) -> None:
        super().__init__(
            N_("There is no change to undo or to make again."),
            remedy=N_("Look at the plan as it is now."),
        )


def undo(working_copy: WorkingCopy, *, seen: int | None, user: User | None) -> Step:
    """Undo the last step.

    Args:
        working_copy: the plan.
        seen: the version of the draft that the person sees.
        user: who.

    Returns:
        The step that is undone.

    Raises:
        ChangedByAnother: another step is the last now; nothing is stored.
        NothingToDo: there is none.
    """
    return _go(working_copy, seen, user, step=-1)


def redo(working_copy: WorkingCopy, *, seen: int | None, user: User | None) -> Step:
    """Make the step again that was undone last; see `undo`."""
    return _go(working_copy, seen, user, step=1)


def discard(working_copy: WorkingCopy, *, seen: int | None, user: User | None) -> None:
    """Set all steps aside; until the next step they can be brought back.

    Raises:
        ChangedByAnother: somebody has taken a step since; nothing is stored.
        NothingToDo: there are no steps.
    """
    with transaction.atomic():
        draft, _ = held(working_copy)
        guard(draft, None, seen, user=user)
        if not draft.done:
            raise NothingToDo
        draft.set_aside, now = draft.done, 0
        _set(draft, working_copy, now, user)


def bring_back(working_copy: WorkingCopy, *, user: User | None) -> None:
    """Bring the steps back that were set aside.

    Raises:
        NothingToDo: there are none.
    """
    with transaction.atomic():
        draft, _ = held(working_copy)
        if draft.set_aside is None:
            raise NothingToDo
        now, draft.set_aside = draft.set_aside, None
        _set(draft, working_copy, now, user)


def _go(working_copy: WorkingCopy, seen: int | None, user: User | None, *, step: int) -> Step:
    with transaction.atomic():
        draft, _ = held(working_copy)
        guard(draft, None, seen, user=user)
        place = draft.done - 1 if step < 0 else draft.done
        if not 0 <= place < len(draft.steps):
            raise NothingToDo
        (made,) = STEPS.validate_python(draft.steps[place : place + 1])
        draft.set_aside = None
        _set(draft, working_copy, draft.done + step, user)
    return made


def _set(draft: EditDraft, working_copy: WorkingCopy, done: int, user: User | None) -> None:
    base = working_copy.revision_set.defer("document", "source").get(number=draft.base)
    before = drafted(draft, base)
    draft.done = done
    touch(draft, changed_between(before, drafted(draft, base)), user=user)
