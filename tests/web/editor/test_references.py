"""Goals and targets are found by number or words, and picked."""

from __future__ import annotations

import pytest
from django.test import Client

from ledetraad.frameworks.un_sdg import un_sdg
from ledetraad.plan.model import Plan
from ledetraad.web.editor.models import EditDraft
from ledetraad.web.editor.targets import find
from ledetraad.web.plans.models import WorkingCopy
from tests.web.editor.pages import EDIT, do, one, page

pytestmark = pytest.mark.django_db


def test_goals_are_found_by_number_and_by_words(example_plan: Plan) -> None:
    assert [each.code for each in find("11.3", "nb", example_plan)] == ["11.3"]
    assert [each.code for each in find("FN 11", "nb", example_plan)][:2] == ["11", "11.1"]
    assert "14.1" in [each.code for each in find("forurensning hav", "nb", example_plan)]
    assert "14.1" in [each.code for each in find("marine pollution", "en", example_plan)]
    assert find("11.3", "nb", example_plan)[0].printed == ("FN-T 11.3",)
    assert find("99", "nb", example_plan) == find("qwxz", "nb", example_plan) == []


def test_every_target_is_found_by_its_number_and_its_name(example_plan: Plan) -> None:
    for code, item in un_sdg().items.items():
        assert find(code, "nn", example_plan)[0].code == code
        assert code in [each.code for each in find(item.names["nn"], "nn", example_plan)]


def test_looking_and_picking_keep_what_is_typed_and_store_nothing(
    kari: Client, plan: WorkingCopy
) -> None:
    typed = {"element": "line-4", "kind": "save", "text": "Halvskrevet", "references": "EK"}

    looked = do(kari, "find", 200, **typed, find="11.2")
    assert 'value="pick:FN-T 11.2"' in looked and "Halvskrevet</textarea>" in looked

    picked = do(kari, "pick:FN-T 11.2", 200, **typed, find="11.2")
    assert 'value="EK, FN-T 11.2"' in picked and "Halvskrevet</textarea>" in picked
    assert not EditDraft.objects.exists()


def test_enter_looks_for_what_was_typed_to_be_found_and_else_saves(
    kari: Client, plan: WorkingCopy
) -> None:
    typed = {"element": "line-4", "kind": "save", "text": "Ny tekst"}

    assert "pick:" in do(kari, "enter", 200, **typed, find="fattigdom", found="")
    do(kari, "enter", 302, **typed, find="fattigdom", found="fattigdom")

    assert one(plan, "line-4").text == "Ny tekst"


def test_what_is_being_typed_is_looked_for_in_the_pages_language(
    kari: Client, plan: WorkingCopy
) -> None:
    assert "pick:FN-T 1" in kari.get(f"{EDIT}finn/?find=fattigdom&id=line-4").content.decode()
    assert kari.get(f"{EDIT}finn/?find=fattigdom&id=borte").status_code == 404
    kari.post("/sprak/", {"language": "en"})
    assert "pick:FN-T 1" in kari.get(f"{EDIT}finn/?find=poverty&id=line-4").content.decode()


def test_an_open_form_suggests_what_a_statement_may_rest_on_by_its_words(
    kari: Client, plan: WorkingCopy
) -> None:
    shown = page(kari, "?rett=line-10")

    assert 'value="pick:FN-T 2.1"' in shown
    assert "skolemat" in shown.partition("Ut fra ordene kan det bygge på")[2]


def test_what_it_rests_on_already_is_not_suggested(kari: Client, plan: WorkingCopy) -> None:
    do(kari, "save", element="line-10", references="FN-T 2.1", text="Alle barn spiser skolemat.")

    assert 'value="pick:FN-T 2.1"' not in page(kari, "?rett=line-10")
