"""Putting a file to a measure."""

from __future__ import annotations

import hashlib

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.followup.models import Attachment, Measure

LARGEST = 20_000_000
"""The most bytes of a file that belongs to a measure."""
MOST_FILES = 50
_LONGEST_NAME = 200


class FileRefused(LedetraadError):
    """A file that can't be taken."""


def attach(measure: Measure, name: str, data: bytes, *, user: User) -> Attachment:
    """Put a file to a measure.

    Args:
        measure: which.
        name: the file's name; of a long one the end is kept.
        data: what is in it.
        user: who does it.

    Raises:
        FileRefused: it is too large or has no name, or the measure has too many.
    """
    called = "".join(one for one in name if one.isprintable()).strip()[-_LONGEST_NAME:]
    if not called:
        raise FileRefused(N_("The file has no name."), remedy=N_("Give it one."))
    if len(data) > LARGEST:
        raise too_large(called)
    with transaction.atomic():
        Measure.objects.select_for_update().get(pk=measure.pk)
        require_room(measure)
        return Attachment.objects.create(
            measure=measure,
            name=called,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            data=data,
            by=user,
            by_name=user.get_full_name() or user.get_username(),
        )


def require_room(measure: Measure) -> None:
    """Go on only where a measure may have one file more.

    Raises:
        FileRefused: it has too many.
    """
    if measure.attachments.filter(deleted_at=None).count() >= MOST_FILES:
        raise FileRefused(
            N_("The measure has %(most)s files already."),
            remedy=N_("Take away one that is no longer needed."),
            most=MOST_FILES,
        )


def too_large(name: str = "") -> FileRefused:
    """That a file is too large."""
    return FileRefused(
        N_("The file is larger than %(most)s MB."),
        where=name,
        remedy=N_("Choose a smaller file."),
        most=LARGEST // 1_000_000,
    )
