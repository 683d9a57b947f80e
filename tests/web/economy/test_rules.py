"""Financial rules on pages: written by form or from a preset, judged over accounts and plan."""

from __future__ import annotations

import io
from zipfile import ZipFile

import openpyxl
import pytest

from ledetraad.economy.financial_rules import FinancialRule, usual_rules
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.economy.models import Rule, YearAmounts
from ledetraad.web.economy.rules.form import from_preset
from ledetraad.web.history.models import Change
from tests.economy.randaberg import ACCOUNTS
from tests.web.economy.desk import Desk

pytestmark = pytest.mark.django_db

RESULT = {
    "name": "Netto driftsresultat minst 1,75 %",
    "figure": "ratio",
    "part": "net_operating_result",
    "whole": "operating_revenues",
    "scope": "kasse",
    "bounds-0-year": "2026",
    "bounds-0-at_least": "1,75",
    "mean_of": "1",
    "decided": "11.12.2025",
    "case": "25/123",
    "source": "Økonomiplan",
}
PLAN = {
    "basis": "plan",
    "source": "Økonomiplan 2026–2029, tabell 3",
    "operating_revenues": "1 350 000 000",
    "net_operating_result": "17 600 000",
}


def rule(desk: Desk, **said: str) -> Rule:
    desk.post("regler/ny/", RESULT | said)
    return Rule.objects.latest("pk")


def test_a_rule_written_by_form_is_judged_over_the_plan_in_words_with_the_kroner(
    controller: Desk,
) -> None:
    controller.post("belop/2026/", PLAN)
    made = rule(controller)

    page = controller.get("regler/")
    own = controller.get(f"regler/{made.pk}/")

    assert "broken" in page
    assert "6,0 mill. kr more" in page
    assert "−0,45" in own
    assert "11 December 2025, case 25/123" in own


def test_a_rule_that_ledgers_judge_leads_to_the_cells_it_is_made_of(controller: Desk) -> None:
    controller.send_real(ACCOUNTS)
    made = rule(controller, **{"bounds-0-year": "2025"})

    page = controller.get(f"regler/{made.pk}/")

    assert "tabeller/2025/okonomisk-oversikt-drift-5-6/accounts/24/" in page
    assert "accounts" in page


def test_what_is_written_in_leads_to_its_source_and_a_ledger_stands_before_it(
    controller: Desk,
) -> None:
    controller.post("belop/2026/", PLAN)
    controller.post("belop/2025/", PLAN | {"basis": "accounts", "adjusted_result": "1 000"})
    controller.send_real(ACCOUNTS)

    page = controller.get("belop/")

    assert 'okonomi/belop/2026/">1\u00a0350\u00a0000\u00a0000' in page
    assert 'accounts/9/">1\u00a0351\u00a0343\u00a0312' in page
    assert 'okonomi/belop/2025/">1\u00a0000</a>' in page


def test_a_year_without_revenues_cant_be_said(controller: Desk) -> None:
    controller.post("belop/2026/", PLAN | {"operating_revenues": "0"})

    page = controller.get(f"regler/{rule(controller).pk}/")

    assert "operating revenues is zero, and nothing can be divided by it" in page


@pytest.mark.parametrize("preset", usual_rules(), ids=lambda each: each.key)
def test_every_usual_rule_can_be_taken_over_as_it_is(
    controller: Desk, preset: FinancialRule
) -> None:
    controller.get(f"regler/ny/?mal={preset.key}")

    controller.post("regler/ny/", from_preset(preset.key))

    taken: FinancialRule = Rule.objects.get().said()
    assert taken == preset.model_copy(update={"key": taken.key, "example": False})
    assert preset.name in controller.get(f"regler/{Rule.objects.get().pk}/")


def test_an_exception_with_an_end_is_kept_and_told(controller: Desk) -> None:
    controller.post("belop/2026/", PLAN)

    made = rule(
        controller,
        **{
            "exemptions-0-first": "2026",
            "exemptions-0-last": "2027",
            "exemptions-0-at_least": "1",
            "exemptions-0-case": "26/45",
        },
    )

    page = controller.get(f"regler/{made.pk}/")
    assert "by an exception" in page
    assert "26/45" in page
    assert "kept" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": ""}, "The name is missing."),
        ({"bounds-0-at_least": ""}, "A bound needs both a year and a number."),
        ({"bounds-0-year": "", "bounds-0-at_least": ""}, "the rule has no bound"),
        ({"part": "penger"}, "there is no amount called"),
        ({"tolerance": "mye"}, "tolerance-problem"),
        ({"exemptions-0-first": "2028", "exemptions-0-last": "2027"}, "it ends before it begins"),
        ({"at_least_step": "-0,1", "at_least_until": "9"}, "lead away"),
    ],
)
def test_a_field_that_cant_be_is_told_at_its_place_and_what_was_typed_is_kept(
    controller: Desk, said: dict[str, str], words: str
) -> None:
    page = controller.post("regler/ny/", RESULT | said, 422)

    assert words in page
    assert "Økonomiplan" in page
    assert not Rule.objects.exists()


