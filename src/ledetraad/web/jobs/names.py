"""What the kinds of jobs and their states are called, for those who look after them."""

from __future__ import annotations

from collections.abc import Mapping

from ledetraad.i18n import N_
from ledetraad.web.jobs.models import Job

State = Job.State
KIND_NAMES: Mapping[str, str] = {
    "read-import": N_("A document is read"),
    "send-notice": N_("A mail is sent"),
    "plan-notices": N_("The day's mail is planned"),
    "plan-notices-of": N_("The municipality's mail of the day is planned"),
    "remind": N_("Those who have not reported are reminded"),
    "tell-returned": N_("Somebody is told that a report was sent back"),
    "resend-notices": N_("Mail that could not be sent is tried again"),
    "delete-old-notices": N_("Old mail is forgotten"),
    "delete-for-good": N_("What was deleted a year ago is deleted for good"),
    "delete-old-jobs": N_("Jobs that ended long ago are forgotten"),
    "discard-imports": N_("Documents that nobody went on with are thrown away"),
    "discard-sheets": N_("Spreadsheets that nobody took in are thrown away"),
    "read-ledger": N_("A ledger is read"),
    "discard-ledgers": N_("Ledgers that nobody went on with are thrown away"),
    "forget-sessions": N_("Sessions that have ended are forgotten"),
    "forget-tallies": N_("Counts of tries that are over are forgotten"),
    "fetch-figures": N_("An indicator's values are fetched"),
    "fetch-all-figures": N_("All indicators' values are fetched"),
    "fetch-key-figure": N_("A key figure is fetched"),
    "fetch-key-figures-of": N_("The municipality's key figures are fetched"),
    "fetch-all-key-figures": N_("All key figures are fetched"),
    "hearing-receipt": N_("A receipt for a statement is sent"),
    "hearing-answer": N_("An answer to a statement is sent"),
    "forget-steps": N_("The steps of drafts that are joined in history are forgotten"),
    "hearing-tell": N_("A mail on a hearing is sent"),
    "hearing-confirm-following": N_("Somebody is asked whether they want to follow a hearing"),
    "hearing-intake-read": N_("Files with statements are read"),
    "hearing-intake-take": N_("Statements are taken in"),
    "remind-invited": N_("Those who are invited to a hearing are reminded"),
    "delete-unconfirmed-followers": N_("Addresses that nobody confirmed are forgotten"),
    "delete-old-intakes": N_("Files with statements that nobody took in are thrown away"),
}
STATE_NAMES: Mapping[str, str] = {
    State.WAITING: N_("waits"),
    State.RUNNING: N_("under way"),
    State.DONE: N_("done"),
    State.FAILED: N_("failed"),
    State.CANCELLED: N_("cancelled"),
}
STATE_MARKS: Mapping[str, str] = {
    State.WAITING: "○",
    State.RUNNING: "◐",
    State.DONE: "●",
    State.FAILED: "▲",
    State.CANCELLED: "–",
}
