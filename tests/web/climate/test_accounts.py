"""Climate accounts as pages: taken in by edition, and every figure led to its source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledetraad.web.climate.models import AccountsEdition
from tests.web.climate.conftest import EXAMPLES, NEWER, OLDER
from tests.web.followup.reporting.place import Place, words

Take = Callable[..., AccountsEdition]
FORM = {"name": "2026", "published": "1.3.2026", "source": "Miljødirektoratet"}


def send(client: Client, place: Place, text: str, **said: str) -> Any:
    file = SimpleUploadedFile("tabell.csv", text.encode())
    return client.post(place.address("klima/regnskap/ny/"), {**FORM, **said, "file": file})


def test_an_edition_is_taken_in_from_a_file(place: Place, controller: Client) -> None:
    answer = send(controller, place, (EXAMPLES / NEWER).read_text())

    kept = AccountsEdition.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == place.address(f"klima/regnskap/{kept.pk}/")
    assert kept.edition().years[-1] == 2024
    assert "Miljødirektoratet" in words(controller, answer["Location"])


def test_another_boundary_is_a_series_of_its_own(
    place: Place, controller: Client, take: Take
) -> None:
    own = take()
    send(controller, place, "Sektor;Kilde;2023;2024\nVeitrafikk;;1;2\n", name="Indirekte",
         boundary="area_indirect", published="1.4.2026")  # fmt: skip
    other = AccountsEdition.objects.exclude(pk=own.pk).get()

    page = words(controller, place.address(f"klima/regnskap/{other.pk}/"))

    assert "GPC scope 2 and 3" in page
    assert "Revised by the edition" not in page
    assert "edition 2026" in words(controller, place.address("klima/regnskap/"))


def test_a_faulty_file_is_refused_cell_by_cell_and_nothing_is_kept(
    place: Place, controller: Client
) -> None:
    answer = send(
        controller, place, "Sektor;Kilde;2020;2021\nVeitrafikk;x;mye;1\nAvfall og avløp;;1;-2\n"
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "tabell.csv:2, 2020" in page
    assert "tabell.csv:3, 2021" in page
    assert 'value="Miljødirektoratet"' in page
    assert not AccountsEdition.objects.exists()


def test_the_same_file_is_not_taken_in_twice(place: Place, controller: Client, take: Take) -> None:
    take()

    answer = send(controller, place, (EXAMPLES / NEWER).read_text())

    assert answer.status_code == 422
    assert "is here already" in answer.content.decode()
    assert AccountsEdition.objects.count() == 1


def test_a_reader_sees_the_accounts_and_takes_nothing_in(
    place: Place, looker: Client, take: Take
) -> None:
    take()

    assert "By sector" in words(looker, place.address("klima/regnskap/"))
    assert looker.get(place.address("klima/regnskap/ny/")).status_code == 404
    assert send(looker, place, "x").status_code == 404


def test_a_figure_leads_to_its_parts_its_edition_and_its_source(
    place: Place, looker: Client, take: Take
) -> None:
    kept = take()
    own = place.address(f"klima/regnskap/{kept.pk}/")
    address = f"{own}tall/?ar=2024&sektor=road"

    assert address.replace("&", "&amp;") in words(looker, own)
    page = words(looker, address)
    assert "Personbiler" in page and "30,472.8" in page
    assert "accounts-edition-2026.csv" in page
    assert kept.sha256[:12] in page


def test_what_was_revised_is_shown_apart_from_what_the_years_changed(
    place: Place, looker: Client, take: Take
) -> None:
    take(OLDER, date(2025, 3, 1))
    take()

    page = words(looker, place.address("klima/regnskap/"))

    assert "Revised by the edition" in page
    assert "Changed by the years" in page
    assert "From edition 2025 to edition 2026" in page


def test_a_missing_figure_is_no_zero(place: Place, controller: Client) -> None:
    send(controller, place, "Sektor;Kilde;2020;2021\nVeitrafikk;A;10;20\nVeitrafikk;B;..;5\n")
    kept = AccountsEdition.objects.get()

    page = words(controller, place.address(f"klima/regnskap/{kept.pk}/"))
    figure = words(controller, place.address(f"klima/regnskap/{kept.pk}/tall/?ar=2020&sektor=road"))

    assert "≥ 10" in page
    assert "not published" in figure


def test_an_edition_that_is_deleted_can_be_restored(
    place: Place, controller: Client, looker: Client, take: Take
) -> None:
    own = place.address(f"klima/regnskap/{take().pk}/")

    controller.post(f"{own}slett/")
    assert looker.get(own).status_code == 404
    controller.post(f"{own}gjenopprett/")
    assert looker.get(own).status_code == 200


def test_the_accounts_ask_no_more_for_more_editions(
    place: Place, looker: Client, take: Take
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            words(looker, place.address("klima/regnskap/"))
        return len(queries)

    take()
    take(OLDER, date(2025, 3, 1))
    few = asked()
    for number in range(5):
        kept = AccountsEdition.objects.first()
        assert kept is not None
        kept.pk, kept.sha256, kept.published = None, str(number), date(2010 + number, 1, 1)
        kept.save()

    assert asked() <= few
