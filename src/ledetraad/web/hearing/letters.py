"""What speakers are told by mail: that a statement has come in, and what became of it."""

from __future__ import annotations

from django.utils import timezone

from ledetraad.errors import Phrase
from ledetraad.followup.saying import said_day
from ledetraad.i18n import DEFAULT, LANGUAGES, N_, Language, catalogue
from ledetraad.publish.hearing.reply import Reply, ReplyWords
from ledetraad.web.hearing.links import confirm_token, hash_of, token_of
from ledetraad.web.hearing.models import Hearing, Statement
from ledetraad.web.notices.addresses import at
from ledetraad.web.notices.letter import Item, Letter, part, written
from ledetraad.web.notices.sending import Mail


def private_address(statement: Statement) -> str:
    """The whole address of a statement's private page; empty where the secret has been changed."""
    token = token_of(statement.nonce)
    if hash_of(token) != statement.link_hash:
        return ""
    return at(f"plan/{statement.hearing.plan.slug}/{_folder(statement)}horing/mitt/{token}/")


def confirm_address(statement: Statement) -> str:
    """The whole address where a sender shows that a mail came."""
    folder, token = _folder(statement), confirm_token(statement)
    return at(f"plan/{statement.hearing.plan.slug}/{folder}horing/bekreft/{token}/")


def receipt_letter(statement: Statement) -> Mail | None:
    """That a statement has come in, and how it is read, corrected or withdrawn."""
    link = private_address(statement)
    if not link:
        return None
    said = _Saying(statement)
    waits = statement.confirmed_at is None
    opening = said(
        N_(
            "Thank you. Your statement has number %(number)s in the hearing “%(hearing)s”. You can "
            "read, correct or withdraw it until the end of %(day)s, and see the answer later, at "
            "the link below. The link is yours alone: don't pass it on."
        ),
        number=statement.number,
        hearing=statement.hearing.name,
        day=said_day(statement.hearing.closes),
    )
    spoken_to = said(version(statement.hearing))
    if waits:
        opening = said(
            N_(
                "Somebody has sent a statement to the hearing “%(hearing)s” with this address. "
                "If that was you, open the link below and confirm it. If not, do nothing."
            ),
            hearing=statement.hearing.name,
        )
    opening = f"{opening} {spoken_to}"
    onward = (
        Item(said(N_("Confirm the statement")), confirm_address(statement))
        if waits
        else Item(said(N_("Your statement")), link)
    )
    subject = N_("Confirm your statement") if waits else N_("Your statement has come in")
    return _mail(statement, "receipt", Letter(said(subject), opening, onward=onward, choice=False))


def version(hearing: Hearing) -> Phrase:
    """Which version of the plan one has spoken to, and which alternative it is."""
    publication, alternative = hearing.publication, hearing.said().alternative
    values = {
        "plan": hearing.plan.title or hearing.plan.slug,
        "number": publication.number,
        "day": said_day(timezone.localdate(publication.published_at)),
    }
    if alternative:
        template = N_(
            "It speaks to “%(plan)s”, publication %(number)s, of %(day)s: %(alternative)s."
        )
        return Phrase(template, **values, alternative=alternative)
    return Phrase(N_("It speaks to “%(plan)s”, publication %(number)s, of %(day)s."), **values)


def answer_letter(statement: Statement, reply: Reply) -> Mail | None:
    """What became of a statement, comment by comment, and where that is read.

    Args:
        statement: which.
        reply: the same as a letter on paper says it.
    """
    link = private_address(statement)
    if not link:
        return None
    said = _Saying(statement)
    opening = said(
        N_(
            "The statements in the hearing “%(hearing)s” have been answered. This is what became "
            "of your statement, number %(number)s; it stands at the link below, too."
        ),
        hearing=statement.hearing.name,
        number=statement.number,
    )
    onward = Item(said(N_("The answer to your statement")), link)
    subject = said(N_("Your statement is answered"))
    passages = ReplyWords(reply).passages
    items = [
        Item(one.heading, link, quote="\n\n".join(f"{name}: {text}" for name, text in one.parts))
        for one in passages
    ]
    letter = Letter(subject, opening, (part("", items),), onward=onward, choice=False)
    return _mail(statement, "answer", letter)


def _mail(statement: Statement, what: str, letter: Letter) -> Mail:
    text, html = written(
        letter, statement.hearing.plan.municipality, _language(statement), leave=""
    )
    return Mail(
        f"hearing {what} {statement.nonce}", statement.mail, letter.subject_line, text, html
    )


class _Saying:
    """Words in the language that a statement was written in the form of."""

    def __init__(self, statement: Statement) -> None:
        self._translate = catalogue(_language(statement)).gettext

    def __call__(self, said: str | Phrase, **values: object) -> str:
        phrase = said if isinstance(said, Phrase) else Phrase(said, **values)
        return phrase.said(self._translate)


def _language(statement: Statement) -> Language:
    return next((one for one in LANGUAGES if one == statement.language), DEFAULT)


def _folder(statement: Statement) -> str:
    language = _language(statement)
    return "" if language == LANGUAGES[0] else f"{language}/"
