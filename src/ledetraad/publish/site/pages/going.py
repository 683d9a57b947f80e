"""How the plan goes: a list of all that is published of it, and a page for each of it."""

from __future__ import annotations

from dataclasses import dataclass

import orjson

from ledetraad.plan.wording import excerpt
from ledetraad.publish.followup.counted_tables import numbers_csv
from ledetraad.publish.followup.explored import explored_spec
from ledetraad.publish.followup.model import (
    PublishedIndicator,
    PublishedMeasure,
    PublishedState,
)
from ledetraad.publish.site.cards import Card
from ledetraad.publish.site.going import Going, ShownIndicator
from ledetraad.publish.site.pages.content import Content, Resource
from ledetraad.publish.site.presented import Presented


@dataclass(frozen=True, slots=True)
class ThemeStates:
    """A theme with how it stands, and the elements under it that there is anything to say of."""

    card: Card
    state: PublishedState
    under: list[tuple[Card, PublishedState]]


def is_shown(site: Presented) -> bool:
    """Whether anything of the follow-up is published."""
    return site.book.going is not None


def _going(site: Presented) -> Going:
    if site.book.going is None:
        raise AssertionError("a page of the follow-up is built where none is published")
    return site.book.going


def build(site: Presented, _argument: None = None, _query: str = "") -> Content:
    """Everything that is published of how it goes, on one page."""
    going = _going(site)
    return Content(
        title=site.translate("How it goes"),
        main=site.render(
            "going.html",
            going=going,
            glance=going.glance(),
            themes=_themes(site, going),
            measures=going.follow_up.measures,
            indicators=[going.indicator(one) for one in going.follow_up.indicators],
            up="",
        ),
        description=site.translate("Measures, indicators and how each goal stands."),
        section="going",
    )


def build_measure(site: Presented, measure: PublishedMeasure, _query: str = "") -> Content:
    """The page of one measure."""
    going = _going(site)
    return Content(
        title=site.translate("Measure %(number)s: %(name)s")
        % {"number": measure.number, "name": excerpt(measure.name)},
        main=site.render(
            "going_measure.html",
            going=going,
            measure=measure,
            served=[site.cards[element] for element in going.served(measure)],
            indicators=going.of_measure(measure),
            up="../",
        ),
        description=measure.name,
        section="going",
    )


def build_indicator(site: Presented, indicator: PublishedIndicator, _query: str = "") -> Content:
    """The page of one indicator."""
    going = _going(site)
    shown: ShownIndicator = going.indicator(indicator)
    element = going.told_by(indicator)
    return Content(
        title=excerpt(indicator.name),
        main=site.render(
            "going_indicator.html",
            going=going,
            shown=shown,
            card=site.cards[element] if element is not None else None,
            measure=going.measures.get(indicator.measure or 0),
            explored=going.explored(indicator),
            up="../",
        ),
        description=shown.sentence.said(site.translate),
        section="going",
        script="explore",
    )


def build_explored(site: Presented, indicator: PublishedIndicator, _query: str = "") -> Resource:
    """The chart of one indicator that a browser draws, in Vega-Lite."""
    drawn = _going(site).explored(indicator)
    made = explored_spec(drawn, site.translate) if drawn is not None else None
    return Resource(orjson.dumps(made), "application/json")


def build_numbers(site: Presented, indicator: PublishedIndicator, _query: str = "") -> Resource:
    """Every number of one indicator, as CSV."""
    going = _going(site)
    made = numbers_csv([going.counted(indicator)], going.place, site.translate)
    return Resource(made, "text/csv; charset=utf-8")


def _themes(site: Presented, going: Going) -> list[ThemeStates]:
    found = []
    for theme in site.plan.elements:
        state = going.state(theme)
        if state is None:
            return []
        under = [
            (site.cards[element], its)
            for child in theme.children
            for element in child.walk()
            if (its := going.state(element)) is not None and its.state != "no_data"
        ]
        found.append(ThemeStates(site.cards[theme], state, under))
    return found
