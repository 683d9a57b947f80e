"""What several kinds of thing have in common when their changes are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ledetraad.i18n import N_
from ledetraad.web.changes.kind import Say, Tell
from ledetraad.web.changes.words import Words
from ledetraad.web.history.models import Change
from ledetraad.web.history.telling import NOTHING, Told

Way = Callable[[Words, Any], str]
DELETED: Mapping[str, str] = {"deleted_at": N_("Deleted")}
_LONGEST = 300


def by_fields(names: Mapping[str, str], sayer: Callable[[Words], Say]) -> Callable[[Words], Tell]:
    """Tell the fields that have a name, in the order of the names.

    Args:
        names: what each field is called, an English message; others are passed over.
        sayer: makes what says a field, in one language.
    """

    def made(words: Words) -> Tell:
        say = sayer(words)
        every = {**names, **DELETED}

        def text(name: str, value: Any, beside: Mapping[str, Any]) -> str:
            if value is None:
                return NOTHING
            if name == "deleted_at":
                return words.moment(value)
            return say(name, value, beside)

        def tell(change: Change) -> list[Told]:
            before = {name: pair[0] for name, pair in change.fields.items()}
            after = {name: pair[1] for name, pair in change.fields.items()}
            return [
                Told(
                    words.translate(label),
                    text(name, before[name], before),
                    text(name, after[name], after),
                )
                for name, label in every.items()
                if name in change.fields
            ]

        return tell

    return made


def by_ways(
    names: Mapping[str, str], ways: Mapping[str, Way] | None = None
) -> Callable[[Words], Tell]:
    """Tell fields of which most stand as they are.

    Args:
        names: what each field is called.
        ways: how those are said that don't.
    """
    known = ways or {}

    def sayer(words: Words) -> Say:
        def say(name: str, value: Any, _beside: Mapping[str, Any]) -> str:
            if name in known:
                return known[name](words, value)
            return plain(words, value)

        return say

    return by_fields(names, sayer)


def among(names: Mapping[Any, str]) -> Way:
    """Say one of several values by its name."""
    texts = {str(getattr(key, "value", key)): name for key, name in names.items()}

    def way(words: Words, value: Any) -> str:
        return words.translate(texts[str(value)]) if str(value) in texts else plain(words, value)

    return way


def plain(words: Words, value: Any) -> str:
    """What JSON holds, for people to read."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return words.yes_no(value)
    if isinstance(value, Mapping):
        said = "; ".join(f"{key}: {plain(words, one)}" for key, one in value.items())
    elif isinstance(value, list):
        said = "; ".join(plain(words, one) for one in value)
    else:
        said = str(value)
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def day(words: Words, value: Any) -> str:
    """A day."""
    return words.day(value)


def yes_no(words: Words, value: Any) -> str:
    """Yes or no."""
    return words.yes_no(value)
