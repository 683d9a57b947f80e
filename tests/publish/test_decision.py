"""What was decided about a plan stands in every form that the plan is written in."""

from __future__ import annotations

import io
from datetime import date

import docx
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import DCTERMS, FOAF, PROV, Graph, Literal

from ledetraad.i18n import LANGUAGES, Language
from ledetraad.plan.diff import diff
from ledetraad.plan.model import Decision, Plan, PlanStatus
from ledetraad.publish.registry import WRITERS
from ledetraad.publish.write_changes_docx import changes_docx
from ledetraad.readers import read_bytes
from tests.build import a_plan
from tests.plans import words

SMALL = """
    Satsingsområde: God oppvekst
      Hovedmål [FN-T 4]: Barn har det godt.
        Delmål [FN-T 4.1]: Alle lærer å lese.
"""
DECISION = Decision(date=date(2020, 6, 16), case="45/20", body="kommunestyret")
TOLD = {
    "nb": ["Dato for vedtaket: 16. juni 2020", "Saksnummer: 45/20", "Vedtatt av: kommunestyret"],
    "nn": ["Dato for vedtaket: 16. juni 2020", "Saksnummer: 45/20", "Vedteke av: kommunestyret"],
    "en": ["Date of the decision: 16 June 2020", "Case number: 45/20", "Decided by: kommunestyret"],
}


def decided(decision: Decision | None = DECISION, status: PlanStatus = PlanStatus.ADOPTED) -> Plan:
    return a_plan(SMALL).model_copy(
        update={
            "title": "Samfunnsdelen",
            "owner": "Eksempel kommune",
            "status": status,
            "decision": decision,
        }
    )


def written(plan: Plan, ending: str, language: Language = "nb") -> bytes:
    out = io.BytesIO()
    WRITERS[ending].write(plan, out, language=language)
    return out.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_of_the_markdown_tells_of_it(language: Language) -> None:
    lines = written(decided(), ".md", language).decode().splitlines()

    head = lines[: lines.index("## 1 God oppvekst")]
    assert [line.removeprefix("- ") for line in head][-4:-1] == TOLD[language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", PlanStatus)
def test_it_reads_back_from_markdown(language: Language, status: PlanStatus) -> None:
    plan = read_bytes(written(decided(status=status), ".md", language), "plan.md").plan

    assert plan.decision == DECISION
    assert plan.status is status


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(), st.just("") | words(40), st.just("") | words(60), st.sampled_from(LANGUAGES))
def test_any_decision_reads_back_from_markdown(
    when: date, case: str, body: str, language: Language
) -> None:
    said = Decision(date=when, case=" ".join(case.split()), body=" ".join(body.split()))

    assert read_bytes(written(decided(said), ".md", language), "plan.md").plan.decision == said


def test_a_date_that_is_none_is_no_decision() -> None:
    text = written(decided(), ".md").replace(b"16. juni", b"31. juni")

    assert read_bytes(text, "plan.md").plan.decision is None


def test_the_front_page_of_the_pdf_tells_of_it() -> None:
    front = pypdfium2.PdfDocument(written(decided(), ".pdf"))[0].get_textpage().get_text_range()

    for told in TOLD["nb"]:
        assert told.replace(": ", " ") in front


def test_the_first_page_of_the_word_document_tells_of_it() -> None:
    opened = docx.Document(io.BytesIO(written(decided(), ".docx")))

    told = [one.text for one in opened.paragraphs if one.style and one.style.name == "Plan facts"]
    assert [line.replace("\t", " ") for line in told][-3:] == TOLD["nb"]


def test_the_linked_data_says_when_by_whom_and_in_what_case() -> None:
    made = Graph().parse(data=written(decided(), ".ttl"), format="turtle")

    (decision,) = made.objects(None, PROV.wasInfluencedBy)
    assert made.value(decision, DCTERMS.date) == Literal(date(2020, 6, 16))
    assert made.value(decision, DCTERMS.identifier) == Literal("45/20")
    body = made.value(decision, PROV.wasAssociatedWith)
    assert made.value(body, FOAF.name) == Literal("kommunestyret", lang="nb")
    accepted = list(made.objects(None, DCTERMS.dateAccepted))
    assert accepted == [Literal(date(2020, 6, 16))]


def test_a_proposal_that_something_was_decided_about_has_not_been_accepted() -> None:
    made = Graph().parse(data=written(decided(status=PlanStatus.PROPOSAL), ".ttl"), format="turtle")

    assert list(made.objects(None, PROV.wasInfluencedBy))
    assert not list(made.objects(None, DCTERMS.dateAccepted))


@pytest.mark.parametrize("ending", [".md", ".pdf", ".docx", ".ttl"])
def test_what_is_not_known_of_it_is_not_named(ending: str) -> None:
    plain = decided(Decision(date=date(2020, 6, 16)))

    assert b"Saksnummer" not in written(plain, ".md")
    assert written(plain, ending) != written(decided(None), ending)


def test_a_new_decision_is_a_tracked_change() -> None:
    out = io.BytesIO()
    changes_docx(diff(decided(None), decided()), out, language="nb")

    opened = docx.Document(out)
    inserted = [
        "".join(text.text for text in one.iter("{*}t"))
        for one in opened.element.body.iter("{*}p")
        if one.find("{*}pPr/{*}rPr/{*}ins") is not None
    ]
    assert inserted == TOLD["nb"]
