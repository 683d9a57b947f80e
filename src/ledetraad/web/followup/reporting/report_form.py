"""The report's form → what it says; and where two have written at once, both texts side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ledetraad.errors import LedetraadError
from ledetraad.followup.report import ReportValues
from ledetraad.i18n import N_
from ledetraad.web.followup.models import StatusReport
from ledetraad.web.followup.reporting.prefill import FIELDS, as_typed
from ledetraad.web.followup.services.said_at import THEIRS
from ledetraad.web.forms import Form
from ledetraad.web.history.recording import ChangedMeanwhile
from ledetraad.web.history.sittings import steps_since

FIELD_NAMES = {
    "status": N_("How it goes"),
    "text": N_("What has been done, and what is in the way"),
    "forecast": N_("What you expect at the end"),
    "deadline": N_("When you expect it to be done, if not by the deadline"),
    "share": N_("How much is done, in percent"),
}


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two have written differently.

    Args:
        field: its name.
        mine, theirs: what each has written, as typed.
    """

    field: str
    mine: str
    theirs: str


def read(form: Form) -> ReportValues:
    """What a report's form says.

    Raises:
        FormRefused: a field says something it can't.
    """
    return form.make(ReportValues, _fields(form), {"": "text"})


def readable(form: Form) -> dict[str, Any]:
    """The fields that can be read, as JSON holds them; the others' problems are in the form."""
    found: dict[str, Any] = {}
    for name, value in _fields(form).items():
        if name in form.problems:
            continue
        one = Form({})
        try:
            said = one.make(ReportValues, {name: value}, {})
        except LedetraadError:
            form.problems.update(one.problems)
        else:
            found[name] = said.model_dump(mode="json")[name]
    return found


def chosen(form: Form, report: StatusReport | None) -> Form:
    """The form with the other's words in the fields in which those were chosen."""
    if report is None:
        return form
    theirs = as_typed(report.said())
    taken = {name: theirs[name] for name in FIELDS if form.text(f"choose-{name}") == THEIRS}
    return Form({**form.said, **taken}, form.problems)


def clashes(form: Form, error: ChangedMeanwhile) -> list[Clash]:
    """The fields that two have written differently, in the form's order."""
    theirs = _typed(error.now)
    return [Clash(name, form.text(name), theirs[name]) for name in FIELDS if name in error.fields]


def merged(form: Form, report: StatusReport, error: ChangedMeanwhile) -> Form:
    """The form to show to who came second: what they typed, and what others wrote elsewhere.

    Where both have written the same field, what was typed stays in it.
    """
    seen = form.key("version") or 1
    since = steps_since(StatusReport.kind(), report.pk, seen)
    changed = {name for _, fields in since for name in fields}
    theirs = _typed(error.now)
    said = dict(form.said)
    for name in FIELDS:
        if name in changed and name not in error.fields:
            said[name] = theirs[name]
    said["version"] = str(report.version)
    return Form(said, dict(form.problems))


def _typed(now: Mapping[str, Any]) -> Mapping[str, str]:
    return as_typed(ReportValues.model_validate({name: now.get(name) for name in FIELDS}))


def _fields(form: Form) -> dict[str, Any]:
    return {
        "status": form.text("status") or None,
        "text": form.text("text"),
        "forecast": form.text("forecast"),
        "deadline": form.day("deadline"),
        "share": form.whole("share"),
    }
