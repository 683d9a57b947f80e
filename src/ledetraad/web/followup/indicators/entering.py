"""Entering a value; one that looks odd is asked about before it is stored."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ledetraad.followup.written import number_text
from ledetraad.i18n import N_, catalogue
from ledetraad.publish.followup.observed import MISSING_NAMES
from ledetraad.publish.followup.spans import next_span, span, spans
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.indicators.finding import indicator_of
from ledetraad.web.followup.indicators.services.value_enter import Doubtful, enter
from ledetraad.web.followup.indicators.shown import ShownValue, shown_values
from ledetraad.web.followup.indicators.value_form import read
from ledetraad.web.followup.models import Indicator, Observation
from ledetraad.web.forms import Form, FormRefused, sent
from ledetraad.web.pages import language_of
from ledetraad.web.place import render_at
from ledetraad.web.plans.views import person

_LAST = 5
"""How many of the newest values stand beside the form."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def value(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Enter a value, or correct the one of the period that the address names."""
    allowed, indicator = indicator_of(request, place, pk, Action.ENTER_VALUE)
    if request.method != "POST":
        return _form(request, allowed, indicator, _filled(request, indicator))
    form = Form(sent(request.POST))
    said = form.said
    try:
        entered = read(said, indicator.said(), timezone.localdate())
        enter(
            indicator,
            entered,
            user=person(request),
            seen=form.key("seen") or 0,
            sure=said.get("sure", ""),
        )
    except FormRefused as refused:
        form.problems = refused.problems
        return _form(request, allowed, indicator, form, error=refused)
    except Doubtful as doubtful:
        return _form(request, allowed, indicator, form, error=doubtful)
    return redirect("indicator", place=place, pk=pk)


def _values(indicator: Indicator) -> list[ShownValue]:
    stored = Observation.objects.filter(indicator=indicator).order_by("-measured", "-pk")
    return shown_values(indicator.said(), list(stored))


def _filled(request: HttpRequest, indicator: Indicator) -> Form:
    """The form as it is opened: for the next period, or with the value that is to be corrected."""
    said, values = indicator.said(), _values(indicator)
    code = request.GET.get("periode", "")
    old = next((one.now for one in values if one.now.period == code), None)
    if old is None:
        newest = values[0].now.measured if values else None
        following = next_span(said.frequency, timezone.localdate(), newest)
        return Form({"period": code or following.code, "source": said.source})
    return Form(
        {
            "period": old.period,
            "value": "" if old.value is None else number_text(old.value),
            "missing": old.missing,
            "source": old.source,
            "note": old.note,
            "seen": str(old.pk),
        }
    )


def _form(
    request: HttpRequest,
    allowed: Access,
    indicator: Indicator,
    form: Form,
    *,
    error: FormRefused | Doubtful | None = None,
) -> HttpResponse:
    said, values = indicator.said(), _values(indicator)
    translate = catalogue(language_of(request)).gettext
    offered = {one.code: one for one in spans(said.frequency, timezone.localdate(), said.since)}
    for one in values:
        offered.setdefault(one.now.period, span(one.now.period))
    return render_at(
        request,
        allowed,
        "followup/indicator_value.html",
        status=422 if error is not None else 200,
        indicator=indicator,
        said=said,
        form=form,
        error=error,
        doubtful=error if isinstance(error, Doubtful) else None,
        periods=[
            (one.code, one.name.said(translate))
            for one in sorted(offered.values(), key=lambda one: one.last, reverse=True)
        ],
        reasons=[
            ("", translate(N_("There is a value"))),
            *((why, translate(name)) for why, name in MISSING_NAMES.items()),
        ],
        values=values[:_LAST],
    )
