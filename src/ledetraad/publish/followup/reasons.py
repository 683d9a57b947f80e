"""Why an element stands as it does, in words; with what pulls it down named only where it may be.

A measure that is not published is not named by way of a reason.
"""

from __future__ import annotations

from ledetraad.errors import Phrase
from ledetraad.followup.rollup import OwnJudgement, Part, PartKind, Rollup
from ledetraad.followup.saying import joined
from ledetraad.followup.status import ELEMENT_STATE_NAMES, ElementState
from ledetraad.i18n import N_
from ledetraad.publish.followup.model import PublishedPart, PublishedState

_COUNTED = {
    PartKind.MEASURES: N_("%(bad)s of %(known)s measures delayed"),
    PartKind.INDICATORS: N_("%(bad)s of %(known)s indicators not approved"),
    PartKind.CHILDREN: N_("%(bad)s of %(known)s elements below at risk or off track"),
}


def published_state(
    element: str, rollup: Rollup, *, reasons: bool, measures: bool, indicators: bool
) -> PublishedState:
    """How an element stands, as it is published.

    Args:
        element: which.
        rollup: how it stands and why.
        reasons: whether it is told why.
        measures, indicators: whether those that pull it down are named; elements always are.
    """
    named = {
        PartKind.MEASURES: measures,
        PartKind.INDICATORS: indicators,
        PartKind.CHILDREN: True,
    }
    if not reasons:
        return PublishedState(element=element, state=rollup.state)
    return PublishedState(
        element=element,
        state=rollup.state,
        computed=rollup.computed,
        parts=tuple(_published(part, named=named[part.kind]) for part in rollup.parts),
        judged=rollup.own.reason.strip() if rollup.own is not None else "",
    )


def why(state: PublishedState) -> Phrase | None:
    """Why an element stands as it does; None where that is not published."""
    if state.computed is None:
        return None
    own = OwnJudgement(state.state, state.judged) if state.judged else None
    parts = [part for part in state.parts if part.state is state.computed]
    if any(part.bad and not part.names for part in parts):
        return _without_names(state, parts)
    return Rollup(state.computed, tuple(map(_part, state.parts)), own).words


def _published(part: Part, *, named: bool) -> PublishedPart:
    return PublishedPart(
        kind=part.kind,
        state=part.state,
        bad=len(part.bad),
        names=part.bad if named else (),
        known=part.known,
        of=part.of,
    )


def _part(part: PublishedPart) -> Part:
    return Part(part.kind, part.state, part.names, part.known, part.of)


def _without_names(state: PublishedState, parts: list[PublishedPart]) -> Phrase:
    telling = parts
    template = N_("%(state)s, because %(reasons)s")
    if state.computed is ElementState.ON_TRACK:
        telling = [part for part in parts if part.bad]
        template = N_("%(state)s, though %(reasons)s")
    computed = Phrase(
        template,
        state=Phrase(ELEMENT_STATE_NAMES[state.computed or ElementState.NO_DATA]),
        reasons=joined([_words(part) for part in telling], "; "),
    )
    if not state.judged:
        return computed
    return Phrase(
        N_("%(state)s, because %(reason)s (by the rule: %(why)s)"),
        state=Phrase(ELEMENT_STATE_NAMES[state.state]),
        reason=state.judged.rstrip("."),
        why=computed,
    )


def _words(part: PublishedPart) -> Phrase:
    if part.bad and not part.names and part.state is not ElementState.NO_DATA:
        return Phrase(_COUNTED[part.kind], bad=part.bad, known=part.known)
    return _part(part).words
