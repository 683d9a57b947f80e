"""Whatever is kept in history has a page, and can be told."""

from __future__ import annotations

from django.apps import apps

from ledetraad.web.changes.kinds import BY_NAME, BY_SLUG, KINDS
from ledetraad.web.followup.yearly.past import KIND as YEAR
from ledetraad.web.history.models import Recorded
from ledetraad.web.people.services.recorded import PERSON, UNIT
from ledetraad.web.signin.services.demand_set import DEMAND
from ledetraad.web.signin.services.group_role_change import GROUP


def test_every_model_whose_changes_are_kept_is_a_kind() -> None:
    kept = {model.kind() for model in apps.get_models() if issubclass(model, Recorded)}

    assert kept <= set(BY_NAME)
    assert {YEAR, PERSON, UNIT, DEMAND, GROUP} <= set(BY_NAME)


def test_every_model_that_can_be_deleted_for_a_year_is_a_kind() -> None:
    deleted = {
        model._meta.label_lower
        for model in apps.get_models()
        if any(field.name == "deleted_at" for field in model._meta.fields)
    }

    assert deleted <= set(BY_NAME)


def test_no_two_kinds_have_the_same_name_or_address() -> None:
    assert len(BY_NAME) == len(BY_SLUG) == len(KINDS)
