"""Entering a value for a period; one that is there already is corrected, and stays readable."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ledetraad.errors import LedetraadError, Phrase
from ledetraad.followup.bands import JUDGEMENT_NAMES, Judgement
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.saying import said_day
from ledetraad.i18n import N_
from ledetraad.publish.followup.sentence import observed_text, value_text
from ledetraad.publish.followup.spans import span
from ledetraad.web.followup.indicators.value_form import EnteredValue
from ledetraad.web.followup.models import Indicator, Observation

_MUCH = 10
_RANK = {Judgement.DESIRED: 2, Judgement.ACCEPTED: 1, Judgement.NOT_APPROVED: 0}


class Doubtful(LedetraadError):
    """A value that may well be right, but that its writer is asked about before it is stored.

    Args:
        doubts: what is asked about, a sentence each.
        stamp: what to answer with to say that it is right.
    """

    def __init__(self, doubts: list[Phrase], stamp: str) -> None:
        super().__init__(
            N_("Is this right?"),
            remedy=N_("Nothing has been stored yet. Say that it is right, or correct it."),
        )
        self.doubts = doubts
        self.stamp = stamp


def enter(
    indicator: Indicator, entered: EnteredValue, *, user: User | None, seen: int = 0, sure: str = ""
) -> Observation:
    """Store a value for a period.

    Args:
        indicator: what it is of.
        entered: the value.
        user: who enters it.
        seen: the key of the value that its writer saw for the period and means to correct;
            0 for none.
        sure: the stamp of a value that its writer has been asked about, and says is right.

    Returns:
        The value as stored; where just this stands there already, that one.

    Raises:
        Doubtful: the writer should be asked first; nothing is stored.
    """
    with transaction.atomic():
        held = Indicator.objects.select_for_update().get(pk=indicator.pk)
        values = Observation.objects.filter(indicator=held)
        now = values.filter(measured=entered.span.last).order_by("-pk").first()
        if now is not None and _same(now, entered):
            return now
        before = values.filter(measured__lt=entered.span.last, value__isnull=False)
        former = before.order_by("-measured", "-pk").first()
        doubts = _doubts(held.said(), entered, former)
        if now is not None and now.pk != seen:
            doubts.insert(0, _there_already(now, held.said(), entered))
        stamp = f"{entered.stamp}#{now.pk if now is not None else 0}"
        if doubts and sure != stamp:
            raise Doubtful(doubts, stamp)
        return Observation.objects.create(
            indicator=held,
            period=entered.span.code,
            measured=entered.span.last,
            value=entered.value,
            missing=entered.missing or "",
            source=entered.source,
            note=entered.note,
            by=user,
            by_name=(user.get_full_name() or user.get_username()) if user else "",
        )


def _same(now: Observation, entered: EnteredValue) -> bool:
    said = (now.value, now.missing, now.source, now.note)
    return said == (entered.value, entered.missing or "", entered.source, entered.note)


def _doubts(
    said: IndicatorValues, entered: EnteredValue, former: Observation | None
) -> list[Phrase]:
    """What is odd about a value beside the one before it."""
    if former is None or former.value is None or entered.value is None:
        return []
    doubts: list[Phrase] = []
    new, old, bands = entered.value, former.value, said.bands()
    words = {
        "new": value_text(new, said, whole=True),
        "old": value_text(old, said, whole=True),
        "period": span(former.period).name,
    }
    if bands is not None:
        judged, was = bands.judge(new), bands.judge(old)
        if judged in _RANK and was in _RANK and _RANK[judged] < _RANK[was]:
            doubts.append(
                Phrase(
                    N_(
                        "%(new)s is %(judged)s. The value before it, %(old)s in %(period)s, "
                        "was %(was)s."
                    ),
                    judged=Phrase(JUDGEMENT_NAMES[judged]),
                    was=Phrase(JUDGEMENT_NAMES[was]),
                    **words,
                )
            )
    if old and abs(new) > _MUCH * abs(old):
        template = N_("%(new)s is more than ten times %(old)s, the value in %(period)s.")
        doubts.append(Phrase(template, **words))
    elif old and _MUCH * abs(new) < abs(old):
        template = N_("%(new)s is less than a tenth of %(old)s, the value in %(period)s.")
        doubts.append(Phrase(template, **words))
    return doubts


def _there_already(now: Observation, said: IndicatorValues, entered: EnteredValue) -> Phrase:
    return Phrase(
        N_(
            "%(period)s has a value already: %(value)s, entered by %(name)s on %(day)s. "
            "Yours will stand as a correction of it."
        ),
        period=entered.span.name,
        value=observed_text(now, said),
        name=now.by_name or "–",
        day=said_day(timezone.localdate(now.at)),
    )
