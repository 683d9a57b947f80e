"""What a municipality may choose about the checks: the `[check]` table of `ledetraad.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ledetraad.checks.registry import known_codes
from ledetraad.checks.subject import HIGHEST_LIX, MOST_ALIKE, Limits
from ledetraad.i18n import N_
from ledetraad.plan.finding import Severity
from ledetraad.plan.model import Value
from ledetraad.validation import refusal

OFF: Literal["off"] = "off"


def _known(code: str) -> str:
    """A rule's code, or the beginning of some."""
    if not code or not any(known.startswith(code) for known in known_codes()):
        raise refusal(
            N_(
                "“%(code)s” is not a rule's code, nor the beginning of one such as LT3; "
                "`ledetraad rules` lists them"
            ),
            code=code,
        )
    return code


Code = Annotated[str, AfterValidator(_known)]


class LevelSettings(Value):
    """What holds for one level alone.

    Args:
        ignore: codes, or beginnings of codes, that are not wanted there.
    """

    ignore: tuple[Code, ...] = ()


class CheckSettings(Value):
    """The `[check]` settings.

    A code stands for one rule, the beginning of a code for all that begin so. Where several fit a
    rule the longest goes; between `select` and `ignore` alike, `ignore` does.

    Args:
        select: the rules that are wanted; all, unless said.
        ignore: the rules that are not.
        severity: how much a rule matters, unless it is as the rule has it; `off` silences it.
        levels: what holds for one level alone, by the level's key in the plan.
        lix: the highest readability index (LIX) of a statement.
        similarity: how alike two statements may be, from 0.5 to 1, before they are told of.
    """

    select: tuple[Code, ...] = ("LT",)
    ignore: tuple[Code, ...] = ()
    severity: dict[Code, Severity | Literal["off"]] = Field(default_factory=dict)
    levels: dict[str, LevelSettings] = Field(default_factory=dict)
    lix: float = Field(default=HIGHEST_LIX, gt=0, le=500)
    similarity: float = Field(default=MOST_ALIKE, ge=0.5, le=1)

    @property
    def limits(self) -> Limits:
        """The limits that rules go by."""
        return Limits(lix=self.lix, similarity=self.similarity)

    def severity_of(self, code: str, usual: Severity, level: str | None = None) -> Severity | None:
        """How much a rule's finding matters, or None where it is not wanted.

        Args:
            code: the rule's.
            usual: what it is unless a setting says otherwise.
            level: the key of the level that the finding is on, if it is on one.
        """
        if _longest(self.select, code) <= _longest(self.ignore, code):
            return None
        if level in self.levels and _longest(self.levels[level].ignore, code):
            return None
        chosen = max(self.severity, key=lambda one: _longest((one,), code), default="")
        if not chosen or not code.startswith(chosen):
            return usual
        severity = self.severity[chosen]
        return None if severity == OFF else Severity(severity)


def _longest(chosen: Iterable[str], code: str) -> int:
    """The length of the longest of some codes that fits a rule; 0 where none does."""
    return max((len(one) for one in chosen if code.startswith(one)), default=0)
