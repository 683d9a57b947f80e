"""What was decided about a version of the plan, as facts by name for a document's front page."""

from __future__ import annotations

from ledetraad.i18n import N_, Language, catalogue
from ledetraad.plan.model import Decision
from ledetraad.publish.locales import long_date

WHEN, CASE, BODY = N_("Date of the decision"), N_("Case number"), N_("Decided by")


def decision_facts(decision: Decision | None, language: Language) -> list[tuple[str, str]]:
    """The names and values of what was decided, in their order.

    Args:
        decision: what was decided; nothing is told where there is none.
        language: what the names and the date are written in.

    Returns:
        The date, and the case and who decided, each empty where it is not known.
    """
    if decision is None:
        return []
    translate = catalogue(language).gettext
    return [
        (translate(WHEN), long_date(decision.date, language)),
        (translate(CASE), decision.case),
        (translate(BODY), decision.body),
    ]
