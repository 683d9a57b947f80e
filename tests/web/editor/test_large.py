"""Large plans are shown in parts, and a step on them stays quick."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.editor.drafted import drafted
from ledetraad.web.editor.rows import LARGE
from ledetraad.web.editor.services.step_take import take_step
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.services.plan_import import Source, take_in_new
from tests.build import a_plan
from tests.web.editor.pages import PART, do, draft, now, page
from tests.work import work

pytestmark = pytest.mark.django_db


def large(municipality: Municipality, size: int, slug: str = "skole") -> WorkingCopy:
    """A plan with so many strategies, 24 to a theme."""
    lines = []
    for n in range(size):
        if n % 24 == 0:
            lines += [f"Satsingsområde: Tema {n}", f"  Hovedmål: Mål {n}.", f"    Delmål: Del {n}."]
        lines.append(f"      Strategi: Kommunen skal gjøre {n} ganger {n * 7919 % 1000}.")
    return take_in_new(municipality, a_plan("\n".join(lines)), Source(), user=None, slug=slug)


def test_a_large_plan_is_shown_a_theme_at_a_time(kari: Client, municipality: Municipality) -> None:
    working_copy = large(municipality, LARGE + 60)
    themes = [each.id for each in working_copy.latest().plan().elements]

    assert page(kari).count("data-element=") == 27
    assert f'data-element="{themes[3]}"' in page(kari, f"?tema={themes[3]}")
    assert f'data-element="{themes[2]}"' in page(kari, f"?rett={themes[2]}")
    assert page(kari, "?tema=tull").count("data-element=") == 27


def test_a_large_plan_with_nothing_but_statements_is_shown_some_at_a_time(
    kari: Client, municipality: Municipality
) -> None:
    flat = a_plan("\n".join(f"Strategi: Kommunen skal gjøre {n}." for n in range(LARGE + 50)))
    take_in_new(municipality, flat, Source(), user=None, slug="skole")

    assert page(kari).count("data-element=") == 20


def test_the_number_of_queries_does_not_grow_with_the_plan_or_its_steps(
    kari: Client,
    municipality: Municipality,
    publisher: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    small, big = large(municipality, 24), large(municipality, 240, "stor")
    for working_copy, steps in ((small, 1), (big, 40)):
        address = f"/arbeid/{working_copy.slug}/rediger/"
        for n in range(steps):
            form = {"op": "save", "id": "line-5", "text": f"Tekst {n}"}
            take_step(working_copy, form, seen=None, user=publisher)
        with django_assert_max_num_queries(23):
            assert kari.get(address).status_code == 200
        with django_assert_max_num_queries(25):
            kari.post(f"{address}endre/", {"do": "down:line-6"}, headers=PART)


def test_a_step_on_a_thousand_elements_is_no_more_work_after_many_steps(
    municipality: Municipality, publisher: User
) -> None:
    working_copy = large(municipality, 900)

    def step(n: int) -> None:
        form = {"op": "save", "id": "line-500", "text": f"Kommunen skal dette {n}."}
        take_step(working_copy, form, seen=None, user=publisher)

    step(0)
    first = work(lambda: step(1))
    for n in range(2, 120):
        step(n)

    assert work(lambda: step(120)) < 1.3 * first


def test_the_plan_made_step_by_step_is_the_plan_made_of_all_steps(
    kari: Client, plan: WorkingCopy
) -> None:
    for what, fields in (
        ("save:line-4", {"text": "En\nTo\nTre"}),
        ("out:line-7", {}),
        ("add", {"element": "line-3", "place": "under", "text": "Ny"}),
        ("remove:line-6", {}),
        ("down:line-3", {}),
    ):
        do(kari, what, **fields)

    base = plan.latest()
    assert drafted(draft(), base).plan == now(plan)
