"""A draft is seen by those who may write it, and by nobody else: not even when it was locked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import LockedReport, Measure, ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.services.period_lock import lock
from ledetraad.web.history.recording import make
from ledetraad.web.plans.models import WorkingCopy
from tests.web.followup.reporting.place import Place, signed_in, words

pytestmark = pytest.mark.django_db
SECRET = "Vi har ikke begynt"
ROLES = [(Role.READER, False), (Role.CONTRIBUTOR, True), (Role.CONTROLLER, True)]


@pytest.fixture
def drafted(place: Place, school: Unit) -> tuple[ReportingPeriod, Measure]:
    period, measure = place.period(), place.measure("Låne ut bøker", school)
    place.report(period, measure, "draft", text=SECRET, status="delayed")
    return period, measure


@pytest.fixture
def browser(place: Place, school: Unit) -> Any:
    def signed(role: Role) -> Client:
        unit = school if role is Role.CONTRIBUTOR else None
        return signed_in(place.person(f"per-{role.value}", role, unit))

    return signed


@pytest.mark.parametrize(("role", "sees"), ROLES)
def test_a_measures_page_shows_its_draft_to_those_who_may_write_it(
    place: Place,
    drafted: tuple[ReportingPeriod, Measure],
    browser: Any,
    *,
    role: Role,
    sees: bool,
) -> None:
    page = words(browser(role), place.address(f"tiltak/{drafted[1].number}/"))

    assert (SECRET in page) is sees


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.READER, False), (Role.CONTRIBUTOR, False), (Role.PLANNER, True)]
)
def test_an_elements_page_shows_its_draft_to_those_who_may_write_it(
    place: Place, working_copy: WorkingCopy, browser: Any, *, role: Role, sees: bool
) -> None:
    element = next(working_copy.latest().plan().walk()).id
    new = StatusReport(
        municipality=place.municipality, period=place.period(), plan=working_copy, element=element
    )
    report = make(new, {"state": "draft", "returned": "", "text": SECRET}, user=None)
    address = place.address(f"status/{working_copy.slug}/{element}/")
    client = browser(role)

    assert (SECRET in words(client, address)) is sees
    StatusReport.objects.filter(pk=report.pk).update(state="submitted")
    assert SECRET in words(client, address)


@pytest.mark.parametrize(("role", "sees"), ROLES)
def test_a_draft_that_was_never_handed_in_is_no_more_to_be_read_when_its_period_is_locked(
    place: Place,
    drafted: tuple[ReportingPeriod, Measure],
    controller: User,
    browser: Any,
    *,
    role: Role,
    sees: bool,
) -> None:
    period, measure = drafted
    lock(period, user=controller, now=datetime(2026, 5, 20, 12, tzinfo=UTC))
    client = browser(role)
    own = place.address(f"rapportering/{period.pk}/")

    assert (SECRET in words(client, place.form(period, measure))) is sees
    for rest in ("last/", "last/rapporter.json", "tavle/", ""):
        response = client.get(f"{own}{rest}")
        assert SECRET not in response.content.decode(), rest


def test_a_draft_that_was_locked_whole_is_read_by_those_who_may_write_it(
    place: Place, drafted: tuple[ReportingPeriod, Measure], controller: User, browser: Any
) -> None:
    period, measure = drafted
    lock(period, user=controller, now=datetime(2026, 5, 20, 12, tzinfo=UTC))
    kept = LockedReport.objects.get(measure=measure)
    kept.document["report"] |= {"text": SECRET, "status": "delayed"}
    LockedReport.objects.filter(pk=kept.pk).update(document=kept.document)
    own = place.address(f"rapportering/{period.pk}/last/")

    for rest in ("", "rapporter.json"):
        assert SECRET not in words(browser(Role.READER), own + rest)
        User.objects.filter(username="per-reader").delete()
    assert SECRET in words(browser(Role.CONTROLLER), own)
