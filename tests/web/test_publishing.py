"""Publishing freezes a version: it has a number, a time, a name and a hash, and never changes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.errors import UnreadableDocument
from ledetraad.plan.exchange import dumps
from ledetraad.plan.model import Plan
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.plans.models import Publication, WorkingCopy
from ledetraad.web.plans.services.plan_import import (
    PlanExists,
    Source,
    add_revision,
    import_new,
)
from ledetraad.web.plans.services.plan_publish import publish
from ledetraad.web.plans.services.revision_restore import restore
from tests.web.conftest import MORNING


def with_title(plan: Plan, title: str) -> Plan:
    return plan.model_copy(update={"title": title})


def test_a_publication_holds_the_plan_as_it_was_with_time_name_and_hash(
    working_copy: WorkingCopy, publisher: User, example_plan: Plan
) -> None:
    published = publish(working_copy, user=publisher, now=MORNING)

    snapshot = published.snapshot()
    assert snapshot.plan == example_plan
    assert snapshot.published_at == MORNING
    assert snapshot.number == 1
    assert published.published_by_name == "kari"
    assert published.sha256 == snapshot.sha256()


def test_publishing_again_makes_a_new_one_and_leaves_the_old_as_it_was(
    working_copy: WorkingCopy, publication: Publication, example_plan: Plan
) -> None:
    before = bytes(publication.data)
    add_revision(working_copy, with_title(example_plan, "Ny tittel"), user=None)

    second = publish(working_copy, user=None, now=MORNING + timedelta(days=1))

    assert second.number == 2
    assert second.snapshot().plan.title == "Ny tittel"
    assert bytes(Publication.objects.get(pk=publication.pk).data) == before


def test_a_publication_refuses_to_be_changed(publication: Publication) -> None:
    publication.number = 7

    with pytest.raises(ValueError, match="can't be changed"):
        publication.save()


def test_a_publication_tampered_with_in_the_database_is_not_shown(
    publication: Publication, client: Client
) -> None:
    changed = bytes(publication.data).replace(b"Askersamfunnet", b"Andresamfunnet")
    Publication.objects.filter(pk=publication.pk).update(data=changed)

    with pytest.raises(UnreadableDocument, match="changed since it was published"):
        Publication.objects.get(pk=publication.pk).snapshot()
    assert client.get("/plan/asker/").status_code == 500


def test_two_plans_can_not_have_the_same_address(working_copy: WorkingCopy) -> None:
    source = working_copy.latest()

    with pytest.raises(PlanExists):
        import_new(
            working_copy.municipality,
            bytes(source.source or b""),
            source.source_name,
            user=None,
            slug="asker",
        )
    assert WorkingCopy.objects.count() == 1


def test_a_document_that_is_no_plan_stores_nothing(working_copy: WorkingCopy) -> None:
    with pytest.raises(UnreadableDocument):
        import_new(working_copy.municipality, b"ingenting", "x.txt", user=None, slug="ny")
    assert not WorkingCopy.objects.filter(slug="ny").exists()


def test_going_back_makes_the_old_revision_the_newest_and_loses_nothing(
    working_copy: WorkingCopy, example_plan: Plan
) -> None:
    first = working_copy.latest()
    add_revision(working_copy, with_title(example_plan, "Feil dokument"), user=None)

    restore(first, user=None)

    assert working_copy.latest().plan() == example_plan
    assert [revision.number for revision in working_copy.revision_set.all()] == [3, 2, 1]


def test_another_plan_for_the_same_years_gets_an_address_of_its_own(
    municipality: Municipality, example: Path, example_plan: Plan
) -> None:
    other = dumps(example_plan.model_copy(update={"subtitle": "Kommuneplanens arealdel"}))

    first, _ = import_new(municipality, example.read_bytes(), example.name, user=None)
    second, _ = import_new(municipality, other, "areal.json", user=None)

    assert second.slug == f"{first.slug}-2"
    with pytest.raises(PlanExists):
        import_new(municipality, other, "areal.json", user=None)


def test_a_plan_of_another_municipality_does_not_stand_in_the_way(
    municipality: Municipality, stranger: User, example: Path
) -> None:
    theirs = stranger.membership_set.get().municipality

    first, _ = import_new(theirs, example.read_bytes(), example.name, user=None)
    second, _ = import_new(municipality, example.read_bytes(), example.name, user=None)

    assert first.slug != second.slug


def test_a_long_file_name_keeps_its_ending(working_copy: WorkingCopy, example_plan: Plan) -> None:
    add_revision(working_copy, example_plan, Source("n" * 240 + ".txt"), user=None)

    assert len(working_copy.latest().source_name) == 200
    assert working_copy.latest().source_name.endswith(".txt")
