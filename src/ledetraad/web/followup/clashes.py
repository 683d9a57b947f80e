"""Two people who have changed the same: what a form says of it, and what its page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ledetraad.plan.finding import Translate
from ledetraad.web.followup.services.change_together import Answer
from ledetraad.web.forms import Form
from ledetraad.web.history.models import Recorded
from ledetraad.web.history.recording import ChangedMeanwhile

Text = Callable[[str, Mapping[str, Any]], str]
"""A field's name and all that is said → what the field says, in words."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two have changed.

    Args:
        name: the field.
        label: what the form calls it.
        theirs, mine: what each of the two says.
    """

    name: str
    label: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Versions:
    """The hidden fields by which a form is known again: see `Answer`."""

    opened: int | str
    seen: int | str


def answer_of(form: Form, fields: Iterable[str]) -> Answer:
    """What a form says of the versions that it was made from."""
    version = form.key("version") or 0
    chosen = {name: form.text(f"choose-{name}") for name in fields}
    return Answer(
        version,
        form.key("seen") or version,
        {name: whose for name, whose in chosen.items() if whose},
    )


def versions_of(form: Form, of: Recorded | None, clashes: Iterable[Clash]) -> Versions:
    """The versions that a form is to be sent back with.

    Args:
        form: as it was sent, or empty.
        of: what it changes, as it says now; None for something new.
        clashes: what the person is shown to choose among; thereby this version is seen.
    """
    now = of.version if of is not None else ""
    opened = form.said.get("version") or now
    if list(clashes):
        return Versions(opened, now)
    return Versions(opened, form.said.get("seen") or opened)


def clashes_of(
    changed: ChangedMeanwhile,
    mine: Mapping[str, Any],
    text: Text,
    labels: Mapping[str, str],
    translate: Translate,
    *,
    led: Mapping[str, str] | None = None,
) -> list[Clash]:
    """The fields that two have changed.

    Args:
        changed: that it was so, and what is said now.
        mine: all that the form says.
        text: a field in words.
        labels: what each field is called, in English.
        translate: into the page's language.
        led: fields that are chosen with another one, and that one.
    """
    names = sorted({(led or {}).get(name, name) for name in changed.fields})
    return [
        Clash(name, translate(labels[name]), text(name, changed.now), text(name, mine))
        for name in names
    ]
