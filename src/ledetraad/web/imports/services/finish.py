"""Taking in: what was read and corrected becomes a draft, and the document leaves the desk."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.plan.model import PlanStatus
from ledetraad.web.imports.kept import keep
from ledetraad.web.imports.models import Import
from ledetraad.web.plans.models import Revision, WorkingCopy
from ledetraad.web.plans.services.plan_import import Source, take_in_again, take_in_new


class NotReady(LedetraadError):
    """A document that can't be taken in yet."""


def finish(
    document: Import,
    *,
    user: User | None,
    status: PlanStatus = PlanStatus.DRAFT,
    working_copy: WorkingCopy | None = None,
) -> Revision:
    """Take in what was read and corrected.

    Args:
        document: one that has been read.
        user: who takes it in.
        status: where the plan stands from now on.
        working_copy: the plan that it becomes a new revision of; None for a new plan.

    Raises:
        NotReady: it is not read, or taken in already; nothing is stored.
        PlanExists: the municipality has such a plan already; nothing is stored.
    """
    with transaction.atomic():
        held = Import.objects.select_for_update().get(pk=document.pk)
        if held.state != Import.State.READY:
            raise NotReady(
                N_("This document is not ready to be taken in."),
                where=held.name,
                remedy=N_("Open it from the list of plans, and see where it stands."),
            )
        plan = held.corrected().model_copy(update={"status": status})
        notes = tuple(note for note in held.notes if note["key"] not in held.settled)
        source = Source(held.name, bytes(held.data), notes)
        if working_copy is None:
            working_copy = take_in_new(held.municipality, plan, source, user=user)
            revision = working_copy.latest()
        else:
            revision = take_in_again(working_copy, plan, source, user=user)
        mapping = held.mapping()
        if mapping is not None and held.said is not None:
            keep(held.municipality, held.name, mapping, user=user)
        held.state, held.revision, held.working_copy = Import.State.FINISHED, revision, working_copy
        held.data, held.plan, held.notes = b"", None, []
        held.save()
        held.parts.all().delete()
    return revision
