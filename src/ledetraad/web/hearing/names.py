"""What the fields are called that staff decide about statements and comments."""

from __future__ import annotations

from ledetraad.i18n import N_

COMMENT_NAMES = {
    "corrected": N_("What it says"),
    "element": N_("What it is about"),
    "assigned": N_("Who answers"),
    "tags": N_("Keywords"),
    "summary": N_("Summary"),
    "assessment": N_("Assessment"),
    "outcome": N_("Outcome"),
    "old_text": N_("Text before"),
    "new_text": N_("Text after"),
    "carried_to": N_("Carried on to"),
    "divided": N_("Divided"),
}
STATEMENT_NAMES = {
    "speaker": N_("Sender's kind"),
    "corrected": N_("What it says"),
    "journal": N_("Journal number"),
    "summary": N_("Summary"),
    "text_released": N_("The text"),
    "masked": N_("Shown without what may be personal"),
    "left_out": N_("Words to leave out, too"),
    "name_released": N_("Name"),
    "hidden_why": N_("Hidden"),
    "files_released": N_("Attachments"),
    "letter_sent": N_("Sent on"),
}
