"""How an element stands, from its measures, its indicators and what stands below it.

Each of the three is a part with a state of its own, and the element has the worst of them. Bad
news needs no quorum: one part is enough. Good news does: a part is on track only where enough of
it is known. A person can judge otherwise, with a reason; then both judgements are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledetraad.errors import Phrase
from ledetraad.followup.bands import Judgement
from ledetraad.followup.faults import InvalidRule
from ledetraad.followup.saying import joined
from ledetraad.followup.status import (
    ELEMENT_STATE_NAMES,
    WORSE,
    ElementState,
    MeasureStatus,
    worst,
)
from ledetraad.i18n import N_


@dataclass(frozen=True, slots=True)
class RollupRule:
    """When a part is at risk or off track, each in percent of what is known of it.

    Args:
        measures_at_risk, measures_off_track: from which share of delayed measures.
        indicators_at_risk, indicators_off_track: from which share of not approved indicators.
        children_at_risk, children_off_track: from which share of elements below that are off
            track; one that is off track or at risk puts the part at risk from
            `children_doubtful` too.
        children_doubtful: from which share of elements below that are at risk or off track.
        known: which share must be known for a part to be on track.
        stopped_counts: whether a stopped measure counts as a delayed one; if not, it is left out.

    Raises:
        InvalidRule: a share is not from 0 to 100, or off track comes before at risk.
    """

    measures_at_risk: int = 10
    measures_off_track: int = 33
    indicators_at_risk: int = 1
    indicators_off_track: int = 50
    children_at_risk: int = 1
    children_doubtful: int = 33
    children_off_track: int = 50
    known: int = 50
    stopped_counts: bool = False

    def __post_init__(self) -> None:
        pairs = (
            (self.measures_at_risk, self.measures_off_track),
            (self.indicators_at_risk, self.indicators_off_track),
            (self.children_at_risk, self.children_off_track),
            (self.children_doubtful, 100),
            (self.known, 100),
        )
        for low, high in pairs:
            if not (0 <= low <= high <= 100):  # noqa: PLR2004
                raise InvalidRule(
                    N_("The shares %(low)s and %(high)s don't fit together."),
                    remedy=N_("Let both be from 0 to 100, and the first not more than the second."),
                    low=low,
                    high=high,
                )


@dataclass(frozen=True, slots=True)
class MeasureFact:
    """A measure as the roll-up sees it: its name and status; None where none is reported."""

    name: str
    status: MeasureStatus | None


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """An indicator as the roll-up sees it: its name and how its newest value is judged."""

    name: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class ChildFact:
    """An element below as the roll-up sees it: its name and its state."""

    name: str
    state: ElementState


class PartKind(StrEnum):
    """What a part of the judgement rests on."""

    MEASURES = "measures"
    INDICATORS = "indicators"
    CHILDREN = "children"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the judgement.

    Args:
        kind: what it rests on.
        state: what it says.
        bad: the names of what pulls it down, in the order given.
        known: how many are known.
        of: how many there are.
    """

    kind: PartKind
    state: ElementState
    bad: tuple[str, ...]
    known: int
    of: int

    @property
    def words(self) -> Phrase:
        """The part in words: "2 of 5 measures delayed: Sykkelvei, Turkart"."""
        if self.state is ElementState.NO_DATA:
            return Phrase(_UNKNOWN[self.kind], known=self.known, of=self.of)
        if self.bad:
            return Phrase(
                _BAD[self.kind],
                bad=len(self.bad),
                known=self.known,
                names=joined([Phrase("%(name)s", name=name) for name in self.bad]),
            )
        return Phrase(_GOOD[self.kind], known=self.known)


@dataclass(frozen=True, slots=True)
class OwnJudgement:
    """What a person says of an element instead.

    Args:
        state: how it stands.
        reason: why, in their own words.
        by: who says so.
        on: when.

    Raises:
        InvalidRule: there is no reason.
    """

    state: ElementState
    reason: str
    by: str = ""
    on: date | None = None

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise InvalidRule(
                N_("A judgement of your own needs a reason."),
                remedy=N_("Write in a sentence why it stands otherwise than the numbers say."),
            )


