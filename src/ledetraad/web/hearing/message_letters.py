"""What those are told whom a hearing concerns: invited, reminded, and told what has happened."""

from __future__ import annotations

from collections.abc import Callable

from ledetraad.errors import Phrase
from ledetraad.followup.saying import said_day
from ledetraad.hearing.notice import internet
from ledetraad.i18n import DEFAULT, LANGUAGES, N_, Language, catalogue
from ledetraad.web.hearing.letters import private_address
from ledetraad.web.hearing.links import hash_of, token_of
from ledetraad.web.hearing.models import Follower, Hearing, Invited, Message
from ledetraad.web.hearing.notices import facts_of
from ledetraad.web.hearing.services.following import confirm_address, leave_address
from ledetraad.web.notices.addresses import at
from ledetraad.web.notices.letter import Item, Letter, Part, written
from ledetraad.web.notices.sending import Mail

Kind = Message.Kind
Saying = Callable[..., str]


def invited_address(invited: Invited) -> str:
    """The whole address of a body's personal page; empty where the secret has been changed."""
    token = token_of(invited.nonce)
    if hash_of(token) != invited.link_hash:
        return ""
    return at(f"plan/{invited.hearing.plan.slug}/horing/invitert/{token}/")


def message_mail(message: Message) -> Mail | None:
    """A message as a mail; None where nobody is to be told any more."""
    to = _to(message)
    if not to:
        return None
    language, hearing = _language(message), message.hearing
    say = _saying(language)
    subject, opening = (say(one, **_facts(hearing)) for one in _WORDS[Kind(message.kind)])
    if message.kind == Kind.MOVED and hearing.said().moved:
        opening += f" {hearing.said().moved[-1].why}".rstrip()
    if message.kind == Kind.ADOPTED:
        opening += _decided(hearing, say)
    public = at(f"plan/{hearing.plan.slug}/{_folder(language)}horing/")
    parts: tuple[Part, ...] = ()
    if message.kind == Kind.INVITATION:
        said = hearing.said()
        notice = said.internet or internet(facts_of(hearing, public)).said(
            catalogue(language).gettext
        )
        parts = (
            Part(
                say(N_("The notice of the hearing")), (Item(hearing.name, public, quote=notice),), 1
            ),
        )
    onward = _onward(message, public, say)
    if onward is None:
        return None
    leave = leave_address(message.follower) if message.follower is not None else ""
    letter = Letter(subject, opening, parts, onward, choice=False)
    text, html = written(letter, hearing.plan.municipality, language, leave=leave)
    return Mail(
        f"hearing message {message.pk} {message.made_at.isoformat()}",
        to,
        letter.subject_line,
        text,
        html,
        leave,
    )


def confirm_following_mail(follower: Follower, hearing: Hearing) -> Mail:
    """The question whether somebody wants to follow."""
    language = _known(follower.language)
    say = _saying(language)
    letter = Letter(
        say(N_("Do you want to follow the hearing?")),
        say(
            N_(
                "Somebody has asked that “%(hearing)s” is followed by mail to this address. If "
                "that was you, open the link below and confirm it. If not, do nothing: you will "
                "hear no more, and the address is deleted in a week."
            ),
            hearing=hearing.name,
        ),
        onward=Item(say(N_("Follow the hearing")), confirm_address(follower)),
        choice=False,
    )
    text, html = written(letter, hearing.plan.municipality, language, leave="")
    key = f"hearing follow {follower.pk} {follower.at.isoformat()}"
    return Mail(key, follower.mail, letter.subject_line, text, html)


_WORDS: dict[Message.Kind, tuple[str, str]] = {
    Kind.INVITATION: (
        N_("You are invited to speak: %(hearing)s"),
        N_(
            "%(municipality)s puts “%(plan)s” on hearing, and invites you to say what you mean by "
            "%(day)s. The link at the end is for you alone: what you send there is noted as your "
            "answer. If you have no remarks, you can say that there, too."
        ),
    ),
    Kind.REMINDER: (
        N_("The hearing ends on %(day)s: %(hearing)s"),
        N_(
            "You are invited to speak to “%(plan)s”, and we have not heard from you yet. The last "
            "day is %(day)s. If you have answered another way, or have no remarks, you can say so "
            "at the link below, so that we know."
        ),
    ),
    Kind.MOVED: (
        N_("New deadline: %(hearing)s"),
        N_("The deadline of the hearing “%(hearing)s” has been moved from %(before)s to %(day)s."),
    ),
    Kind.ANSWERED: (
        N_("The statements are answered: %(hearing)s"),
        N_(
            "The statements in the hearing “%(hearing)s” have been answered. What became of each "
            "stands at the link below."
        ),
    ),
    Kind.ADOPTED: (
        N_("Adopted: %(plan)s"),
        N_("“%(plan)s” has been adopted after the hearing “%(hearing)s”."),
    ),
    Kind.AGAIN: (
        N_("On hearing again: %(hearing)s"),
        N_(
            "“%(plan)s” is on hearing again, from %(first)s to and with %(day)s. You can read what "
            "it is about and say what you mean at the link below."
        ),
    ),
}


def _facts(hearing: Hearing) -> dict[str, object]:
    said = hearing.said()
    return {
        "hearing": hearing.name,
        "plan": hearing.plan.title or hearing.plan.slug,
        "municipality": hearing.plan.municipality.name,
        "first": said_day(said.opens),
        "day": said_day(said.closes),
        "before": said_day(said.moved[-1].closes if said.moved else said.closes),
    }


def _decided(hearing: Hearing, say: Saying) -> str:
    decision = hearing.said().decision
    if decision is None:
        return ""
    told = say(N_("It was decided on %(day)s."), day=said_day(decision.date))
    where = ", ".join(one for one in (decision.body, decision.case) if one)
    return f" {told} {where}".rstrip()


def _onward(message: Message, public: str, say: Saying) -> Item | None:
    """Where the letter leads: to what is one's own, where one has such."""
    if message.invited is not None and message.kind in {Kind.INVITATION, Kind.REMINDER, Kind.MOVED}:
        address = invited_address(message.invited)
        return Item(say(N_("Your invitation")), address) if address else None
    if message.statement is not None:
        address = private_address(message.statement)
        return Item(say(N_("Your statement")), address) if address else None
    if message.kind == Kind.ANSWERED:
        return Item(say(N_("The hearing in numbers, and every answer")), f"{public}tall/")
    return Item(say(N_("The hearing")), public)


def _to(message: Message) -> str:
    """The address as it is now; empty where nobody is to be told any more."""
    if message.invited is not None:
        invited = message.invited
        late = message.kind == Kind.REMINDER and invited.answered
        return "" if late or invited.bounced or invited.deleted_at else invited.mail
    if message.statement is not None:
        gone = message.statement.withdrawn_at or message.statement.deleted_at
        return "" if gone else message.statement.mail
    return message.follower.mail if message.follower is not None else ""


def _language(message: Message) -> Language:
    if message.statement is not None:
        return _known(message.statement.language)
    return _known(message.follower.language) if message.follower is not None else DEFAULT


def _known(language: str) -> Language:
    return next((one for one in LANGUAGES if one == language), DEFAULT)


def _folder(language: Language) -> str:
    return "" if language == LANGUAGES[0] else f"{language}/"


def _saying(language: Language) -> Saying:
    translate = catalogue(language).gettext

    def say(template: str, **values: object) -> str:
        return Phrase(template, **values).said(translate)

    return say
