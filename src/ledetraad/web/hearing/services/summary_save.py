"""Writing the planner's summary of a theme; every version stays in the history."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.hearing.models import Hearing, ThemeSummary
from ledetraad.web.history.recording import ChangedMeanwhile, change, history, make

LONGEST = 10_000


class TooLong(LedetraadError):
    """A summary that is no summary."""


def summarise(
    hearing: Hearing, theme: str, text: str, *, user: User | None, version: int | None
) -> None:
    """Write what is to stand of a theme in the case paper.

    Args:
        hearing: which.
        theme: the theme's key; empty for the whole plan.
        text: the summary.
        user: who writes it.
        version: the version that was looked at; 0 where there was none.

    Raises:
        TooLong: it is.
        ChangedMeanwhile: somebody else has written another.
    """
    if len(text) > LONGEST:
        raise TooLong(
            N_("This is longer than %(most)s characters."),
            remedy=N_("Write it shorter."),
            most=LONGEST,
        )
    with transaction.atomic():
        Hearing.objects.select_for_update().get(pk=hearing.pk)
        known = ThemeSummary.objects.filter(hearing=hearing, theme=theme).first()
        if known is None:
            if text:
                new = ThemeSummary(
                    municipality_id=hearing.municipality_id, hearing=hearing, theme=theme
                )
                make(new, {"text": text}, user=user)
            return
        if version == 0:
            _refuse_other(known, text)
        change(known, {"text": text}, user=user, version=version or None)


def _refuse_other(known: ThemeSummary, text: str) -> None:
    """See that nobody has written another meanwhile, where there was none to begin with."""
    if known.text != text:
        last = history(known).first()
        by = last.by_name if last is not None else ""
        raise ChangedMeanwhile(known.values(), frozenset({"text"}), by)
