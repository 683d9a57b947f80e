"""What others may read: nothing of itself, each thing by its own decision, and names by leave."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from ledetraad.web.hearing.models import Attachment, Hearing, Statement, StatementVersion
from ledetraad.web.history.models import Change
from tests.web.hearing.conftest import PUBLIC, Speaking

WORK = "/oppfolging/asker-kommune/horing/"


def decide(client: Client, statement: Statement, **said: object) -> int:
    statement.refresh_from_db()
    fields = {
        "op": "decide",
        "version": statement.version,
        "speaker": statement.speaker,
        "shown": "none",
        **said,
    }
    address = f"{WORK}{statement.hearing_id}/innspill/{statement.number}/gjor/"
    return client.post(address, fields).status_code


def text(name: str = "brev.txt", content: bytes = b"Hei") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_nothing_is_shown_until_somebody_has_decided_it(
    speaking: Speaking, running: Client
) -> None:
    statement, _ = speaking.said("Flere benker", may_name="1")
    assert "benker" not in speaking.page("innspill/")
    assert speaking.client.get(f"{PUBLIC}innspill/1/").status_code == 404

    assert decide(running, statement, shown="text") == 302

    page = speaking.page("innspill/")
    assert "Flere benker" in page
    assert "Berit" not in page
    assert "1" in page


def test_a_persons_name_is_shown_only_when_both_agree(speaking: Speaking, running: Client) -> None:
    agrees, _ = speaking.said("Ja", may_name="1", name="Anne Enig")
    not_asked, _ = speaking.said("Nei", name="Nils Nei")

    assert decide(running, agrees, shown="text", name_released="1") == 302
    assert decide(running, not_asked, shown="text", name_released="1") == 422
    assert decide(running, not_asked, shown="text") == 302

    page = speaking.page("innspill/")
    assert "Anne Enig" in page
    assert "Nils Nei" not in page


def test_a_childs_name_is_never_shown(speaking: Speaking, running: Client) -> None:
    child, _ = speaking.said("Skatepark!", who="child", name="Lille Per")

    assert decide(running, child, shown="text", name_released="1") == 422
    assert decide(running, child, shown="text") == 302
    assert "Lille Per" not in speaking.page("innspill/")


def test_a_resident_made_a_child_by_hand_loses_the_name_that_was_released(
    speaking: Speaking, running: Client
) -> None:
    statement, _ = speaking.said(name="Unge Ola", may_name="1")
    decide(running, statement, shown="text", name_released="1")

    decide(running, statement, shown="text", speaker="child")

    assert "Unge Ola" not in speaking.page("innspill/")


def test_an_organisation_is_shown_by_name(speaking: Speaking, running: Client) -> None:
    statement, _ = speaking.said(who="organisation", name="Velforeningen")

    decide(running, statement, shown="text")

    assert "Velforeningen" in speaking.page("innspill/")


def test_names_leave_the_page_a_year_after_the_hearing(speaking: Speaking, running: Client) -> None:
    statement, _ = speaking.said(who="organisation", name="Velforeningen")
    decide(running, statement, shown="text")

    long_ago = speaking.hearing.opens - timedelta(days=500)
    speaking.move(long_ago, long_ago + timedelta(days=60))

    page = speaking.page("innspill/")
    assert "sykkelveier" in page
    assert "Velforeningen" not in page


def test_what_is_hidden_is_hidden_for_a_reason_that_its_sender_is_told(
    speaking: Speaking, running: Client
) -> None:
    statement, link = speaking.said("Trusler")

    assert decide(running, statement, shown="hidden") == 422
    assert decide(running, statement, shown="hidden", hidden_why="Navngir en nabo") == 302

    assert "Trusler" not in speaking.page("innspill/")
    assert "Navngir en nabo" in speaking.client.get(link).content.decode()
    assert Change.objects.filter(kind="hearing.statement", fields__has_key="hidden_why").exists()


def test_the_finder_points_at_what_may_be_personal(speaking: Speaking, running: Client) -> None:
    statement, _ = speaking.said("Ring Berit på 412 34 567")

    page = running.get(f"{WORK}{statement.hearing_id}/innspill/1/").content.decode()

    assert '<mark class="personal">' in page
    assert "412 34 567</mark>" in page.replace('<span class="ds-sr-only">]</span>', "")


def test_what_may_be_personal_and_a_name_are_left_out_and_the_rest_is_shown(
    speaking: Speaking, running: Client
) -> None:
    statement, link = speaking.said(
        "Ring Berit Borte på 412 34 567 om sykkelveien. BORTE mener det."
    )
    decide(running, statement, shown="masked", left_out="Berit Borte, borte")

    for page in (speaking.page("innspill/"), speaking.page("innspill.atom")):
        assert "Ring […] på […] om sykkelveien. […] mener det." in page
    desk = running.get(f"{WORK}{statement.hearing_id}/innspill/1/").content.decode()
    assert "412 34 567" in desk
    assert "[…] om sykkelveien" in desk
    assert "412 34 567" in speaking.client.get(link).content.decode()
    assert "Borte" not in str(list(Change.objects.values_list("fields", "name", "reason")))
    table = running.get(f"{WORK}{statement.hearing_id}/merknadstabell.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(table)).active
    assert sheet is not None
    assert "Borte" not in str(sheet["H2"].value)

    decide(running, statement, shown="text", left_out="")
    assert "412 34 567" in speaking.page("innspill/")


def test_the_log_tells_what_was_shown_and_hidden_by_whom_and_why(
    speaking: Speaking, running: Client, django_assert_max_num_queries: Any
) -> None:
    first, _ = speaking.said("Én")
    second, _ = speaking.said("To")
    decide(running, first, shown="masked")
    decide(running, second, shown="hidden", hidden_why="Truer en navngitt person")
    address = f"{WORK}{first.hearing_id}/logg/"

    with django_assert_max_num_queries(10):
        page = running.get(address).content.decode()
    rows = re.findall(r"<tbody>(.*)</tbody>", page, re.DOTALL)[0].split("</tr>")
    assert "Truer en navngitt person" in rows[0]
    assert "kari" in rows[0]
    assert ">2</a>" in rows[0]
    assert ">1</a>" in rows[1]


def test_moderation_afterwards_shows_at_once_only_what_has_nothing_personal_in_it(
    speaking: Speaking,
) -> None:
    document = Hearing.objects.get().document | {"moderation": "after"}
    Hearing.objects.update(document=document)

    speaking.said("Flere benker")
    speaking.said("Ring meg på 412 34 567")
    speaking.said("Jeg, Berit, er enig", name="Berit Eksempel")

    page = speaking.page("innspill/")
    assert "Flere benker" in page
    assert "412 34 567" not in page
    assert "er enig" not in page


def test_each_attachment_is_released_by_itself_and_handed_out_as_a_file(
    speaking: Speaking, running: Client
) -> None:
    statement, _ = speaking.said(files=[text("a.txt"), text("b.txt", b"hemmelig")])
    first, second = Attachment.objects.order_by("pk")
    decide(running, statement, shown="text", files=[str(first.pk)])

    shown = speaking.client.get(f"{PUBLIC}innspill/1/fil/{first.pk}/")
    hidden = speaking.client.get(f"{PUBLIC}innspill/1/fil/{second.pk}/")

    assert shown.headers["Content-Type"] == "application/octet-stream"
    assert shown.headers["Content-Disposition"].startswith("attachment")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert hidden.status_code == 404
    decide(running, statement, shown="none", files=[str(first.pk)])
    assert speaking.client.get(f"{PUBLIC}innspill/1/fil/{first.pk}/").status_code == 404


def test_a_picture_is_handed_out_anew_and_the_original_is_kept(speaking: Speaking) -> None:
    out = io.BytesIO()
    said = Image.Exif()
    said[0x010F] = "Kamera til Kari"
    Image.new("RGB", (9, 9)).save(out, "JPEG", exif=said)

    _, link = speaking.said(files=[SimpleUploadedFile("ferie.jpg", out.getvalue())])

    kept = Attachment.objects.get()
    assert b"Kari" in bytes(kept.original or b"")
    handed_out = speaking.client.get(f"{link}fil/{kept.pk}/").content
    assert b"Kari" not in handed_out


@pytest.mark.parametrize(
    "files",
    [
        [text("x.html", b"<script>alert(1)</script>")],
        [text("stor.txt", b"x" * 10_000_001)],
        [text(f"{n}.txt") for n in range(6)],
    ],
)
def test_files_that_are_not_taken_in_leave_nothing_behind(
    speaking: Speaking, files: list[SimpleUploadedFile]
) -> None:
    response = speaking.send(files=files)

    assert response.status_code == 422
    assert 'id="files-problem"' in response.content.decode()
    assert not Statement.objects.exists()


def test_an_attachment_can_be_taken_away_by_its_sender_and_is_then_shown_to_nobody(
    speaking: Speaking, running: Client
) -> None:
    statement, link = speaking.said(files=[text()])
    file = Attachment.objects.get()
    decide(running, statement, shown="text", files=[str(file.pk)])

    fields = speaking.fields(seen="1", remove=str(file.pk))
    assert speaking.client.post(f"{link}rett/", fields).status_code == 302

    assert speaking.client.get(f"{link}fil/{file.pk}/").status_code == 404
    assert decide(running, statement, shown="text", files=[str(file.pk)]) == 422


def test_anonymising_takes_the_sender_away_everywhere_but_keeps_the_text(
    speaking: Speaking, running: Client
) -> None:
    statement, _ = speaking.said(
        "Flere benker", name="Berit Borte", mail="berit@example.org", may_name="1"
    )
    decide(running, statement, shown="text", name_released="1")
    here = f"{WORK}{statement.hearing_id}/innspill/1/gjor/"

    assert running.post(here, {"op": "anonymise", "erase": "1"}).status_code == 422
    assert running.post(here, {"op": "anonymise"}).status_code == 302

    statement.refresh_from_db()
    assert (statement.name, statement.mail) == ("", "")
    assert "Borte" not in str(list(Change.objects.values_list("fields", "name", "reason")))
    assert "benker" not in speaking.page("innspill/")
    decide(running, statement, shown="text", name_released="1")
    decide(running, statement, shown="text")
    assert "benker" in speaking.page("innspill/")
    assert "Borte" not in speaking.page("innspill/")


def test_the_original_is_erased_only_where_the_archive_has_it(
    speaking: Speaking, running: Client
) -> None:
    statement, _ = speaking.said()
    decide(running, statement, journal="26/1234-5")

    running.post(
        f"{WORK}{statement.hearing_id}/innspill/1/gjor/", {"op": "anonymise", "erase": "1"}
    )

    version = StatementVersion.objects.get()
    assert bytes(version.original) == b""
    assert len(version.sha256) == 64


def test_what_is_erased_takes_every_file_with_it(speaking: Speaking, running: Client) -> None:
    statement, link = speaking.said(files=[text("Berits-brev.txt"), text("mer.txt", b"Jeg er syk")])
    first, second = statement.attachments.all()
    fields = speaking.fields("Etter", seen="1", remove=str(second.pk))
    speaking.client.post(f"{link}rett/", fields)
    decide(running, statement, journal="26/1234-5", shown="text", files=[str(first.pk)])
    here = f"{WORK}{statement.hearing_id}/innspill/1/"

    running.post(f"{here}gjor/", {"op": "anonymise", "erase": "1"})

    kept = Attachment.objects.all()
    assert [(bytes(one.data), one.original, one.size) for one in kept] == [(b"", None, 0)] * 2
    assert all(len(one.sha256) == 64 and "Berit" not in one.name for one in kept)
    for address in (f"{here}vedlegg/{first.pk}/", f"{here}vedlegg/{second.pk}/"):
        assert running.get(address).status_code == 404
    assert speaking.client.get(f"{link}fil/{first.pk}/").status_code == 404
    assert "vedlegg/" not in running.get(here).content.decode()
    assert decide(running, statement, shown="text", files=[str(first.pk)]) == 422
    archive = running.get(f"{WORK}{statement.hearing_id}/arkiv.zip")
    assert archive.status_code == 200


def test_two_who_decide_the_same_at_once_are_told(speaking: Speaking, running: Client) -> None:
    statement, _ = speaking.said()
    statement.refresh_from_db()
    seen = statement.version

    assert decide(running, statement, shown="hidden", hidden_why="x", version=seen) == 302
    assert decide(running, statement, shown="hidden", hidden_why="y", version=seen) == 422


def test_where_one_shows_and_another_hides_it_is_hidden(
    speaking: Speaking, running: Client
) -> None:
    statement, _ = speaking.said()
    statement.refresh_from_db()
    seen = statement.version

    assert decide(running, statement, shown="hidden", hidden_why="x", version=seen) == 302
    assert decide(running, statement, shown="text", version=seen) == 302

    assert "sykkelveier" not in speaking.page("innspill/")


def test_nobody_but_those_who_run_hearings_sees_what_was_sent(
    speaking: Speaking, reader: object, stranger: object
) -> None:
    speaking.said()
    own = f"{WORK}{speaking.hearing.pk}/"
    addresses = (own, f"{own}innspill/", f"{own}innspill/1/", f"{own}merknader/", f"{own}rediger/")

    for who in (reader, stranger):
        client = Client()
        client.force_login(who)  # type: ignore[arg-type]
        assert {client.get(one).status_code for one in addresses} == {404}


@pytest.mark.parametrize("many", [3, 30])
def test_the_lists_ask_the_database_as_often_for_many_as_for_few(
    speaking: Speaking, running: Client, django_assert_max_num_queries: object, many: int
) -> None:
    for number in range(many):
        speaking.said(f"Nummer {number}")
    Statement.objects.update(text_released=True)
    running.get(f"{WORK}{speaking.hearing.pk}/innspill/")

    with django_assert_max_num_queries(6):  # type: ignore[operator]
        speaking.page("innspill/")
    for rest in ("innspill/", "merknader/", ""):
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert running.get(f"{WORK}{speaking.hearing.pk}/{rest}").status_code == 200


def test_what_everybody_sees_of_it_is_shown_with_the_wording_that_it_suggests(
    speaking: Speaking, running: Client
) -> None:
    strategy = speaking.strategy
    more = {
        "said-0-element": strategy.id,
        "said-0-wording": f"{strategy.text} Ring Berit\r\nBorte.",
    }
    statement, _ = speaking.said("Berit Borte vet mer.", **more)
    decide(running, statement, shown="masked", left_out="Berit Borte")

    page = running.get(f"{WORK}{statement.hearing_id}/innspill/1/").content.decode()

    assert "[…] vet mer." in page
    assert "Ring […]." in page
    assert "Borte" not in speaking.page("innspill/")


def seen_of(client: Client, statement: Statement) -> dict[str, str]:
    """What the page of a statement holds of the words to leave out, and its version."""
    page = client.get(f"{WORK}{statement.hearing_id}/innspill/{statement.number}/").content.decode()
    hidden = re.findall(r'type="hidden" name="(version|left_out_seen)" value="([^"]*)"', page)
    words = re.findall(r'name="left_out"[^>]*value="([^"]*)"', page)
    return {**dict(hidden), "left_out": words[0] if words else ""}


def test_who_saves_something_else_from_an_older_page_leaves_the_words_left_out_as_they_are(
    speaking: Speaking, running: Client
) -> None:
    statement, _ = speaking.said("Spør Berit Borte om det.")
    decide(running, statement, shown="masked")
    older = seen_of(running, statement)

    decide(running, statement, **{**older, "shown": "masked", "left_out": "Berit Borte"})
    assert decide(running, statement, **{**older, "shown": "masked", "journal": "26/1"}) == 302

    statement.refresh_from_db()
    assert (statement.left_out, statement.journal) == ("Berit Borte", "26/1")
    assert "Spør […] om det." in speaking.page("innspill/")


def test_two_who_leave_out_different_words_are_told_and_get_both(
    speaking: Speaking, running: Client
) -> None:
    statement, _ = speaking.said("Spør Berit Borte eller Ola om det.")
    decide(running, statement, shown="masked")
    older = seen_of(running, statement)
    address = f"{WORK}{statement.hearing_id}/innspill/1/gjor/"
    both = {"op": "decide", "speaker": "resident", "shown": "masked", **older}

    assert running.post(address, {**both, "left_out": "Berit Borte"}).status_code == 302
    told = running.post(address, {**both, "left_out": "Ola"})

    statement.refresh_from_db()
    assert told.status_code == 422
    assert 'value="Berit Borte, Ola"' in told.content.decode()
    assert f'name="left_out_seen" value="{statement.left_out_mark}"' in told.content.decode()
    assert statement.left_out == "Berit Borte"
    again = {"left_out": "Berit Borte, Ola", "left_out_seen": statement.left_out_mark}
    assert running.post(address, {**both, **again}).status_code == 302
    assert "Spør […] eller […] om det." in speaking.page("innspill/")


def test_that_the_words_to_leave_out_were_changed_is_in_the_log_and_the_words_are_not(
    speaking: Speaking, running: Client
) -> None:
    statement, _ = speaking.said("Spør Berit Borte om det.")
    decide(running, statement, shown="masked")
    statement.refresh_from_db()
    before = statement.version

    decide(running, statement, shown="masked", left_out="Berit Borte")

    statement.refresh_from_db()
    assert statement.version == before + 1
    kept = Change.objects.get(fields__has_key="left_out")
    assert kept.fields["left_out"] == ["", statement.left_out_mark]
    assert "Borte" not in str(kept.fields)
    log = running.get(f"{WORK}{statement.hearing_id}/logg/").content.decode()
    rows = re.findall(r"<tbody>(.*)</tbody>", log, re.DOTALL)[0].split("</tr>")
    assert len([one for one in rows if ">1</a>" in one]) == 2
    page = running.get(f"{WORK}{statement.hearing_id}/innspill/1/").content.decode()
    assert f"({statement.left_out_mark[:4]})" in page


def test_so_many_words_that_some_would_be_lost_are_refused(
    speaking: Speaking, running: Client
) -> None:
    statement, _ = speaking.said()

    assert decide(running, statement, shown="masked", left_out="a, " * 200) == 422
