"""Reply letters from what is stored: to whom, on what, and with which answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from ledetraad.hearing.hearing import State
from ledetraad.hearing.text import clean
from ledetraad.i18n import DEFAULT, LANGUAGES, Language
from ledetraad.plan.wording import excerpt
from ledetraad.publish.hearing.reply import Reply, ReplyComment
from ledetraad.publish.site import Site
from ledetraad.web.hearing.models import Comment, Hearing, Statement
from ledetraad.web.notices.addresses import at

_SHORT = 1_500
"""The most characters of what was said that stand for a summary that nobody has written."""
ANSWERED = frozenset({State.ANSWERED.value, State.ADOPTED.value})
SiteIn = Callable[[Language], Site]


def answered_statements(hearing: Hearing) -> QuerySet[Statement]:
    """The statements that can be replied to: all their comments are answered, and their sender
    hasn't withdrawn them or been anonymised.
    """
    left = Comment.objects.filter(statement=OuterRef("pk"), done=False, deleted_at=None)
    some = Comment.objects.filter(statement=OuterRef("pk"), deleted_at=None)
    return Statement.objects.filter(
        Exists(some),
        ~Exists(left),
        hearing=hearing,
        deleted_at=None,
        withdrawn_at=None,
        confirmed_at__isnull=False,
        anonymised_at=None,
    ).order_by("number")


def by_hand(hearing: Hearing) -> QuerySet[Statement]:
    """Of those, the ones that no mail has gone to and no letter either."""
    return answered_statements(hearing).filter(answer_mailed_at=None, letter_sent=None)


def replies_to(
    hearing: Hearing, statements: Iterable[Statement], site_in: SiteIn, *, made: date
) -> Iterator[Reply]:
    """The letters to the senders of statements, each in the language of its statement.

    Args:
        hearing: whose they are.
        statements: with their comments; see `with_comments`.
        site_in: the site of what was on hearing, in a language.
        made: the letters' date.
    """
    said = hearing.said()
    lines = tuple(line.strip() for line in said.signature.split("\n") if line.strip())
    sites: dict[Language, Site] = {}
    for one in statements:
        language = next((known for known in LANGUAGES if known == one.language), DEFAULT)
        if language not in sites:
            sites[language] = site_in(language)
        yield Reply(
            number=one.number,
            name=one.name,
            contact=one.contact,
            day=timezone.localdate(one.received_at),
            journal=one.journal,
            case=said.case,
            hearing=said.name,
            plan=hearing.plan.title or hearing.plan.slug,
            municipality=hearing.plan.municipality.name,
            made=made,
            comments=tuple(_comments(one, sites[language])),
            signature=lines,
            decision=said.decision,
            address=at(f"plan/{hearing.plan.slug}/horing/tall/")
            if hearing.state in ANSWERED and settings.ADDRESS
            else "",
            language=language,
        )


def with_comments(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Statements with the comments that answer for them: those that were divided by their parts."""
    comments = Comment.objects.filter(deleted_at=None, divided=False).order_by("place")
    return statements.select_related("hearing__plan__municipality").prefetch_related(
        Prefetch("comments", comments)
    )


def _comments(statement: Statement, site: Site) -> Iterator[ReplyComment]:
    for one in statement.comments.all():
        element = site.book.index.by_id.get(one.element)
        text = one.summary or excerpt(" ".join((one.text or one.wording).split()), _SHORT)
        yield ReplyComment(
            place=f"{site.cards[element].label}: {excerpt(element.words, 90)}"
            if element is not None
            else site.translate("The whole plan"),
            said=clean(text),
            outcome=one.outcome,
            assessment=clean(one.assessment),
            carried_to=one.carried_to,
            old=clean(one.old_text),
            new=clean(one.new_text),
        )