@dataclass(frozen=True, slots=True)
class Rollup:
    """How an element stands, and why.

    Args:
        computed: what the rule says.
        parts: what it rests on; only those that there is something of.
        own: what a person says instead, if somebody does.
    """

    computed: ElementState
    parts: tuple[Part, ...] = ()
    own: OwnJudgement | None = None

    @property
    def state(self) -> ElementState:
        """How the element stands: a person's judgement before the rule's."""
        return self.computed if self.own is None else self.own.state

    @property
    def disputed(self) -> bool:
        """Whether a person judges otherwise than the rule."""
        return self.own is not None and self.own.state is not self.computed

    @property
    def why(self) -> Phrase:
        """What the rule says and why: "off track, because 2 of 5 measures delayed: …"."""
        state = Phrase(ELEMENT_STATE_NAMES[self.computed])
        if not self.parts:
            return Phrase(N_("%(state)s: there is nothing to judge by yet"), state=state)
        telling = [part for part in self.parts if part.state is self.computed]
        but = [part for part in telling if part.bad and part.state is ElementState.ON_TRACK]
        template = (
            N_("%(state)s, though %(reasons)s") if but else N_("%(state)s, because %(reasons)s")
        )
        return Phrase(
            template, state=state, reasons=joined([part.words for part in but or telling], "; ")
        )

    @property
    def words(self) -> Phrase:
        """The whole judgement in words; a person's, its reason and the rule's, where it has one."""
        if self.own is None:
            return self.why
        return Phrase(
            N_("%(state)s, because %(reason)s (by the rule: %(why)s)"),
            state=Phrase(ELEMENT_STATE_NAMES[self.own.state]),
            reason=self.own.reason.strip().rstrip("."),
            why=self.why,
        )


def roll_up(
    measures: Sequence[MeasureFact] = (),
    indicators: Sequence[IndicatorFact] = (),
    children: Sequence[ChildFact] = (),
    *,
    rule: RollupRule | None = None,
    own: OwnJudgement | None = None,
) -> Rollup:
    """Judge how an element stands.

    Args:
        measures, indicators: those that serve the element itself.
        children: the elements just below it, already judged.
        rule: the thresholds; the defaults if not said.
        own: what a person says instead.
    """
    rule = rule or RollupRule()
    parts = [
        part
        for part in (
            _measures(measures, rule),
            _indicators(indicators, rule),
            _children(children, rule),
        )
        if part.of
    ]
    return Rollup(worst(*(part.state for part in parts)), tuple(parts), own)


def _measures(measures: Sequence[MeasureFact], rule: RollupRule) -> Part:
    stopped = MeasureStatus.STOPPED
    counted = [each for each in measures if rule.stopped_counts or each.status is not stopped]
    bad = tuple(each.name for each in counted if each.status in (MeasureStatus.DELAYED, stopped))
    known = sum(each.status is not None for each in counted)
    state = _state(len(bad), known, rule.measures_at_risk, rule.measures_off_track)
    return _part(PartKind.MEASURES, state, bad, known=known, of=len(counted), least=rule.known)


def _indicators(indicators: Sequence[IndicatorFact], rule: RollupRule) -> Part:
    bad = tuple(each.name for each in indicators if each.judgement is Judgement.NOT_APPROVED)
    known = sum(each.judgement is not Judgement.UNKNOWN for each in indicators)
    state = _state(len(bad), known, rule.indicators_at_risk, rule.indicators_off_track)
    return _part(PartKind.INDICATORS, state, bad, known=known, of=len(indicators), least=rule.known)


def _children(children: Sequence[ChildFact], rule: RollupRule) -> Part:
    off = [each for each in children if each.state is ElementState.OFF_TRACK]
    doubtful = [each for each in children if each.state in WORSE[1:]]
    known = sum(each.state in WORSE for each in children)
    state = worst(
        _state(len(off), known, rule.children_at_risk, rule.children_off_track),
        _state(len(doubtful), known, rule.children_doubtful, 101),
    )
    names = tuple(each.name for each in doubtful)
    return _part(PartKind.CHILDREN, state, names, known=known, of=len(children), least=rule.known)


def _state(bad: int, known: int, at_risk: int, off_track: int) -> ElementState:
    """The state by the share of bad ones among the known; none bad is always on track."""
    if not known:
        return ElementState.NO_DATA
    if bad and bad * 100 >= off_track * known:
        return ElementState.OFF_TRACK
    if bad and bad * 100 >= at_risk * known:
        return ElementState.AT_RISK
    return ElementState.ON_TRACK


def _part(
    kind: PartKind, state: ElementState, bad: tuple[str, ...], *, known: int, of: int, least: int
) -> Part:
    if state is ElementState.ON_TRACK and known * 100 < least * of:
        state = ElementState.NO_DATA
    return Part(kind, state, bad, known, of)


_BAD = {
    PartKind.MEASURES: N_("%(bad)s of %(known)s measures delayed: %(names)s"),
    PartKind.INDICATORS: N_("%(bad)s of %(known)s indicators not approved: %(names)s"),
    PartKind.CHILDREN: N_("%(bad)s of %(known)s elements below at risk or off track: %(names)s"),
}
_GOOD = {
    PartKind.MEASURES: N_("no measure of %(known)s delayed"),
    PartKind.INDICATORS: N_("no indicator of %(known)s below the lowest accepted"),
    PartKind.CHILDREN: N_("no element of %(known)s below at risk or off track"),
}
_UNKNOWN = {
    PartKind.MEASURES: N_("only %(known)s of %(of)s measures reported"),
    PartKind.INDICATORS: N_("only %(known)s of %(of)s indicators judged"),
    PartKind.CHILDREN: N_("only %(known)s of %(of)s elements below judged"),
}
