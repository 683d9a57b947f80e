"""What the checks found, told kindly and with a way to each place."""

from __future__ import annotations

from ledetraad.plan.finding import Finding
from ledetraad.publish.site.finding_report import finding_report
from ledetraad.publish.site.pages.content import Content
from ledetraad.publish.site.presented import Presented


def build(site: Presented, _argument: None = None, _query: str = "") -> Content:
    """The findings, grouped by rule, the gravest first."""

    def place(finding: Finding) -> tuple[str, str]:
        element = site.book.index.by_id.get(finding.element or "")
        if element is None:
            return "", ""
        return site.cards[element].label, site.cards[element].address

    report = finding_report(site.book.findings, site.translate, place)
    return Content(
        title=site.translate("What the checks found"),
        main=site.render("findings.html", report=report, up=""),
        section="findings",
    )
