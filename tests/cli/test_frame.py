"""The command line speaks one language throughout, in its help and of what was typed wrong."""

from __future__ import annotations

import re

import pytest

from ledetraad.cli.app import run

ENGLISH = re.compile(r"Usage|Options:|Commands:|Arguments:|Show this|\[default|\[required|Error:")


@pytest.mark.parametrize(
    "arguments",
    [[], ["--help"], ["read", "--help"], ["serve", "--help"], ["adduser", "--help"], ["rea"]],
)
def test_nothing_of_the_frame_is_left_in_english(
    arguments: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    run(arguments)

    told = capfd.readouterr()
    assert not ENGLISH.search(told.out + told.err)
    assert "Slik: ledetraad" in told.out + told.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["rea"], "Det er ingen kommando som heter rea. Mente du read?"),
        (["read"], "FILE mangler."),
        (
            ["read", "a.pdf", "--jsonn"],
            "Det er ikke noe valg som heter --jsonn. Mente du --json?",
        ),
        (["site", "plan.pdf", "-o"], "-o må ha en verdi etter seg."),
        (["work", "mye", "mer"], "Det er skrevet mer enn kommandoen kan bruke."),
        (["token", "kari", "--municipality", "x", "--days", "ti"], "--days må være et helt tall."),
        (
            ["setrole", "kari", "x", "--role", "konge"],
            "--role må være en av 'reader', 'contributor', 'leader', 'controller', 'planner', "
            "'administrator'.",
        ),
    ],
)
def test_what_was_typed_wrong_is_told_plainly(
    arguments: list[str], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2

    assert told in capfd.readouterr().err
