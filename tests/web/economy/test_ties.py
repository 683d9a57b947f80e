"""Money on the thread: ties by rule and by hand, the rest always told, and what a goal costs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from ledetraad.plan.model import Element
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.economy.books import Books
from ledetraad.web.economy.models import MoneyTie
from ledetraad.web.economy.ties.allocated import _KEPT, default_book, ordered, placed
from ledetraad.web.plans.models import WorkingCopy
from tests.economy.randaberg import ACCOUNTS
from tests.web.economy.desk import Desk, balanced, csv
from tests.web.economy.test_ledgers import queries
from tests.web.followup.reporting.place import Place

pytestmark = pytest.mark.django_db

LINES = balanced(
    [
        ("1010", "202", "300", "", 12, 700),
        ("1620", "202", "300", "", 12, -50),
        ("1010", "201", "310", "", 12, 200),
        ("1010", "120", "100", "", 12, 100),
    ]
)
GOAL_COSTS = "net 650 kroner, of 700 in expenses and 50 in revenues"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    yield
    _KEPT.clear()


@pytest.fixture
def theme(working_copy: WorkingCopy) -> Element:
    """The plan's first theme."""
    return working_copy.latest().plan().elements[0]


def shares(copy: WorkingCopy, *told: tuple[str, str]) -> dict[str, str]:
    """The fields of a form's shares: elements of a plan, or other places as they are written."""
    said = {}
    for row, (to, percent) in enumerate(told):
        said[f"shares-{row}-to"] = to if ":" in to else f"element:{copy.pk}:{to}"
        said[f"shares-{row}-percent"] = percent
    return said


def cost(desk: Desk, copy: WorkingCopy, element: Element) -> str:
    return desk.get(f"kostnad/{copy.slug}/{element.id}/")


def test_a_tie_by_rule_answers_what_a_goal_costs_and_how_sure_that_is(
    controller: Desk, working_copy: WorkingCopy, theme: Element
) -> None:
    controller.send(csv(LINES))
    below = next(iter(theme.children)).id
    said = {"key": "Skole", "function": "202", **shares(working_copy, (below, "100"))}
    controller.post("koblinger/ny/", said)

    page = cost(controller, working_copy, theme)

    assert GOAL_COSTS in page
    assert "700 kr (100,0 %): tied by a rule, in whole" in page
    assert "300 of all 1\u00a0000 kroner are tied to nothing" in page


def test_the_goals_own_page_tells_it_too(
    controller: Desk, working_copy: WorkingCopy, theme: Element
) -> None:
    own = f"/oppfolging/{controller.municipality.slug}/status/{working_copy.slug}/{theme.id}/"
    assert "What it costs" not in controller.client.get(own).content.decode()

    controller.send(csv(LINES))
    said = {"key": "Skole", "function": "202", **shares(working_copy, (theme.id, "100"))}
    controller.post("koblinger/ny/", said)

    assert GOAL_COSTS in controller.client.get(own).content.decode()


def test_what_is_tied_to_a_measure_counts_for_what_it_serves_and_is_told_as_shared(
    controller: Desk, working_copy: WorkingCopy, theme: Element
) -> None:
    controller.send(csv(LINES))
    other = working_copy.latest().plan().elements[1]
    serves = [{"plan": working_copy.pk, "element": one.id} for one in (theme, other)]
    measure = Place(controller.municipality).measure("Skolebygg", serves=serves)
    said = {"key": "Skole", "unit": "300", "by_hand": "1"}
    controller.post(
        "koblinger/ny/", said | shares(working_copy, (f"measure:{measure.number}", "100"))
    )

    page = cost(controller, working_copy, theme)

    assert GOAL_COSTS in page
    assert "tied by hand" in page
    assert "1 of its measures serves other goals too" in page


def test_shares_that_are_not_a_hundred_together_are_refused_at_the_shares(
    controller: Desk, working_copy: WorkingCopy, theme: Element
) -> None:
    told = shares(working_copy, (theme.id, "60"))

    page = controller.post("koblinger/ny/", {"key": "Skole", "function": "202", **told}, 422)

    assert "the shares are 60 percent together, not 100" in page
    assert not MoneyTie.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"key": ""}, "The name is missing."),
        ({"function": ""}, "it takes every line"),
        ({"function": "2?"}, "is no code, beginning or span"),
        ({"shares-0-to": "element:1:borte"}, "This can&#39;t be chosen."),
        ({"shares-0-to": "unit:99"}, "This can&#39;t be chosen."),
        ({"shares-0-percent": ""}, "A share needs both a place and a percentage."),
    ],
)
def test_what_cant_be_is_told(
    controller: Desk, working_copy: WorkingCopy, theme: Element, said: dict[str, str], words: str
) -> None:
    right = {"key": "Skole", "function": "202", **shares(working_copy, (theme.id, "100"))}

    assert words in controller.post("koblinger/ny/", right | said, 422)


def test_the_rest_is_shown_by_function_with_a_way_to_tie_it(
    controller: Desk, working_copy: WorkingCopy, theme: Element
) -> None:
    controller.send(csv(LINES))
    said = {"key": "Skole", "function": "202", **shares(working_copy, (theme.id, "100"))}
    controller.post("koblinger/ny/", said)

    page = controller.get("koblinger/")

    assert "Of 1\u00a0000 kroner of expenses, 300 are tied to nothing." in page
    assert "70,0 % is tied." in page
    assert "koblinger/ny/?function=201" in page
    assert "koblinger/ny/?function=202" not in page


