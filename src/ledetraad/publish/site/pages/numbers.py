"""The published numbers together: all, those of a theme or a goal, and what moved most."""

from __future__ import annotations

from typing import Any

from ledetraad.plan.model import Element
from ledetraad.plan.wording import excerpt
from ledetraad.publish.followup.counted import Counted
from ledetraad.publish.followup.movement import movement
from ledetraad.publish.site.going import Going
from ledetraad.publish.site.pages.content import Content
from ledetraad.publish.site.presented import Presented


def is_shown(site: Presented) -> bool:
    """Whether any indicator is published."""
    return site.book.going is not None and bool(site.book.going.indicators)


def build(site: Presented, _argument: None = None, _query: str = "") -> Content:
    """All the numbers, and the way to those of each theme and goal."""
    going = _going(site)
    themes = {one.id for one in site.plan.elements}
    return _content(
        site,
        going,
        site.translate("The numbers"),
        [going.counted(one) for one in going.follow_up.indicators],
        up="",
        card=None,
        under=[(site.cards[one], len(its)) for one, its in going.numbered() if one.id in themes],
    )


def build_element(site: Presented, element: Element, _query: str = "") -> Content:
    """The numbers of an element and of all that stands under it."""
    going = _going(site)
    below = dict(going.numbered())
    inner = {one.id for child in element.children for one in child.walk()}
    return _content(
        site,
        going,
        site.translate("The numbers: %(words)s") % {"words": excerpt(element.words)},
        [going.counted(one) for one in going.under(element)],
        up="../",
        card=site.cards[element],
        under=[(site.cards[one], len(its)) for one, its in below.items() if one.id in inner],
    )


def build_moved(site: Presented, _argument: None = None, _query: str = "") -> Content:
    """What moved most since the year before."""
    going = _going(site)
    rows = [going.counted(one) for one in going.follow_up.indicators]
    return Content(
        title=site.translate("What moved most since last year"),
        main=site.render(
            "numbers_moved.html",
            going=going,
            movement=movement(rows, going.follow_up.as_of),
            up="",
        ),
        description=site.translate("What is most unlike what it usually does in a year."),
        section="going",
    )


def _content(
    site: Presented, going: Going, title: str, rows: list[Counted], **values: Any
) -> Content:
    return Content(
        title=title,
        main=site.render("numbers.html", going=going, title=title, rows=rows, **values),
        description=site.translate("The newest value of each indicator, and how it goes."),
        section="going",
    )


def _going(site: Presented) -> Going:
    if site.book.going is None:
        raise AssertionError("a page of numbers is built where none are published")
    return site.book.going
