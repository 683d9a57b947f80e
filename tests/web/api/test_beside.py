"""Comments and files of measures, by the API."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Attachment, Comment, Measure
from tests.web.api.conftest import Program

Programs = Callable[..., Program]
Make = Callable[..., Measure]


@pytest.fixture
def here(a_measure: Make) -> str:
    return f"/measures/{a_measure().number}"


@pytest.fixture
def file(a_measure: Make, here: str) -> Attachment:
    measure = Measure.objects.get()
    data = b"\x00kart"
    return Attachment.objects.create(
        measure=measure, name="kart.png", size=len(data), data=data, by_name="Kari",
        sha256=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip


def test_a_comment_is_made_read_taken_away_and_put_back(program: Programs, here: str) -> None:
    asked = program(Role.CONTRIBUTOR)

    made = asked.send("POST", f"{here}/comments", {"text": "Husk grunneierne."})
    address = made["Location"]
    assert (made.status_code, made["ETag"]) == (201, '"1"')
    assert asked.get(f"{here}/comments").json()["items"] == [made.json()]

    assert asked.send("DELETE", address).status_code == 428
    assert asked.send("DELETE", address, match='"2"').status_code == 412
    assert asked.send("DELETE", address, match='"1"').status_code == 204
    assert asked.get(address).status_code == 404
    assert asked.get(f"{here}/comments").json()["total"] == 0

    back = asked.send("POST", f"{address}/restore")
    assert (back.status_code, back["ETag"]) == (200, '"3"')
    assert back.json()["text"] == "Husk grunneierne."


def test_nobody_takes_anothers_comment_away(program: Programs, here: str) -> None:
    made = program(Role.CONTRIBUTOR).send("POST", f"{here}/comments", {"text": "Mitt."})

    other = program(Role.CONTROLLER)
    assert other.send("DELETE", made["Location"], match='"1"').status_code == 404
    assert other.get(made["Location"]).status_code == 200


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": "  "}, {"text": "x" * 5001}, {"a": 1}])
def test_an_empty_or_too_long_comment_is_refused(
    program: Programs, here: str, body: dict[str, Any]
) -> None:
    answer = program().send("POST", f"{here}/comments", body)

    assert answer.status_code in {422, 409}
    assert answer["Content-Type"].startswith("application/problem+json")
    assert not Comment.objects.exists()


def test_a_reader_says_nothing_and_a_token_to_read_changes_nothing(
    program: Programs, here: str, file: Attachment
) -> None:
    assert program(Role.READER).send("POST", f"{here}/comments", {"text": "x"}).status_code == 404
    reading = program(Role.PLANNER, "read")
    assert reading.send("POST", f"{here}/comments", {"text": "x"}).status_code == 403
    gone = reading.send("DELETE", f"{here}/attachments/{file.pk}", match="*")
    assert gone.status_code == 403


def test_a_file_is_told_of_fetched_taken_away_and_put_back(
    program: Programs, here: str, file: Attachment
) -> None:
    asked = program()
    address = f"{here}/attachments/{file.pk}"

    (told,) = asked.get(f"{here}/attachments").json()["items"]
    fetched = asked.get(f"{address}/content")
    assert told == asked.get(address).json()
    assert hashlib.sha256(fetched.content).hexdigest() == told["sha256"]
    assert fetched["Content-Disposition"] == 'attachment; filename="kart.png"'

    assert asked.send("DELETE", address, match=asked.get(address)["ETag"]).status_code == 204
    assert asked.get(f"{address}/content").status_code == 404
    assert asked.send("POST", f"{address}/restore").json()["version"] == 3
    assert program(Role.READER).send("DELETE", address, match="*").status_code == 404


def test_another_municipalitys_are_not_there(
    program: Programs, here: str, file: Attachment
) -> None:
    theirs = program(place=Municipality.objects.create(name="Eksempel kommune"))

    for rest in ("/comments", f"/attachments/{file.pk}", f"/attachments/{file.pk}/content"):
        assert theirs.get(f"{here}{rest}").status_code == 404


@pytest.mark.parametrize("count", [1, 40])
def test_a_list_asks_the_same_for_many(
    program: Programs, here: str, count: int, django_assert_max_num_queries: Any
) -> None:
    measure = Measure.objects.get()
    for _ in range(count):
        Comment.objects.create(measure=measure, text="x", by_name="Kari")
    asked = program()

    with django_assert_max_num_queries(24):
        asked.get(f"{here}/comments")


def test_a_file_is_put_there_as_it_is(program: Programs, here: str) -> None:
    asked = program(Role.PLANNER)
    data = b"\x89PNG\r\n\x1a\n\x00"

    made = asked.raw("POST", f"{here}/attachments?name=kart.png", data, "application/octet-stream")

    assert (made.status_code, made["ETag"]) == (201, '"1"'), made.content
    told = made.json()
    assert (told["name"], told["size"]) == ("kart.png", len(data))
    assert told["sha256"] == hashlib.sha256(data).hexdigest()
    assert asked.get(made["Location"]).json() == told
    kept = asked.get(f"{made['Location']}/content")
    assert kept.content == data
    assert kept["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("query", "kind", "size", "status"),
    [
        ("", "application/octet-stream", 1, 422),
        ("?name=", "application/octet-stream", 1, 422),
        ("?name=a.png", "application/octet-stream", 20_000_001, 413),
        ("?name=a.png", "image/png", 1, 415),
        ("?name=%0A", "application/octet-stream", 1, 409),
    ],
)
def test_a_file_that_cant_be_taken_is_told_of(
    program: Programs, here: str, query: str, kind: str, size: int, status: int
) -> None:
    asked = program(Role.PLANNER)

    answer = asked.raw("POST", f"{here}/attachments{query}", b"x" * size, kind)

    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert not Attachment.objects.exists()


def test_bytes_are_taken_for_files_alone(program: Programs, here: str) -> None:
    answer = program(Role.PLANNER).raw(
        "POST", f"{here}/comments", b'{"text": "Hei."}', "application/octet-stream"
    )

    assert answer.status_code == 415


def test_a_measure_has_fifty_files_at_the_most(
    program: Programs, here: str, file: Attachment
) -> None:
    asked = program(Role.PLANNER)
    address = f"{here}/attachments/{file.pk}"
    assert asked.send("DELETE", address, match="*").status_code == 204
    Attachment.objects.bulk_create(
        Attachment(measure=file.measure, name=f"{n}.txt", size=0, data=b"", sha256="", by_name="")
        for n in range(50)
    )

    more = asked.raw("POST", f"{here}/attachments?name=a.txt", b"x", "application/octet-stream")

    assert more.status_code == 409
    assert asked.send("POST", f"{address}/restore").status_code == 409


def test_only_those_who_may_change_the_measure_put_files_to_it(
    program: Programs, here: str
) -> None:
    for role, scope, status in ((Role.READER, "write", 404), (Role.PLANNER, "read", 403)):
        answer = program(role, scope).raw(
            "POST", f"{here}/attachments?name=a.png", b"x", "application/octet-stream"
        )
        assert answer.status_code == status
    assert not Attachment.objects.exists()
