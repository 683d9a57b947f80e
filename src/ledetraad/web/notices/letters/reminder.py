"""The letter that reminds somebody of reports that are due."""

from __future__ import annotations

from ledetraad.i18n import N_
from ledetraad.web.followup.reporting.worklist import asked_of
from ledetraad.web.notices.letter import Item, Letter, part
from ledetraad.web.notices.letters.writing import Writing


def reminder(writing: Writing) -> Letter | None:
    """Remind of what is still missing for a period; None where nothing is."""
    key = writing.notice.about["period"]
    missing = [one for one in asked_of(writing.allowed, writing.user) if one.period.pk == key]
    if not missing:
        return None
    period = missing[0].period
    words = {"period": period.name, "day": writing.day(period.due)}
    if period.due < writing.today:
        opening = writing.ngettext(
            "%(num)s report for %(period)s was due on %(day)s.",
            "%(num)s reports for %(period)s were due on %(day)s.",
            len(missing),
            **words,
        )
    elif period.due == writing.today:
        opening = writing.ngettext(
            "%(num)s report for %(period)s is due today, %(day)s.",
            "%(num)s reports for %(period)s are due today, %(day)s.",
            len(missing),
            **words,
        )
    else:
        opening = writing.ngettext(
            "%(num)s report for %(period)s is due on %(day)s.",
            "%(num)s reports for %(period)s are due on %(day)s.",
            len(missing),
            **words,
        )
    by = writing.notice.about.get("by", "")
    asks = writing.say(N_("%(name)s reminds you."), name=by) if by else ""
    opens = writing.say(N_("Each link opens the form."))
    return Letter(
        subject=opening.rstrip("."),
        opening=" ".join(one for one in (asks, opening, opens) if one),
        parts=(part("", [writing.asked(one) for one in missing]),),
        onward=Item(writing.say(N_("All that waits for you")), writing.within("")),
    )