def test_two_who_change_the_same_are_shown_both(controller: Desk) -> None:
    made = rule(controller)
    opened = {"version": str(made.version), "seen": str(made.version)}
    controller.post(f"regler/{made.pk}/rediger/", RESULT | opened | {"case": "25/200"})

    page = controller.post(f"regler/{made.pk}/rediger/", RESULT | opened | {"case": "25/300"}, 422)

    assert "25/200" in page
    assert "25/300" in page
    made.refresh_from_db()
    assert made.said().case == "25/200"


def test_a_rule_is_deleted_restored_and_its_last_change_undone(controller: Desk) -> None:
    made = rule(controller)
    controller.post(f"regler/{made.pk}/rediger/", RESULT | {"version": "1", "case": "25/200"})
    controller.post(f"regler/{made.pk}/slett/")
    assert made.name not in controller.get("regler/").split("Deleted rules")[0]

    controller.post(f"regler/{made.pk}/gjenopprett/")
    made.refresh_from_db()
    controller.undo("handlingsregel", made.pk, "2", 422)

    assert made.deleted_at is None
    assert [each.what for each in Change.objects.filter(kind="economy.rule").order_by("pk")] == [
        "made", "changed", "deleted", "restored",
    ]  # fmt: skip


def test_who_only_reads_sees_the_states_and_changes_none(controller: Desk, onlooker: Desk) -> None:
    made = rule(controller)

    assert "Change the rule" not in onlooker.get(f"regler/{made.pk}/")
    for rest in ("regler/ny/", f"regler/{made.pk}/rediger/", f"regler/{made.pk}/slett/",
                 "belop/2026/", "belop/2026/slett/"):  # fmt: skip
        onlooker.post(rest, status=404)
    onlooker.get("regler/maler/", 404)
    assert not YearAmounts.objects.exists()


def test_another_municipality_finds_no_rule(controller: Desk) -> None:
    made = rule(controller)
    other = Desk(Municipality.objects.create(name="Eksempel kommune"), Role.ADMINISTRATOR)

    other.get(f"regler/{made.pk}/", 404)
    other.post(f"regler/{made.pk}/slett/", status=404)


def test_the_states_go_out_as_excel_word_and_pdf(controller: Desk) -> None:
    controller.post("belop/2026/", PLAN)
    rule(controller)

    def fetched(name: str) -> bytes:
        return controller.client.get(f"{controller.here}regler/handlingsregler.{name}").getvalue()

    sheet = openpyxl.load_workbook(io.BytesIO(fetched("xlsx"))).worksheets[0]
    assert RESULT["name"] in [row[0].value for row in sheet.iter_rows()]
    assert fetched("docx").startswith(b"PK")
    assert fetched("pdf").startswith(b"%PDF")


def test_the_number_of_queries_does_not_grow_with_rules_and_years(controller: Desk) -> None:
    from tests.web.economy.test_ledgers import queries

    controller.post("belop/2026/", PLAN)
    rule(controller)
    before = queries(controller, "regler/")
    for year in range(2027, 2031):
        controller.post(f"belop/{year}/", PLAN)
        rule(controller)

    assert queries(controller, "regler/") == before


def test_the_documents_draw_each_rule_with_words_for_who_cant_see_it(controller: Desk) -> None:
    controller.post("belop/2026/", PLAN)
    controller.post("belop/2027/", PLAN | {"net_operating_result": "1"})
    rule(controller)

    word = controller.client.get(f"{controller.here}regler/handlingsregler.docx").content
    made = controller.client.get(f"{controller.here}regler/handlingsregler.pdf").content

    with ZipFile(io.BytesIO(word)) as parts:
        assert "word/media/image1.png" in parts.namelist()
        text = parts.read("word/document.xml").decode()
    assert "Figure " in text
    assert "in 2027; then broken" in text
    assert made.count(b"/Figure") >= 1


def test_what_was_written_of_a_year_is_undone_and_brought_back(controller: Desk) -> None:
    controller.post("belop/2026/", PLAN)
    held = YearAmounts.objects.get()
    controller.post("belop/2026/", PLAN | {"source": "Nytt vedtak", "version": str(held.version)})
    held.refresh_from_db()
    assert held.said().source == "Nytt vedtak"

    controller.undo("belop", held.pk, str(held.version))
    held.refresh_from_db()
    assert held.said().source == PLAN["source"]

    controller.post("belop/2026/slett/")
    assert f"endringer/belop/{held.pk}/gjenopprett/" in controller.get("belop/2026/")
    controller.restore("belop", held.pk)
    held.refresh_from_db()
    assert held.deleted_at is None


def test_undoing_what_others_have_changed_since_is_told_and_changes_nothing(
    controller: Desk, onlooker: Desk
) -> None:
    controller.post("belop/2026/", PLAN)
    controller.post("belop/2026/", PLAN | {"source": "Nytt vedtak", "version": "1"})

    held = YearAmounts.objects.get()
    controller.undo("belop", held.pk, "1", 422)
    onlooker.undo("belop", held.pk, "2", 404)
    controller.undo("belop", held.pk + 1, "1", 404)

    assert YearAmounts.objects.get().said().source == "Nytt vedtak"
