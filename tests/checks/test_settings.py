"""The `[check]` table: what it takes, and what it says of a mistake."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from pydantic import ValidationError

from ledetraad.checks.settings import CheckSettings
from ledetraad.config import section
from ledetraad.errors import InvalidSettings
from ledetraad.plan.finding import Severity


def severity(code: str, level: str | None = None, **settings: Any) -> Severity | None:
    """What settings make of a warning."""
    return CheckSettings.model_validate(settings).severity_of(code, Severity.WARNING, level)


def test_without_settings_every_rule_is_wanted_as_it_is() -> None:
    assert severity("LT001") is Severity.WARNING
    assert severity("LT402") is Severity.WARNING


def test_select_takes_codes_and_beginnings_of_codes() -> None:
    assert severity("LT301", select=["LT3"]) is Severity.WARNING
    assert severity("LT301", select=["LT301", "LT4"]) is Severity.WARNING
    assert severity("LT301", select=["LT4"]) is None
    assert severity("LT301", select=[]) is None


def test_the_longest_of_select_and_ignore_goes_and_ignore_where_they_are_alike() -> None:
    assert severity("LT301", ignore=["LT3"]) is None
    assert severity("LT301", select=["LT301"], ignore=["LT3"]) is Severity.WARNING
    assert severity("LT301", select=["LT3"], ignore=["LT301"]) is None
    assert severity("LT301", select=["LT301"], ignore=["LT301"]) is None


def test_severity_may_be_set_for_a_family_and_otherwise_for_one_of_it() -> None:
    chosen = {"LT3": "info", "LT301": "error", "LT302": "off"}

    assert severity("LT303", severity=chosen) is Severity.INFO
    assert severity("LT301", severity=chosen) is Severity.ERROR
    assert severity("LT302", severity=chosen) is None
    assert severity("LT101", severity=chosen) is Severity.WARNING


def test_a_level_may_ignore_what_the_plan_keeps() -> None:
    levels = {"strategy": {"ignore": ["LT307"]}}

    assert severity("LT307", "strategy", levels=levels) is None
    assert severity("LT307", "subgoal", levels=levels) is Severity.WARNING
    assert severity("LT307", None, levels=levels) is Severity.WARNING


def test_it_is_read_as_it_is_written_in_the_settings_file() -> None:
    tables = tomllib.loads(
        """
        [check]
        ignore = ["LT305"]
        lix = 65
        similarity = 0.9
        severity = { LT103 = "error", LT4 = "off" }
        levels.strategy.ignore = ["LT307"]
        """
    )

    settings = section(tables, "check", CheckSettings, "ledetraad.toml")

    assert settings.severity_of("LT103", Severity.WARNING) is Severity.ERROR
    assert (settings.limits.lix, settings.limits.similarity) == (65, 0.9)
    assert settings.severity_of("LT307", Severity.INFO, "strategy") is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"ignore": ["LT999"]},
        {"ignore": ["LT305x"]},
        {"select": ["lt3"]},
        {"select": [""]},
        {"severity": {"LT12": "error"}},
        {"levels": {"strategy": {"ignore": ["missing-full-stop"]}}},
    ],
)
def test_an_unknown_code_is_told_with_where_to_find_the_known(wrong: dict[str, Any]) -> None:
    with pytest.raises(
        ValidationError, match=r"is not a rule's code.*`ledetraad rules` lists them"
    ):
        CheckSettings.model_validate(wrong)


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"severity": {"LT301": "fatal"}}, "severity.LT301"),
        ({"lix": 0}, "lix"),
        ({"similarity": 1.1}, "similarity"),
        ({"selct": []}, "selct"),
        ({"levels": {"strategy": {"select": []}}}, "levels.strategy.select"),
    ],
)
def test_a_value_that_will_not_do_is_told_with_its_key(wrong: dict[str, Any], where: str) -> None:
    with pytest.raises(InvalidSettings) as caught:
        section({"check": wrong}, "check", CheckSettings, "ledetraad.toml")

    assert caught.value.where == "ledetraad.toml"
    assert f"check.{where}" in str(caught.value)
