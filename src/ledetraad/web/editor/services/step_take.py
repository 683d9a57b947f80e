"""Taking a step: what somebody asks for is made to the draft, or nothing is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.plan.wording import excerpt
from ledetraad.web.editor.actions import Asked, asked
from ledetraad.web.editor.drafted import Drafted, drafted, remember
from ledetraad.web.editor.models import EditDraft
from ledetraad.web.editor.services.holding import guard, held, last_to_touch, name_of, touch
from ledetraad.web.editor.steps import Step
from ledetraad.web.plans.models import Revision, WorkingCopy

MOST = 2_000


class TooManySteps(LedetraadError):
    """More steps than one draft can have."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken.

    Args:
        asked: the step.
        draft: with it.
        base: the revision that the draft is of.
        before, after: the plan without and with it.
        seen: whether the person has seen the draft as it was right before.
    """

    asked: Asked
    draft: EditDraft
    base: Revision
    before: Drafted
    after: Drafted
    seen: bool


def take_step(
    working_copy: WorkingCopy, form: Mapping[str, str], *, seen: int | None, user: User | None
) -> Taken:
    """Take the step that a form asks for.

    Args:
        working_copy: the plan.
        form: as `ledetraad.web.editor.actions.asked` takes it.
        seen: the version of the draft that the person sees; None to take it whatever it is.
        user: who.

    Raises:
        ChangedByAnother: somebody else has touched the same element since; nothing is stored.
        BothChanged: somebody has changed the same field since; nothing is stored.
        Gone: the element is not there any more; nothing is stored.
        LedetraadError: it can't be done; nothing is stored.
    """
    with transaction.atomic():
        draft, base = held(working_copy)
        was_seen = seen is None or seen == draft.version
        before = drafted(draft, base)
        by = last_to_touch(draft, [form.get("id", "")])
        wanted = asked(form, before.index, by=by)
        guard(draft, wanted.reaches, seen, user=user)
        if not wanted.edits:
            return Taken(wanted, draft, base, before, before, was_seen)
        after = before.after(wanted.edits)
        store_step(draft, wanted, after, user=user)
    remember(draft, base, after)
    return Taken(wanted, draft, base, before, after, was_seen)


def store_step(draft: EditDraft, wanted: Asked, after: Drafted, *, user: User | None) -> None:
    """Put a step at the end of those in force, in the place of any that were undone.

    Raises:
        TooManySteps: there are as many as there can be.
    """
    if draft.done >= MOST:
        raise TooManySteps(
            N_("There are more than %(most)s changes that are not saved."),
            remedy=N_("Save them as a new revision, and go on."),
            most=MOST,
        )
    element = wanted.element or after.index.by_id.get(wanted.shown)
    step = Step(
        what=wanted.what,
        edits=wanted.edits,
        element=element.id if element is not None else "",
        number=element.number if element is not None else "",
        words=excerpt(element.words) if element is not None else "",
        by=user.pk if user is not None else None,
        by_name=name_of(user),
        at=timezone.now().isoformat(timespec="seconds"),
    )
    draft.steps = [*draft.steps[: draft.done], step.model_dump(mode="json", exclude_defaults=True)]
    draft.done += 1
    draft.set_aside = None
    named = {edit.id for edit in wanted.edits if hasattr(edit, "id")}
    touch(draft, named | wanted.reaches, user=user)
