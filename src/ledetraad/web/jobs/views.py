"""The page of the work in the background: what waits, is under way and has failed, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from ledetraad.errors import LedetraadError, kept_error
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.jobs.kinds import KINDS, Repetition
from ledetraad.web.jobs.models import Job
from ledetraad.web.jobs.names import KIND_NAMES, STATE_MARKS, STATE_NAMES
from ledetraad.web.jobs.queue import try_again
from ledetraad.web.place import place_of, render_at

_MOST = 50
State = Job.State


@dataclass(frozen=True, slots=True)
class Shown:
    """A job, and why it failed or its last attempt did, if either is so."""

    job: Job
    error: LedetraadError | None


@dataclass(frozen=True, slots=True)
class Regular:
    """A job that is done again and again, and when it was last done."""

    kind: str
    repetition: Repetition
    last: datetime | None


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The municipality's jobs, and the upkeep of the whole installation."""
    allowed = _allowed(request, place)
    done = dict(
        Job.objects.filter(state=State.DONE, owner=None)
        .values_list("kind")
        .annotate(Max("ended_at"))
        .order_by()
    )
    regular = [
        Regular(kind.name, kind.repetition, done.get(kind.name))
        for kind in KINDS.values()
        if kind.repetition is not None
    ]
    return render_at(
        request,
        allowed,
        "jobs.html",
        failed=_shown(allowed, State.FAILED, "-ended_at"),
        running=_shown(allowed, State.RUNNING, "begun_at"),
        waiting=_shown(allowed, State.WAITING, "run_after"),
        done=_shown(allowed, State.DONE, "-ended_at"),
        regular=sorted(regular, key=lambda one: str(one.repetition.at or "")),
        kind_names=KIND_NAMES,
        state_names=STATE_NAMES,
        state_marks=STATE_MARKS,
        most=_MOST,
    )


@login_required
@require_POST
def again(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Try a job again that has failed."""
    allowed = _allowed(request, place)
    try_again(get_object_or_404(_seen(allowed), pk=pk))
    return redirect("jobs", place=place)


def _allowed(request: HttpRequest, place: str) -> Access:
    allowed = place_of(request, place)
    allowed.require(Action.MANAGE_PEOPLE)
    return allowed


def _seen(allowed: Access) -> QuerySet[Job]:
    """The jobs that a municipality's administrator sees: its own, and the upkeep."""
    upkeep = Q(owner=None, kind__in=[one.name for one in KINDS.values() if one.repetition])
    return Job.objects.filter(Q(owner=allowed.municipality) | upkeep)


def _shown(allowed: Access, state: Job.State, order: str) -> list[Shown]:
    found = _seen(allowed).filter(state=state).order_by(order, "pk")[:_MOST]
    return [Shown(one, kept_error(one.error) if one.error else None) for one in found]