def test_a_ledgers_line_can_be_tied_by_hand_from_where_it_stands(controller: Desk) -> None:
    controller.send(csv(LINES))
    lines = controller.get("tabeller/2025/okonomisk-oversikt-drift-5-6/accounts/10/010/")

    assert "koblinger/ny/?by_hand=1&amp;code=010&amp;function=202&amp;unit=300" in lines
    form = controller.get("koblinger/ny/?by_hand=1&code=010&function=202&unit=300")
    assert 'name="by_hand" value="1" checked' in form


def test_a_tie_that_is_changed_changes_the_answer_at_once(
    controller: Desk, working_copy: WorkingCopy, theme: Element
) -> None:
    controller.send(csv(LINES))
    said = {"key": "Skole", "function": "202", **shares(working_copy, (theme.id, "100"))}
    controller.post("koblinger/ny/", said)
    assert GOAL_COSTS in cost(controller, working_copy, theme)
    tie = MoneyTie.objects.get()

    controller.post(f"koblinger/{tie.pk}/rediger/", said | {"version": "1", "function": "201"})
    assert "net 200 kroner" in cost(controller, working_copy, theme)
    controller.undo("kobling", tie.pk, "2")
    assert GOAL_COSTS in cost(controller, working_copy, theme)
    controller.post(f"koblinger/{tie.pk}/slett/")
    assert "Nothing is tied to it" in cost(controller, working_copy, theme)


def test_real_accounts_are_tied_whole_to_the_krone(
    controller: Desk, working_copy: WorkingCopy, theme: Element
) -> None:
    controller.send_real(ACCOUNTS)
    told = shares(working_copy, (theme.id, "100"))
    controller.post("koblinger/ny/", {"key": "Alt", "function": "1*,2*,3*,8*", **told})

    assert "of expenses, 0 are tied to nothing" in controller.get("koblinger/")


def test_strangers_and_onlookers(
    controller: Desk, onlooker: Desk, working_copy: WorkingCopy, theme: Element
) -> None:
    said = {"key": "Skole", "function": "202", **shares(working_copy, (theme.id, "100"))}
    controller.post("koblinger/ny/", said)
    own = f"koblinger/{MoneyTie.objects.get().pk}/"
    stranger = Desk(Municipality.objects.create(name="Eksempel kommune"), Role.ADMINISTRATOR)

    onlooker.get(own)
    onlooker.post(f"{own}slett/", status=404)
    onlooker.post("koblinger/ny/", said, 404)
    stranger.get(own, 404)
    stranger.get(f"kostnad/{working_copy.slug}/{theme.id}/", 404)


def test_the_number_of_queries_does_not_grow_with_ties(
    controller: Desk, working_copy: WorkingCopy, theme: Element
) -> None:
    controller.send(csv(LINES))
    told = shares(working_copy, (theme.id, "100"))
    pages = ("koblinger/", f"kostnad/{working_copy.slug}/{theme.id}/")
    controller.post("koblinger/ny/", {"key": "A", "function": "202", **told})
    before = [warm(controller, each) for each in pages]
    for function in ("201", "120", "211"):
        controller.post("koblinger/ny/", {"key": function, "function": function, **told})

    assert [warm(controller, each) for each in pages] == before


def warm(desk: Desk, rest: str) -> int:
    """How many queries a page takes that has been asked for before."""
    desk.get(rest)
    return queries(desk, rest)


def test_the_tie_that_is_tried_first_has_the_lines_and_the_order_can_be_changed(
    controller: Desk, working_copy: WorkingCopy, theme: Element
) -> None:
    controller.send(csv(LINES))
    for key, codes in (("Alle skoler", "200-299"), ("Grunnskole", "202"), ("Rest", "100-299")):
        said = {"key": key, "function": codes, **shares(working_copy, (theme.id, "100"))}
        controller.post("koblinger/ny/", said)
    first, second, third = (tie.pk for tie in MoneyTie.objects.order_by("pk"))

    def order() -> list[int]:
        return [tie.pk for tie, _ in ordered(controller.municipality)]

    def taken() -> Decimal:
        book = default_book(Books(controller.municipality))
        assert book is not None
        parts = placed(controller.municipality, book).allocation.parts
        return sum(
            (part.money.expenses.value for part in parts if part.tie == str(second)), Decimal(0)
        )

    assert order() == [first, second, third]
    assert taken() == 0

    controller.post(f"koblinger/{second}/flytt/", {"til": "opp"})

    assert order() == [second, first, third]
    assert taken() == 700
    controller.post(f"koblinger/{second}/flytt/", {"til": "opp"})
    controller.post(f"koblinger/{third}/flytt/", {"til": "ned"})
    assert order() == [second, first, third]


def test_ties_by_hand_move_among_themselves(
    controller: Desk, working_copy: WorkingCopy, theme: Element
) -> None:
    for key, by_hand in (("Regel", ""), ("A", "1"), ("B", "1")):
        said = {"key": key, "function": "202", "by_hand": by_hand}
        controller.post("koblinger/ny/", said | shares(working_copy, (theme.id, "100")))
    keys = {tie.name: tie.pk for tie in MoneyTie.objects.all()}

    controller.post(f"koblinger/{keys['B']}/flytt/", {"til": "opp"})
    controller.post(f"koblinger/{keys['Regel']}/flytt/", {"til": "opp"})

    assert [tie.name for tie, _ in ordered(controller.municipality)] == ["B", "A", "Regel"]


def test_who_only_reads_moves_none(
    controller: Desk, onlooker: Desk, working_copy: WorkingCopy, theme: Element
) -> None:
    said = {"key": "Skole", "function": "202", **shares(working_copy, (theme.id, "100"))}
    controller.post("koblinger/ny/", said)

    onlooker.post(f"koblinger/{MoneyTie.objects.get().pk}/flytt/", {"til": "opp"}, 404)
