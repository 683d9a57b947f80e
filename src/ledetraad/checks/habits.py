"""What a plan mostly does, so that a rule can go by the plan's own custom and not by ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ledetraad.checks.subject import Subject

CLEAR_MAJORITY = 0.7
"""The share from which something is a custom."""
FEW = 4
"""With fewer statements than this a level has no custom of its own and goes by the whole plan."""


def levels_with_habit(subject: Subject, holds: Callable[[str], bool]) -> set[str]:
    """The keys of the levels whose statements mostly do something.

    Args:
        subject: the plan.
        holds: whether a statement's text does it.
    """
    said = [(element.level, holds(element.words)) for element in subject.statements]
    everywhere = _is_habit([yes for _, yes in said])
    habits: set[str] = set()
    for key in subject.levels:
        answers = [yes for level, yes in said if level == key]
        if _is_habit(answers) if len(answers) >= FEW else everywhere:
            habits.add(key)
    return habits


def _is_habit(answers: Sequence[bool]) -> bool:
    return bool(answers) and sum(answers) >= CLEAR_MAJORITY * len(answers)


def ends_in_stop(text: str) -> bool:
    """Whether a text ends as a sentence does, a closing quote or bracket after it allowed."""
    return text.rstrip().rstrip("»”\"')]").endswith((".", "!", "?", "…"))


def begins_in_capital(text: str) -> bool:
    """Whether a text's first letter is a capital, quotes and dashes before it passed over."""
    return text.lstrip(" «“\"'([-–•")[:1].isupper()
