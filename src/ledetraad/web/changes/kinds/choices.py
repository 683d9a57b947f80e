"""What has been chosen: views, what is settled, rules, the year's plan, and what is published."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from ledetraad.checks.followup.run import FOLLOWUP_RULES
from ledetraad.checks.followup.seen import About
from ledetraad.errors import LedetraadError
from ledetraad.followup.status import ELEMENT_STATE_NAMES
from ledetraad.i18n import N_
from ledetraad.publish.followup.choice import CHOICE_NAMES
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.kind import Kind, Say, Tell, Undoing
from ledetraad.web.changes.saying import among, by_fields, by_ways, yes_no
from ledetraad.web.changes.undoing import in_the_municipality, nothing_to_undo, plainly
from ledetraad.web.changes.words import Words
from ledetraad.web.followup.models import (
    ElementJudgement,
    Indicator,
    Measure,
    RuleOff,
    SavedView,
    SettledLack,
    YearElement,
)
from ledetraad.web.followup.publishing.models import FollowUpChoice
from ledetraad.web.followup.publishing.telling import Teller
from ledetraad.web.followup.saved.lists import LISTS
from ledetraad.web.followup.yearly.services.choice_undo import undo_choice
from ledetraad.web.history.models import Change
from ledetraad.web.history.telling import Told
from ledetraad.web.plans.models import WorkingCopy

What = Change.What
_TAKEN_IN = {False: N_("not taken in"), True: N_("taken in")}
_RULES = {one.code: one.summary for one in FOLLOWUP_RULES}
_ABOUT = {
    About.ELEMENT.value: N_("an element of a plan"),
    About.MEASURE.value: N_("a measure"),
    About.INDICATOR.value: N_("an indicator"),
}


def _may_change_view(allowed: Access, user: User, view: Any) -> bool:
    own = view.owner_id == user.pk
    return bool(own or (view.shared and allowed.may(Action.SHARE_VIEW)))


def _views_seen(allowed: Access, user: User) -> Q:
    """One's own views, and those that are shared."""
    views = SavedView.objects.filter(
        Q(owner=user) | Q(shared=True), municipality=allowed.municipality
    )
    return Q(object_id__in=views.values("pk"))


def _shares(_view: Any, last: Change) -> LedetraadError | None:
    """To share a view, or no more, is done on its own page, by those who may share."""
    return nothing_to_undo(last.name) if "shared" in last.fields else None


def _may_settle(allowed: Access, _user: User, settled: Any) -> bool:
    """As where it was settled: in the unit of the measure or the indicator that it is about."""
    if settled.about == About.ELEMENT:
        return allowed.may(Action.JUDGE)
    model, action = (
        (Measure, Action.EDIT_MEASURE)
        if settled.about == About.MEASURE
        else (Indicator, Action.EDIT_INDICATOR)
    )
    found = model._default_manager.filter(municipality=allowed.municipality, pk=settled.key)
    return allowed.may(action, found.values_list("unit", flat=True).first())


def _list(words: Words, key: Any) -> str:
    return words.translate(LISTS[key].name) if key in LISTS else str(key)


def _rule(words: Words, code: Any) -> str:
    return f"{code}: {words.translate(_RULES[code])}" if code in _RULES else str(code)


def _about(words: Words, about: Any) -> str:
    return words.translate(_ABOUT[about]) if about in _ABOUT else str(about)


def _taken_in(words: Words) -> Tell:
    def tell(change: Change) -> list[Told]:
        return [
            Told(
                words.element(change.object_id, element),
                *(words.translate(_TAKEN_IN[bool(one)]) for one in pair),
            )
            for element, pair in change.fields.items()
        ]

    return tell


def _publishing(words: Words) -> Say:
    teller = Teller(words.periods, words.translate)
    return lambda name, value, _beside: teller.text(name, value)


KINDS = (
    Kind(
        name=SavedView.kind(),
        slug="visning",
        called=N_("saved view"),
        plural=N_("Saved views"),
        things=lambda place: SavedView.objects.filter(municipality=place),
        tell=by_ways(
            {
                "list": N_("List"),
                "name": N_("Name"),
                "query": N_("What it shows"),
                "shared": N_("Shared with the municipality"),
            },
            {"list": _list, "shared": yes_no},
        ),
        page=lambda _: "visninger/",
        seen=_views_seen,
        undoing=plainly(_may_change_view, refused=_shares),
    ),
    Kind(
        name=SettledLack.kind(),
        slug="avgjort",
        called=N_("what is missing and meant so"),
        plural=N_("What is settled to be meant so"),
        things=lambda place: SettledLack.objects.filter(municipality=place),
        tell=by_ways(
            {"code": N_("Rule"), "about": N_("What it is about"), "reason": N_("Why")},
            {"code": _rule, "about": _about},
        ),
        page=lambda thing: f"mangler/?regel={thing.code}&avgjort=1",
        whats={
            What.MADE: N_("settled"),
            What.DELETED: N_("had told again"),
            What.RESTORED: N_("settled again"),
        },
        undoing=plainly(_may_settle, listed=False),
    ),
    Kind(
        name=RuleOff.kind(),
        slug="regel-av",
        called=N_("rule of the follow-up"),
        plural=N_("Rules that are off"),
        things=lambda place: RuleOff.objects.filter(municipality=place),
        tell=by_ways({"code": N_("Rule"), "reason": N_("Why")}, {"code": _rule}),
        page=lambda thing: f"mangler/regler/#{thing.code}",
        whats={
            What.MADE: N_("turned off"),
            What.DELETED: N_("turned on"),
            What.RESTORED: N_("turned off again"),
        },
        undoing=plainly(in_the_municipality(Action.CHOOSE_RULES), listed=False),
    ),
    Kind(
        name=YearElement._meta.label_lower,
        slug="arsplan",
        called=N_("what a year's plan takes in"),
        plural=N_("What the years' plans take in"),
        things=lambda place: WorkingCopy.objects.filter(municipality=place),
        tell=_taken_in,
        page=lambda _: "arsplan/",
        undoing=Undoing(
            in_the_municipality(Action.EDIT_INDICATOR), undo_choice, None, listed=False
        ),
        title=str,
    ),
    Kind(
        name=ElementJudgement._meta.label_lower,
        slug="vurdering",
        called=N_("judgement of an element"),
        plural=N_("What persons say of how elements stand"),
        things=lambda place: ElementJudgement.objects.filter(
            plan__municipality=place
        ).select_related("plan"),
        tell=by_ways(
            {"state": N_("How it stands"), "reason": N_("Why")},
            {"state": among(ELEMENT_STATE_NAMES)},
        ),
        page=lambda thing: f"status/{thing.plan.slug}/{thing.element}/",
        title=lambda thing: thing.reason,
        called_as_kept=False,
        whats={What.DELETED: N_("took back")},
    ),
    Kind(
        name=FollowUpChoice.kind(),
        slug="publisering",
        called=N_("the choice of what is published"),
        plural=N_("What is chosen to be published"),
        things=lambda place: FollowUpChoice.objects.filter(municipality=place).select_related(
            "plan"
        ),
        tell=by_fields(CHOICE_NAMES, _publishing),
        page=lambda thing: f"publisering/{thing.plan.slug}/",
        reads=Action.PUBLISH,
        undoing=plainly(in_the_municipality(Action.PUBLISH), listed=False),
    ),
)
