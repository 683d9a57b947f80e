"""The words around our own on the command line: heads of the help, and faults in what was typed.

The library that reads the arguments has these in English only, so they are said anew here.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from ledetraad.cli.screen import note, translate
from ledetraad.i18n import FOLDER, N_, Language

F = TypeVar("F", bound=Callable[..., Any])
_FRAME = (
    (re.compile(r"^Usage: ", re.MULTILINE), N_("Usage: ")),
    (re.compile(r"^Options:$", re.MULTILINE), N_("Options:")),
    (re.compile(r"^Arguments:$", re.MULTILINE), N_("Arguments:")),
    (re.compile(r"^Commands:$", re.MULTILINE), N_("Commands:")),
    (re.compile(r"\[OPTIONS\]"), N_("[OPTIONS]")),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), N_("COMMAND …")),
    (re.compile(r"Show\s+this\s+message\s+and\s+exit\."), N_("Show this, and do nothing else.")),
)
"""What the library writes, and how we say it."""
_MEANT = re.compile(r"Did you mean '(.*?)'\?")
_FAULTS = (
    (re.compile(r"No such option: (?P<name>\S+)"), N_("There is no option %(name)s.")),
    (re.compile(r"No such command '(?P<name>.*?)'"), N_("There is no command %(name)s.")),
    (
        re.compile(r"Option '(?P<name>.*?)' requires an argument"),
        N_("%(name)s needs a value after it."),
    ),
    (re.compile(r"unexpected extra argument"), N_("There are more arguments than can be used.")),
    (re.compile(r"Missing command"), N_("The command is missing.")),
    (
        re.compile(r"is not one of (?P<choices>.+?)\.?$"),
        N_("%(name)s has to be one of %(choices)s."),
    ),
    (re.compile(r"valid integer"), N_("%(name)s has to be a whole number.")),
    (re.compile(r"valid (number|float)"), N_("%(name)s has to be a number.")),
)
"""The library's faults, and how we say them."""


BY_GETTEXT = (N_("default: {default}"), N_("required"), N_("env var: {var}"), N_("(dynamic)"))
"""What the library itself looks up in the catalogue that `speak` names."""


def speak(language: Language) -> None:
    """Let the library look its words up in our catalogue."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("ledetraad", str(FOLDER))
    gettext.textdomain("ledetraad")


def framed(text: str) -> str:
    """A help text or a line of usage with the words around ours in the screen's language."""
    for pattern, ours in _FRAME:
        text = pattern.sub(translate(ours).replace("\\", r"\\"), text)
    return text


class Command(TyperCommand):
    """A command whose help is in one language throughout."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return framed(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:
        """The line that shows how it is written."""
        return framed(super().get_usage(ctx))


class Group(TyperGroup):
    """Several commands, with their help in one language throughout."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return framed(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:
        """The line that shows how it is written."""
        return framed(super().get_usage(ctx))


class Commands(typer.Typer):
    """A part of the command line, made of such commands."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=Group, **settings)

    def command(self, name: str | None = None, **settings: Any) -> Callable[[F], F]:
        """As Typer's own."""
        return super().command(name, cls=Command, **settings)


def tell_usage(error: Any) -> None:
    """A fault in what was typed, on standard error, with how to write it.

    Args:
        error: as the library raises it.
    """
    if type(error).__name__ == "NoArgsIsHelpError":
        note(error.message)
        return
    context = getattr(error, "ctx", None)
    if context is not None:
        note(context.get_usage())
        note(translate(N_("“%(command)s --help” tells more.")) % {"command": context.command_path})
        note("")
    note(" ".join([_what(error), *_meant(error)]))


def _what(error: Any) -> str:
    """What is wrong, in our words where the fault is one that we know."""
    parameter = getattr(error, "param", None)
    named = {"name": parameter.get_error_hint().strip("'") if parameter is not None else ""}
    if type(error).__name__ == "MissingParameter":
        return translate(N_("%(name)s is missing.")) % named
    message = str(getattr(error, "message", error))
    for pattern, ours in _FAULTS:
        found = pattern.search(message)
        if found is not None:
            return translate(ours) % (named | found.groupdict())
    return message


def _meant(error: Any) -> list[str]:
    """What was perhaps meant, asked as a question."""
    found = _MEANT.search(str(getattr(error, "message", "")))
    meant = [found[1]] if found is not None else sorted(getattr(error, "possibilities", None) or ())
    if not meant:
        return []
    return [translate(N_("Did you mean %(name)s?")) % {"name": ", ".join(meant)}]
