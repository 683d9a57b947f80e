"""The letter that tells somebody that a report was sent back."""

from __future__ import annotations

from ledetraad.i18n import N_
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.models import ReportingPeriod, StatusReport
from ledetraad.web.notices.letter import Item, Letter, part
from ledetraad.web.notices.letters.writing import Writing


def returned(writing: Writing) -> Letter | None:
    """Tell why a report was sent back; None where it has been handed in again, or is not theirs."""
    report = (
        StatusReport.objects.select_related("period", "measure__unit", "plan")
        .filter(
            pk=writing.notice.about["report"],
            municipality=writing.notice.municipality,
            state=StatusReport.State.RETURNED,
            period__state=ReportingPeriod.State.OPEN,
        )
        .first()
    )
    if report is None:
        return None
    item = _item(writing, report)
    if item is None:
        return None
    by = writing.notice.about.get("by", "")
    opening = (
        writing.say(N_("%(name)s has sent a report back for a better answer."), name=by)
        if by
        else writing.say(N_("A report was sent back for a better answer."))
    )
    opens = writing.say(N_("The link opens the form."))
    return Letter(
        subject=writing.say(
            N_("Sent back: %(name)s, %(period)s"), name=item.name, period=report.period.name
        ),
        opening=f"{opening} {opens}",
        parts=(part("", [item]),),
    )


def _item(writing: Writing, report: StatusReport) -> Item | None:
    start = f"rapportering/{report.period_id}/"
    if report.measure is not None:
        measure = report.measure
        if measure.deleted_at or not writing.allowed.may(Action.WRITE_REPORT, measure.unit_id):
            return None
        return Item(
            f"{measure.number} {measure.name}",
            writing.within(f"{start}tiltak/{measure.number}/"),
            measure.unit.name if measure.unit is not None else "",
            report.returned,
        )
    may = writing.allowed.may(Action.JUDGE) or writing.allowed.may(Action.RETURN_REPORT)
    if report.plan is None or not may:
        return None
    named = {one.id: one.words for one in report.plan.latest().plan().walk()}
    return Item(
        named.get(report.element, report.element),
        writing.within(f"{start}plan/{report.plan.slug}/{report.element}/"),
        str(report.plan),
        report.returned,
    )
