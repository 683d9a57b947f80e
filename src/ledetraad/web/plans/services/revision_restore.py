"""Going back: an earlier revision becomes the newest again, and nothing is lost."""

from __future__ import annotations

from django.contrib.auth.models import User

from ledetraad.web.plans.models import Revision
from ledetraad.web.plans.services.plan_import import Source, add_revision


def restore(revision: Revision, *, user: User | None) -> Revision:
    """Store an earlier revision's plan as a new revision."""
    return add_revision(
        revision.working_copy,
        revision.plan(),
        Source.of(revision),
        user=user,
    )
