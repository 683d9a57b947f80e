"""`ledetraad diff`: what changed between two versions, for people, for machines and for Word."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from ledetraad.plan.exchange import dumps
from ledetraad.plan.model import Plan
from tests import revised as edits
from tests.cli.conftest import Ledetraad


@pytest.fixture
def second(example_plan: Plan, tmp_path: Path) -> Path:
    """The second version of the example plan, as a document."""
    path = tmp_path / "andre.json"
    path.write_bytes(dumps(edits.revised(example_plan)))
    return path


def test_the_same_version_twice_ends_with_nought(ledetraad: Ledetraad, example: Path) -> None:
    code, out, _ = ledetraad("diff", example, example)

    assert code == 0
    assert out == "De to versjonene er like.\n"


def test_a_summary_comes_first_and_then_each_change(
    ledetraad: Ledetraad, example: Path, second: Path
) -> None:
    code, out, _ = ledetraad("diff", example, second)

    assert code == 1
    assert out.startswith("1 strategi er kommet til.\n1 delmål og 2 strategier er tatt bort.\n")
    assert "Endret ved selve planen: undertittel og status.\n120 punkter er som før.\n" in out
    assert "Strategi 1.1.2: skrevet om\n" in out
    assert "[-fokus på utsatte grupper-] {+vekt på barn og unge+}." in out
    assert "Strategi 2.1.7 → Strategi 3.2.4: flyttet\n" in out
    assert "Står under: [-Delmål 2.1-] {+Delmål 3.2+}" in out
    assert "Referanser: [-FN-T 3.9-] {+FN-T 6.3+}" in out


def test_json_has_every_change_with_its_words(
    ledetraad: Ledetraad, example: Path, second: Path
) -> None:
    code, out, _ = ledetraad("diff", example, second, "--json")

    assert code == 1
    found = json.loads(out)
    assert found["format"] == "ledetraad-diff/1"
    assert found["same"] is False
    assert found["unchanged"] == 120
    assert found["counts"]["removed"] == {"subgoal": 1, "strategy": 2}
    assert found["plan"][1] == {"field": "status", "old": "proposal", "new": "adopted"}
    reworded = next(each for each in found["changes"] if each["kinds"] == ["reworded"])
    old, new = reworded["old"][0]["text"], reworded["new"][0]["text"]
    words = reworded["words"]
    assert "".join(run["text"] for run in words if run["kind"] != "inserted") == old
    assert "".join(run["text"] for run in words if run["kind"] != "removed") == new


def test_the_changes_are_written_to_word(
    ledetraad: Ledetraad, example: Path, second: Path, tmp_path: Path
) -> None:
    code, out, _ = ledetraad("diff", example, second, "-o", tmp_path / "endringer.docx")

    assert (code, out) == (1, "")
    document = zipfile.ZipFile(tmp_path / "endringer.docx").read("word/document.xml")
    assert b"<w:ins " in document


@pytest.mark.parametrize("place", [0, 1])
def test_a_version_that_can_not_be_read_ends_with_two(
    ledetraad: Ledetraad, example: Path, tmp_path: Path, place: int
) -> None:
    documents = [example, example]
    documents[place] = tmp_path / "finnes-ikke.txt"

    code, out, told = ledetraad("diff", *documents)

    assert (code, out) == (2, "")
    assert "finnes-ikke.txt" in told


def test_tracked_changes_are_for_word_alone(
    ledetraad: Ledetraad, example: Path, tmp_path: Path
) -> None:
    code, _, told = ledetraad("diff", example, example, "-o", tmp_path / "endringer.pdf")

    assert code == 2
    assert "endringer.pdf" in told
