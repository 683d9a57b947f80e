"""Every rule's own example: what is called bad is found, and what is called good is not."""

from __future__ import annotations

import pytest

from ledetraad.checks.registry import RULES, all_rule_docs
from ledetraad.checks.rule import Rule
from ledetraad.checks.run import run_checks
from ledetraad.checks.settings import CheckSettings
from ledetraad.plan.finding import RuleDoc
from tests.build import a_plan

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.doc.code)
each_doc = pytest.mark.parametrize("doc", all_rule_docs(), ids=lambda doc: doc.code)


@pytest.fixture
def outlines(rule: Rule) -> tuple[str, str]:
    """The rule's bad and good example; LT203's are codes alone, so a strategy is put after them."""
    if rule.doc.code == "LT203":
        return (
            f"Strategi [{rule.doc.bad}]: Kommunen skal bygge fortau.",
            f"Strategi [{rule.doc.good}]: Kommunen skal bygge fortau.",
        )
    return rule.doc.bad, rule.doc.good


@each_rule
def test_the_bad_example_is_found_and_by_a_readable_sentence(
    rule: Rule, outlines: tuple[str, str]
) -> None:
    bad, _ = outlines

    found = run_checks(a_plan(bad), CheckSettings(select=(rule.doc.code,)))

    assert found
    for finding in found:
        assert finding.code == rule.doc.code
        assert finding.severity is rule.doc.severity
        assert "%(" not in finding.message()
        assert finding.message().endswith((".", "?"))


@each_rule
def test_the_good_example_is_not_found(rule: Rule, outlines: tuple[str, str]) -> None:
    _, good = outlines

    assert run_checks(a_plan(good), CheckSettings(select=(rule.doc.code,))) == []


@each_doc
def test_everything_about_a_rule_is_written(doc: RuleDoc) -> None:
    assert doc.name == doc.name.lower().replace(" ", "-")
    assert doc.bad
    assert doc.good
    assert doc.bad != doc.good
    for sentence in (doc.summary, doc.why, doc.remedy):
        assert sentence[0].isupper()
        assert sentence.endswith(".")


def test_codes_and_names_are_each_used_once_and_codes_say_the_family() -> None:
    docs = all_rule_docs()

    assert len({doc.code for doc in docs}) == len(docs)
    assert len({doc.name for doc in docs}) == len(docs)
    assert {doc.code[:3] for doc in docs} == {"LT0", "LT1", "LT2", "LT3", "LT4", "LT5"}
