"""A version's life: what a newer document changes, ids that last, and where the plan stands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.plan.exchange import dumps
from ledetraad.plan.model import Decision, Plan, PlanStatus
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.person_add import add_person
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.services.match_correct import correct_match, part_match
from ledetraad.web.plans.services.plan_import import Source, add_revision, import_again
from ledetraad.web.plans.services.plan_publish import publish
from ledetraad.web.plans.services.status_change import InvalidStatus, change_status
from ledetraad.web.public.library import LIBRARY
from tests import revised as edits
from tests.web.conftest import MORNING, PASSWORD

WORK = "/arbeid/asker/"
DECISION = {
    "status": "adopted",
    "date": "2020-06-16",
    "case": "45/20",
    "body": "kommunestyret",
}


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_what_is_the_same_in_a_newer_document_keeps_its_id(
    working_copy: WorkingCopy, example_plan: Plan
) -> None:
    newer = edits.revised(example_plan)

    import_again(working_copy, dumps(newer), "andre.json", user=None)

    ids = {element.id for element in working_copy.latest().plan().walk()}
    stayed = ids & {element.id for element in example_plan.walk()}
    assert len(stayed) == len(ids) - 2


def test_the_plans_page_tells_what_the_newest_revision_changes(
    client: Client, publisher: User, working_copy: WorkingCopy, example_plan: Plan
) -> None:
    client.force_login(publisher)
    assert f"{WORK}endringer/" not in text(client, WORK)

    import_again(working_copy, dumps(edits.revised(example_plan)), "andre.json", user=None)

    assert "1 strategi er kommet til." in text(client, WORK)
    assert f'href="{WORK}endringer/"' in text(client, WORK)
    page = text(client, f"{WORK}endringer/")
    assert edits.ADDED in page
    assert "fokus på utsatte grupper" in page
    assert 'href="fn/' not in page


def test_there_are_no_changes_to_a_first_revision(
    client: Client, publisher: User, working_copy: WorkingCopy
) -> None:
    client.force_login(publisher)

    assert client.get(f"{WORK}endringer/").status_code == 404


def test_a_plan_is_adopted_by_a_decision_and_the_public_pages_say_so(
    client: Client, publisher: User, working_copy: WorkingCopy
) -> None:
    client.force_login(publisher)

    response = client.post(f"{WORK}status/", DECISION)
    assert response.headers["Location"] == WORK
    client.post(f"{WORK}publiser/", {"revision": working_copy.latest().number})

    plan = working_copy.latest().plan()
    assert plan.status is PlanStatus.ADOPTED
    assert plan.decision == Decision(date=date(2020, 6, 16), case="45/20", body="kommunestyret")
    for address in ("", "om.html"):
        page = text(client, f"/plan/asker/{address}")
        assert "status-tag--adopted" in page
        assert "Vedtak i kommunestyret 16. juni 2020, sak 45/20." in page
    assert "45/20" in text(client, "/plan/asker/data/plan.json")


def test_a_change_of_status_is_a_new_revision_with_the_same_document(
    working_copy: WorkingCopy, example_plan: Plan
) -> None:
    before = working_copy.latest()

    change_status(working_copy, PlanStatus.SUPERSEDED, None, user=None)

    after = working_copy.latest()
    assert after.number == before.number + 1
    assert after.source_name == before.source_name
    assert bytes(after.source or b"") == bytes(before.source or b"")
    assert after.plan() == example_plan.model_copy(update={"status": PlanStatus.SUPERSEDED})


@pytest.mark.parametrize(
    "wrong",
    [
        {"date": ""},
        {"date": "", "case": "", "body": ""},
        {"date": "16. juni"},
        {"status": "vedtatt"},
        {"status": ""},
        {"case": "1" * 61},
        {"body": "k" * 121},
    ],
)
def test_a_decision_that_can_not_be_so_is_told_of_and_what_was_written_is_kept(
    client: Client, publisher: User, working_copy: WorkingCopy, wrong: dict[str, Any]
) -> None:
    client.force_login(publisher)

    response = client.post(f"{WORK}status/", DECISION | wrong)

    assert response.status_code == 422
    page = response.content.decode()
    assert 'role="alert"' in page
    assert 'value="45/20"' in page or "case" in wrong
    assert working_copy.revision_set.count() == 1


def test_nothing_is_adopted_without_a_decision(working_copy: WorkingCopy) -> None:
    with pytest.raises(InvalidStatus):
        change_status(working_copy, PlanStatus.ADOPTED, None, user=None)


def test_only_a_publisher_may_say_where_the_plan_stands(
    client: Client, stranger: User, working_copy: WorkingCopy
) -> None:
    editor = add_person("eva", PASSWORD, working_copy.municipality.name, Role.CONTROLLER)

    for person in (editor, stranger):
        client.force_login(person)
        assert client.get(f"{WORK}status/").status_code == 404
        assert client.post(f"{WORK}status/", DECISION).status_code == 404
    assert working_copy.revision_set.count() == 1
    client.force_login(editor)
    assert f"{WORK}status/" not in text(client, WORK)


def test_the_comparison_of_publications_tells_of_the_decision(
    client: Client, working_copy: WorkingCopy, example_plan: Plan
) -> None:
    publish(working_copy, user=None, now=MORNING)
    decision = Decision(date=date(2020, 6, 16), case="45/20")
    change_status(working_copy, PlanStatus.ADOPTED, decision, user=None)
    publish(working_copy, user=None, now=MORNING + timedelta(days=1))
    LIBRARY.forget("asker")

    page = text(client, "/plan/asker/sammenlign/1/2/")

    assert "Endret ved selve planen: status og vedtak." in page
    assert "16. juni 2020, 45/20" in page


def test_a_plan_without_a_decision_is_stored_as_before(
    working_copy: WorkingCopy, example_plan: Plan
) -> None:
    assert b"decision" not in dumps(example_plan)
    add_revision(working_copy, example_plan, Source(), user=None)
    assert b"decision" not in bytes(working_copy.latest().document)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_pages_are_in_the_language_chosen(
    client: Client, publisher: User, working_copy: WorkingCopy, example_plan: Plan, language: str
) -> None:
    add_revision(working_copy, edits.revised(example_plan), Source(), user=None)
    client.force_login(publisher)
    client.post("/sprak/", {"language": language, "next": "/arbeid/"})

    for address in (WORK, f"{WORK}endringer/", f"{WORK}status/"):
        assert f'<html lang="{language}"' in text(client, address)


def test_a_person_can_say_that_something_new_is_something_old(
    client: Client, publisher: User, working_copy: WorkingCopy, example_plan: Plan
) -> None:
    import_again(working_copy, dumps(edits.revised(example_plan)), "andre.json", user=None)
    gone = next(e for e in example_plan.walk() if (e.level, e.number) == ("strategy", "1.3.3"))
    before = {element.id for element in working_copy.latest().plan().walk()}
    come = next(e for e in working_copy.latest().plan().walk() if e.words == edits.ADDED)
    client.force_login(publisher)
    assert f'<option value="{gone.id}">' in text(client, f"{WORK}endringer/")

    done = client.post(f"{WORK}endringer/", {"fra": "1", "old": gone.id, "new": come.id})

    assert done.headers["Location"] == f"{WORK}endringer/?fra=1"
    latest = {element.id: element.words for element in working_copy.latest().plan().walk()}
    assert latest[gone.id] == edits.ADDED
    assert set(latest) == before - {come.id} | {gone.id}
    page = text(client, f"{WORK}endringer/?fra=1")
    assert "1 satsingsområde og 2 strategier er skrevet om." in page


def test_a_person_can_say_that_two_taken_for_one_are_not_the_same(
    client: Client, publisher: User, working_copy: WorkingCopy, example_plan: Plan
) -> None:
    import_again(working_copy, dumps(edits.revised(example_plan)), "andre.json", user=None)
    old = next(e for e in example_plan.walk() if (e.level, e.number) == ("strategy", "1.1.2"))
    before = working_copy.latest()
    client.force_login(publisher)
    assert f'name="apart" value="{old.id}"' in text(client, f"{WORK}endringer/")

    done = client.post(f"{WORK}endringer/", {"fra": "1", "apart": old.id})

    assert done.headers["Location"] == f"{WORK}endringer/?fra=1"
    was, now = ([*revision.plan().walk()] for revision in (before, working_copy.latest()))
    assert [e.words for e in now] == [e.words for e in was]
    (parted,) = (each for each in now if each.id not in {e.id for e in was})
    assert edits.REWORDED[2] in parted.words
    assert {e.id for e in was} - {e.id for e in now} == {old.id}
    page = text(client, f"{WORK}endringer/?fra=1")
    assert f'<option value="{old.id}">' in page
    assert f'<option value="{parted.id}">' in page


def test_what_was_told_apart_can_be_one_again(
    client: Client, publisher: User, working_copy: WorkingCopy, example_plan: Plan
) -> None:
    import_again(working_copy, dumps(edits.revised(example_plan)), "andre.json", user=None)
    old = next(e for e in example_plan.walk() if (e.level, e.number) == ("strategy", "1.1.2"))
    before = working_copy.latest()
    earlier = working_copy.revision_set.get(number=1)

    parted = part_match(working_copy, earlier, old.id, user=None).plan()
    ids = {each.id for each in before.plan().walk()}
    (new,) = (each.id for each in parted.walk() if each.id not in ids)
    correct_match(working_copy, earlier, old.id, new, user=None)

    assert working_copy.latest().plan() == before.plan()
    assert working_copy.latest().source_name == before.source_name


def test_what_was_told_apart_stays_so_when_the_document_is_taken_in_anew(
    working_copy: WorkingCopy, example_plan: Plan
) -> None:
    document = dumps(edits.revised(example_plan))
    import_again(working_copy, document, "andre.json", user=None)
    old = next(e for e in example_plan.walk() if (e.level, e.number) == ("strategy", "1.1.2"))
    earlier = working_copy.revision_set.get(number=1)
    parted = part_match(working_copy, earlier, old.id, user=None)

    import_again(working_copy, document, "andre.json", user=None)

    assert working_copy.latest().plan() == parted.plan()


def test_what_only_rests_on_something_else_can_not_be_another(
    client: Client, publisher: User, working_copy: WorkingCopy, example_plan: Plan
) -> None:
    import_again(working_copy, dumps(edits.revised(example_plan)), "andre.json", user=None)
    same = next(
        e for e in example_plan.walk() if (e.level, e.number) == ("strategy", edits.REREFERENCED)
    )
    client.force_login(publisher)

    assert f'name="apart" value="{same.id}"' not in text(client, f"{WORK}endringer/")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("fra=1&old=finnesikke&new=finnesikke", 422),
        ("fra=1", 422),
        ("fra=1&apart=finnesikke", 422),
        ("fra=1&apart=", 422),
        ("fra=2", 404),
        ("fra=x", 404),
    ],
)
def test_what_can_not_be_the_same_is_told_of(
    client: Client, publisher: User, working_copy: WorkingCopy, asked: str, status: int
) -> None:
    add_revision(working_copy, edits.revised(working_copy.latest().plan()), Source(), user=None)
    client.force_login(publisher)

    response = client.post(f"{WORK}endringer/", dict(parse_qsl(asked)))

    assert response.status_code == status
    assert working_copy.revision_set.count() == 2


def test_one_who_may_only_look_can_not_say_what_is_the_same(
    client: Client, reader: User, working_copy: WorkingCopy, example_plan: Plan
) -> None:
    add_revision(working_copy, edits.revised(example_plan), Source(), user=None)
    client.force_login(reader)

    page = text(client, f"{WORK}endringer/")
    assert 'name="old"' not in page
    assert 'name="apart"' not in page
    assert client.post(f"{WORK}endringer/", {"fra": "1"}).status_code == 404
    assert client.post(f"{WORK}endringer/", {"fra": "1", "apart": "x"}).status_code == 404
