"""What the checks find stands at each element, and follows every change."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.editor.models import EditDraft
from ledetraad.web.plans.models import Revision, WorkingCopy
from tests.web.editor.pages import EDIT, PART, do, page

pytestmark = pytest.mark.django_db


def test_a_finding_goes_when_it_is_mended_and_comes_when_it_is_caused(
    kari: Client, plan: WorkingCopy
) -> None:
    assert "har ingen strategier" in page(kari)

    do(kari, "add", element="line-10", place="under", text="Kommunen skal servere skolemat.")
    assert "har ingen strategier" not in page(kari)

    do(kari, "remove:line-7")
    assert "har ingen strategier" in page(kari)


def test_a_change_to_one_sends_what_the_checks_now_say_of_others(
    kari: Client, plan: WorkingCopy
) -> None:
    text = "Kommunen skal lyse opp gangveiene."
    answer = do(kari, "save:line-4", 200, True, text=text)

    assert re.findall(r'data-element="(.*?)"', answer) == ["line-4"]
    assert re.findall(r'id="f-([^"]*)"[^>]* hx-swap-oob="true"><ul', answer) == ["line-5"]


def test_a_structural_change_sends_the_tree_with_its_new_numbers(
    kari: Client, plan: WorkingCopy
) -> None:
    answer = do(kari, "remove:line-4", 200, True)

    assert answer.count("data-element=") == 9
    assert 'id="said"' in answer and "1.1.1" in answer


def test_forms_that_are_open_elsewhere_on_the_page_stay_open(
    kari: Client, plan: WorkingCopy
) -> None:
    answer = do(kari, "remove:line-4", 200, True, open="line-5 +line-6")

    kept = re.findall(r'id="form-(line-\d)"[^>]*hx-preserve', answer)
    assert kept == ["line-5", "line-6"]


def test_a_readers_doubt_goes_when_its_element_is_edited(
    kari: Client, publisher: User, working_copy: WorkingCopy
) -> None:
    Revision.objects.update(
        notes=[
            {**note, "key": f"k{place}", "element": element.id}
            for place, (note, element) in enumerate(
                zip(
                    [NOTE, NOTE],
                    [each for each in working_copy.latest().plan().walk() if each.text][:2],
                    strict=True,
                )
            )
        ]
    )
    first = working_copy.latest().notes[0]["element"]
    kari.post("/arbeid/asker/rediger/endre/", {"do": f"save:{first}", "text": "Rettet."})

    kari.post("/arbeid/asker/rediger/lagre/")

    assert [note["key"] for note in working_copy.latest().notes] == ["k1"]


NOTE = {
    "key": "",
    "code": "LT001",
    "template": "x",
    "values": {},
    "element": None,
    "number": "",
    "level": None,
    "place": None,
    "severity": "info",
}


class TestAsOneWrites:
    """What the checks would say, while nothing is in the draft yet."""

    def said(self, kari: Client, **form: str) -> str:
        response = kari.post(f"{EDIT}prov/", form, headers=PART)
        assert response.status_code == 200
        return response.content.decode()

    def test_a_text_is_checked_and_nothing_is_changed(
        self, kari: Client, plan: WorkingCopy
    ) -> None:
        heavy = "Kommunen skal " + "samfunnssikkerhetsberedskapsplanleggingsarbeid " * 12

        told = self.said(kari, kind="save", element="line-5", text=f"{heavy}.")
        mended = self.said(kari, kind="save", element="line-5", text="Vi skal lese høyt.")

        assert "LIX" in told and "LIX" not in mended
        assert not EditDraft.objects.filter(done__gt=0).exists()

    def test_so_is_what_is_to_be_added(self, kari: Client, plan: WorkingCopy) -> None:
        told = self.said(kari, kind="add", element="line-10", place="after", text="Et nytt delmål.")

        assert "doubt" in told

    def test_what_could_not_be_saved_is_told(self, kari: Client, plan: WorkingCopy) -> None:
        told = self.said(kari, kind="save", element="line-5", references="FN-T 99.9")

        assert "99.9" in told

    @pytest.mark.parametrize(
        "form",
        [
            {"kind": "save", "element": "line-5"},
            {"kind": "add", "element": "line-10", "text": " "},
            {"kind": "remove", "element": "line-5"},
            {},
        ],
    )
    def test_where_nothing_new_is_written_nothing_is_said(
        self, kari: Client, plan: WorkingCopy, form: dict[str, str]
    ) -> None:
        assert self.said(kari, **form).strip() == ""
