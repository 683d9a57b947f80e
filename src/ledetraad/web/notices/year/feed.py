"""The year as a calendar that programs subscribe to, by an address that is a person's own."""

from __future__ import annotations

from datetime import datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ledetraad.followup.ics import CalendarEvent, write_ics
from ledetraad.followup.year_wheel import as_events
from ledetraad.i18n import DEFAULT, Language, catalogue
from ledetraad.web.accounts.access import Access, access, municipalities
from ledetraad.web.accounts.rights import Action
from ledetraad.web.notices.addresses import calendar_owner, calendar_token
from ledetraad.web.notices.models import CalendarKey, NoticeChoice
from ledetraad.web.notices.models.calendar_key import new_nonce
from ledetraad.web.notices.year.dates import Year, own_measures, year_of
from ledetraad.web.place import place_of
from ledetraad.web.plans.views import person


@require_safe
def feed(request: HttpRequest, place: str) -> HttpResponse:
    """The last year, this and the next as a calendar, for whom the key belongs to."""
    user = calendar_owner(request.GET.get("nokkel", ""))
    if user is None:
        raise Http404
    for municipality in municipalities(user, Action.READ):
        if municipality.slug == place:
            break
    else:
        raise Http404
    allowed = access(user, municipality)
    choice = NoticeChoice.objects.filter(user=user).first()
    language = choice.screen_language if choice is not None else DEFAULT
    translate = catalogue(language).gettext
    now = timezone.localtime()
    measures = own_measures(allowed, user)
    years = [
        year_of(allowed, year, measures, translate) for year in range(now.year - 1, now.year + 2)
    ]
    start = settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
    called = translate("The dates of the year")
    data = write_ics(
        [event for year in years for event in _events(year, allowed, language, start)],
        name=f"{municipality.name}: {called}",
        domain=urlsplit(start).hostname or "localhost",
        stamp=timezone.make_aware(datetime.combine(now.date(), time.min)),
        language=language,
    )
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="arshjul.ics"'
    response["Cache-Control"] = "private, max-age=3600"
    response["Referrer-Policy"] = "no-referrer"
    return response


@login_required
@require_POST
def new_key(request: HttpRequest, place: str) -> HttpResponse:
    """Make a calendar address, or another one, which makes the old one void."""
    place_of(request, place)
    CalendarKey.objects.update_or_create(user=person(request), defaults={"nonce": new_nonce()})
    return redirect("notice-choice", place=place)


def feed_address(request: HttpRequest, allowed: Access) -> str:
    """A person's calendar address; empty where they have made none."""
    key = CalendarKey.objects.filter(user=person(request)).first()
    if key is None:
        return ""
    path = f"/oppfolging/{allowed.municipality.slug}/arshjul.ics?nokkel={calendar_token(key)}"
    return f"{settings.ADDRESS}{path}" if settings.ADDRESS else request.build_absolute_uri(path)


def _events(year: Year, allowed: Access, language: Language, start: str) -> list[CalendarEvent]:
    happenings = [one for month in year.months for one in month.happenings]
    events = as_events([one.date for one in happenings], catalogue(language).gettext)
    within = f"{start}/oppfolging/{allowed.municipality.slug}/"
    return [
        CalendarEvent(
            key=f"{allowed.municipality.pk}-{event.key}",
            first=event.first,
            last=event.last,
            summary=event.summary,
            description=event.description,
            url=f"{within}{one.address or f'arshjul/{year.year}/'}",
            categories=event.categories,
        )
        for event, one in zip(events, happenings, strict=True)
    ]
