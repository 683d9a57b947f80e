"""The consolidated overview, laid out as the municipality's own document."""

from __future__ import annotations

from ledetraad.publish.site.pages.content import Content
from ledetraad.publish.site.presented import Presented


def build(site: Presented, _argument: None = None, _query: str = "") -> Content:
    """The overview of every theme, goal and strategy on one page."""
    title = site.translate("The whole plan on one page")
    return Content(
        title=title,
        main=site.render("overview.html", up=""),
        description=site.plan.title,
        section="overview",
    )
