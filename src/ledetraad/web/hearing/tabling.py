"""The table of statements of a hearing, from what is stored, in five queries however many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils import timezone

from ledetraad.frameworks.un_sdg import ID
from ledetraad.hearing.personal import without
from ledetraad.hearing.speakers import Speaker
from ledetraad.hearing.text import clean
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Element
from ledetraad.plan.wording import excerpt
from ledetraad.publish.hearing.table import Branch, HearingTable, TableRow
from ledetraad.publish.site import Site
from ledetraad.web.hearing.channels import CHANNEL_NAMES
from ledetraad.web.hearing.models import Comment, Hearing, Statement, ThemeSummary
from ledetraad.web.hearing.services.hearing_save import comments_that_count

_CHANNELS = {one.value: CHANNEL_NAMES[one] for one in Statement.Channel}
_KINDS = {one.value: one for one in Speaker}
_SHORT = 700
"""The most characters of what is said that stand for a summary that nobody has written."""

_FEWEST = 5
"""From how many statements on everybody is told of an area that their senders live in."""


def table_of(
    hearing: Hearing,
    proposal: Site,
    *,
    named: bool = False,
    released: bool = False,
    summarised: bool = True,
) -> HearingTable:
    """A hearing's table; comments that were divided are in it by their parts.

    Args:
        hearing: which.
        proposal: the site of what is on hearing, in the table's language.
        named: whether private persons are named though it isn't released.
        released: whether only what everybody may read is in it.
        summarised: whether the planner's summaries are in it.
    """
    comments = comments_that_count(hearing).filter(divided=False)
    if released:
        comments = comments.filter(statement__text_released=True, statement__hidden_why="")
    today = timezone.localdate()
    rows = (
        _row(one, proposal, today, named=named)
        for one in comments.select_related("statement__hearing")
    )
    return _table(hearing, proposal, tuple(rows), today, summarised=summarised)


def numbers_of(hearing: Hearing, proposal: Site, *, answered: bool, over: bool) -> HearingTable:
    """The table of what everybody may read, without what is said in it: as much as is counted.

    Args:
        hearing: which.
        proposal: the site of what is on hearing, in the table's language.
        answered: whether the changes that follow and the planner's summaries are in it.
        over: whether the hearing's last day has gone. Before that it isn't told where those live
            who have spoken: whoever looked before and after a statement came would see where its
            sender does.
    """
    comments = comments_that_count(hearing).filter(
        divided=False, statement__text_released=True, statement__hidden_why=""
    )
    today = timezone.localdate()
    asked = (
        "pk", "statement__number", "place", "statement__speaker", "element", "outcome",
        "old_text", "new_text", "statement__channel", "statement__area",
    )  # fmt: skip
    cards = {one.id: proposal.cards[one].label for one in proposal.book.index.ordered}
    whole = _whole(proposal)
    rows = (
        TableRow(
            statement=number,
            number=f"{number}.{place}",
            day=today,
            sender="",
            kind=_KINDS[speaker],
            journal="",
            element=element,
            place=cards.get(element, whole),
            summary="",
            outcome=outcome,
            old=clean(old) if answered and old else "",
            new=clean(new) if answered and new else "",
            channel=_CHANNELS[channel],
            key=key,
            area=area if over else "",
        )
        for (
            key,
            number,
            place,
            speaker,
            element,
            outcome,
            old,
            new,
            channel,
            area,
        ) in comments.values_list(*asked)
    )
    table = _table(hearing, proposal, tuple(rows), today, summarised=answered)
    return replace(table, fewest=_FEWEST)


def rows_of(keys: list[int], hearing: Hearing, proposal: Site) -> list[TableRow]:
    """The rows of some comments, whole and in their order, as everybody may read them."""
    found = comments_that_count(hearing).filter(
        pk__in=keys, statement__text_released=True, statement__hidden_why=""
    )
    today = timezone.localdate()
    rows = {
        one.pk: _row(one, proposal, today, named=False)
        for one in found.select_related("statement__hearing")
    }
    return [rows[key] for key in keys if key in rows]


def _row(one: Comment, proposal: Site, today: date, *, named: bool) -> TableRow:
    statement, element = one.statement, proposal.book.index.by_id.get(one.element)
    text = one.text or one.wording
    if not named:
        text = without(statement.as_shown(text))  # whether or not somebody has looked at it
    summary = one.summary or excerpt(" ".join(text.split()), _SHORT)
    return TableRow(
        statement=statement.number,
        number=one.number,
        day=timezone.localdate(statement.received_at),
        sender=statement.called(today, inside=named).said(proposal.translate),
        kind=Speaker(statement.speaker),
        journal=statement.journal,
        element=one.element,
        place=proposal.cards[element].label if element else _whole(proposal),
        summary=clean(summary),
        assessment=clean(one.assessment),
        outcome=one.outcome,
        carried_to=one.carried_to,
        old=clean(one.old_text),
        new=clean(one.new_text),
        channel=_CHANNELS[statement.channel],
        key=one.pk,
        area=statement.area,
    )


def _table(
    hearing: Hearing,
    proposal: Site,
    rows: tuple[TableRow, ...],
    today: date,
    *,
    summarised: bool,
) -> HearingTable:
    said = hearing.said()
    return HearingTable(
        title=said.name,
        plan=hearing.plan.title or hearing.plan.slug,
        municipality=hearing.plan.municipality.name,
        case=said.case,
        opens=said.opens,
        closes=said.closes,
        made=today,
        rows=rows,
        order=_order(proposal),
        goals=_goals(proposal.book.index),
        whole=_whole(proposal),
        withdrawn=hearing.statements.filter(withdrawn_at__isnull=False).count(),
        language=proposal.language,
        branches=branches_of(proposal.book.index),
        summaries=summaries_of(hearing) if summarised else {},
        publication=hearing.publication.number,
        published=timezone.localdate(hearing.publication.published_at),
        alternative=said.alternative,
    )


def branches_of(index: PlanIndex) -> dict[str, Branch]:
    """For each element its theme, and the goal in it that it is counted under.

    The goal is the highest element below the theme of a level that has several under each parent:
    where a theme has one main goal, what is said of that is counted by subgoals.
    """
    single = {level.key for level in index.plan.levels if level.single}
    found = {}
    for one in index.ordered:
        above = [*index.ancestors(one), one]
        goal = next((each for each in above[1:] if each.level not in single), above[-1])
        found[one.id] = Branch(above[0].id, goal.id)
    return found


def summaries_of(hearing: Hearing) -> dict[str, str]:
    """What the planner says of each theme, by its key."""
    found = ThemeSummary.objects.filter(hearing=hearing, deleted_at=None).exclude(text="")
    return {one.theme: clean(one.text) for one in found}


def _whole(proposal: Site) -> str:
    return proposal.translate("The whole plan")


def _order(proposal: Site) -> dict[str, tuple[str, str]]:
    """Every element with what it is called, and its theme."""
    return {
        one.id: (
            f"{proposal.cards[one].label}: {excerpt(one.words, 90)}",
            f"{theme.number or ''} {theme.words}".strip(),
        )
        for theme in proposal.plan.elements
        for one in theme.walk()
    }


def _goals(index: PlanIndex) -> dict[str, frozenset[str]]:
    """The UN goals that each element rests on: by its own references, else by those below it."""
    found: dict[str, frozenset[str]] = {}
    for one in reversed(index.ordered):
        own = {_goal(reference.code) for reference in one.references if reference.framework == ID}
        found[one.id] = frozenset(own - {""}) or _below(one, found)
    return found


def _below(element: Element, found: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*(found[child.id] for child in element.children))


def _goal(code: str) -> str:
    """The goal of a target's code: 11 of "11.3"."""
    goal = code.partition(".")[0]
    return goal if goal.isdecimal() else ""
