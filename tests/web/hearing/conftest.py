"""A published proposal on hearing, and somebody who speaks to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from ledetraad.hearing.hearing import HearingValues
from ledetraad.plan.model import Element, Plan
from ledetraad.web.hearing.links import new_stamp
from ledetraad.web.hearing.models import Hearing, Statement
from ledetraad.web.hearing.opened import OPENED
from ledetraad.web.hearing.services.hearing_save import announce, make_hearing
from ledetraad.web.plans.models import Publication

PUBLIC = "/plan/asker/horing/"


@dataclass
class Speaking:
    """A browser that nobody has signed in with, at an open hearing.

    Args:
        hearing: the hearing.
        plan: what is on hearing.
    """

    hearing: Hearing
    plan: Plan
    client: Client = field(default_factory=Client)

    @property
    def strategy(self) -> Element:
        return next(one for one in self.plan.walk() if one.level == "strategy")

    def stamp(self, ago: timedelta = timedelta(minutes=5)) -> str:
        return new_stamp(timezone.now() - ago)

    def fields(self, text: str = "Flere sykkelveier, takk.", **more: Any) -> dict[str, Any]:
        return {
            "stamp": self.stamp(),
            "said-0-element": "",
            "said-0-row": "1",
            "said-0-text": text,
            "who": "self",
            "name": "Berit Eksempel",
            "mail": "",
            **more,
        }

    def send(self, text: str = "Flere sykkelveier, takk.", **more: Any) -> Any:
        return self.client.post(f"{PUBLIC}si/", self.fields(text, **more))

    def said(self, text: str = "Flere sykkelveier, takk.", **more: Any) -> tuple[Statement, str]:
        """A statement that has come in, and its private address."""
        response = self.send(text, **more)
        assert response.status_code == 302, problems(response)
        link = response.headers["Location"].partition("?")[0]
        return Statement.objects.latest("pk"), link

    def page(self, address: str = "") -> str:
        response = self.client.get(f"{PUBLIC}{address}")
        assert response.status_code == 200, address
        return str(response.content.decode())

    def move(self, opens: date, closes: date) -> None:
        """Let the hearing have been at another time."""
        document = {**self.hearing.document}
        document |= {"opens": opens.isoformat(), "closes": closes.isoformat()}
        Hearing.objects.filter(pk=self.hearing.pk).update(
            opens=opens, closes=closes, document=document
        )
        self.hearing.refresh_from_db()
        OPENED.forget()

    def end(self) -> None:
        """Let the last day have gone."""
        today = timezone.localdate()
        self.move(today - timedelta(days=60), today - timedelta(days=1))


def problems(response: HttpResponse) -> str:
    """What a page says is wrong."""
    page = response.content.decode()
    return (
        " ".join(re.findall(r'problem__what">(.*?)</p>|field__problem[^>]*>(.*?)</p>', page)[0])
        if "problem" in page
        else page[:500]
    )


@pytest.fixture
def hearing(publication: Publication, publisher: User) -> Hearing:
    """The example plan's proposal, on hearing since yesterday and for seven weeks."""
    today = timezone.localdate()
    values = HearingValues(
        name="Høring av samfunnsdelen",
        plan=publication.working_copy_id,
        publication=publication.pk,
        opens=today - timedelta(days=1),
        closes=today + timedelta(days=60),
        case="20/709",
    )
    made = make_hearing(values, user=publisher)
    announce(made, user=publisher)
    return made


@pytest.fixture
def speaking(hearing: Hearing, example_plan: Plan) -> Speaking:
    """Somebody who speaks."""
    return Speaking(hearing, example_plan)


@pytest.fixture
def running(publisher: User) -> Client:
    """The planner's browser."""
    client = Client()
    client.force_login(publisher)
    return client
