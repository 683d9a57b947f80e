"""Moving a draft over: its changes are made to the newest revision instead of an earlier one."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.editor.actions import Asked
from ledetraad.web.editor.drafted import drafted
from ledetraad.web.editor.moving_over import newer, settled
from ledetraad.web.editor.services.holding import changed_between, guard, held, touch
from ledetraad.web.editor.services.step_take import store_step
from ledetraad.web.editor.steps import What
from ledetraad.web.plan_forms import edits_from
from ledetraad.web.plans.models import WorkingCopy


class NotChosen(LedetraadError):
    """Something that both have changed, with no choice made."""


def move_over(
    working_copy: WorkingCopy, choices: Mapping[str, str], *, seen: int | None, user: User | None
) -> None:
    """Make a draft's steps to the plan's newest revision.

    Steps that don't fit it are kept in the draft, without effect. Where the newer revision's words
    are chosen, that is a step of its own, which can be undone.

    Args:
        working_copy: the plan.
        choices: `mine` or `theirs` for the id of each element that both have changed.
        seen: the version of the draft that the person sees.
        user: who.

    Raises:
        NotChosen: a choice is missing; nothing is stored.
        ChangedByAnother: somebody has changed the draft since; nothing is stored.
    """
    with transaction.atomic():
        draft, base = held(working_copy)
        guard(draft, None, seen, user=user)
        latest = working_copy.latest()
        ahead = newer(draft, base, latest)
        if ahead is None:
            return
        if any(choices.get(one.element.id) not in {"mine", "theirs"} for one in ahead.both):
            raise NotChosen(
                N_("There is a choice left to make."),
                remedy=N_("Choose for each of those that both have changed."),
            )
        before = drafted(draft, base)
        draft.base = latest.number
        touch(draft, changed_between(before, drafted(draft, latest)), user=user)
        for one in ahead.both:
            if choices[one.element.id] == "theirs":
                now = drafted(draft, latest)
                edits = edits_from(settled(one.element, now))
                if edits:
                    wanted = Asked(What.KEPT, edits, one.element, one.element.id)
                    store_step(draft, wanted, now.after(edits), user=user)
