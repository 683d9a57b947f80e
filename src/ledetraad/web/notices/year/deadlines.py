"""The form that reckons a deadline: from a day, or back from a meeting, by a paragraph of law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledetraad.errors import LedetraadError
from ledetraad.followup.deadlines import (
    ACTION_AND_ECONOMIC_PLAN,
    ACTION_PART,
    BUDGET,
    HEARING,
    PROGRAMME,
    STRATEGY,
    NoticeRule,
    Reckoned,
    earliest_close,
    earliest_meeting,
    first_meeting,
    latest_opening,
    latest_publication,
)
from ledetraad.followup.faults import NoMeeting
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.forms import FieldRefused, Form, sent
from ledetraad.web.notices.models import Meeting
from ledetraad.web.place import place_of, render_at

COUNCIL = "kommunestyre"
"""What a body's name holds where it is the council."""


@dataclass(frozen=True, slots=True)
class Case:
    """What a deadline is reckoned for.

    Args:
        name: what it is.
        rules: those that hold.
        hearing: whether it is open for comments, and no meeting decides.
    """

    name: str
    rules: Sequence[NoticeRule]
    hearing: bool = False


CASES = {
    "horing": Case(HEARING.name, (HEARING,), hearing=True),
    "program": Case(PROGRAMME.name, (PROGRAMME,), hearing=True),
    "strategi": Case(STRATEGY.name, (STRATEGY,)),
    "handlingsdel": Case(ACTION_PART.name, (ACTION_PART,)),
    "okonomiplan": Case(BUDGET.name, (BUDGET,)),
    "begge": Case(
        N_("Action part and economic plan in one document: the longer time holds"),
        ACTION_AND_ECONOMIC_PLAN,
    ),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A date with what it is, or why there is none."""

    heading: str
    reckoned: Reckoned | None
    why_not: LedetraadError | None = None


@login_required
@require_safe
def show(request: HttpRequest, place: str) -> HttpResponse:
    """The form, and what it gives."""
    allowed = place_of(request, place)
    form = Form(sent(request.GET))
    answers = _answers(allowed, form) if form.text("sak") else []
    return render_at(
        request,
        allowed,
        "notices/deadlines.html",
        status=422 if form.problems else 200,
        form=form,
        cases=CASES,
        answers=answers,
        meetings=_council_days(allowed, timezone.localdate()),
    )


def _answers(allowed: Access, form: Form) -> list[Answer]:
    case = CASES.get(form.text("sak"))
    opened, ends = form.day("fra"), form.day("til")
    if case is None:
        form.problems["sak"] = FieldRefused(
            N_("This is not in the list."), remedy=N_("Choose from the list.")
        )
    if opened is None and ends is None and not form.problems:
        form.problems["fra"] = FieldRefused(
            N_("A day is missing."), remedy=N_("Write when it is made public, or when it ends.")
        )
    if case is None or form.problems:
        return []
    try:
        return (
            _of_hearing(case, opened, ends)
            if case.hearing
            else _of_meeting(allowed, case, opened, ends)
        )
    except OverflowError:
        form.problems["fra"] = FieldRefused(
            N_("This is too far away."), remedy=N_("Write a day of this century.")
        )
        return []


def _of_hearing(case: Case, opened: date | None, ends: date | None) -> list[Answer]:
    rule = case.rules[0]
    found = []
    if opened is not None:
        found.append(Answer(N_("It can close on this day or later"), earliest_close(opened, rule)))
    if ends is not None:
        found.append(Answer(N_("It has to be made public by this day"), latest_opening(ends, rule)))
    return found


def _of_meeting(
    allowed: Access, case: Case, opened: date | None, ends: date | None
) -> list[Answer]:
    found = []
    if ends is not None:
        reckoned = latest_publication(ends, case.rules)
        found.append(Answer(N_("It has to be made public by this day"), reckoned))
    if opened is not None:
        earliest = earliest_meeting(opened, case.rules)
        found.append(Answer(N_("The council can treat it on this day or later"), earliest))
        days = _council_days(allowed, opened)
        if days:
            found.append(_first(opened, days, case))
    return found


def _first(opened: date, days: Sequence[date], case: Case) -> Answer:
    heading = N_("The council's first meeting that can treat it")
    try:
        return Answer(heading, first_meeting(opened, days, case.rules))
    except NoMeeting as error:
        return Answer(heading, None, error)


def _council_days(allowed: Access, since: date) -> list[date]:
    meetings = Meeting.objects.filter(
        municipality=allowed.municipality,
        deleted_at=None,
        body__icontains=COUNCIL,
        day__gte=since,
    )
    return list(meetings.values_list("day", flat=True)[:200])
