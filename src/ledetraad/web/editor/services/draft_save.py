"""Saving a draft: the plan with its changes becomes the newest revision."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.editor.drafted import drafted
from ledetraad.web.editor.models import SavedDraft
from ledetraad.web.editor.services.holding import guard, held, touch
from ledetraad.web.plans.models import Revision, WorkingCopy
from ledetraad.web.plans.services.plan_import import Source, add_revision

LONGEST_NOTE = 500


class NotSaved(LedetraadError):
    """A draft that can't become a revision as it is."""


def save_draft(
    working_copy: WorkingCopy, note: str, *, seen: int | None, user: User | None
) -> Revision:
    """Make a draft the plan's newest revision, and begin a new one.

    Args:
        working_copy: the plan.
        note: what the person says of the changes; may be empty.
        seen: the version of the draft that the person sees.
        user: who.

    Raises:
        NotSaved: there is nothing to save, there is a newer revision, or the note is too long.
        ChangedByAnother: somebody has changed something that the person has not seen.
    """
    said = " ".join(note.replace("\0", "").split())
    if len(said) > LONGEST_NOTE:
        raise NotSaved(
            N_("“%(text)s …” is too long; the most is %(most)s characters."),
            remedy=N_("Write it shorter."),
            text=said[:30],
            most=LONGEST_NOTE,
        )
    with transaction.atomic():
        draft, base = held(working_copy)
        guard(draft, None, seen, user=user)
        if not draft.done:
            raise NotSaved(
                N_("There are no changes to save."), remedy=N_("Look at the plan as it is now.")
            )
        if working_copy.revision_set.filter(number__gt=base.number).exists():
            raise NotSaved(
                N_("There is a newer revision than the one that these changes are made to."),
                remedy=N_("Move the changes over to it first; what both have changed is shown."),
            )
        now = drafted(draft, base)
        data = bytes(base.source) if base.source is not None else None
        source = Source(base.source_name, data, now.open_notes)
        revision = add_revision(working_copy, now.plan, source, user=user)
        SavedDraft.objects.create(revision=revision, note=said, steps=draft.steps[: draft.done])
        draft.touched = {one: by for one, by in draft.touched.items() if one in now.index.by_id}
        draft.base, draft.steps, draft.done, draft.set_aside = revision.number, [], 0, None
        touch(draft, (), user=user)
    return revision
