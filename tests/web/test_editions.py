"""An edition is another one whenever something has changed that is kept under it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import ElementJudgement, Indicator, Measure, Observation
from ledetraad.web.followup.standings.services.judge import withdraw
from ledetraad.web.history.editions import edition, touch
from ledetraad.web.history.recording import change, delete, make, restore, undo
from ledetraad.web.people.services.hand_over import hand_over
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.shelf import Shelf
from tests.web.conftest import MORNING
from tests.web.followup.reporting.place import Place

MEASURE, VALUE = "followup.measure", "followup.observation"
JUDGEMENT = "followup.elementjudgement"
UNIT, ROLE = "accounts.unit", "accounts.membership"


@pytest.fixture
def measure(municipality: Municipality) -> Measure:
    """A measure."""
    return make(Measure(municipality=municipality), {"name": "Lyssette gangveien"}, user=None)


STEPS: dict[str, Callable[[Measure], object]] = {
    "changed": lambda one: change(one, {"name": "Lys"}, user=None),
    "changed back": lambda one: undo(one, user=None),
    "deleted": lambda one: delete(one, user=None, now=MORNING),
    "restored": lambda one: restore(one, user=None),
}


def test_every_step_makes_another_edition(measure: Measure, municipality: Municipality) -> None:
    seen = [edition(municipality.pk, MEASURE)]

    for step in STEPS.values():
        step(measure)
        seen.append(edition(municipality.pk, MEASURE))

    assert len(set(seen)) == len(STEPS) + 1


def test_values_and_judgements_make_another_edition(
    municipality: Municipality, working_copy: WorkingCopy
) -> None:
    indicator = make(Indicator(municipality=municipality), {"name": "Trivsel"}, user=None)
    seen = [edition(municipality.pk, VALUE, JUDGEMENT)]

    Observation.objects.create(
        indicator=indicator, period="2025", measured=date(2025, 12, 31), value=1
    )
    seen.append(edition(municipality.pk, VALUE, JUDGEMENT))
    ElementJudgement.objects.create(
        plan=working_copy,
        element="x",
        state="at_risk",
        reason="Fordi",
        on=date(2026, 1, 1),
        by_name="kari",
    )
    seen.append(edition(municipality.pk, VALUE, JUDGEMENT))
    withdraw(working_copy, "x", user=None, now=MORNING)
    seen.append(edition(municipality.pk, VALUE, JUDGEMENT))

    assert len(set(seen)) == 4


def test_units_and_roles_that_are_handed_over_make_another_edition(
    municipality: Municipality,
) -> None:
    place = Place(municipality)
    old, new = place.unit("Oppvekst"), place.unit("Skole og barnehage")
    place.unit("Skole", old)
    place.person("kari", Role.LEADER, old)
    before = [edition(municipality.pk, kind) for kind in (UNIT, ROLE)]

    hand_over(old, new, {}, user=None)

    after = [edition(municipality.pk, kind) for kind in (UNIT, ROLE)]
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_what_changes_elsewhere_or_is_of_another_kind_makes_none(
    measure: Measure, municipality: Municipality
) -> None:
    before = edition(municipality.pk, MEASURE)
    other = Municipality.objects.create(name="Eksempel kommune")

    make(Measure(municipality=other), {"name": "Turvei"}, user=None)
    make(Indicator(municipality=municipality), {"name": "Trivsel"}, user=None)

    assert edition(municipality.pk, MEASURE) == before


def test_the_edition_of_what_was_rolled_back_never_comes_again(
    municipality: Municipality,
) -> None:
    touch(municipality.pk, MEASURE)
    before = edition(municipality.pk, MEASURE)

    with transaction.atomic():
        touch(municipality.pk, MEASURE)
        inside = edition(municipality.pk, MEASURE)
        transaction.set_rollback(True)
    back = edition(municipality.pk, MEASURE)
    touch(municipality.pk, MEASURE)

    assert back == before
    assert edition(municipality.pk, MEASURE) not in {before, inside}


def test_many_changes_leave_one_mark(measure: Measure, municipality: Municipality) -> None:
    for n in range(5):
        change(measure, {"name": f"Lys {n}"}, user=None)

    assert len(edition(municipality.pk, MEASURE)) == 1


def test_what_has_not_been_asked_for_longest_is_thrown_away() -> None:
    kept: Shelf[int, str] = Shelf(2)
    for key in (1, 2, 1, 3):
        kept.of(key, lambda key=key: f"made {key}")  # type: ignore[misc]

    assert kept.get(1) == "made 1" and kept.get(3) == "made 3"
    assert kept.get(2) is None
