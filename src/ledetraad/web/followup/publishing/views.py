"""Choosing what is published of how a plan goes, and seeing beforehand what that will be."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, catalogue
from ledetraad.publish.followup.choice import CHOICE_NAMES, PARTS, PublishingChoice
from ledetraad.publish.site import addresses, split_language
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.followup.clashes import Versions, answer_of
from ledetraad.web.followup.models import ReportingPeriod
from ledetraad.web.followup.publishing.form import read, written
from ledetraad.web.followup.publishing.gather import gathered
from ledetraad.web.followup.publishing.models import FollowUpChoice
from ledetraad.web.followup.publishing.preview import preview_site
from ledetraad.web.followup.publishing.services.choice_save import save_choice
from ledetraad.web.followup.publishing.telling import Teller
from ledetraad.web.forms import Form, FormRefused, sent
from ledetraad.web.history.recording import ChangedMeanwhile
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.services.plan_publish import frozen
from ledetraad.web.plans.views import person


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The municipality's plans, each with what is chosen."""
    allowed = place_of(request, place)
    allowed.require(Action.PUBLISH)
    plans = WorkingCopy.objects.filter(municipality=allowed.municipality).order_by("title", "slug")
    kept = {
        one.plan_id: one.said()
        for one in FollowUpChoice.objects.filter(municipality=allowed.municipality, deleted_at=None)
    }
    return render_at(
        request,
        allowed,
        "followup/publishing.html",
        plans=[(plan, kept.get(plan.pk, PublishingChoice())) for plan in plans],
        parts=PARTS,
        names=CHOICE_NAMES,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, place: str, slug: str) -> HttpResponse:
    """What of one plan's follow-up is published."""
    allowed, working_copy = _plan(request, place, slug)
    if request.method != "POST":
        said, version = _kept(working_copy)
        return _page(request, allowed, working_copy, Form(written(said)), version)
    form = Form(sent(request.POST))
    version = form.key("version") or 0
    try:
        said = read(form, _periods(allowed))
        save_choice(working_copy, said, answer_of(form, CHOICE_NAMES), user=person(request))
    except FormRefused as error:
        return _page(request, allowed, working_copy, form, version, error=error)
    except ChangedMeanwhile as error:
        return _page(request, allowed, working_copy, form, version, error=error, mine=said)
    return redirect("publishing-plan", place=place, slug=slug)


@login_required
@require_safe
def preview(request: HttpRequest, place: str, slug: str, address: str = "") -> HttpResponse:
    """A public page as it will be when the plan is published, with what is chosen now."""
    _, working_copy = _plan(request, place, slug)
    public = request.build_absolute_uri(reverse("plan", kwargs={"slug": slug}))
    snapshot = frozen(working_copy, now=timezone.now(), address=public)
    root = reverse("publishing-preview", kwargs={"place": place, "slug": slug})
    if address in snapshot.profile.languages:
        return redirect(f"{request.path}/")
    language, inner = split_language(address, snapshot.profile.languages)
    site = preview_site(snapshot, language, root)
    page, status = site.page(inner, query=request.GET.get("q", "")), 200
    if page is None:
        page, status = site.page(addresses.NOT_FOUND), 404
        if page is None:
            raise Http404
    response = HttpResponse(page.body, content_type=page.content_type, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _plan(request: HttpRequest, place: str, slug: str) -> tuple[Access, WorkingCopy]:
    allowed = place_of(request, place)
    allowed.require(Action.PUBLISH)
    found = WorkingCopy.objects.select_related("municipality").filter(
        municipality=allowed.municipality, slug=slug
    )
    working_copy = found.first()
    if working_copy is None:
        raise Http404
    return allowed, working_copy


def _periods(allowed: Access) -> list[ReportingPeriod]:
    """The periods that a publication can stand for: those that are open or locked."""
    found = ReportingPeriod.objects.filter(municipality=allowed.municipality, deleted_at=None)
    return list(found.exclude(state=ReportingPeriod.State.PLANNED))


def _kept(working_copy: WorkingCopy) -> tuple[PublishingChoice, int]:
    """What is chosen, and the choice's version; nothing and 0 where there is none."""
    kept = FollowUpChoice.objects.filter(plan=working_copy, deleted_at=None).first()
    return (kept.said(), kept.version) if kept is not None else (PublishingChoice(), 0)


def _page(
    request: HttpRequest,
    allowed: Access,
    working_copy: WorkingCopy,
    form: Form,
    version: int,
    *,
    error: LedetraadError | None = None,
    mine: PublishingChoice | None = None,
) -> HttpResponse:
    translate = catalogue(language_of(request)).gettext
    kept, newest = _kept(working_copy)
    periods = _periods(allowed)
    teller = Teller(ReportingPeriod.objects.filter(municipality=allowed.municipality), translate)
    stored = FollowUpChoice.objects.filter(plan=working_copy).first()
    clashing = isinstance(error, ChangedMeanwhile)
    counted = gathered(working_copy, working_copy.latest().plan(), kept, timezone.now())
    return render_at(
        request,
        allowed,
        "followup/publishing_plan.html",
        status=422 if error is not None else 200,
        error=error,
        form=form,
        versions=Versions(version, newest if clashing else form.said.get("seen", version)),
        plan=working_copy,
        publication=working_copy.publication_set.defer("data").order_by("-number").first(),
        kept=kept,
        counted=counted,
        parts=PARTS,
        names=CHOICE_NAMES,
        periods=[("", translate(N_("None"))), *((one.pk, one.name) for one in periods)],
        clashes=teller.clashes(error, mine)
        if isinstance(error, ChangedMeanwhile) and mine is not None
        else [],
        past=past_at(request, allowed, stored) if stored is not None else None,
    )
