"""Rules that both the readers and the checks speak by."""

from __future__ import annotations

from ledetraad.i18n import N_
from ledetraad.plan.finding import RuleDoc, Severity

UNDECLARED_CODE = RuleDoc(
    code="LT203",
    name="code-missing-from-legend",
    severity=Severity.WARNING,
    summary=N_("A statement prints a code that the legend does not explain."),
    why=N_("Readers can't know what the statement rests on, and neither can a search or a count."),
    bad="FN 11.4",
    good="FN-T 11.4",
    remedy=N_("Add the code to the legend, or print the one that was meant."),
)
UNDECLARED_CODE_MESSAGE = N_("The code %(printed)s at “%(text)s” is not in the legend.")
