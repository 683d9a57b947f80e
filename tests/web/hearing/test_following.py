"""Supporting, following, and what the archive gets."""

from __future__ import annotations

import hashlib
import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import etree

from ledetraad.web.hearing.models import Statement, Support
from tests.web.hearing.conftest import PUBLIC, Speaking
from tests.web.hearing.test_moderating import WORK, decide


def test_a_browser_supports_a_statement_once(speaking: Speaking) -> None:
    speaking.said()
    Statement.objects.update(text_released=True)

    for _ in range(3):
        response = speaking.client.post(f"{PUBLIC}innspill/1/stott/")
        assert response.status_code == 302
    Client().post(f"{PUBLIC}innspill/1/stott/")

    assert Support.objects.count() == 2
    assert speaking.client.cookies["hearing_browser"].value not in str(
        list(Support.objects.values())
    )


def test_what_is_not_shown_or_is_over_can_not_be_supported(speaking: Speaking) -> None:
    speaking.said()
    assert speaking.client.post(f"{PUBLIC}innspill/1/stott/").status_code == 404

    Statement.objects.update(text_released=True)
    speaking.end()
    speaking.client.post(f"{PUBLIC}innspill/1/stott/")

    assert not Support.objects.exists()


def test_the_feed_has_what_everybody_may_read_and_nothing_else(
    speaking: Speaking, running: Client
) -> None:
    shown, _ = speaking.said("<b>Vises</b> & mer")
    speaking.said("Skjules")
    decide(running, shown, shown="text")

    feed = etree.fromstring(speaking.client.get(f"{PUBLIC}innspill.atom").content)

    space = {"a": "http://www.w3.org/2005/Atom"}
    texts = feed.xpath("//a:entry/a:content/text()", namespaces=space)
    assert len(texts) == 1
    assert "<b>Vises</b> & mer" in texts[0]
    assert "Berit" not in etree.tostring(feed).decode()


def test_the_archive_gets_every_original_with_its_checksum(
    speaking: Speaking, running: Client
) -> None:
    speaking.said("Først", files=[SimpleUploadedFile("brev.txt", b"Hei")])
    _, link = speaking.said("Angret")
    speaking.client.post(link, {"op": "withdraw"})

    response = running.get(f"{WORK}{speaking.hearing.pk}/arkiv.zip")

    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        sums = dict(
            reversed(line.split("  ", 1))
            for line in archive.read("SHA256SUMS").decode().splitlines()
        )
        assert set(sums) == set(archive.namelist()) - {"SHA256SUMS"}
        for name, expected in sums.items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == expected
        tree = etree.fromstring(archive.read("arkivstruktur.xml"))
    assert tree.findtext("mappeID") == "20/709"
    assert len(tree.findall("registrering")) == 3
    assert {one.text for one in tree.iter("sjekksum")} <= set(sums.values())
    assert "Trukket av avsenderen" in [one.text for one in tree.iter("skjermingMerknad")]
    kept = [one.text for one in tree.iter("referanseDokumentfil")]
    assert any(name and name.endswith("brev.txt") for name in kept)


def test_the_archive_is_for_nobody_else(speaking: Speaking, reader: object) -> None:
    client = Client()
    client.force_login(reader)  # type: ignore[arg-type]

    assert client.get(f"{WORK}{speaking.hearing.pk}/arkiv.zip").status_code == 404
