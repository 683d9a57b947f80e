"""The changes as tracked changes: all accepted they are the new version, all rejected the old."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from ledetraad.errors import UnwritableOutput
from ledetraad.plan.diff import Kind, diff
from ledetraad.plan.model import Element, Fact, Plan
from ledetraad.plan.numbering import numbered
from ledetraad.publish.write_changes_docx import changes_docx
from tests import revised as edits
from tests.build import a_plan
from tests.plans import plans

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WHEN = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


def tracked(old: Plan, new: Plan) -> bytes:
    out = io.BytesIO()
    changes_docx(diff(old, new), out, language="nb", author="Kari Nordmann", when=WHEN)
    return out.getvalue()


def body(document: bytes) -> etree._Element:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml"))
    found = root.find(f"{W}body")
    assert found is not None
    return found


def settled(document: bytes, *, accept: bool) -> list[str]:
    """The text of each paragraph when every change has been accepted, or rejected."""
    gone, stays = ("del", "ins") if accept else ("ins", "del")
    texts = []
    for paragraph in body(document).iter(f"{W}p"):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None:
            assert {each.tag for each in paragraph} <= {f"{W}pPr", f"{W}{gone}"}
            continue
        text = ""
        for child in paragraph:
            if child.tag in (f"{W}r", f"{W}{stays}"):
                text += "".join(each.text or "" for each in child.iter(f"{W}t", f"{W}delText"))
        texts.append(text)
    return texts


def lines(plan: Plan, numbers: dict[str, str] | None = None) -> list[str]:
    """What each element of a plan looks like in the document, by numbers of its own or others."""
    told = []
    for element in plan.walk():
        name = plan.level(element.level).singular
        label = "" if element.title else f"{name[:1].upper()}{name[1:]} "
        number = (numbers or {}).get(element.id, element.number)
        number = f"{number} " if number else ""
        codes = ", ".join(reference.printed for reference in element.references)
        told.append(f"{label}{number}{element.words}{f' ({codes})' if codes else ''}")
    return told


def numbers_now(old: Plan, new: Plan) -> dict[str, str]:
    """The new numbers of the old elements that stay where they are among the others."""
    found = diff(old, new)
    now = {element.id: element.number for element in new.walk()}
    stay = dict(found.unchanged)
    for change in found.changes:
        if change.old and change.new and Kind.MOVED not in change.kinds:
            stay[change.old[0].id] = change.new[0].id
    return {before: now[after] for before, after in stay.items()}


def test_accepting_all_gives_the_new_version_and_rejecting_all_the_old(example_plan: Plan) -> None:
    new = edits.revised(example_plan)

    document = tracked(example_plan, new)

    accepted, rejected = settled(document, accept=True), settled(document, accept=False)
    assert accepted[5:] == lines(new)
    assert rejected[5:] == lines(example_plan, numbers_now(example_plan, new))
    assert accepted[1] == new.subtitle
    assert rejected[1] == example_plan.subtitle
    assert accepted[4] == "Status: Vedtatt"
    assert rejected[4] == "Status: Høringsforslag"


def test_every_change_is_signed_dated_and_numbered(example_plan: Plan) -> None:
    document = body(tracked(example_plan, edits.revised(example_plan)))

    marks = list(document.iter(f"{W}ins", f"{W}del"))
    assert len(marks) > 20
    assert {mark.get(f"{W}author") for mark in marks} == {"Kari Nordmann"}
    assert {mark.get(f"{W}date") for mark in marks} == {"2026-03-02T08:30:00Z"}
    numbers = [mark.get(f"{W}id") for mark in marks]
    assert len(set(numbers)) == len(numbers)


def test_removed_text_is_written_as_removed_and_nothing_else_is(example_plan: Plan) -> None:
    document = body(tracked(example_plan, edits.revised(example_plan)))

    assert all(each.find(f".//{W}t") is None for each in document.iter(f"{W}del"))
    outside = list(document.iter(f"{W}delText"))
    assert outside
    assert all(any(up.tag == f"{W}del" for up in each.iterancestors()) for each in outside)


def test_only_the_words_that_changed_are_marked(example_plan: Plan) -> None:
    document = body(tracked(example_plan, edits.revised(example_plan)))

    removed = ["".join(each.itertext()) for each in document.iter(f"{W}del")]
    assert " fokus på utsatte grupper" in removed


def test_another_number_alone_is_no_change() -> None:
    new = a_plan("Strategi: Kommunen skal bygge sykkelveier.\nStrategi: Alle skal låne bøker.")
    old = numbered(new.model_copy(update={"elements": new.elements[1:]}))

    document = tracked(old, new)

    inserted = "".join("".join(each.itertext()) for each in body(document).iter(f"{W}ins"))
    assert inserted == "Strategi 1 Kommunen skal bygge sykkelveier."
    assert not list(body(document).iter(f"{W}del"))
    assert settled(document, accept=False)[-1] == "Strategi 2 Alle skal låne bøker."


def test_other_programs_open_the_document(example_plan: Plan) -> None:
    opened = docx.Document(io.BytesIO(tracked(example_plan, edits.revised(example_plan))))

    assert opened.paragraphs[0].text == example_plan.title


def test_the_same_version_twice_has_nothing_tracked(example_plan: Plan) -> None:
    document = body(tracked(example_plan, example_plan))

    assert list(document.iter(f"{W}ins", f"{W}del")) == []


def test_other_details_come_and_go_as_a_paragraph() -> None:
    old = a_plan("Strategi: Kommunen skal låne ut bøker.")
    fact = Fact(key="deadline", name="Frist", value="2027")
    new = old.model_copy(
        update={"elements": (old.elements[0].model_copy(update={"facts": (fact,)}),)}
    )

    document = tracked(old, new)

    assert settled(document, accept=True)[-1] == "Frist: 2027"
    assert settled(document, accept=False)[-1] == lines(old)[-1]


def test_a_character_that_word_can_not_hold_is_told_of() -> None:
    old = a_plan("Strategi: Kommunen skal låne ut bøker.")
    new = old.model_copy(
        update={"elements": (Element(id="a", level="strategy", text="Ny\x02tekst"),)}
    )

    with pytest.raises(UnwritableOutput):
        tracked(old, new)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), plans())
def test_it_holds_for_any_two_plans(old: Plan, new: Plan) -> None:
    new = new.model_copy(update={"owner": "Eksempel kommune"})
    document = tracked(old, new)

    for accept, plan in ((True, new), (False, old)):
        expected = []
        for element in plan.walk():
            expected.append(f"{element.number} {element.words}" if accept else element.words)
            if element.facts:
                told = (f"{fact.name or fact.key}: {fact.value}" for fact in element.facts)
                expected.append(" · ".join(told))
        texts = settled(document, accept=accept)
        for text, part in zip(texts[len(texts) - len(expected) :], expected, strict=True):
            assert part in text
