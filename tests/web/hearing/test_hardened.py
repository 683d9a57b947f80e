"""What is sent to disturb: files that are two things at once, guessed links, second thoughts."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ledetraad.hearing.files import MOST_FILES
from ledetraad.web.hearing.models import Attachment, Comment, Statement
from ledetraad.web.uploads import TAKEN
from tests.web.hearing.conftest import PUBLIC, Speaking

SCRIPT = b"<script>alert(document.domain)</script>"


def picture() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Tatt hjemme hos Berit"
    Image.new("RGB", (8, 8), "red").save(out, "JPEG", exif=exif, comment=SCRIPT)
    return out.getvalue()


def packed(name: str = "x.html") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, SCRIPT)
    return out.getvalue()


@pytest.mark.parametrize("tail", [SCRIPT, packed()], ids=["a page", "an archive"])
def test_a_picture_that_is_something_else_too_is_only_a_picture_afterwards(
    speaking: Speaking, tail: bytes
) -> None:
    statement, link = speaking.said(
        files=SimpleUploadedFile("bilde.html", picture() + tail, "text/html")
    )

    file = statement.attachments.get()
    assert file.name == "bilde.jpg"
    assert SCRIPT not in bytes(file.data)
    assert b"Berit" not in bytes(file.data)
    assert b"x.html" not in bytes(file.data)
    assert bytes(file.original or b"") == picture() + tail
    answer = speaking.client.get(f"{link}fil/{file.pk}/")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "data", [packed(), SCRIPT, b"GIF89a/*" + SCRIPT, b"MZ\x90\0", b"%!PS\n"], ids=repr
)
def test_what_a_browser_or_a_machine_could_run_is_not_taken_in(
    speaking: Speaking, data: bytes
) -> None:
    response = speaking.send(files=SimpleUploadedFile("referat.pdf", data, "application/pdf"))

    assert response.status_code == 422
    assert not Attachment.objects.exists()


def test_a_document_that_is_an_archive_too_is_handed_out_as_a_document_to_keep(
    speaking: Speaking,
) -> None:
    statement, link = speaking.said(files=SimpleUploadedFile("a.zip", b"%PDF-1.4\n" + packed()))

    file = statement.attachments.get()
    assert file.name == "a.pdf"
    answer = speaking.client.get(f"{link}fil/{file.pk}/")
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_five_of_the_largest_files_are_taken_in_and_more_is_refused_whole(
    speaking: Speaking,
) -> None:
    large = [SimpleUploadedFile(f"{n}.txt", b"a" * 10_000_000) for n in range(MOST_FILES)]
    statement, _ = speaking.said(files=large)
    assert statement.attachments.count() == MOST_FILES

    more = [SimpleUploadedFile(f"{n}.txt", b"a" * (TAKEN // 4)) for n in range(5)]
    assert speaking.send(files=more).status_code == 413
    assert Statement.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["عبد الله", "מרים כהן", "Åse Ødegård", "👩‍🌾 Gro", "李小龍"], ids=ascii
)
def test_a_name_in_any_script_is_kept_and_stands_by_itself(speaking: Speaking, name: str) -> None:
    statement, link = speaking.said(name=name)

    assert statement.name == name
    assert f"<bdi>{name}</bdi>" in speaking.client.get(link).content.decode()


def test_what_was_withdrawn_is_not_answered_though_its_answer_was_written(
    speaking: Speaking,
) -> None:
    _, link = speaking.said("Trekkes tilbake.")
    Comment.objects.update(assessment="Et svar som ingen skal se.", outcome="noted", done=True)
    Statement.objects.update(text_released=True)
    assert "Trekkes tilbake." in speaking.page("innspill/")

    speaking.client.post(link, {"op": "withdraw"})

    speaking.hearing.document = {**speaking.hearing.document, "state": "answered"}
    speaking.hearing.state = "answered"
    speaking.hearing.save()
    for address in ("innspill/", "tall/", "innspill.atom"):
        page = speaking.page(address)
        assert "Trekkes tilbake." not in page
        assert "Et svar som ingen skal se." not in page
    own = speaking.client.get(link).content.decode()
    assert "Trekkes tilbake." in own
    assert "Et svar som ingen skal se." not in own


def test_a_link_that_is_guessed_leads_nowhere_however_near_it_is(speaking: Speaking) -> None:
    _, link = speaking.said()
    token = link.rstrip("/").rpartition("/")[2]
    near = token[:-1] + ("A" if token[-1] != "A" else "E")

    assert len(token) * 6 >= 256
    for guess in (near, "A" * 43, "A" * 42, token.swapcase(), f"{token}A"):
        response = speaking.client.get(f"{PUBLIC}mitt/{guess}/")
        assert response.status_code == 404
        assert "sykkelveier" not in response.content.decode()
