"""How the plan goes, as its pages show it: what a snapshot carries of follow-up, looked up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ledetraad.errors import Phrase
from ledetraad.followup.bands import Judgement
from ledetraad.followup.status import ElementState, MeasureStatus
from ledetraad.plan.model import Element
from ledetraad.publish.followup.chart import Chart, chart
from ledetraad.publish.followup.counted import Counted, counted
from ledetraad.publish.followup.explored import explored
from ledetraad.publish.followup.model import (
    FollowUp,
    PublishedIndicator,
    PublishedMeasure,
    PublishedObservation,
    PublishedState,
)
from ledetraad.publish.followup.reasons import why
from ledetraad.publish.followup.sentence import observed_text
from ledetraad.publish.followup.spans import span
from ledetraad.publish.followup.told import published_told
from ledetraad.statistics.charts.drawn import Drawn

if TYPE_CHECKING:
    from ledetraad.plan.index import PlanIndex

_Key = TypeVar("_Key", bound=str)

MOST_OFF_TRACK = 5
"""How many that are off track the front page names."""
_STATES = (
    ElementState.OFF_TRACK,
    ElementState.AT_RISK,
    ElementState.ON_TRACK,
    ElementState.NO_DATA,
)
_STATUSES = (
    MeasureStatus.DELAYED,
    MeasureStatus.NOT_STARTED,
    MeasureStatus.ON_SCHEDULE,
    MeasureStatus.DONE,
    MeasureStatus.STOPPED,
)
_JUDGEMENTS = (
    Judgement.NOT_APPROVED,
    Judgement.ACCEPTED,
    Judgement.DESIRED,
    Judgement.UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value in the table beside a chart."""

    one: PublishedObservation
    period: Phrase
    text: Phrase
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class ShownIndicator:
    """An indicator with its sentence, its chart, and the same figures as a table, newest first."""

    indicator: PublishedIndicator
    sentence: Phrase
    chart: Chart | None
    values: list[ShownValue]


@dataclass(frozen=True, slots=True)
class ElementGoing:
    """How an element goes.

    Args:
        state: how it stands; None where that is not published.
        why: why it does; None where that is not published.
        measures: those that serve it.
        indicators: those that are signs of it.
    """

    state: PublishedState | None
    why: Phrase | None
    measures: list[PublishedMeasure]
    indicators: list[ShownIndicator]

    @property
    def anything(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.state or self.measures or self.indicators)


@dataclass(frozen=True, slots=True)
class Glance:
    """How the whole plan goes, for somebody who has ten seconds.

    Args:
        states: how many statements stand how; none where that is not published.
        off: those that are off track, the first few.
        more: how many more there are.
        statuses: how many measures go how; none where that is not published.
        judgements: how many indicators are judged how; none where that is not published.
    """

    states: list[tuple[ElementState, int]]
    off: list[Element]
    more: int
    statuses: list[tuple[MeasureStatus, int]]
    judgements: list[tuple[Judgement, int]]


