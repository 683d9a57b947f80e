"""The plan as linked data: a SKOS concept scheme in Turtle, tied to the UN's own identifiers.

Each element is a concept. How it rests on a UN goal or target is said twice: by SKOS, so that any
tool can follow it (adapted to the municipality: `skos:broadMatch`, since the element says less than
the target; taken directly: `skos:closeMatch`; otherwise `skos:relatedMatch`), and by a reference
of its own with the printed code and the basis. What the municipality has made itself is an
`lt:OwnStatement`. What else the document says of an element, such as who is responsible, is an
`lt:Fact`.

What was decided about the plan is a `prov:Activity` that has influenced it, with its date, the
case's number and who decided; an adopted plan has the date itself, too (`dcterms:dateAccepted`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import BinaryIO
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from ledetraad.frameworks import un_sdg
from ledetraad.i18n import Language
from ledetraad.plan.model import Basis, Decision, Element, Fact, Plan, PlanStatus, Reference
from ledetraad.plan.numbering import make_id

PREFIXES: dict[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "lt": "urn:ledetraad:term:",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "sdg": un_sdg.IRI,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
BASE = "urn:ledetraad:"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
_LANGUAGES = {"nb": "NOB", "nn": "NNO", "no": "NOR", "en": "ENG", "da": "DAN", "sv": "SWE"}


def _term(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


_A = _term("rdf:type")
_MATCHES: dict[Basis, NamedNode] = {
    "adapted": _term("skos:broadMatch"),
    "direct": _term("skos:closeMatch"),
    "own": _term("skos:relatedMatch"),
}


class TurtleWriter:
    """Writes the plan as SKOS.

    Args:
        base: what every identifier begins with, such as "https://plan.example.no/id/"; a URN
            where none is given. After it follow `element:` and the element's own id, or the same
            with a slash for an address.
    """

    def __init__(self, base: str = BASE) -> None:
        self._base = base

    def write(self, plan: Plan, out: BinaryIO, *, language: Language) -> None:  # noqa: ARG002
        """Write the whole plan to `out`; its texts are tagged with the plan's own language."""
        triples = _Graph(plan, self._base).triples()
        written = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
        lines = (written or b"").split(b"\n", len(PREFIXES))
        out.write(b"\n".join([*sorted(lines[:-1]), lines[-1]]))  # the prefixes come in any order


