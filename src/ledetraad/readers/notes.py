"""What the readers may be unsure of: one rule for each kind of doubt (the LT0 family)."""

from __future__ import annotations

from ledetraad.i18n import N_
from ledetraad.plan.finding import RuleDoc, Severity

LEVEL_GUESSED = RuleDoc(
    code="LT001",
    name="level-guessed",
    severity=Severity.WARNING,
    summary=N_("The reader could not tell from the page which level a statement stands on."),
    why=N_("A strategy read as a subgoal changes the plan's tree and every count made from it."),
    bad="AK Kommunen skal ha gode veier.",
    good="    AK Kommunen skal ha gode veier.",
    remedy=N_("Look at the place in the document and set the right level."),
)
NO_LEGEND = RuleDoc(
    code="LT002",
    name="no-legend",
    severity=Severity.WARNING,
    summary=N_("The document prints codes but has no legend that explains them."),
    why=N_("Without a legend, what a code rests on is a guess, for the reader and for residents."),
    bad="FN-T 11.3",
    good="• FN-T (nr.): Basert på FNs bærekraftsmål og tilpasset kommunen.",
    remedy=N_("Add a legend at the front of the document that says what each code means."),
)
CODE_NOT_UNDERSTOOD = RuleDoc(
    code="LT003",
    name="code-not-understood",
    severity=Severity.WARNING,
    summary=N_("A code in the legend, or a reference, could not be placed in a framework."),
    why=N_("What is not placed can't be traced to a UN goal or counted as the municipality's own."),
    bad="FN-T (uten nummer)",
    good="FN-T 11.3",
    remedy=N_("Print the number of the goal or target, or say in the legend what the code means."),
)
LOOSE_TEXT = RuleDoc(
    code="LT004",
    name="loose-text",
    severity=Severity.WARNING,
    summary=N_("A paragraph has no reference and no clear place in the table."),
    why=N_("It may be a statement of its own, or the end of the one before it."),
    bad="Avsnitt uten kode mellom to rader.",
    good="AK Kommunen skal ha gode veier.",
    remedy=N_("Look at the place in the document and say where the text belongs."),
)
HEADING_GUESSED = RuleDoc(
    code="LT005",
    name="heading-guessed",
    severity=Severity.WARNING,
    summary=N_("The reader could not tell for sure where a theme's heading begins or ends."),
    why=N_("A word too many or too few in a heading is seen on every page of the plan."),
    bad="Trygge og gode\\nlokalsamfunn",
    good="Trygge og gode lokalsamfunn",
    remedy=N_("Look at the heading and correct it where needed."),
)
HYPHEN_GUESSED = RuleDoc(
    code="LT006",
    name="hyphen-guessed",
    severity=Severity.INFO,
    summary=N_("A word broken by a hyphen at a line's end was joined; the hyphen may be its own."),
    why=N_("Some words have a hyphen of their own, and it is lost if it was not the typesetter's."),
    bad="tilrette-\\nlegging",
    good="tilrettelegging",
    remedy=N_("Look at the word and put the hyphen back if it belongs there."),
)
NOT_FOUND = RuleDoc(
    code="LT007",
    name="front-matter-missing",
    severity=Severity.INFO,
    summary=N_("The title, the owner, the period or the status was not found in the document."),
    why=N_("A published plan has to say whose it is, for which years, and whether it is adopted."),
    bad="Mål og strategier",
    good="Forslag til kommuneplanens samfunnsdel 2030–2042 for Eksempel kommune",
    remedy=N_("Write it on the first page, or set it when the plan is taken in."),
)
UNREADABLE_CHARACTERS = RuleDoc(
    code="LT008",
    name="unreadable-characters",
    severity=Severity.WARNING,
    summary=N_("Some of the document's characters could not be read."),
    why=N_("A letter that is lost in the file is lost in everything made from it."),
    bad="Gode m\ufffdteplasser",
    good="Gode møteplasser",
    remedy=N_("Save the document again as plain text in UTF-8, or write the letters in again."),
)

NOTES: tuple[RuleDoc, ...] = (
    LEVEL_GUESSED,
    NO_LEGEND,
    CODE_NOT_UNDERSTOOD,
    LOOSE_TEXT,
    HEADING_GUESSED,
    HYPHEN_GUESSED,
    NOT_FOUND,
    UNREADABLE_CHARACTERS,
)
