"""The pages that are mostly text: open data, about, accessibility, not found, components."""

from __future__ import annotations

from ledetraad.plan.diff import Change, Diff, Kind
from ledetraad.plan.word_changes import word_changes
from ledetraad.plan.wording import excerpt
from ledetraad.publish.colour import readable_under_white, text_on
from ledetraad.publish.site.changes import Chosen, ShownDiff, Theme
from ledetraad.publish.site.pages.content import Content, Resource
from ledetraad.publish.site.presented import Presented
from ledetraad.publish.site.thread_picture import thread_picture


def build_data(site: Presented, _argument: None = None, _query: str = "") -> Content:
    """Downloads and open data."""
    return Content(
        title=site.translate("Open data"),
        main=site.render("data.html", downloads=site.downloads, up=""),
        description=site.translate("Take the whole plan with you, in open formats."),
        section="data",
    )


def build_about(site: Presented, _argument: None = None, _query: str = "") -> Content:
    """What this is, where the text comes from, and which publication one is reading."""
    source = next(
        (element.source.file for element in site.plan.walk() if element.source is not None), ""
    )
    return Content(
        title=site.translate("About the plan and these pages"),
        main=site.render("about.html", source=source, sha256=site.book.sha256, up=""),
        section="about",
    )


def build_accessibility(site: Presented, _argument: None = None, _query: str = "") -> Content:
    """The accessibility statement."""
    return Content(
        title=site.translate("Accessibility statement"),
        main=site.render("accessibility.html", up=""),
        section="about",
    )


def build_not_found(site: Presented, _argument: None = None, _query: str = "") -> Content:
    """What is shown where there is no page."""
    return Content(
        title=site.translate("There is no page here"),
        main=site.render("not_found.html", up=""),
    )


def build_styleguide(site: Presented, _argument: None = None, _query: str = "") -> Content:
    """Every component once, for those who build pages."""
    elements = site.book.index.ordered
    return Content(
        title=site.translate("Components"),
        main=site.render(
            "styleguide.html",
            elements=[site.cards[element] for element in elements],
            goals=site.book.framework.goals,
            excerpt=excerpt,
            picture=thread_picture(site.book),
            changes=_example_changes(site),
            up="",
        ),
    )


def _example_changes(site: Presented) -> list[Theme]:
    """A text that is reworded, one that is new and one that is gone, from the plan's own."""
    statements = [each for each in site.book.index.ordered if each.text][:3]
    if len(statements) < 3:  # noqa: PLR2004  (one for each)
        return []
    first, second, third = statements
    changes = (
        Change((Kind.REWORDED,), (first,), (second,), runs=word_changes(first.text, second.text)),
        Change((Kind.ADDED,), (), (third,)),
        Change((Kind.REMOVED,), (first,), ()),
    )
    return ShownDiff(Diff(site.plan, site.plan, (), changes, ()), site.language).chosen(Chosen())[0]


def build_style(site: Presented, _argument: None = None, _query: str = "") -> Resource:
    """The municipality's and the UN's colours as a style sheet, each with readable text on it."""
    colour = readable_under_white(site.snapshot.profile.colour)
    rules = [f":root{{--municipality:{colour}}}"]
    rules += [
        f".sdg-{goal.code}{{--sdg:{goal.colour};--on-sdg:{text_on(goal.colour)}}}"
        for goal in site.book.framework.goals
    ]
    return Resource("\n".join(rules).encode() + b"\n", "text/css; charset=utf-8")
