"""Speaking: the form, and what happens when it is sent."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ledetraad.errors import LedetraadError
from ledetraad.hearing import proof
from ledetraad.hearing.dates import in_time
from ledetraad.hearing.files import ENDINGS, LARGEST, MOST_FILES
from ledetraad.hearing.sending import LONGEST_TEXT, MOST_COMMENTS, original
from ledetraad.hearing.speakers import BODIES, ORGANISATIONS, SPEAKER_NAMES
from ledetraad.i18n import N_
from ledetraad.publish.site import static
from ledetraad.web.forms import FormRefused, sent
from ledetraad.web.hearing.limits import SPEAK, WITHOUT_WORK, visitor_of
from ledetraad.web.hearing.links import Stamp, new_stamp, read_stamp
from ledetraad.web.hearing.public.form import (
    HONEYPOT,
    WHO_NAMES,
    Row,
    Written,
    opened,
    read,
    read_files,
    written,
)
from ledetraad.web.hearing.public.place import Place, place_of
from ledetraad.web.hearing.services.statement_receive import TooMany, receive, too_many

_WORKER = "proof-worker.js"
_FASTEST = timedelta(seconds=2)
"""Nobody writes a statement in less."""
_WITHOUT_WORK = timedelta(seconds=30)
"""How old a form has to be while there is a flood, where no browser has worked for it."""


class NotSent(LedetraadError):
    """A statement that can't be taken as it is; what was written is still in the form."""


@require_http_methods(["GET", "HEAD", "POST"])
def speak(request: HttpRequest, slug: str, language: str = "") -> HttpResponse:
    """The form; the address may say what one wants to speak to."""
    place = place_of(slug, language)
    now = timezone.now()
    if request.method != "POST":
        if not place.hearing.open_at(now):
            return redirect(place.here)
        return form_page(request, place, opened(place, request.GET.get("e", "")), new_stamp(now))
    said = written(sent(request.POST), place)
    stamp_text = said.form.text("stamp")
    stamp = read_stamp(stamp_text)
    if stamp is None:
        stamp_text = new_stamp(now)
        return form_page(request, place, said, stamp_text, error=_too_old())
    if row_asked_for(said, place):
        return form_page(request, place, said, stamp_text)
    try:
        _check(place, said, stamp, now)
        _check_work(place, said, stamp, now)
        visitor = visitor_of(request, now)
        if request.FILES and not SPEAK.room(visitor):
            raise too_many()
        receive(
            place.hearing,
            read(said, place),
            read_files(request.FILES.getlist("files"), said.form),
            stamp=stamp,
            original=original(fields_of(request)),
            wordings=wordings(place, said),
            visitor=visitor,
            now=now,
        )
    except (FormRefused, NotSent, TooMany) as error:
        return form_page(request, place, said, stamp_text, error=error)
    return HttpResponseRedirect(f"{place.here}mitt/{stamp.token}/?ny")


def row_asked_for(said: Written, place: Place) -> bool:
    """Add a comment, if that is what was pressed; whether it was."""
    if "add" not in said.form.said:
        return False
    key = said.form.text("another")
    known = key if place.element(key) is not None else ""
    if len(said.rows) < MOST_COMMENTS:
        said.rows.append(Row(max((row.at for row in said.rows), default=-1) + 1, known))
    return True


def fields_of(request: HttpRequest) -> list[tuple[str, str]]:
    """A form's fields just as they came, but for the secrets among them."""
    secrets = {"csrfmiddlewaretoken", "stamp"}
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in secrets
        for value in values
    ]


def wordings(place: Place, said: Written) -> dict[str, str]:
    """How the elements that are spoken to read now."""
    found = {row.element: place.element(row.element) for row in said.rows}
    return {key: element.words for key, element in found.items() if element is not None}


def form_page(
    request: HttpRequest,
    place: Place,
    said: Written,
    stamp: str,
    *,
    error: LedetraadError | None = None,
) -> HttpResponse:
    """The form, with what is wrong told at each field."""
    return place.page(
        request,
        "hearing/public/speak.html",
        "horing/si/",
        N_("Say what you mean"),
        status=422 if error is not None else 200,
        script="speak",
        error=error,
        stamp=stamp,
        work=_work(place, stamp),
        worker=_worker(),
        action=request.path,
        **form_values(place, said),
    )


def _work(place: Place, stamp: str) -> tuple[str, int] | None:
    """What a browser is to work on while somebody writes, and how much."""
    known = read_stamp(stamp)
    if known is None:
        return None
    return proof.challenge(known.nonce), proof.asked(place.pace)


def _worker() -> str:
    """The address of the script that works."""
    return f"{settings.STATIC_URL}{_WORKER}?v={static.fingerprint(_WORKER)}"


def form_values(place: Place, said: Written) -> dict[str, Any]:
    """What the form's fields are shown from."""
    return {
        "form": said.form,
        "rows": [(row, place.spoken(row.element)) for row in said.rows],
        "choices": place.choices(),
        "who_names": [(one.value, name) for one, name in WHO_NAMES.items()],
        "organisations": [(one.value, SPEAKER_NAMES[one]) for one in ORGANISATIONS],
        "bodies": [(one.value, SPEAKER_NAMES[one]) for one in BODIES],
        "honeypot": HONEYPOT,
        "endings": ENDINGS,
        "most_files": MOST_FILES,
        "largest": LARGEST // 1_000_000,
        "longest": LONGEST_TEXT,
        "most_comments": MOST_COMMENTS,
    }


def _check(place: Place, said: Written, stamp: Stamp, now: datetime) -> None:
    """Refuse what comes too late or from a program.

    Raises:
        NotSent: it does.
    """
    hearing = place.hearing
    if hearing.state != "announced" or not in_time(
        hearing.opens, hearing.closes, begun=stamp.at, sent=now
    ):
        raise NotSent(
            N_("The hearing is over, and this was not begun in time."),
            remedy=N_("Copy what you have written, and send it to the municipality yourself."),
        )
    if said.form.text(HONEYPOT):
        raise NotSent(
            N_("A field that is to be empty has something in it."),
            remedy=N_("Empty the field at the end of the form, and send again."),
        )
    if now - stamp.at < _FASTEST:
        raise NotSent(
            N_("That was so quick that it looks like a program."),
            remedy=N_("Send it once more. Nothing is lost."),
        )


def _check_work(place: Place, said: Written, stamp: Stamp, now: datetime) -> None:
    """While a hearing is flooded, let in those whose browser has worked, and some others a minute.

    Raises:
        NotSent: there is no work, and no room.
    """
    if place.pace < proof.CALM or proof.bits_of(stamp.nonce, said.form.text("work")) >= proof.asked(
        place.pace
    ):
        return
    waited = now - stamp.at >= _WITHOUT_WORK
    if not waited or not WITHOUT_WORK.spend(str(place.hearing.pk)):
        raise NotSent(
            N_("Very many statements are coming in just now, and yours has to wait its turn."),
            remedy=N_(
                "Wait a minute, and send again. Nothing is lost as long as the page is open."
            ),
        )


def _too_old() -> NotSent:
    return NotSent(
        N_("The form has been open for too long."),
        remedy=N_("Look through what you have written, and send once more. Nothing is lost."),
    )
