"""What a service costs beside others, in kroner, or why that can't be said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from ledetraad.economy.peer_costs import ServiceCosts, service_standing
from ledetraad.economy.quantities import CannotSay, Kroner

PLACES: list[dict[str, Any]] = [
    {"place": "Oss", "sort": "own", "cost": 200_000, "coverage": 92},
    {"place": "Nabo", "sort": "municipality", "cost": 180_000, "coverage": 95},
    {"place": "Fjern", "sort": "municipality", "cost": 230_000},
    {"place": "Gruppe 7", "sort": "group", "cost": 190_000},
]


def service(**said: Any) -> ServiceCosts:
    values = {"name": "Barnehage", "year": 2025, "users": 1000, "source": "x", "places": PLACES}
    return ServiceCosts.model_validate(values | said)


def test_the_difference_is_what_ones_own_users_cost_more() -> None:
    found = service_standing(service())

    told = {one.place.place: one.difference for one in found.beside}
    assert isinstance(told["Nabo"], Kroner)
    assert told["Nabo"].value == 20_000_000
    assert isinstance(told["Fjern"], Kroner)
    assert told["Fjern"].value == -30_000_000
    assert [one.place.place for one in found.beside] == ["Nabo", "Gruppe 7", "Fjern"]


def test_only_municipalities_count_in_rank_and_spread() -> None:
    found = service_standing(service())

    assert (found.rank, found.of) == (2, 3)
    assert (found.lowest, found.middle, found.highest) == (180_000, 200_000, 230_000)


def test_without_users_or_cost_the_difference_cant_be_said() -> None:
    lacking = [{**PLACES[0], "cost": None}, *PLACES[1:]]

    for said in (service(users=None), service(places=lacking)):
        assert all(isinstance(one.difference, CannotSay) for one in service_standing(said).beside)
    assert service_standing(service(places=lacking)).rank is None


def test_a_single_known_municipality_has_no_spread() -> None:
    found = service_standing(service(places=[PLACES[0], PLACES[3]]))

    assert (found.rank, found.middle) == (None, None)


@pytest.mark.parametrize("places", [PLACES[1:], [PLACES[0], PLACES[0]], [PLACES[0]]])
def test_one_place_is_ones_own_and_no_name_stands_twice(places: list[dict[str, Any]]) -> None:
    with pytest.raises(ValidationError):
        service(places=places)


def test_a_negative_number_of_users_is_refused() -> None:
    with pytest.raises(ValidationError):
        service(users=Decimal(-1))
