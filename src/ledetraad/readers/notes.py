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
TRACKED_CHANGES = RuleDoc(
    code="LT020",
    name="tracked-changes",
    severity=Severity.WARNING,
    summary=N_("The document has tracked changes, which were read as if all were accepted."),
    why=N_("A change that the council has not accepted would stand in the plan as if it had."),
    bad="Asker kommune skal [slettet: vurdere å] bygge skoler.",
    good="Asker kommune skal bygge skoler.",
    remedy=N_("Accept or reject the changes in Word, and save the document again."),
)
PASSED_OVER = RuleDoc(
    code="LT021",
    name="passed-over",
    severity=Severity.INFO,
    summary=N_("Comments, footnotes, hidden text or files in the document were passed over."),
    why=N_("What stands there is not in the plan; a goal or a source may be told in it."),
    bad="Alle lærer å lese.¹",
    good="Alle lærer å lese innen 2030.",
    remedy=N_("See that nothing that belongs to the plan stands only there."),
)
TABLE_IN_TABLE = RuleDoc(
    code="LT022",
    name="table-in-table",
    severity=Severity.INFO,
    summary=N_("A table stands inside a cell of another, and was read by itself."),
    why=N_("Which row of the outer table the inner one belongs to can't be known for sure."),
    bad="| Delmål | [| Strategi | Tiltak |] |",
    good="| Delmål | Strategi | Tiltak |",
    remedy=N_("Make one table of the two, or see that what was read stands in its place."),
)
COLUMN_GUESSED = RuleDoc(
    code="LT010",
    name="column-meaning-guessed",
    severity=Severity.WARNING,
    summary=N_("The reader is not sure what a column of a table means."),
    why=N_("A column of measures read as strategies puts every one of them on the wrong level."),
    bad="Delmål | Oppfølging | Hvem",
    good="Delmål | Tiltak | Ansvar",
    remedy=N_("Look at the column and say what it means, or give it a plainer head."),
)
COLUMN_NOT_KNOWN = RuleDoc(
    code="LT011",
    name="column-passed-over",
    severity=Severity.INFO,
    summary=N_("A column of a table is none that the reader knows."),
    why=N_("What stands in it is kept beside the elements, but nothing is counted by it."),
    bad="Tiltak | Lykkelig slutt",
    good="Tiltak | Status",
    remedy=N_("Say what the column means, if it is more than a remark."),
)
LEVELS_GUESSED = RuleDoc(
    code="LT012",
    name="levels-guessed",
    severity=Severity.WARNING,
    summary=N_("The document does not say what its levels are; they were guessed from its form."),
    why=N_("Whether a line is a goal or a way to reach it decides what the plan promises."),
    bad="1.1 Alle har et godt sted å bo",
    good="Delmål 1.1: Alle har et godt sted å bo",
    remedy=N_("See that the levels are right, or give each its name in the document."),
)
TEXT_PASSED_OVER = RuleDoc(
    code="LT013",
    name="text-passed-over",
    severity=Severity.INFO,
    summary=N_("A part of the document is no goal, strategy or measure, and was left out."),
    why=N_("Most of it is introduction, but a goal that is told in running text is lost with it."),
    bad="Vi ønsker oss også flere sykkelveier.",
    good="Mål: Kommunen har flere sykkelveier.",
    remedy=N_("Look at the place in the document, and write in what belongs in the plan."),
)
RUNNING_HEADS = RuleDoc(
    code="LT030",
    name="running-heads-left-out",
    severity=Severity.INFO,
    summary=N_("What stands at the top or the foot of most pages was left out, once and for all."),
    why=N_("A heading that happens to stand so on every page would be missed in the plan."),
    bad="Eksempel kommune – kommuneplanens samfunnsdel – side 3",
    good="Trygge og gode lokalsamfunn",
    remedy=N_("See that nothing that belongs to the plan stands only there."),
)
SCANNED_PAGES = RuleDoc(
    code="LT031",
    name="scanned-pages",
    severity=Severity.WARNING,
    summary=N_("Some pages are pictures without text, and were not read."),
    why=N_("Goals that stand on a scanned page are missing in the plan."),
    bad="[et bilde av en side]",
    good="Askersamfunnet har trygge møteplasser.",
    remedy=N_("Have the text recognised first (OCR), or write in what stands on those pages."),
)
LOST_PAGES = RuleDoc(
    code="LT032",
    name="damaged-pages",
    severity=Severity.WARNING,
    summary=N_("Some pages are damaged, and were not read."),
    why=N_("Goals that stand on a page that can't be opened are missing in the plan."),
    bad="[en side som ikke kan åpnes]",
    good="Askersamfunnet har trygge møteplasser.",
    remedy=N_("Fetch or save the document again, and see that every page can be seen."),
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
    COLUMN_GUESSED,
    COLUMN_NOT_KNOWN,
    LEVELS_GUESSED,
    TEXT_PASSED_OVER,
    TRACKED_CHANGES,
    PASSED_OVER,
    TABLE_IN_TABLE,
    RUNNING_HEADS,
    SCANNED_PAGES,
    LOST_PAGES,
)
