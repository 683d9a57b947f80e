"""What docs/economy.md and docs/climate.md say is what the code does."""

from __future__ import annotations

import json
import re
from pathlib import Path

from ledetraad.climate.sectors import (
    AREA_SECTORS,
    INTERNATIONAL,
    PUBLISHED_NAMES,
    STANDARD_SCOPES,
)
from ledetraad.economy.amounts import KEY_AMOUNTS
from ledetraad.economy.financial_rules import rules_from_json
from ledetraad.economy.ledger_faults import NEVER_ACCEPTED, FaultKind
from ledetraad.economy.ties import Sureness

DOCS = Path(__file__).parents[2] / "docs"
ECONOMY = (DOCS / "economy.md").read_text(encoding="utf-8")
CLIMATE = (DOCS / "climate.md").read_text(encoding="utf-8")


def rows(page: str) -> dict[str, list[str]]:
    """The rows whose first cell is a key, by the key."""
    found = re.findall(r"^\| `(\w[\w-]*)` \|(.*)\|$", page, re.MULTILINE)
    return {key: [cell.strip() for cell in rest.split("|")] for key, rest in found}


def test_every_fault_has_its_row_and_says_whether_it_can_be_accepted() -> None:
    told = rows(ECONOMY)

    for fault in FaultKind:
        assert told[fault.value][-1] == ("no" if fault in NEVER_ACCEPTED else "yes")


def test_every_amount_has_its_row_and_those_that_must_be_given_say_so() -> None:
    told = rows(ECONOMY)

    for key, amount in KEY_AMOUNTS.items():
        assert told[key][0].startswith("given") is not bool(amount.parts)
        posts = {post for _, post, _ in amount.parts} - {"B.III.3", "E.I.5"}
        assert all(post in told[key][0] for post in posts)


def test_every_way_that_money_is_tied_has_its_row() -> None:
    assert {each.value for each in Sureness} <= set(rows(ECONOMY))


def test_the_rule_in_the_page_can_be_read() -> None:
    text = re.search(r"```json\n(.*?)```", ECONOMY, re.DOTALL)
    assert text is not None

    (rule,) = rules_from_json(json.dumps({"rules": [json.loads(text[1])]}), "page")
    assert rule.bounds(2027) == (None, 9)


def test_every_sector_and_boundary_has_its_row_with_its_names() -> None:
    told = rows(CLIMATE)

    for sector in AREA_SECTORS:
        assert PUBLISHED_NAMES[told[sector.value][0].lower()] is sector
        assert told[sector.value][1] == ", ".join(INTERNATIONAL[sector].sub_sectors)
    for boundary, name in STANDARD_SCOPES.items():
        assert told[boundary.value][0] == name
