"""Services beside others on pages: pasted, told in kroner, and with what to beware of."""

from __future__ import annotations

import pytest

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.economy.models import PeerCosts
from ledetraad.web.economy.peers.form import written_service
from tests.web.economy.desk import Desk
from tests.web.economy.test_ledgers import queries

pytestmark = pytest.mark.django_db

SAID = {
    "name": "Barnehage",
    "year": "2025",
    "users": "1 000",
    "user": "et barn",
    "source": "KOSTRA 12362, 15. juni 2026",
    "note": "Nabo fører skyss her.",
    "places": "Oss\tegen\t200 000\t92\nNabo\tkommune\t180 000\t95,5\nGruppe 7\tgruppe\t190 000\t",
}


def test_figures_pasted_from_a_spreadsheet_are_told_in_kroner(controller: Desk) -> None:
    controller.post("naboer/ny/", SAID)

    page = controller.get(f"naboer/{PeerCosts.objects.get().pk}/")

    assert "20\u00a0000\u00a0000" in page
    assert "number 2 of 2 municipalities" in page
    assert "95,5" in page
    assert "Nabo fører skyss her." in page
    assert "KOSTRA 12362, 15. juni 2026" in page
    assert "2 of 2" in controller.get("naboer/")


def test_what_is_written_comes_back_as_it_was(controller: Desk) -> None:
    controller.post("naboer/ny/", SAID)
    first = PeerCosts.objects.get().said()

    controller.post("naboer/ny/", written_service(first))

    assert PeerCosts.objects.latest("pk").said() == first


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"places": "Oss; egen; dyrt; 9"}, "Line 1 can&#39;t be read"),
        ({"places": "Oss; by; 1; 1"}, "none of egen, kommune, gruppe, fylke, land"),
        ({"places": "Nabo; kommune; 1; 1\nFjern; kommune; 1; 1"}, "municipality&#39;s own"),
        ({"source": ""}, "source-problem"),
        ({"year": "snart"}, "year-problem"),
    ],
)
def test_what_cant_be_is_told_at_its_place(
    controller: Desk, said: dict[str, str], words: str
) -> None:
    page = controller.post("naboer/ny/", SAID | said, 422)

    assert words in page
    assert not PeerCosts.objects.exists()


def test_others_look_and_strangers_dont(controller: Desk, onlooker: Desk) -> None:
    controller.post("naboer/ny/", SAID)
    own = f"naboer/{PeerCosts.objects.get().pk}/"
    stranger = Desk(Municipality.objects.create(name="Eksempel kommune"), Role.ADMINISTRATOR)

    onlooker.get(own)
    onlooker.post("naboer/ny/", SAID, 404)
    onlooker.post(f"{own}slett/", status=404)
    stranger.get(own, 404)


def test_the_number_of_queries_does_not_grow_with_services(controller: Desk) -> None:
    controller.post("naboer/ny/", SAID)
    before = queries(controller, "naboer/")
    for name in ("Skole", "Hjemmetjeneste"):
        controller.post("naboer/ny/", SAID | {"name": name})

    assert queries(controller, "naboer/") == before
