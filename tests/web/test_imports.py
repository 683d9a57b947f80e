"""A document is taken in step by step: read, understood, looked through, corrected, taken in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ledetraad.plan.model import PlanStatus
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.imports.models import Import, KeptMapping
from ledetraad.web.imports.services.begin import begin
from ledetraad.web.imports.services.discard import KEPT_FOR, discard_old
from ledetraad.web.jobs.worker import run_waiting
from ledetraad.web.plans.models import Revision, WorkingCopy

DOCUMENTS = Path(__file__).parents[1] / "documents"
MEASURES = DOCUMENTS / "word" / "measures.docx"
NUMBERED = DOCUMENTS / "word" / "numbered.docx"
PDF = DOCUMENTS / "pdf" / "asker.pdf"
STRANGE = b"Hva vi vil;Grep\nAlle har det godt.;Vi skal lytte til folk.\n"

pytestmark = pytest.mark.django_db


def upload(client: Client, place: Municipality, data: bytes, name: str) -> Import:
    response = client.post(
        "/arbeid/ny/", {"municipality": place.pk, "document": SimpleUploadedFile(name, data)}
    )
    assert response.status_code == 302, response.content.decode()
    return Import.objects.get(pk=int(response.headers["Location"].split("/")[2]))


@pytest.fixture
def planner(client: Client, publisher: User) -> Client:
    client.force_login(publisher)
    return client


@pytest.fixture
def taken(planner: Client, municipality: Municipality) -> Import:
    """A Word file that is on its way in, and has been read."""
    document = upload(planner, municipality, MEASURES.read_bytes(), MEASURES.name)
    run_waiting()
    document.refresh_from_db()
    return document


def page(client: Client, document: Import, step: str = "") -> str:
    response = client.get(f"/innlesing/{document.pk}/{step}")
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def mend(client: Client, document: Import, **fields: str) -> int:
    return client.post(f"/innlesing/{document.pk}/les/1/rett/", fields).status_code


def words(document: Import) -> list[tuple[str, str]]:
    document.refresh_from_db()
    return [(element.level, element.words) for element in document.corrected().walk()]


def named(document: Import, text: str) -> str:
    return next(one.id for one in document.corrected().walk() if one.words.startswith(text))


def test_a_document_waits_until_it_is_read_and_then_leads_on(
    planner: Client, municipality: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledetraad.web.imports.views.PATIENCE", 0)
    document = upload(planner, municipality, MEASURES.read_bytes(), MEASURES.name)

    assert "blir lest" in page(planner, document)
    assert planner.get(f"/innlesing/{document.pk}/framdrift/").status_code == 200

    run_waiting()

    onward = planner.get(f"/innlesing/{document.pk}/")
    assert onward.headers["Location"] == f"/innlesing/{document.pk}/les/1/"
    progress = planner.get(f"/innlesing/{document.pk}/framdrift/")
    assert progress.headers["HX-Redirect"] == f"/innlesing/{document.pk}/"


def test_the_reading_can_be_cancelled_and_nothing_is_left(
    planner: Client, municipality: Municipality
) -> None:
    document = upload(planner, municipality, MEASURES.read_bytes(), MEASURES.name)

    planner.post(f"/innlesing/{document.pk}/forkast/")
    run_waiting()

    assert not Import.objects.exists()
    assert not WorkingCopy.objects.exists()


def test_what_was_read_stands_beside_the_document(planner: Client, taken: Import) -> None:
    shown = page(planner, taken, "les/1/")

    assert shown.count("Bygge 40 omsorgsboliger på Solvang") == 2
    assert "Plan og bygg" in shown


def test_taking_in_makes_a_plan_with_what_was_read(planner: Client, taken: Import) -> None:
    answer = planner.post(
        f"/innlesing/{taken.pk}/ferdig/",
        {"op": "finish", "plan": "new", "status": "draft", "owner": "Eksempel kommune"},
    )

    working_copy = WorkingCopy.objects.get()
    assert answer.headers["Location"] == f"/arbeid/{working_copy.slug}/"
    plan = working_copy.latest().plan()
    assert plan.status is PlanStatus.DRAFT
    assert len(list(plan.walk())) == 10
    assert bytes(working_copy.latest().source or b"") == MEASURES.read_bytes()
    taken.refresh_from_db()
    assert taken.state == Import.State.FINISHED
    assert bytes(taken.data) == b"" and not taken.parts.exists()


def test_a_document_is_taken_in_once_only(planner: Client, taken: Import) -> None:
    form = {"op": "finish", "plan": "new", "status": "draft"}
    planner.post(f"/innlesing/{taken.pk}/ferdig/", form)

    assert planner.post(f"/innlesing/{taken.pk}/ferdig/", form).status_code == 404
    assert Revision.objects.count() == 1


def test_words_level_and_references_are_corrected_in_place(planner: Client, taken: Import) -> None:
    one = named(taken, "Kartlegge tomter")

    status = mend(
        planner, taken, id=one, op="save", text="Kartlegge tomter", level="strategy",
        references="11.3, 1.4",
    )  # fmt: skip

    assert status == 302
    assert ("strategy", "Kartlegge tomter") in words(taken)
    element = next(each for each in taken.corrected().walk() if each.id == one)
    assert [reference.code for reference in element.references] == ["11.3", "1.4"]


def test_a_line_break_makes_two_and_joining_makes_them_one_again(
    planner: Client, taken: Import
) -> None:
    before = words(taken)
    one = named(taken, "Bygge 40 omsorgsboliger")

    mend(planner, taken, id=one, op="save", text="Bygge 40 omsorgsboliger\npå Solvang")
    assert ("measure", "på Solvang") in words(taken)

    mend(planner, taken, id=named(taken, "på Solvang"), op="join")
    assert words(taken) == before


def test_something_is_taken_out_and_something_added(planner: Client, taken: Import) -> None:
    one = named(taken, "Kartlegge tomter")

    mend(planner, taken, op="add", after=one, id=one, level="measure", text="Selge tomter\nLeie ut")
    mend(planner, taken, id=one, op="remove")

    said = [text for _, text in words(taken)]
    assert "Kartlegge tomter for ungdomsboliger" not in said
    assert said.index("Selge tomter") + 1 == said.index("Leie ut")


def test_corrections_are_taken_back_one_by_one(planner: Client, taken: Import) -> None:
    before = words(taken)
    mend(planner, taken, id=named(taken, "Kartlegge"), op="remove")
    mend(planner, taken, id=named(taken, "Lyssette"), op="save", text="Lyse opp gangveien")

    planner.post(f"/innlesing/{taken.pk}/les/1/angre/")
    assert ("measure", "Lyse opp gangveien") not in words(taken)
    planner.post(f"/innlesing/{taken.pk}/les/1/angre/")
    assert words(taken) == before
    planner.post(f"/innlesing/{taken.pk}/les/1/angre/")
    assert words(taken) == before


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"op": "save", "text": "   "}, "Teksten er tom"),
        ({"op": "save", "text": "Noe", "references": "FN 18.2"}, "18.2"),
        ({"op": "save", "text": "Noe", "references": "tull"}, "tull"),
        ({"op": "save", "text": "Noe", "level": "vedtak"}, "vedtak"),
    ],
)
def test_a_correction_that_cannot_be_is_told_of_and_nothing_is_stored(
    planner: Client, taken: Import, fields: dict[str, str], told: str
) -> None:
    before = words(taken)

    response = planner.post(
        f"/innlesing/{taken.pk}/les/1/rett/", {"id": named(taken, "Kartlegge"), **fields}
    )

    assert response.status_code == 422
    assert told in response.content.decode()
    assert words(taken) == before


def test_saying_that_a_column_is_something_else_reads_the_document_again(
    planner: Client, taken: Import
) -> None:
    shown = page(planner, taken, "deler/")
    key = re.search(r'for="(column-\d+)">\s*Kolonnen «Strategi»', shown)
    assert key is not None

    planner.post(f"/innlesing/{taken.pk}/deler/", {key[1]: "ignored"})
    run_waiting()

    assert {level for level, _ in words(taken)} == {"theme", "subgoal", "measure"}


def test_corrections_that_still_fit_hold_when_the_document_is_read_again(
    planner: Client, taken: Import
) -> None:
    mend(planner, taken, id=named(taken, "Lyssette"), op="save", text="Lyse opp gangveien")

    planner.post(f"/innlesing/{taken.pk}/deler/", {"singular-measure": "oppdrag"})
    run_waiting()

    assert ("measure", "Lyse opp gangveien") in words(taken)
    assert taken.corrected().level("measure").singular == "oppdrag"


def test_what_is_unsure_is_asked_of_before_all_else(
    planner: Client, municipality: Municipality
) -> None:
    document = upload(planner, municipality, NUMBERED.read_bytes(), NUMBERED.name)
    run_waiting()

    onward = planner.get(f"/innlesing/{document.pk}/").headers["Location"]
    assert onward == f"/innlesing/{document.pk}/deler/"
    assert "Se på denne" in page(planner, document, "deler/")


def test_a_document_with_words_of_its_own_is_read_when_its_columns_are_explained(
    planner: Client, municipality: Municipality
) -> None:
    document = upload(planner, municipality, STRANGE, "egne-ord.csv")
    run_waiting()

    assert "Ingen mål eller strategier ble gjenkjent" in page(planner, document, "deler/")
    assert planner.get(f"/innlesing/{document.pk}/les/1/").status_code == 404

    planner.post(f"/innlesing/{document.pk}/deler/", {"column-0": "goal", "column-1": "strategy"})
    run_waiting()

    assert words(document) == [
        ("goal", "Alle har det godt."),
        ("strategy", "Vi skal lytte til folk."),
    ]


def test_next_years_document_of_the_same_shape_is_read_as_this_years_was(
    planner: Client, municipality: Municipality
) -> None:
    first = upload(planner, municipality, STRANGE, "i-år.csv")
    run_waiting()
    planner.post(f"/innlesing/{first.pk}/deler/", {"column-0": "goal", "column-1": "strategy"})
    run_waiting()
    planner.post(
        f"/innlesing/{first.pk}/ferdig/", {"op": "finish", "plan": "new", "status": "draft"}
    )
    assert KeptMapping.objects.count() == 1

    again = upload(planner, municipality, STRANGE.replace(b"godt", b"bra"), "neste-år.csv")
    run_waiting()

    assert words(again)[0] == ("goal", "Alle har det bra.")
    assert "i-år.csv" in page(planner, again, "les/1/")


def test_another_municipalitys_way_to_read_is_not_used(
    planner: Client, municipality: Municipality, stranger: User
) -> None:
    other = stranger.membership_set.get().municipality
    KeptMapping.objects.create(
        municipality=other,
        name="deres.csv",
        heads=["grep", "hva vi vil"],
        mapping={"columns": [{"head": "Grep", "meaning": "measure"}]},
    )

    document = upload(planner, municipality, STRANGE, "vår.csv")
    run_waiting()

    document.refresh_from_db()
    assert document.state == Import.State.UNCLEAR


def test_a_doubt_can_be_found_right_and_goes_no_further(
    planner: Client, municipality: Municipality
) -> None:
    document = upload(planner, municipality, PDF.read_bytes(), PDF.name)
    run_waiting()
    document.refresh_from_db()
    assert document.doubts()

    for note in document.notes:
        planner.post(f"/innlesing/{document.pk}/les/1/greit/", {"key": note["key"], "settled": "1"})
    planner.post(
        f"/innlesing/{document.pk}/ferdig/", {"op": "finish", "plan": "new", "status": "draft"}
    )

    assert Revision.objects.get().notes == []


def test_a_pdfs_pages_are_shown_as_pictures(planner: Client, municipality: Municipality) -> None:
    document = upload(planner, municipality, PDF.read_bytes(), PDF.name)
    run_waiting()

    assert f"/innlesing/{document.pk}/side/1.png" in page(planner, document, "les/1/")
    picture = planner.get(f"/innlesing/{document.pk}/side/1.png")
    assert picture.content.startswith(b"\x89PNG")
    assert planner.get(f"/innlesing/{document.pk}/side/99.png").status_code == 404


def test_a_newer_document_becomes_a_revision_and_shows_what_it_changes(
    planner: Client, working_copy: WorkingCopy, example: Path
) -> None:
    text = example.read_text(encoding="utf-8").replace("Samarbeid for å nå målene", "Sammen")
    response = planner.post(
        "/arbeid/asker/dokument/",
        {"document": SimpleUploadedFile("ny.txt", text.encode())},
    )
    document = Import.objects.get(pk=int(response.headers["Location"].split("/")[2]))
    run_waiting()

    assert "Hva det endrer i" in page(planner, document, "ferdig/")
    planner.post(
        f"/innlesing/{document.pk}/ferdig/",
        {"op": "finish", "plan": str(working_copy.pk), "status": "proposal"},
    )

    before, after = (working_copy.revision_set.get(number=number).plan() for number in (1, 2))
    assert [one.id for one in before.walk()] == [one.id for one in after.walk()]
    assert after.elements[0].title == "Sammen"


def test_what_the_plan_is_called_is_corrected_at_the_end(planner: Client, taken: Import) -> None:
    planner.post(
        f"/innlesing/{taken.pk}/ferdig/",
        {
            "op": "finish", "plan": "new", "status": "draft", "title": "Handlingsplan",
            "subtitle": "", "owner": "Eksempel kommune", "from": "2027", "to": "2030",
            "language": "nn",
        },
    )  # fmt: skip

    plan = Revision.objects.get().plan()
    assert (plan.title, plan.owner, str(plan.period), plan.language) == (
        "Handlingsplan", "Eksempel kommune", "2027–2030", "nn",
    )  # fmt: skip


@pytest.mark.parametrize("years", [("2030", "2027"), ("2027", ""), ("to tusen", "2030")])
def test_a_period_that_cannot_be_is_told_of(
    planner: Client, taken: Import, years: tuple[str, str]
) -> None:
    response = planner.post(
        f"/innlesing/{taken.pk}/ferdig/",
        {"op": "finish", "plan": "new", "status": "draft", "from": years[0], "to": years[1]},
    )

    assert response.status_code == 422
    assert f'value="{years[0]}"' in response.content.decode()
    assert not Revision.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("brukket.pdf", b"%PDF-1.7\n%slutt"),
        ("tom.txt", b"ingen plan"),
        ("bilde.txt", b"\x00\x01\x02"),
        ("skadet.xlsx", b"PK\x03\x04 skadet"),
        ("avkuttet.json", b"[1, 2"),
        ("tull.docx", b"ikke en zip"),
    ],
)
def test_a_document_that_cannot_be_read_says_why_and_keeps_no_plan(
    planner: Client, municipality: Municipality, name: str, data: bytes
) -> None:
    document = upload(planner, municipality, data, name)
    run_waiting()

    shown = page(planner, document)
    assert name in shown and "Velg et annet dokument" in shown
    assert not WorkingCopy.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("plan.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600, ".doc"),
        ("plan.exe", b"MZ", ".exe"),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused_before_it_is_kept(
    planner: Client, municipality: Municipality, name: str, data: bytes, told: str
) -> None:
    response = planner.post(
        "/arbeid/ny/",
        {"municipality": municipality.pk, "document": SimpleUploadedFile(name, data)},
    )

    assert response.status_code == 422
    assert told in response.content.decode()
    assert not Import.objects.exists()


def test_a_file_that_is_far_too_large_is_stopped_on_its_way_in(
    planner: Client, municipality: Municipality
) -> None:
    response = planner.post(
        "/arbeid/ny/",
        {
            "municipality": municipality.pk,
            "document": SimpleUploadedFile("stor.pdf", b"%PDF-" + b"\0" * 32_000_000),
        },
    )

    assert response.status_code == 422
    assert "for stort" in response.content.decode()
    assert not Import.objects.exists()


def test_only_those_who_may_edit_the_municipalitys_plans_see_the_document(
    client: Client, taken: Import, reader: User, stranger: User
) -> None:
    addresses = ["", "framdrift/", "deler/", "les/1/", "ferdig/", "side/1.png"]
    posts = [
        "deler/",
        "igjen/",
        "les/1/rett/",
        "les/1/angre/",
        "les/1/greit/",
        "ferdig/",
        "forkast/",
    ]
    for user in (reader, stranger):
        client.force_login(user)
        for address in addresses:
            assert client.get(f"/innlesing/{taken.pk}/{address}").status_code == 404, address
        for address in posts:
            assert client.post(f"/innlesing/{taken.pk}/{address}").status_code == 404, address
    assert Import.objects.filter(pk=taken.pk, state=Import.State.READY).exists()


def test_what_nobody_goes_on_with_is_thrown_away_after_a_month(municipality: Municipality) -> None:
    old = begin(municipality, MEASURES.read_bytes(), MEASURES.name, user=None)
    Import.objects.filter(pk=old.pk).update(changed_at=timezone.now() - 2 * KEPT_FOR)
    begin(municipality, MEASURES.read_bytes(), MEASURES.name, user=None)

    assert discard_old(timezone.now()) == 1
    assert Import.objects.count() == 1


def test_those_on_their_way_in_are_listed_among_the_plans(planner: Client, taken: Import) -> None:
    shown = planner.get("/arbeid/").content.decode()

    assert "measures.docx" in shown
    assert f"/innlesing/{taken.pk}/" in shown