class Going:
    """A snapshot's follow-up, looked up by what the pages are about; the same in every language.

    Args:
        follow_up: what is published.
        index: the plan's elements.
        place: what the municipality is called.
    """

    def __init__(self, follow_up: FollowUp, index: PlanIndex, place: str) -> None:
        self.follow_up = follow_up
        self.place = place
        self.measures = {one.number: one for one in follow_up.measures}
        self.indicators = {one.number: one for one in follow_up.indicators}
        self._index = index
        self._states = {one.element: one for one in follow_up.states}
        self._serving: defaultdict[str, list[PublishedMeasure]] = defaultdict(list)
        for measure in follow_up.measures:
            for element in measure.serves:
                self._serving[element].append(measure)
        self._on_element: defaultdict[str, list[PublishedIndicator]] = defaultdict(list)
        self._on_measure: defaultdict[int, list[PublishedIndicator]] = defaultdict(list)
        for indicator in follow_up.indicators:
            if indicator.element is not None:
                self._on_element[indicator.element].append(indicator)
            elif indicator.measure is not None:
                self._on_measure[indicator.measure].append(indicator)
        self._shown: dict[int, ShownIndicator] = {}
        self._counted: dict[int, Counted] = {}
        self._numbered: list[tuple[Element, list[PublishedIndicator]]] | None = None

    def shows(self, what: str) -> bool:
        """Whether something was chosen, by the names of `PublishingChoice`."""
        return what in self.follow_up.shown

    def of(self, element: Element) -> ElementGoing:
        """How an element goes."""
        state = self.state(element)
        return ElementGoing(
            state,
            why(state) if state is not None else None,
            self._serving.get(element.id, []),
            [self.indicator(one) for one in self._on_element.get(element.id, ())],
        )

    def state(self, element: Element) -> PublishedState | None:
        """How an element stands; None where that is not published."""
        if not self.shows("states"):
            return None
        known = self._states.get(element.id)
        return known or PublishedState(element=element.id, state=ElementState.NO_DATA)

    def served(self, measure: PublishedMeasure) -> list[Element]:
        """The elements that a measure serves."""
        by_id = self._index.by_id
        return [by_id[element] for element in measure.serves if element in by_id]

    def of_measure(self, measure: PublishedMeasure) -> list[ShownIndicator]:
        """The indicators of a measure's result."""
        return [self.indicator(one) for one in self._on_measure.get(measure.number, ())]

    def told_by(self, indicator: PublishedIndicator) -> Element | None:
        """The element that an indicator is a sign of."""
        return self._index.by_id.get(indicator.element or "")

    def indicator(self, one: PublishedIndicator) -> ShownIndicator:
        """An indicator as it is shown; made once."""
        shown = self._shown.get(one.number)
        if shown is None:
            shown = self._shown[one.number] = _shown(one)
        return shown

    def counted(self, one: PublishedIndicator) -> Counted:
        """An indicator as the table of numbers shows it; made once."""
        found = self._counted.get(one.number)
        if found is None:
            found = self._counted[one.number] = counted(
                one.number,
                one.said,
                one.values,
                place=self.place,
                fetched=one.fetched,
                expected=one.outlook,
            )
        return found

    def explored(self, one: PublishedIndicator) -> Drawn | None:
        """What an indicator's chart to explore shows; None where there is no such chart."""
        return explored(one.said, one.values, self.place, fetched=one.fetched, expected=one.outlook)

    def under(self, element: Element) -> list[PublishedIndicator]:
        """The indicators that tell of an element or of what stands under it, by name."""
        return next((its for one, its in self.numbered() if one.id == element.id), [])

    def numbered(self) -> list[tuple[Element, list[PublishedIndicator]]]:
        """Every element that any indicator tells of, itself or under it, in the plan's order."""
        if self._numbered is None:
            told_by: defaultdict[str, set[int]] = defaultdict(set)
            for indicator in self.follow_up.indicators:
                for element in self._elements_of(indicator):
                    told_by[element].add(indicator.number)
            for one in reversed(self._index.ordered):  # what is under one comes after it
                for child in one.children:
                    if child.id in told_by:
                        told_by[one.id] |= told_by[child.id]
            self._numbered = [
                (one, [its for its in self.follow_up.indicators if its.number in told_by[one.id]])
                for one in self._index.ordered
                if one.id in told_by
            ]
        return self._numbered

    def glance(self) -> Glance:
        """How the whole plan goes."""
        statements = [element for element in self._index.ordered if not element.title]
        states = {
            element.id: state.state for element in statements if (state := self.state(element))
        }
        off = [one for one in statements if states.get(one.id) is ElementState.OFF_TRACK]
        of_themselves = [one for one in off if self._has_reasons_of_its_own(one)] or off
        return Glance(
            states=_counted(states.values(), _STATES),
            off=of_themselves[:MOST_OFF_TRACK],
            more=len(off) - len(of_themselves[:MOST_OFF_TRACK]),
            statuses=_counted(
                (one.status for one in self.follow_up.measures if one.status is not None), _STATUSES
            ),
            judgements=_counted((one.judgement for one in self.follow_up.indicators), _JUDGEMENTS)
            if self.shows("judgement")
            else [],
        )

    def _elements_of(self, one: PublishedIndicator) -> set[str]:
        """The elements that an indicator tells of, itself or by its measure."""
        if one.element is not None:
            return {one.element}
        measure = self.measures.get(one.measure or 0)
        return set(measure.serves) if measure is not None else set()

    def _has_reasons_of_its_own(self, element: Element) -> bool:
        """Whether an element has more to be judged by than what stands below it."""
        return bool(self._serving.get(element.id) or self._on_element.get(element.id))


def _shown(one: PublishedIndicator) -> ShownIndicator:
    bands = one.said.bands()
    ahead = one.outlook.forecast if one.outlook is not None else None
    return ShownIndicator(
        one,
        published_told(one),
        chart(one.said, one.values, ahead, one.breaks),
        [
            ShownValue(
                each,
                span(each.period).name,
                observed_text(each, one.said),
                bands.judge(each.value) if bands is not None else Judgement.UNKNOWN,
            )
            for each in reversed(one.values)
        ],
    )


def _counted(found: Iterable[_Key], order: Sequence[_Key]) -> list[tuple[_Key, int]]:
    counts = Counter(found)
    return [(one, counts[one]) for one in order if counts[one]]