class _Graph:
    """The plan's triples, each subject's together."""

    def __init__(self, plan: Plan, base: str) -> None:
        self._plan = plan
        self._base = base
        self._between = ":" if base.startswith("urn:") else "/"
        period = str(plan.period or "")
        self._scheme = self._named("plan", make_id((plan.title, plan.owner, period), set()))

    def triples(self) -> Iterator[Triple]:
        yield from self._whole_plan()
        stack: list[tuple[Element, NamedNode | None]] = [
            (element, None) for element in reversed(self._plan.elements)
        ]
        members: dict[str, list[NamedNode]] = {}
        while stack:
            element, above = stack.pop()
            node = self._of(element)
            yield from self._concept(element, node, above)
            stack.extend((child, node) for child in reversed(element.children))
            members.setdefault(element.level, []).append(node)
        yield from self._levels(members)

    def _whole_plan(self) -> Iterator[Triple]:
        plan, scheme = self._plan, self._scheme
        owner, period = self._named("owner", _slug(plan.owner)), plan.period
        yield Triple(scheme, _A, _term("skos:ConceptScheme"))
        if plan.title:
            yield Triple(scheme, _term("dcterms:title"), self._text(plan.title))
            yield Triple(scheme, _term("skos:prefLabel"), self._text(plan.title))
        if plan.subtitle:
            yield Triple(scheme, _term("dcterms:alternative"), self._text(plan.subtitle))
        yield Triple(
            scheme, _term("dcterms:language"), NamedNode(_LANGUAGE + _LANGUAGES[plan.language])
        )
        yield Triple(scheme, _term("lt:status"), Literal(plan.status.value))
        if plan.owner:
            yield Triple(scheme, _term("dcterms:creator"), owner)
            yield Triple(scheme, _term("dcterms:publisher"), owner)
        when = self._named("period", str(period).replace("–", "-"))
        if period is not None:
            yield Triple(scheme, _term("dcterms:temporal"), when)
        if plan.decision is not None:
            yield Triple(scheme, _term("prov:wasInfluencedBy"), self._decided(plan.decision))
            if plan.status in (PlanStatus.ADOPTED, PlanStatus.SUPERSEDED):
                yield Triple(scheme, _term("dcterms:dateAccepted"), _day(plan.decision.date))
        for element in plan.elements:
            yield Triple(scheme, _term("skos:hasTopConcept"), self._of(element))
        if plan.decision is not None:
            yield from self._decision(plan.decision)
        if plan.owner:
            yield Triple(owner, _A, _term("foaf:Organization"))
            yield Triple(owner, _term("foaf:name"), self._text(plan.owner))
        if period is not None:
            yield Triple(when, _A, _term("dcterms:PeriodOfTime"))
            yield Triple(when, _term("dcat:startDate"), _year(period.from_year))
            yield Triple(when, _term("dcat:endDate"), _year(period.to_year))

    def _decision(self, decision: Decision) -> Iterator[Triple]:
        node, body = self._decided(decision), self._named("body", _slug(decision.body))
        yield Triple(node, _A, _term("prov:Activity"))
        yield Triple(node, _term("dcterms:date"), _day(decision.date))
        if decision.case:
            yield Triple(node, _term("dcterms:identifier"), Literal(decision.case))
        if decision.body:
            yield Triple(node, _term("prov:wasAssociatedWith"), body)
            yield Triple(body, _A, _term("foaf:Organization"))
            yield Triple(body, _term("foaf:name"), self._text(decision.body))

    def _concept(
        self, element: Element, node: NamedNode, above: NamedNode | None
    ) -> Iterator[Triple]:
        yield Triple(node, _A, _CONCEPT)
        if any(reference.framework == un_sdg.OWN for reference in element.references):
            yield Triple(node, _A, _OWN)
        if element.words:
            yield Triple(node, _LABEL, self._text(element.words))
        if element.number:
            yield Triple(node, _NOTATION, Literal(element.number))
        yield Triple(node, _IN_SCHEME, self._scheme)
        yield Triple(node, _LEVEL, self._named("level", element.level))
        if above is None:
            yield Triple(node, _TOP_OF, self._scheme)
        else:
            yield Triple(node, _BROADER, above)
        for child in element.children:
            yield Triple(node, _NARROWER, self._of(child))
        if element.source is not None:
            yield Triple(node, _SOURCE, Literal(str(element.source)))
        references = [
            (NamedNode(f"{node.value}{self._between}reference{self._between}{place}"), reference)
            for place, reference in enumerate(element.references, start=1)
        ]
        for name, reference in references:
            item = _item(reference)
            if item is not None:
                yield Triple(node, _MATCHES[reference.basis], item)
            yield Triple(node, _REFERENCE, name)
        facts = [
            (NamedNode(f"{node.value}{self._between}fact{self._between}{place}"), fact)
            for place, fact in enumerate(element.facts, start=1)
        ]
        for name, _ in facts:
            yield Triple(node, _FACT, name)
        for name, reference in references:
            yield from _reference(name, reference)
        for name, fact in facts:
            yield from self._fact(name, fact)

    def _fact(self, node: NamedNode, fact: Fact) -> Iterator[Triple]:
        yield Triple(node, _A, _term("lt:Fact"))
        yield Triple(node, _NOTATION, Literal(fact.key))
        if fact.name:
            yield Triple(node, _LABEL, self._text(fact.name))
        yield Triple(node, _VALUE, self._text(fact.value))

    def _levels(self, members: Mapping[str, Sequence[NamedNode]]) -> Iterator[Triple]:
        for level in self._plan.levels:
            node = self._named("level", level.key)
            yield Triple(node, _A, _term("skos:Collection"))
            yield Triple(node, _LABEL, self._text(level.plural or level.singular or level.key))
            yield Triple(node, _NOTATION, Literal(level.key))
            for member in members.get(level.key, ()):
                yield Triple(node, _MEMBER, member)

    def _decided(self, decision: Decision) -> NamedNode:
        return self._named("decision", _slug(f"{decision.date.isoformat()} {decision.case}"))

    def _of(self, element: Element) -> NamedNode:
        return self._named("element", element.id)

    def _named(self, kind: str, name: str) -> NamedNode:
        return NamedNode(f"{self._base}{kind}{self._between}{name}")

    def _text(self, text: str) -> Literal:
        return Literal(text, language=self._plan.language)


_CONCEPT = _term("skos:Concept")
_OWN = _term("lt:OwnStatement")
_LABEL = _term("skos:prefLabel")
_NOTATION = _term("skos:notation")
_IN_SCHEME = _term("skos:inScheme")
_TOP_OF = _term("skos:topConceptOf")
_BROADER = _term("skos:broader")
_NARROWER = _term("skos:narrower")
_MEMBER = _term("skos:member")
_SOURCE = _term("dcterms:source")
_LEVEL = _term("lt:level")
_REFERENCE = _term("lt:reference")
_PRINTED = _term("lt:printed")
_BASIS = _term("lt:basis")
_CODE = _term("lt:code")
_FRAMEWORK = _term("lt:framework")
_RESTS_ON = _term("lt:restsOn")
_FACT = _term("lt:fact")
_VALUE = _term("rdf:value")


def _reference(node: NamedNode, reference: Reference) -> Iterator[Triple]:
    yield Triple(node, _A, _term("lt:Reference"))
    yield Triple(node, _PRINTED, Literal(reference.printed))
    yield Triple(node, _FRAMEWORK, Literal(reference.framework))
    yield Triple(node, _CODE, Literal(reference.code))
    yield Triple(node, _BASIS, Literal(reference.basis))
    item = _item(reference)
    if item is not None:
        yield Triple(node, _RESTS_ON, item)


def _item(reference: Reference) -> NamedNode | None:
    """The UN's identifier of what a reference names, if the UN has such an item."""
    if reference.framework != un_sdg.ID:
        return None
    item = un_sdg.un_sdg().items.get(reference.code)
    return None if item is None else NamedNode(item.iri)


def _year(year: int) -> Literal:
    return Literal(str(year), datatype=_term("xsd:gYear"))


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=_term("xsd:date"))


def _slug(name: str) -> str:
    return quote("-".join(name.split()).casefold(), safe="")
