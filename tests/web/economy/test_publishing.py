"""What is published of the economy: what was chosen, with its source, and nothing else."""

from __future__ import annotations

import pytest
from django.test import Client

from ledetraad.publish.followup.choice import PublishingChoice
from ledetraad.web.followup.publishing.services.choice_save import save_choice
from ledetraad.web.followup.services.change_together import Answer
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.services.plan_publish import publish
from tests.economy.randaberg import ACCOUNTS
from tests.web.conftest import MORNING
from tests.web.economy.desk import Desk
from tests.web.economy.test_rules import PLAN, RESULT

pytestmark = pytest.mark.django_db

OTHERS = RESULT | {"name": "En annens regel", "example": "1"}


def shown(copy: WorkingCopy, **chosen: bool) -> tuple[int, str]:
    """The public page of the economy, once the plan is published with what is chosen."""
    save_choice(copy, PublishingChoice(**chosen), Answer(0, 0), user=None)
    publish(copy, user=None, now=MORNING)
    response = Client().get(f"/plan/{copy.slug}/okonomi.html", headers={"Accept-Language": "en"})
    return response.status_code, b"".join(response).decode()


def test_rules_and_tables_are_published_with_source_and_edition(
    controller: Desk, working_copy: WorkingCopy
) -> None:
    controller.send_real(ACCOUNTS)
    controller.post("belop/2026/", PLAN)
    controller.post("regler/ny/", RESULT)

    status, page = shown(working_copy, rules=True, statements=True)

    assert status == 200
    assert "Netto driftsresultat minst 1,75" in page
    assert "6,0 mill." in page
    assert "1\u00a0351\u00a0343\u00a0313" in page
    assert "2025.adv.json" in page
    assert "SHA-256" in page


def test_other_municipalities_rules_are_never_published(
    controller: Desk, working_copy: WorkingCopy
) -> None:
    controller.post("belop/2026/", PLAN)
    controller.post("regler/ny/", RESULT)
    controller.post("regler/ny/", OTHERS)

    _, page = shown(working_copy, rules=True)

    assert "En annens regel" not in page
    assert "Netto driftsresultat minst" in page


def test_nothing_is_published_that_was_not_chosen(
    controller: Desk, working_copy: WorkingCopy
) -> None:
    controller.send_real(ACCOUNTS)
    controller.post("regler/ny/", RESULT)

    assert shown(working_copy, states=True)[0] == 404


def test_what_is_published_stays_as_it_was(controller: Desk, working_copy: WorkingCopy) -> None:
    controller.post("belop/2026/", PLAN)
    controller.post("regler/ny/", RESULT)
    _, before = shown(working_copy, rules=True)

    controller.post("belop/2026/", PLAN | {"version": "1", "net_operating_result": "99 000 000"})
    after = Client().get(f"/plan/{working_copy.slug}/okonomi.html")

    assert "6,0 mill." in before
    assert "6,0 mill." in b"".join(after).decode()


def test_the_money_by_area_is_published_with_the_tables(
    controller: Desk, working_copy: WorkingCopy
) -> None:
    controller.send_real(ACCOUNTS)
    controller.post("omrader/", {"areas-0-name": "Oppvekst", "areas-0-unit": "2*"})

    _, page = shown(working_copy, statements=True)

    assert "Oppvekst" in page
    assert "§ 5-4 andre ledd" in page
    assert "6 Sum bevilgninger drift, netto" in page
