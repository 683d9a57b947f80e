"""What a document says of an element beside its text is in everything that is made of the plan."""

from __future__ import annotations

import io

from ledetraad.plan.model import Element, Fact, Plan, SourcePlace
from ledetraad.publish.registry import WRITERS
from ledetraad.publish.site import Site
from ledetraad.publish.snapshot import Snapshot
from ledetraad.readers import read_bytes
from tests.build import a_plan

FACTS = (
    Fact(key="responsible", name="Ansvar", value="Miljø *og* plan"),
    Fact(key="cost", name="Kostnad", value="10 mill."),
)
PLACE = SourcePlace(file="plan.docx", table=2, row=7)


def a_plan_with_facts() -> Plan:
    def told(element: Element) -> Element:
        update = {"children": tuple(map(told, element.children))}
        said = {} if element.children else {"facts": FACTS, "source": PLACE}
        return element.model_copy(update={**update, **said})

    plan = a_plan("Satsingsområde: A\n  Hovedmål: B\n    Delmål: C")
    return plan.model_copy(update={"elements": tuple(map(told, plan.elements))})


def written(ending: str) -> str:
    out = io.BytesIO()
    WRITERS[ending].write(a_plan_with_facts(), out, language="nb")
    return out.getvalue().decode()


def test_in_markdown_they_stand_below_the_element_and_are_read_back() -> None:
    text = written(".md")

    assert "\n  - *Ansvar:* Miljø \\*og\\* plan\n  - *Kostnad:* 10 mill.\n" in text
    again = list(read_bytes(text.encode(), "plan.md").plan.walk())
    assert [element.facts for element in again] == [(), (), FACTS]


def test_in_linked_data_each_is_a_node_of_its_own() -> None:
    text = written(".ttl")

    assert text.count("a lt:Fact") == 2
    assert 'rdf:value "10 mill."@nb' in text


def test_on_the_page_of_the_element_they_are_a_list_and_its_place_is_told() -> None:
    plan = a_plan_with_facts()
    element = list(plan.walk())[-1]

    page = Site(Snapshot(plan=plan), "nb").page(f"e/{element.id}.html")

    assert page is not None
    text = page.body.decode()
    assert "<dt>Ansvar</dt><dd>Miljø *og* plan</dd>" in text
    assert "plan.docx, tabell 2, rad 7" in text
