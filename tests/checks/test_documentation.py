"""The pages of docs/rules are those of the rules."""

from __future__ import annotations

from pathlib import Path

from ledetraad.checks.documentation import pages, write
from ledetraad.checks.registry import all_rule_docs

FOLDER = Path(__file__).parents[2] / "docs" / "rules"
HOW = "write them anew: python -m ledetraad.checks.documentation docs/rules"


def test_the_pages_in_the_repository_are_up_to_date() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}

    assert written == pages(all_rule_docs()), HOW


def test_every_rule_has_a_page_and_a_row_that_leads_to_it() -> None:
    made = pages(all_rule_docs())

    for doc in all_rule_docs():
        assert f"| [{doc.code}]({doc.code}.md) | {doc.name} |" in made["README.md"]
        assert f"# {doc.code} {doc.name}" in made[f"{doc.code}.md"]
        assert doc.good in made[f"{doc.code}.md"]


def test_writing_takes_away_the_page_of_a_rule_that_is_no_more(tmp_path: Path) -> None:
    old = tmp_path / "LT999.md"
    old.write_text("# LT999", encoding="utf-8")

    write(tmp_path)

    assert not old.exists()
    assert {path.name for path in tmp_path.iterdir()} == set(pages(all_rule_docs()))
