"""`python -m benchmarks.fidelity`: how much of each test document is read right, and every error.

An element is read right when its level, the element above it, its whole text, its references and,
where the expected plan tells any, its facts are all as they should be. What a document should be
read as stands beside it in `NAME.expected.json`, in the core of the exchange format, with facts as
an object; a document of Asker's plan, `asker*`, is held against the plan that its text form gives.
References may be written there as codes alone: "11.3" is the UN's target, and what is no number is
the municipality's own code.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledetraad.errors import LedetraadError
from ledetraad.plan.model import Element
from ledetraad.readers import read_document
from ledetraad.readers.registry import READERS

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT / "tests" / "documents"
ASKER = ROOT / "examples" / "asker-2020-2032-forslag.txt"
ASKER_FORM = "Asker's overview"
EXPECTED = ".expected.json"

Pairs = tuple[tuple[str, str], ...]
Told = tuple[str, str, Pairs, Pairs, str]
"""An element as it is compared: level, text, references, facts, and level and text above it."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well a document was read.

    Args:
        document: its path under the folder of documents.
        form: what kind of layout it has.
        wanted, read, right: how many elements it has, were read, and were read right.
        errors: each element that was missed or should not be there; or why nothing was read.
    """

    document: str
    form: str
    wanted: int
    read: int
    right: int
    errors: tuple[str, ...]

    @property
    def precision(self) -> float:
        """The share of what was read that is right."""
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """The share of what the document has that was read right."""
        return self.right / self.wanted if self.wanted else 1.0


def documents(folder: Path = DOCUMENTS) -> list[Path]:
    """Every document that can be read and that has an expected plan."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in READERS
        and not path.name.endswith(EXPECTED)
        and (_expected_path(path).exists() or is_asker(path))
    ]


def is_asker(path: Path) -> bool:
    """Whether a document is one of Asker's plan, held against the plan of its text form."""
    named = path.stem == "asker" or path.stem.startswith("asker-")
    return named and not _expected_path(path).exists()


def score(path: Path) -> Score:
    """Read a document and hold it against what it should be read as."""
    form, wanted = _wanted(path)
    with_facts = any(facts for _, _, _, facts, _ in wanted)
    name = str(path.relative_to(DOCUMENTS) if path.is_relative_to(DOCUMENTS) else path)
    try:
        read = list(_told(read_document(path).plan.elements, with_facts=with_facts))
    except LedetraadError as error:
        return Score(name, form, len(wanted), 0, 0, (str(error),))
    missing = Counter(wanted) - Counter(read)
    extra = Counter(read) - Counter(wanted)
    errors = [f"missed: {_shown(one)}" for one in missing.elements()]
    errors += [f"not so: {_shown(one)}" for one in extra.elements()]
    return Score(name, form, len(wanted), len(read), len(read) - extra.total(), tuple(errors))


def table(scores: Iterable[Score]) -> str:
    """The scores as a Markdown table."""
    lines = [
        "| document | form | elements | precision | recall |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {one.document} | {one.form} | {one.wanted} | {one.precision:.3f} | {one.recall:.3f} |"
        for one in scores
    ]
    return "\n".join(lines)


def by_format(scores: Iterable[Score]) -> str:
    """The scores of each form in each format put together, as a Markdown table."""
    sums: dict[tuple[str, str], list[Score]] = {}
    for one in scores:
        sums.setdefault((one.form, Path(one.document).suffix), []).append(one)
    lines = [
        "| form | format | documents | elements | precision | recall |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for (form, ending), ones in sorted(sums.items()):
        wanted, read, right = (
            sum(getattr(one, what) for one in ones) for what in ("wanted", "read", "right")
        )
        lines.append(
            f"| {form} | {ending} | {len(ones)} | {wanted} "
            f"| {right / max(read, 1):.3f} | {right / max(wanted, 1):.3f} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the tables, and then every error."""
    chosen = [Path(name).resolve() for name in sys.argv[1:]] or documents()
    scores = [score(path) for path in chosen]
    print(by_format(scores), table(scores), sep="\n\n")
    for one in scores:
        for error in one.errors:
            print(f"\n{one.document}: {error}", end="")
    print()


def _expected_path(path: Path) -> Path:
    return path.with_name(path.name.split(".")[0] + EXPECTED)


def _wanted(path: Path) -> tuple[str, list[Told]]:
    if is_asker(path):
        return ASKER_FORM, list(_told(read_document(ASKER).plan.elements))
    document = json.loads(_expected_path(path).read_text("utf-8"))
    return document.get("form", path.parent.name), list(_told_of_json(document["elements"]))


def _told(
    elements: Iterable[Element], above: str = "", *, with_facts: bool = False
) -> Iterator[Told]:
    for element in elements:
        references = tuple((one.framework, one.code) for one in element.references)
        facts = [(one.key, one.value) for one in element.facts if one.key != "number"]
        words = _plain(element.words)
        yield element.level, words, references, tuple(sorted(facts)) if with_facts else (), above
        yield from _told(element.children, f"{element.level} {words}", with_facts=with_facts)


def _told_of_json(elements: Iterable[Mapping[str, Any]], above: str = "") -> Iterator[Told]:
    for element in elements:
        words = _plain(element.get("title") or element.get("text") or "")
        references = tuple(map(_reference, element.get("references", ())))
        facts = tuple(sorted(element.get("facts", {}).items()))
        yield element["level"], words, references, facts, above
        yield from _told_of_json(element.get("children", ()), f"{element['level']} {words}")


def _reference(written: str | Mapping[str, str]) -> tuple[str, str]:
    if isinstance(written, str):
        return ("un-sdg" if written[:1].isdigit() else "own", written)
    return written["framework"], written["code"]


def _plain(text: str) -> str:
    """A text without blanks that no page shows."""
    return " ".join(text.split())


def _shown(told: Told) -> str:
    level, words, references, facts, above = told
    codes = ", ".join(code for _, code in references)
    said = "".join(f", {key}: {value}" for key, value in facts)
    return f"{level} [{codes}] {words!r}{said} under {above[:60] or 'nothing'!r}"


if __name__ == "__main__":
    main()
