"""Taking in many statements: choosing files, looking through what was read, and taking it in."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ledetraad.errors import LedetraadError, kept_error
from ledetraad.hearing.incoming import ENDINGS, LONGEST
from ledetraad.hearing.speakers import SPEAKER_NAMES, Speaker
from ledetraad.hearing.text import clean, clean_line
from ledetraad.plan.wording import excerpt
from ledetraad.web.forms import Form, FormRefused, sent
from ledetraad.web.hearing.models import Intake
from ledetraad.web.hearing.services import intake as taking
from ledetraad.web.hearing.work.cutting import placing_of
from ledetraad.web.hearing.work.finding import At, hearing_of
from ledetraad.web.jobs.models import Job
from ledetraad.web.place import render_at
from ledetraad.web.plans.views import person

ON_A_PAGE = 25
_SHOWN_TEXT = 400


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Choose files; what was chosen before, and how far it is."""
    at = hearing_of(request, place, pk)
    error: LedetraadError | None = None
    if request.method == "POST":
        files = [one for one in request.FILES.getlist("files") if isinstance(one, UploadedFile)]
        try:
            named = [(clean_line(one.name or ""), one.read()) for one in files]
            made = taking.begin(at.hearing, named, user=person(request), now=timezone.now())
        except LedetraadError as refused:
            error = refused
        else:
            return redirect("hearing-intake", place=place, pk=pk, intake=made.pk)
    form = Form({}, {"files": error} if error is not None else {})
    return render_at(
        request,
        at.allowed,
        "hearing/desk/intakes.html",
        status=422 if error is not None else 200,
        error=error,
        form=form,
        hearing=at.hearing,
        own=at.here,
        endings=ENDINGS,
        intakes=list(Intake.objects.filter(hearing=at.hearing).select_related("by")[:20]),
    )


@login_required
@require_http_methods(["GET", "HEAD"])
def show(request: HttpRequest, place: str, pk: int, intake: int) -> HttpResponse:
    """How far a heap of files is; what was read in it, page by page."""
    at = hearing_of(request, place, pk)
    return _page(request, at, _found(at, intake))


@login_required
@require_POST
def act(request: HttpRequest, place: str, pk: int, intake: int) -> HttpResponse:
    """Say otherwise what was read, take it in, or throw it away."""
    at = hearing_of(request, place, pk)
    found = _found(at, intake)
    form = Form(sent(request.POST))
    op, side = form.text("op"), form.key("side") or 1
    if op == "throw":
        taking.throw_away(found)
        return redirect("hearing-intakes", place=place, pk=pk)
    try:
        taking.correct(found, _changed(form, found))
    except FormRefused as error:
        return _page(request, at, found, form=form, error=error)
    if op == "take":
        taking.take_in(found)
    address = f"{at.here}innspill/inn/{found.pk}/"
    onward = {"next": side + 1, "before": side - 1}.get(op, side)
    return redirect(address if op == "take" else f"{address}?side={onward}")


def _page(
    request: HttpRequest,
    at: At,
    intake: Intake,
    *,
    form: Form | None = None,
    error: FormRefused | None = None,
) -> HttpResponse:
    every = taking.waiting_in(intake) if intake.state != Intake.State.READING else []
    asked = form.text("side") if form is not None else request.GET.get("side", "1")
    page = Paginator(list(enumerate(every)), ON_A_PAGE).get_page(asked)
    shown = list(page.object_list)
    placing = placing_of(at) if shown else None
    known = taking.already(at.hearing, every)
    if form is not None and error is not None:
        form.problems = error.problems
    failed = intake.job if intake.job and intake.job.state == Job.State.FAILED else None
    return render_at(
        request,
        at.allowed,
        "hearing/desk/intake.html",
        status=422 if error is not None else 200,
        error=error,
        form=form or Form(_written(shown)),
        hearing=at.hearing,
        own=at.here,
        intake=intake,
        states=Intake.State,
        job=intake.job,
        failed=kept_error(failed.error) if failed is not None and failed.error else None,
        problems=[
            (one.name, kept_error(one.problem))
            for one in intake.files.filter(problem__isnull=False).defer("data", "found")
            if one.problem
        ],
        page=page,
        rows=[
            (
                n,
                one,
                known.get(one.nonce),
                excerpt(" ".join(one.incoming.text.split()), _SHOWN_TEXT),
                at.label(placing.only(one.incoming.place))
                if placing is not None and placing.only(one.incoming.place)
                else "",
            )
            for n, one in shown
        ],
        count=sum(not one.incoming.skipped and one.nonce not in known for one in every),
        known=len(known),
        speakers=[(one.value, SPEAKER_NAMES[one]) for one in Speaker],
    )


def _found(at: At, key: int) -> Intake:
    found = Intake.objects.select_related("job", "hearing__publication")
    return get_object_or_404(found.defer("hearing__publication__data"), pk=key, hearing=at.hearing)


def _written(shown: list[tuple[int, taking.Waiting]]) -> dict[str, str]:
    said: dict[str, str] = {}
    for n, one in shown:
        incoming = one.incoming
        said |= {
            f"row-{n}-name": incoming.name,
            f"row-{n}-speaker": incoming.speaker.value,
            f"row-{n}-day": f"{incoming.day:%d.%m.%Y}" if incoming.day else "",
            f"row-{n}-journal": incoming.journal,
            f"row-{n}-take": "" if incoming.skipped else "1",
        }
        if incoming.unread:
            said[f"row-{n}-text"] = incoming.text
    return said


def _changed(form: Form, intake: Intake) -> dict[tuple[int, int], dict[str, object]]:
    """What a page of the form says.

    Raises:
        FormRefused: a day can't be read.
    """
    every = taking.waiting_in(intake)
    changed: dict[tuple[int, int], dict[str, object]] = {}
    for n, row in form.rows("row"):
        if n >= len(every):
            continue
        day: date | None = row.day("day")
        form.gather("row", n, row)
        speaker = row.text("speaker")
        changed[every[n].file, every[n].at] = {
            "name": clean_line(row.text("name"))[:150],
            "speaker": speaker if speaker in set(Speaker) else Speaker.RESIDENT.value,
            "day": day,
            "journal": clean_line(row.text("journal"))[:60],
            "skipped": row.text("take") != "1",
        }
        if every[n].incoming.unread:
            changed[every[n].file, every[n].at]["text"] = clean(row.text("text"))[:LONGEST]
    if form.problems:
        raise FormRefused(form.problems)
    return {
        key: {**one, "day": str(one["day"]) if one["day"] else None} for key, one in changed.items()
    }
