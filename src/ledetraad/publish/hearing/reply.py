"""A reply letter to one who has spoken: what was said, how it was considered, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ledetraad.errors import Phrase
from ledetraad.followup.saying import said_day
from ledetraad.hearing.outcomes import OUTCOME_NAMES, Outcome
from ledetraad.i18n import N_, Language, catalogue
from ledetraad.plan.model import Decision


@dataclass(frozen=True, slots=True)
class ReplyComment:
    """A comment with its answer.

    Args:
        place: what in the plan it is about.
        said: what was said, in short.
        outcome, assessment: the answer.
        carried_to: the plan that it is carried on to.
        old, new: the change in the plan; `new` is empty where none follows.
    """

    place: str
    said: str
    outcome: str
    assessment: str
    carried_to: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A letter.

    Args:
        number: the statement's.
        name, contact: whom it is to.
        day: when the statement came in.
        journal, case: the statement's number and the case's in the municipality's records.
        hearing, plan, municipality: their names.
        made: the letter's date.
        comments: in order.
        signature: the lines at the end.
        decision: what the council decided, when it has.
        address: where the answers are read; empty for nowhere.
        language: of the letter.
    """

    number: int
    name: str
    contact: str
    day: date
    journal: str
    case: str
    hearing: str
    plan: str
    municipality: str
    made: date
    comments: tuple[ReplyComment, ...]
    signature: tuple[str, ...] = ()
    decision: Decision | None = None
    address: str = ""
    language: Language = "nb"


@dataclass(frozen=True, slots=True)
class Passage:
    """A comment in a letter, in words.

    Args:
        heading: what it is about.
        parts: each with a name and a text.
    """

    heading: str
    parts: tuple[tuple[str, str], ...]


class ReplyWords:
    """Says what stands in a letter, the same in Word and PDF.

    Args:
        reply: the letter.
    """

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self._translate = catalogue(reply.language).gettext

    @property
    def title(self) -> str:
        """The letter's subject."""
        return self._say(N_("Answer to your statement: %(hearing)s"), hearing=self._reply.hearing)

    @property
    def to(self) -> list[str]:
        """Whom it is to, a line each."""
        return [one for one in (self._reply.name, self._reply.contact) if one]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Date, journal number and case number."""
        reply, _ = self._reply, self._translate
        told = [
            (_("Date"), said_day(reply.made).said(_)),
            (_("Your statement"), self._say(N_("number %(number)s"), number=reply.number)),
            (_("Journal number"), reply.journal),
            (_("Case number"), reply.case),
        ]
        return [(name, value) for name, value in told if value]

    @property
    def opening(self) -> list[str]:
        """The paragraphs before the answers."""
        reply = self._reply
        said = [
            self._say(
                N_(
                    "Thank you for your statement of %(day)s to the hearing of “%(plan)s”. Here is "
                    "how it was considered, and what became of it."
                ),
                day=said_day(reply.day),
                plan=reply.plan,
            )
        ]
        if reply.decision is not None:
            said.append(
                self._say(
                    N_("The plan was adopted on %(day)s %(where)s"),
                    day=said_day(reply.decision.date),
                    where=", ".join(
                        one for one in (reply.decision.body, reply.decision.case) if one
                    ),
                ).strip()
                + "."
            )
        return said

    @property
    def passages(self) -> list[Passage]:
        """The comments, each with its answer."""
        _ = self._translate
        made = []
        for number, one in enumerate(self._reply.comments, start=1):
            outcome = _(OUTCOME_NAMES[Outcome(one.outcome)]) if one.outcome else ""
            if one.carried_to:
                outcome = f"{outcome}: {one.carried_to}"
            parts = [
                (_("What you said"), one.said),
                (_("Assessment"), one.assessment),
                (_("Outcome"), outcome),
                (_("Text before"), one.old if one.new else ""),
                (_("Text after"), one.new),
            ]
            made.append(
                Passage(f"{number}. {one.place}", tuple((n, text) for n, text in parts if text))
            )
        return made

    @property
    def closing(self) -> list[str]:
        """The paragraphs after the answers, with the signature."""
        reply, _ = self._reply, self._translate
        said = []
        if reply.address:
            said.append(
                self._say(
                    N_("All that was said, and every answer, can be read at %(address)s."),
                    address=reply.address,
                )
            )
        said.append(_("With kind regards"))
        return said

    @property
    def signature(self) -> list[str]:
        """The lines at the end; the municipality's name where nobody has written any."""
        return list(self._reply.signature) or [self._reply.municipality]

    def _say(self, template: str, **values: object) -> str:
        return Phrase(template, **values).said(self._translate)
