"""What is decided in a hearing; what the public has said is kept elsewhere, byte by byte."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ledetraad.errors import LedetraadError
from ledetraad.hearing.outcomes import OUTCOME_NAMES
from ledetraad.hearing.speakers import SPEAKER_NAMES
from ledetraad.i18n import N_
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.kind import Kind, Undoing
from ledetraad.web.changes.saying import Way, among, by_ways, day
from ledetraad.web.changes.undoing import (
    CantComeBack,
    in_the_municipality,
    nothing_to_undo,
    plainly,
)
from ledetraad.web.changes.words import Words
from ledetraad.web.hearing.models import Comment, Hearing, Invited, Statement, ThemeSummary
from ledetraad.web.hearing.names import COMMENT_NAMES, STATEMENT_NAMES
from ledetraad.web.hearing.work.names import STATE_NAMES
from ledetraad.web.history.models import Change, Recorded
from ledetraad.web.history.telling import NOTHING


def _kind(
    model: type[Recorded],
    slug: str,
    called: tuple[str, str],
    labels: Mapping[str, str],
    page: Callable[[Any], str],
    *beside: str,
    ways: Mapping[str, Way] | None = None,
    undoing: Undoing | None = None,
) -> Kind:
    return Kind(
        name=model.kind(),
        slug=slug,
        called=called[0],
        plural=called[1],
        things=lambda place: model._default_manager.filter(municipality=place).select_related(
            *(beside or (None,))
        ),
        tell=by_ways(labels, ways),
        page=page,
        reads=Action.RUN_HEARING,
        undoing=undoing,
    )


def _version(words: Words, number: Any) -> str:
    """Which version of what its sender says; the words themselves are never in history."""
    return words.translate(N_("version %(number)s")) % {"number": number} if number else NOTHING


def _left_out(words: Words, mark: Any) -> str:
    """That some words are left out; they may be names, and are never in history."""
    if not mark:
        return NOTHING
    return words.translate(N_("words that are not kept here (%(mark)s)")) % {"mark": mark[:4]}


def _taken_off_alone(invited: Any, last: Change) -> LedetraadError | None:
    """That somebody was taken off the list can be undone; the rest has its own forms."""
    return nothing_to_undo(invited.name) if last.what == Change.What.CHANGED else None


def _not_there_again(invited: Any) -> None:
    """Go on only where nobody of the same name has been invited since.

    Raises:
        CantComeBack: somebody has.
    """
    others = Invited.objects.filter(hearing=invited.hearing_id, deleted_at=None)
    if others.exclude(pk=invited.pk).filter(name=invited.name).exists():
        raise CantComeBack(
            N_("There is something else in its place now."),
            where=invited.name,
            remedy=N_("Delete or change that first, or leave this as it is."),
        )


KINDS = (
    _kind(
        Hearing,
        "horing",
        (N_("hearing"), N_("Hearings")),
        {
            "name": N_("Name"),
            "opens": N_("Opens"),
            "closes": N_("Closes"),
            "state": N_("State"),
            "case": N_("Case"),
        },
        lambda thing: f"horing/{thing.pk}/",
        ways={"opens": day, "closes": day, "state": among(STATE_NAMES)},
    ),
    _kind(
        Statement,
        "innspill",
        (N_("statement in a hearing"), N_("Statements in hearings")),
        STATEMENT_NAMES,
        lambda thing: f"horing/{thing.hearing_id}/innspill/{thing.number}/",
        "hearing",
        ways={
            "corrected": _version,
            "left_out": _left_out,
            "speaker": among(SPEAKER_NAMES),
            "letter_sent": day,
        },
    ),
    _kind(
        Comment,
        "merknad",
        (N_("comment in a hearing"), N_("Comments in hearings")),
        COMMENT_NAMES,
        lambda thing: f"horing/{thing.statement.hearing_id}/merknader/{thing.pk}/",
        "statement__hearing",
        ways={
            "corrected": _version,
            "outcome": among(OUTCOME_NAMES),
            "element": lambda words, key: words.element(None, key) if key else NOTHING,
            "assigned": lambda words, key: words.person(key),
        },
    ),
    _kind(
        ThemeSummary,
        "sammendrag",
        (N_("summary of a theme"), N_("Summaries of themes")),
        {"text": N_("Summary")},
        lambda thing: f"horing/{thing.hearing_id}/tema/",
        "hearing",
    ),
    _kind(
        Invited,
        "invitert",
        (N_("somebody invited to a hearing"), N_("Those invited to hearings")),
        {
            "name": N_("Name"),
            "mail": N_("E-mail"),
            "bounced": N_("What came back"),
            "no_remarks_at": N_("Has no remarks"),
        },
        lambda thing: f"horing/{thing.hearing_id}/invitert/",
        "hearing",
        undoing=plainly(
            in_the_municipality(Action.RUN_HEARING), refused=_taken_off_alone, fits=_not_there_again
        ),
    ),
)
