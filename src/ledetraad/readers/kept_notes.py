"""What a reader was unsure of, kept as JSON, so that the document need not be read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TypedDict

from ledetraad.errors import Phrase
from ledetraad.plan.finding import Finding, Severity
from ledetraad.plan.model import SourcePlace
from ledetraad.readers.notes import NOTES


class KeptNote(TypedDict):
    """A finding of a reader; `key` tells it from the document's others."""

    key: str
    code: str
    template: str
    values: dict[str, str | int]
    element: str | None
    number: str
    level: str | None
    place: dict[str, object] | None
    severity: str


def keep_notes(findings: Iterable[Finding]) -> list[KeptNote]:
    """A reader's findings as JSON can hold them."""
    return [_kept(finding) for finding in findings]


def kept_notes(kept: Sequence[KeptNote]) -> tuple[Finding, ...]:
    """The findings that were kept; those of a rule that is no more are left out."""
    rules = {rule.code: rule for rule in NOTES}
    return tuple(
        Finding(
            rule=rules[one["code"]],
            template=one["template"],
            values=one["values"],
            element=one["element"],
            number=one["number"],
            level=one["level"],
            place=SourcePlace.model_validate(one["place"]) if one["place"] is not None else None,
            severity=Severity(one["severity"]),
        )
        for one in kept
        if one["code"] in rules
    )


def _kept(finding: Finding) -> KeptNote:
    values = {
        name: value if isinstance(value, int | str) else _words(value)
        for name, value in finding.values.items()
    }
    place = finding.place.model_dump(exclude_none=True) if finding.place is not None else None
    told = repr((finding.code, finding.template, values, finding.element, place))
    return KeptNote(
        key=hashlib.sha256(told.encode()).hexdigest()[:16],
        code=finding.code,
        template=finding.template,
        values=values,
        element=finding.element,
        number=finding.number,
        level=finding.level,
        place=place,
        severity=finding.severity.value,
    )


def _words(value: object) -> str:
    return value.said() if isinstance(value, Phrase) else str(value)
