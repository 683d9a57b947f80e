"""Linked data: what another program can ask of it."""

from __future__ import annotations

import io

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace, URIRef

from ledetraad.plan.model import Plan, Reference
from ledetraad.publish.write_turtle import BASE, TurtleWriter
from tests.build import a_plan

LT = Namespace("urn:ledetraad:term:")
SDG = Namespace("http://metadata.un.org/sdg/")
ELEMENT = Namespace("urn:ledetraad:element:")


def graph(plan: Plan, base: str = BASE) -> Graph:
    out = io.BytesIO()
    TurtleWriter(base).write(plan, out, language="nb")
    return Graph().parse(data=out.getvalue(), format="turtle")


@pytest.fixture(scope="module")
def example_graph(example_plan: Plan) -> Graph:
    return graph(example_plan)


def test_the_plan_is_a_concept_scheme_with_title_owner_and_period(example_graph: Graph) -> None:
    answer = example_graph.query(
        """SELECT ?title ?owner ?from ?to WHERE {
             ?plan a skos:ConceptScheme ; dcterms:title ?title ;
               dcterms:creator/foaf:name ?owner ; dcterms:language ?language ;
               dcterms:temporal [ dcat:startDate ?from ; dcat:endDate ?to ] }"""
    )

    [(title, owner, start, end)] = answer
    assert title == Literal("Samlet oversikt over mål og strategier for Asker kommune", lang="nb")
    assert owner == Literal("Asker kommune", lang="nb")
    assert (str(start), str(end)) == ("2020", "2032")


def test_every_element_is_a_concept_at_its_place(example_plan: Plan, example_graph: Graph) -> None:
    elements = list(example_plan.walk())

    assert len(set(example_graph.subjects(RDF.type, SKOS.Concept))) == len(elements)
    for element in elements:
        node = ELEMENT[element.id]
        assert example_graph.value(node, SKOS.prefLabel) == Literal(element.words, lang="nb")
        assert example_graph.value(node, SKOS.notation) == Literal(element.number)
        assert example_graph.value(node, DCTERMS.source) == Literal(str(element.source))
        below = {ELEMENT[child.id] for child in element.children}
        assert set(example_graph.objects(node, SKOS.narrower)) == below
        assert set(example_graph.subjects(SKOS.broader, node)) == below
    tops = {ELEMENT[element.id] for element in example_plan.elements}
    assert set(example_graph.subjects(SKOS.topConceptOf)) == tops
    assert set(example_graph.objects(None, SKOS.hasTopConcept)) == tops


def test_links_to_the_un_tell_on_what_basis() -> None:
    made = graph(a_plan("Delmål [FN-T 11.3, SDG 4.1]: A\nDelmål [EK]: B"))

    assert set(made.objects(ELEMENT["line-1"], SKOS.broadMatch)) == {SDG["11.3"]}
    assert set(made.objects(ELEMENT["line-1"], SKOS.closeMatch)) == {SDG["4.1"]}
    assert list(made.subjects(RDF.type, LT.OwnStatement)) == [ELEMENT["line-2"]]


def test_a_reference_keeps_the_printed_code_and_its_basis() -> None:
    made = graph(a_plan("Delmål [FN-T 11.3]: A"))

    node = made.value(ELEMENT["line-1"], LT.reference)
    assert made.value(node, LT.printed) == Literal("FN-T 11.3")
    assert made.value(node, LT.basis) == Literal("adapted")
    assert made.value(node, LT.restsOn) == SDG["11.3"]


def test_a_code_that_the_un_does_not_have_is_told_of_but_not_linked() -> None:
    plan = a_plan("Delmål: A")
    strange = Reference(printed='FN <99> "x"', framework="un-sdg", code="<99>", basis="direct")
    element = plan.elements[0].model_copy(update={"references": (strange,)})

    made = graph(plan.model_copy(update={"elements": (element,)}))

    assert list(made.objects(None, LT.printed)) == [Literal(strange.printed)]
    assert not list(made.objects(None, SKOS.closeMatch))


def test_identifiers_may_be_addresses() -> None:
    made = graph(a_plan("Delmål: A"), "https://plan.example.no/id/")

    node = URIRef("https://plan.example.no/id/element/line-1")
    assert (node, RDF.type, SKOS.Concept) in made


def test_the_prefixes_are_there_for_people_to_read(example_plan: Plan) -> None:
    out = io.BytesIO()
    TurtleWriter().write(example_plan, out, language="nb")
    text = out.getvalue().decode()

    assert "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ." in text
    assert "skos:broadMatch sdg:17 ;" in text
