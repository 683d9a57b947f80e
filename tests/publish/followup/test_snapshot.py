"""A snapshot carries the follow-up that was chosen, and one without any is as it always was."""

from __future__ import annotations

from datetime import date

import pytest

from ledetraad.errors import UnreadableDocument
from ledetraad.plan.model import Plan
from ledetraad.publish.followup.choice import PublishingChoice
from ledetraad.publish.followup.model import FollowUp, PublishedObservation
from ledetraad.publish.snapshot import Snapshot, load_snapshot
from tests.publish.followup.example import follow_up_of

OLD = (
    b'{"format":"ledetraad-snapshot/1","number":1,"plan":{"elements":[],"format":'
    b'"ledetraad-plan/1","language":"nb","levels":[],"owner":"","period":null,"scheme":[],'
    b'"status":"draft","subtitle":"","title":"Plan"},"profile":{"address":"","colour":"#1E2B3C",'
    b'"contact":"","home":"","languages":["nb"],"licence":"CC BY 4.0","licence_address":'
    b'"https://creativecommons.org/licenses/by/4.0/","name":"Eksempel","source_note":""},'
    b'"published_at":null}'
)
"""A snapshot as it was stored before there was any follow-up to carry."""
OLD_SHA256 = "bdd1335f90ff4125c01d0dc2333696e8de1cfd5cae5b44f374d7e17024aba185"


class TestWithout:
    def test_an_old_one_still_loads_and_keeps_its_hash(self) -> None:
        snapshot = load_snapshot(OLD, sha256=OLD_SHA256)

        assert snapshot.follow_up is None
        assert snapshot.data() == OLD
        assert snapshot.sha256() == OLD_SHA256

    def test_none_is_not_so_much_as_named(self, example_plan: Plan) -> None:
        assert "follow_up" not in Snapshot(plan=example_plan).document()


class TestWith:
    def test_it_loads_as_it_was_stored(self, example_plan: Plan) -> None:
        snapshot = Snapshot(plan=example_plan, follow_up=follow_up_of(example_plan))

        again = load_snapshot(snapshot.data(), sha256=snapshot.sha256())

        assert again == snapshot
        assert again.data() == snapshot.data()

    def test_its_pages_being_made_changes_nothing(self, example_plan: Plan) -> None:
        snapshot = Snapshot(plan=example_plan, follow_up=follow_up_of(example_plan))
        before = snapshot.data()
        assert snapshot.follow_up is not None

        told = [(one.said, one.judgement) for one in snapshot.follow_up.indicators]

        assert told
        assert snapshot.data() == before

    def test_marks_of_values_are_named_only_where_there_are_any(self, example_plan: Plan) -> None:
        snapshot = Snapshot(plan=example_plan, follow_up=follow_up_of(example_plan))
        marked = PublishedObservation(
            period="2020", measured=date(2020, 12, 31), broken=True, unrevised=True
        )

        assert b"broken" not in snapshot.data()
        assert b"unrevised" not in snapshot.data()
        assert PublishedObservation.model_validate(marked.model_dump(mode="json")) == marked

    def test_a_change_in_it_is_found_out(self, example_plan: Plan) -> None:
        snapshot = Snapshot(plan=example_plan, follow_up=follow_up_of(example_plan))
        forged = snapshot.data().replace(b'"delayed"', b'"done"')

        with pytest.raises(UnreadableDocument):
            load_snapshot(forged, sha256=snapshot.sha256())

    def test_the_hash_is_the_same_however_a_database_writes_numbers(self) -> None:
        said = {"period": "2025", "measured": "2025-12-31"}
        one = PublishedObservation.model_validate({**said, "value": "1200.00000000"})
        other = PublishedObservation.model_validate({**said, "value": "1.2E+3"})

        assert one.model_dump(mode="json") == other.model_dump(mode="json")
        assert one.model_dump(mode="json")["value"] == "1200"

    @pytest.mark.parametrize("field", ["person", "comments", "risks", "partners", "attachments"])
    def test_there_is_no_room_for_what_is_never_published(
        self, example_plan: Plan, field: str
    ) -> None:
        document = follow_up_of(example_plan).model_dump(mode="json")
        document["measures"][0][field] = "Kari Nordmann"

        with pytest.raises(ValueError, match="Extra inputs"):
            FollowUp.model_validate(document)


class TestChoice:
    def test_nothing_is_chosen_at_first(self) -> None:
        assert not PublishingChoice().anything

    def test_a_part_without_its_whole_is_not_chosen(self) -> None:
        chosen = PublishingChoice(status=True, judgement=True, reasons=True)

        assert chosen == PublishingChoice()

    def test_a_whole_without_its_parts_is(self) -> None:
        assert PublishingChoice(measures=True).anything
