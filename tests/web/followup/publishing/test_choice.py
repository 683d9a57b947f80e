"""The page on which it is chosen what is published, and the look beforehand at what it will be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import ReportingPeriod
from ledetraad.web.followup.publishing.models import FollowUpChoice
from ledetraad.web.history.recording import history
from ledetraad.web.plans.models import Publication
from tests.web.followup.publishing.conftest import Followed
from tests.web.followup.publishing.pages import HERE, PLAN, page, posted

PREVIEW = f"{PLAN}forhandsvis/"


@pytest.fixture
def planner(client: Client, publisher: User) -> Client:
    """A planner's browser."""
    client.force_login(publisher)
    return client


class TestRights:
    @pytest.mark.parametrize("role", list(Role))
    @pytest.mark.parametrize("address", [HERE, PLAN, PREVIEW, f"{PREVIEW}om.html"])
    def test_only_those_who_publish(
        self, followed: Followed, signed_in: Callable[..., Client], role: Role, address: str
    ) -> None:
        may = role in {Role.PLANNER, Role.ADMINISTRATOR}

        page(signed_in(role), address, status=200 if may else 404)

    def test_another_municipality_has_none_of_it(
        self, client: Client, followed: Followed, stranger: User
    ) -> None:
        client.force_login(stranger)

        for address in (HERE, PLAN, PREVIEW, "/oppfolging/eksempel-kommune/publisering/asker/"):
            page(client, address, status=404)
        posted(client, answer=404, measures="1")
        assert not FollowUpChoice.objects.exists()

    def test_one_has_to_sign_in(self, client: Client, followed: Followed) -> None:
        assert client.get(PLAN).status_code == 302


class TestChoosing:
    def test_nothing_is_chosen_at_first(self, planner: Client, followed: Followed) -> None:
        told = page(planner, PLAN)

        assert "checked" not in told
        assert "Nothing of how it goes." in told
        assert "Nothing" in page(planner, HERE)

    def test_what_is_ticked_is_kept(
        self, planner: Client, followed: Followed, period: ReportingPeriod
    ) -> None:
        posted(planner, version="0", measures="1", status="1", period=str(period.pk))

        said = FollowUpChoice.objects.get().said()
        assert (said.measures, said.status, said.deadline) == (True, True, False)
        assert said.period == period.pk
        assert page(planner, PLAN).count("checked") == 2

    def test_nothing_is_published_by_that(self, planner: Client, followed: Followed) -> None:
        posted(planner, version="0", measures="1")

        assert not Publication.objects.exists()

    def test_it_can_be_taken_back(self, planner: Client, followed: Followed) -> None:
        posted(planner, version="0", measures="1", states="1")
        posted(planner, version="2", states="1")

        assert not FollowUpChoice.objects.get().said().measures

    def test_every_change_is_kept(
        self, planner: Client, followed: Followed, publisher: User
    ) -> None:
        posted(planner, version="0", measures="1")
        posted(planner, version="2")

        newest, first, _nothing = history(FollowUpChoice.objects.get())
        assert (newest.by, first.by) == (publisher, publisher)
        assert newest.fields == {"measures": [True, False]}

    def test_a_period_that_there_is_none_of(self, planner: Client, followed: Followed) -> None:
        told = posted(planner, answer=422, version="0", measures="1", period="987")

        assert "There is no such reporting period." in told
        assert 'name="measures" value="1" checked' in told
        assert not FollowUpChoice.objects.exists()


class TestUndoing:
    @property
    def undo(self) -> str:
        """Where the last change of the choice is undone."""
        key = FollowUpChoice.objects.get().pk
        return f"/oppfolging/asker-kommune/endringer/publisering/{key}/angre/"

    def test_the_last_change_is_taken_back(self, planner: Client, followed: Followed) -> None:
        posted(planner, version="0", measures="1", status="1")
        assert "<del>no</del> → <ins>yes</ins>" in page(planner, PLAN)

        posted(planner, address=self.undo, version="2")
        assert not FollowUpChoice.objects.get().said().anything

    def test_not_when_it_is_not_the_last(self, planner: Client, followed: Followed) -> None:
        posted(planner, version="0", measures="1")
        posted(planner, version="2", measures="1", states="1")

        told = posted(planner, address=self.undo, answer=422, version="2")
        assert "It has been changed since you opened the page." in told
        assert FollowUpChoice.objects.get().said().states

    def test_there_is_nothing_to_undo_where_nothing_was_chosen(
        self, planner: Client, followed: Followed
    ) -> None:
        there_is_none = "/oppfolging/asker-kommune/endringer/publisering/987/angre/"
        posted(planner, address=there_is_none, answer=404, version="1")


class TestTwoAtOnce:
    def test_different_fields_both_stand(self, planner: Client, followed: Followed) -> None:
        followed.choose(measures=True)
        posted(planner, version="2", measures="1", states="1")
        posted(planner, version="2", measures="1", indicators="1")

        said = FollowUpChoice.objects.get().said()
        assert (said.measures, said.states, said.indicators) == (True, True, True)

    def test_the_same_field_is_chosen_about(
        self, planner: Client, followed: Followed, period: ReportingPeriod
    ) -> None:
        followed.choose(measures=True)
        other = ReportingPeriod.objects.get(pk=period.pk)
        other.pk, other.part, other.name = None, 2, "2. tertial 2026"
        other.save()
        posted(planner, version="2", measures="1", period=str(period.pk))
        told = posted(planner, answer=422, version="2", measures="1", period=str(other.pk))

        assert "1. tertial 2026" in told
        assert "What stands there now" in told
        assert 'name="seen" value="3"' in told
        answered: dict[str, Any] = {
            "version": "2",
            "seen": "3",
            "measures": "1",
            "period": str(other.pk),
        }
        posted(planner, **{**answered, "choose-period": "theirs"})
        assert FollowUpChoice.objects.get().said().period == period.pk
        posted(planner, **{**answered, "choose-period": "mine"})
        assert FollowUpChoice.objects.get().said().period == other.pk

    def test_two_first_choices(self, planner: Client, followed: Followed) -> None:
        posted(planner, version="0", measures="1")
        posted(planner, version="0", states="1")

        said = FollowUpChoice.objects.get().said()
        assert (said.measures, said.states) == (True, True)


class TestPreview:
    def test_it_shows_what_will_be(self, planner: Client, followed: Followed) -> None:
        followed.choose(measures=True)

        told = page(planner, f"{PREVIEW}en/e/{followed.strategy}.html")
        assert "Sykkelvei" in told
        assert "This is a preview: nothing here has been published." in told
        assert not Publication.objects.exists()

    def test_it_follows_the_choice(self, planner: Client, followed: Followed) -> None:
        kept = followed.choose(measures=True)
        page(planner, f"{PREVIEW}tiltak/1.html")
        kept.assign({"measures": False})

        page(planner, f"{PREVIEW}tiltak/1.html", status=404)

    def test_nobody_keeps_it(self, planner: Client, followed: Followed) -> None:
        response = planner.get(PREVIEW)

        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex"

    def test_a_language_without_a_slash(self, planner: Client, followed: Followed) -> None:
        response = planner.get(f"{PREVIEW}nn")

        assert response.status_code == 302
        assert response["Location"] == f"{PREVIEW}nn/"


class TestWay:
    def test_the_plans_page_leads_there(self, planner: Client, followed: Followed) -> None:
        assert PLAN in page(planner, "/arbeid/asker/")
