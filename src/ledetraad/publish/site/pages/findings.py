"""What the checks found, told kindly and with a way to each place."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ledetraad.plan.finding import Finding, Severity
from ledetraad.publish.site.pages.content import Content

if TYPE_CHECKING:
    from ledetraad.publish.site.site import Site


def build(site: Site, _argument: None = None, _query: str = "") -> Content:
    """The findings, grouped by rule, the gravest first."""
    order = list(Severity)
    groups: dict[str, list[Finding]] = {}
    for finding in site.book.findings:
        groups.setdefault(finding.code, []).append(finding)
    ranked = sorted(
        groups.values(), key=lambda group: (order.index(group[0].severity), group[0].code)
    )
    return Content(
        title=site.translate("What the checks found"),
        main=site.render(
            "findings.html",
            groups=ranked,
            counts=Counter(finding.severity for finding in site.book.findings),
            by_id=site.book.index.by_id,
            up="",
        ),
        section="findings",
    )
