"""An indicator's definition: what it may say and what not."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ledetraad.statistics.definition import Definition
from ledetraad.validation import first_fault

_PART: dict[str, Any] = {"source": "ssb", "table": "12134", "region": "KOKkommuneregion0000"}


def test_a_definition_reads_back_from_what_it_writes() -> None:
    definition = Definition.model_validate(
        {
            "name": "Andel eldre",
            "parts": {
                "gamle": _PART | {"adds": "count", "total": True, "choices": {"Alder": ["08?"]}},
                "alle": _PART | {"adds": "count"},
            },
            "formula": "gamle / alle * 100",
            "unit": "%",
            "decimals": 1,
            "direction": "keep",
            "edition": "2026-06-15",
        }
    )

    assert Definition.model_validate_json(definition.model_dump_json()) == definition


@pytest.mark.parametrize(
    ("change", "place", "says"),
    [
        ({"formula": "x +"}, "formula", "The formula ends"),
        ({"formula": "x + y"}, "", "asks for y"),
        ({"parts": {"x": _PART, "y": _PART}}, "", "does not use y"),
        ({"parts": {}}, "parts", ""),
        ({"name": " "}, "name", "at least 1"),
        ({"decimals": 7}, "decimals", "at most 6"),
        ({"edition": "i fjor"}, "edition", ""),
        ({"direction": "sidelengs"}, "direction", "one of"),
        ({"parts": {"x": _PART | {"total": True}}}, "parts.x", "only counts"),
        (
            {"parts": {"x": _PART | {"choices": {"KOKkommuneregion0000": ["3203"]}}}},
            "parts.x",
            "places are chosen",
        ),
    ],
)
def test_what_does_not_fit_together_is_refused_with_its_place(
    change: dict[str, Any], place: str, says: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        Definition.model_validate({"name": "x", "parts": {"x": _PART}} | change)

    at, why = first_fault(refused.value)
    assert at.startswith(place)
    assert says in str(why)
