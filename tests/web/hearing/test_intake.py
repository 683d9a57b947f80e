"""Taking in many statements: read by a job, looked through, taken in once, with their originals."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import date, datetime
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ledetraad.hearing.incoming import Incoming, read_incoming
from ledetraad.plan.model import Plan
from ledetraad.web.hearing.models import Hearing, Intake, IntakeFile, Statement, StatementVersion
from ledetraad.web.hearing.services import intake as intake_service
from ledetraad.web.jobs.worker import run_waiting
from tests.hearing.test_incoming import letter, sheet
from tests.hearing.test_mail_in import OUTLOOK
from tests.web.hearing.test_answering import mail

ROWS = [
    ["20/709-1", date(2020, 2, 3), "Heggedal vel", "Forening", "delmål 2.1", "Mer sykkel."],
    ["20/709-2", date(2020, 2, 4), "Ola Nordmann", "Privatperson", "", "Mindre bil."],
]

_PAGE = pypdfium2.PdfDocument.new()
_PAGE.new_page(200, 200)
_OUT = io.BytesIO()
_PAGE.save(_OUT)
SCANNED = _OUT.getvalue()
"""A PDF without a word in it, as a scanner makes."""


def own(hearing: Hearing, address: str = "") -> str:
    place = hearing.plan.municipality.slug
    return f"/oppfolging/{place}/horing/{hearing.pk}/innspill/{address}"


def choose(client: Client, hearing: Hearing, *files: tuple[str, bytes]) -> Intake:
    """Files that were chosen, and read."""
    chosen = [SimpleUploadedFile(name, data) for name, data in files]
    response = client.post(own(hearing, "inn/"), {"files": chosen})
    assert response.status_code == 302, response.content.decode()[:3000]
    run_waiting()
    return Intake.objects.latest("pk")


def do(client: Client, intake: Intake, op: str, **fields: Any) -> Any:
    address = own(intake.hearing, f"inn/{intake.pk}/gjor/")
    response = client.post(address, {"op": op, **fields})
    run_waiting()
    return response


def page(client: Client, intake: Intake) -> str:
    response = client.get(own(intake.hearing, f"inn/{intake.pk}/"))
    assert response.status_code == 200
    return str(response.content.decode())


def packed(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def test_nothing_is_taken_in_before_somebody_has_looked(hearing: Hearing, running: Client) -> None:
    intake = choose(running, hearing, ("liste.xlsx", sheet(ROWS)))

    assert not Statement.objects.exists()
    shown = page(running, intake)
    assert "Heggedal vel" in shown
    assert "Mindre bil." in shown


def test_a_sheet_becomes_a_statement_for_each_row_on_what_it_says_that_it_is_about(
    hearing: Hearing, running: Client, example_plan: Plan
) -> None:
    do(running, choose(running, hearing, ("liste.xlsx", sheet(ROWS))), "take")
    first, second = Statement.objects.order_by("number")

    assert (first.name, first.speaker, first.journal) == ("Heggedal vel", "association", "20/709-1")
    assert timezone.localdate(first.received_at) == date(2020, 2, 3)
    subgoal = next(
        one for one in example_plan.walk() if (one.level, one.number) == ("subgoal", "2.1")
    )
    assert first.comments.get().element == subgoal.id
    assert second.comments.get().element == ""
    assert second.speaker == "resident"


def test_letters_and_mails_keep_their_bytes_and_can_be_opened_as_they_came(
    hearing: Hearing, running: Client
) -> None:
    word, sent = letter("Vi vil ha flere trær."), mail()
    files = packed(("brev/Heggedal vel.docx", word), ("mail.eml", sent), ("__MACOSX/x", b"x"))
    do(running, choose(running, hearing, ("alt.zip", files)), "take")

    kept = {bytes(one.original): one for one in StatementVersion.objects.all()}
    assert set(kept) == {word, sent}
    assert kept[word].sha256 == hashlib.sha256(word).hexdigest()
    number = kept[word].statement.number
    response = running.get(own(hearing, f"{number}/original/1/"))
    assert response.content == word
    assert f"innspill-{number}-v1.docx" in response.headers["Content-Disposition"]
    assert kept[sent].statement.attachments.count() == 1  # and not what could run


def test_a_mail_from_outlook_keeps_its_bytes_and_what_is_safe_of_its_files(
    hearing: Hearing, running: Client
) -> None:
    do(running, choose(running, hearing, ("Uttalelse.msg", OUTLOOK)), "take")

    one = Statement.objects.get()
    assert (one.name, one.channel, one.mail) == (
        "Heggedal vel",
        "mail",
        "post@heggedal-vel.example",
    )
    assert [each.name for each in one.attachments.all()] == ["Vedlegg.txt"]
    response = running.get(own(hearing, f"{one.number}/original/1/"))
    assert response.content == OUTLOOK
    assert "innspill-1-v1.msg" in response.headers["Content-Disposition"]


def test_a_scanned_letter_says_that_it_has_no_text_and_what_somebody_writes_of_it_is_kept(
    hearing: Hearing, running: Client
) -> None:
    intake = choose(running, hearing, ("skannet.pdf", SCANNED), ("brev.docx", letter("Hei.")))
    shown = page(running, intake)
    assert 'name="row-0-text"' in shown
    assert 'name="row-1-text"' not in shown

    fields = {"row-0-name": "Ola Nordmann", "row-0-take": "1", "row-0-text": "Vil ha busslomme."}
    do(running, intake, "next", **fields)
    assert "Vil ha busslomme." in page(running, intake)
    do(running, intake, "take", **fields)

    one = Statement.objects.get(name="Ola Nordmann")
    assert one.comments.get().text == "Vil ha busslomme."
    assert bytes(one.versions.get().original) == SCANNED


def test_the_same_file_and_the_same_row_are_taken_in_once(
    hearing: Hearing, running: Client
) -> None:
    word = letter("Vi vil ha flere trær.")
    first = [("a.docx", word), ("liste.xlsx", sheet(ROWS))]
    do(running, choose(running, hearing, *first), "take")
    more = [*ROWS, ["20/709-3", "", "Kari", "", "", "Hei."]]
    again = choose(running, hearing, ("b.docx", word), ("ny.xlsx", sheet(more)))
    assert "3 ble tatt inn før" in page(running, again) or "3 were taken in" in page(running, again)
    do(running, again, "take")

    assert Statement.objects.count() == 4
    assert sorted(Statement.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_what_was_read_is_corrected_and_left_out_before_it_is_taken_in(
    hearing: Hearing, running: Client
) -> None:
    intake = choose(running, hearing, ("liste.xlsx", sheet(ROWS)))
    fields = {"row-0-name": "Heggedal velforening", "row-0-speaker": "union", "row-0-take": "1"}
    fields |= {"row-0-day": "5.2.2020", "row-0-journal": "20/709-9", "row-1-name": "Ola"}
    bad = do(running, intake, "take", **{**fields, "row-0-day": "31.2.2020"})
    assert bad.status_code == 422
    do(running, intake, "take", **fields)

    one = Statement.objects.get()
    assert (one.name, one.speaker, one.journal) == ("Heggedal velforening", "union", "20/709-9")
    assert timezone.localdate(one.received_at) == date(2020, 2, 5)


def test_a_private_persons_letter_is_not_taken_for_an_organisations(
    hearing: Hearing, running: Client
) -> None:
    name = "Høringsinnspill fra Ola Nordmann.docx"
    do(running, choose(running, hearing, (name, letter("Nei."))), "take")

    one = Statement.objects.get()
    assert (one.name, one.speaker) == ("Ola Nordmann", "resident")
    assert not one.text_released


def test_files_that_cant_be_read_are_named_and_the_others_are_taken_in(
    hearing: Hearing, running: Client
) -> None:
    files = [("god.docx", letter("Ja.")), ("ond.docx", b"MZ\x90\x00"), ("brev.msg", b"\xd0\xcf")]
    intake = choose(running, hearing, *files)
    shown = page(running, intake)
    do(running, intake, "take")

    assert "ond.docx" in shown
    assert "brev.msg" in shown
    assert Statement.objects.count() == 1


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 no archive", packed(("bombe.txt", b"0" * 130_000_000))]
)
def test_an_archive_that_cant_be_opened_or_is_a_bomb_is_refused(
    hearing: Hearing, running: Client, data: bytes
) -> None:
    response = running.post(own(hearing, "inn/"), {"files": [SimpleUploadedFile("x.zip", data)]})

    assert response.status_code == 422
    assert not Intake.objects.exists()


def test_seven_hundred_are_taken_in_some_at_a_time_and_none_twice(
    hearing: Hearing, running: Client
) -> None:
    rows = [[f"20/709-{n}", "", f"Avsender {n}", "", "", f"Innspill {n}."] for n in range(700)]
    intake = choose(running, hearing, ("liste.xlsx", sheet(rows)))
    do(running, intake, "take")
    do(running, intake, "take")

    intake.refresh_from_db()
    assert (intake.state, intake.done) == ("taken", 700)
    numbers = list(Statement.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 701))


def test_what_was_not_taken_in_can_be_thrown_away(hearing: Hearing, running: Client) -> None:
    intake = choose(running, hearing, ("liste.xlsx", sheet(ROWS)))
    do(running, intake, "throw")

    assert not Intake.objects.exists()


def everything_kept() -> str:
    """All that the files hold that statements were taken in from."""
    files = IntakeFile.objects.all()
    return " ".join(f"{one.name} {one.found} {bytes(one.data)!r} {one.problem}" for one in files)


def test_what_is_taken_in_is_not_kept_twice_but_a_sheet_stays_as_it_came(
    hearing: Hearing, running: Client
) -> None:
    whole = sheet(ROWS)
    files = [("Brev fra Ola Nordmann.docx", letter("Mindre bil.")), ("liste.xlsx", whole)]
    do(running, choose(running, hearing, *files, ("Kari.jpg", b"no letter")), "take")

    assert "Nordmann.docx" not in everything_kept()
    assert "Mindre bil." not in everything_kept()
    assert bytes(IntakeFile.objects.get(name="liste.xlsx").data) == whole
    assert bytes(IntakeFile.objects.get(name="Kari.jpg").data) == b""


def test_erasing_a_statement_takes_the_sheet_that_it_came_in_and_leaves_the_other_rows(
    hearing: Hearing, running: Client
) -> None:
    do(running, choose(running, hearing, ("Liste med Ola.xlsx", sheet(ROWS))), "take")
    first, second = Statement.objects.order_by("number")
    archive = running.get(f"{own(hearing)}../arkiv.zip".replace("innspill/../", ""))
    assert "Liste" in " ".join(zipfile.ZipFile(io.BytesIO(archive.getvalue())).namelist())

    running.post(own(hearing, f"{second.number}/gjor/"), {"op": "anonymise", "erase": "1"})

    assert "Ola" not in everything_kept()
    assert len(IntakeFile.objects.get().sha256) == 64
    assert bytes(StatementVersion.objects.get(statement=second).original) == b""
    assert "Heggedal vel" in bytes(StatementVersion.objects.get(statement=first).original).decode()
    archive = running.get(f"{own(hearing)}../arkiv.zip".replace("innspill/../", ""))
    names = " ".join(zipfile.ZipFile(io.BytesIO(archive.getvalue())).namelist())
    assert ".xlsx" not in names


def test_a_copy_of_it_that_nobody_has_looked_at_yet_is_erased_with_it(
    hearing: Hearing, running: Client
) -> None:
    do(running, choose(running, hearing, ("liste.xlsx", sheet(ROWS))), "take")
    again = choose(running, hearing, ("Olas liste.xlsx", sheet(ROWS)))
    statement = Statement.objects.get(name="Ola Nordmann")

    running.post(own(hearing, f"{statement.number}/gjor/"), {"op": "anonymise", "erase": "1"})

    assert "Ola" not in everything_kept()
    assert "innspill/1/" in page(running, again)


def dated(day: str, subject: str) -> bytes:
    return f"From: Kari <kari@example.org>\nSubject: {subject}\nDate: {day}\n\nHei.\n".encode()


def test_a_mail_of_a_time_that_never_was_came_when_it_was_sent_in(
    hearing: Hearing, running: Client
) -> None:
    never = dated("Fri, 31 Dec 9999 23:30:00 -0100", "Aldri")
    known = dated("Mon, 03 Feb 2020 10:15:00 +0100", "Kjent")
    intake = choose(running, hearing, ("a.eml", never), ("b.eml", known))
    do(running, intake, "take")

    days = sorted(timezone.localdate(one.received_at) for one in Statement.objects.all())
    assert days == [date(2020, 2, 3), timezone.localdate(intake.at)]


def test_a_mail_of_a_time_that_never_was_is_entered_with_the_time_that_it_is(
    hearing: Hearing, running: Client
) -> None:
    never = dated("Fri, 31 Dec 9999 23:30:00 -0100", "Aldri")
    before = timezone.now()

    response = running.post(own(hearing, "ny/"), {"eml": SimpleUploadedFile("a.eml", never)})

    assert response.status_code == 302
    assert before <= Statement.objects.get().received_at <= timezone.now()
    assert running.get(own(hearing)).status_code == 200


def test_a_file_that_cannot_be_read_at_all_does_not_stop_the_others(
    hearing: Hearing, running: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(data: bytes, name: str, now: datetime) -> list[Incoming]:
        if name == "a.eml":
            raise ZeroDivisionError
        return read_incoming(data, name, now)

    monkeypatch.setattr(intake_service, "read_incoming", read)
    files = [(name, dated("", name)) for name in ("a.eml", "b.eml")]

    shown = page(running, choose(running, hearing, *files))

    assert "a.eml" in shown
    assert IntakeFile.objects.get(name="a.eml").problem is not None
    assert len(IntakeFile.objects.get(name="b.eml").found) == 1
