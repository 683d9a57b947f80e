"""A municipality with units, people, measures and periods, for tests that report on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Measure, ReportingPeriod, StatusReport
from ledetraad.web.history.recording import make


@dataclass
class Place:
    """A municipality, and short ways to fill it and to look at its pages.

    Args:
        municipality: the municipality.
    """

    municipality: Municipality

    def unit(self, name: str, parent: Unit | None = None, **more: Any) -> Unit:
        return Unit.objects.create(municipality=self.municipality, name=name, parent=parent, **more)

    def person(self, name: str, role: Role, unit: Unit | None = None) -> User:
        user = User.objects.create(username=name, first_name=name.capitalize())
        Membership.objects.create(user=user, municipality=self.municipality, role=role, unit=unit)
        return user

    def measure(self, name: str, unit: Unit | None = None, **said: Any) -> Measure:
        values = {"name": name, "unit": unit.pk if unit is not None else None, **said}
        return make(Measure(municipality=self.municipality), values, user=None)

    def period(
        self, part: int = 1, *, year: int = 2026, state: str = "open", **said: Any
    ) -> ReportingPeriod:
        """A third of a year; the first of 2026 unless something else is said."""
        values = {
            "name": f"{part}. tertial {year}",
            "kind": "tertial",
            "year": year,
            "part": part,
            "due": date(year + (part == 3), part * 4 % 12 + 1, 15).isoformat(),
            "state": state,
        }
        return make(ReportingPeriod(municipality=self.municipality), {**values, **said}, user=None)

    def report(
        self, period: ReportingPeriod, measure: Measure, state: str = "submitted", **said: Any
    ) -> StatusReport:
        new = StatusReport(municipality=self.municipality, period=period, measure=measure)
        return make(new, {"state": state, "returned": "", **said}, user=None)

    def address(self, rest: str = "") -> str:
        return f"/oppfolging/{self.municipality.slug}/{rest}"

    def form(self, period: ReportingPeriod, measure: Measure, rest: str = "") -> str:
        return self.address(f"rapportering/{period.pk}/tiltak/{measure.number}/{rest}")


def signed_in(user: User) -> Client:
    """A browser in which somebody is signed in; it speaks English, as the templates do."""
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client


def words(client: Client, address: str, status: int = 200) -> str:
    """What a page says."""
    response = client.get(address)
    assert response.status_code == status, response.status_code
    return response.content.decode()


def between(page: str, *words: str) -> bool:
    """Whether some words stand on a page one after the other."""
    at = 0
    for each in words:
        at = page.find(each, at)
        if at < 0:
            return False
        at += len(each)
    return True


def told(report: StatusReport) -> tuple[str, str, str]:
    """A report's state, its status and its text, as stored now."""
    report.refresh_from_db()
    return report.state, report.status, report.document["text"]
