"""A letter: what a mail says, put into plain text and HTML by the same words."""

from __future__ import annotations

from dataclasses import dataclass, field

from ledetraad.i18n import Language
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.notices.addresses import within
from ledetraad.web.pages import environment

MOST = 30
"""How many things a part lists; how many there are is told all the same."""
_LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Item:
    """A thing in a letter.

    Args:
        name: what it is called.
        address: where it is opened, whole.
        facts: what else is said of it, in short.
        quote: what somebody has written.
    """

    name: str
    address: str
    facts: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a letter: a heading, and the things under it.

    Args:
        heading: empty where the opening says it all.
        items: those that are listed.
        count: how many there are.
    """

    heading: str
    items: tuple[Item, ...]
    count: int

    @property
    def more(self) -> int:
        """How many aren't listed."""
        return max(self.count - len(self.items), 0)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says.

    Args:
        subject: on one line.
        opening: the first sentence.
        parts: what is listed.
        onward: what the last link says, and where it leads.
        choice: whether it says how to get less mail; not where the person has just asked for it.
    """

    subject: str
    opening: str
    parts: tuple[Part, ...] = ()
    onward: Item | None = None
    choice: bool = field(default=True)

    @property
    def subject_line(self) -> str:
        """The subject as a header can hold it: no line breaks or control characters."""
        words = "".join(one if one.isprintable() else " " for one in self.subject)
        return " ".join(words.split())[:_LONGEST_SUBJECT]


def part(heading: str, items: list[Item]) -> Part:
    """A part that lists as many things as a letter should."""
    return Part(heading, tuple(items[:MOST]), len(items))


def written(
    letter: Letter, municipality: Municipality, language: Language, *, leave: str
) -> tuple[str, str]:
    """A letter in plain text and in HTML.

    Args:
        letter: what it says.
        municipality: in which the choice of how often is made.
        language: of what stands around it.
        leave: where a person gets no more mail.
    """
    values = {
        "letter": letter,
        "place": municipality.name,
        "choose": within(municipality, "varsler/"),
        "leave": leave,
    }
    templates = environment(language)
    return (
        templates.get_template("notices/letter.txt").render(values),
        templates.get_template("notices/letter.html").render(values),
    )
