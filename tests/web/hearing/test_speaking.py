"""Speaking in a hearing: no account, once however often it is sent, by the server's clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from ledetraad.hearing.dates import ends_at
from ledetraad.hearing.sending import LONGEST_TEXT, MOST_COMMENTS
from ledetraad.web.hearing.limits import SPEAK, hashed
from ledetraad.web.hearing.models import Comment, Hearing, Statement, StatementVersion
from ledetraad.web.hearing.opened import OPENED
from tests.web.hearing.conftest import PUBLIC, Speaking


def test_a_goals_page_leads_to_the_form_for_that_goal_in_its_language(speaking: Speaking) -> None:
    strategy = speaking.strategy

    page = speaking.client.get(f"/plan/asker/nn/e/{strategy.id}.html").content.decode()
    assert f'href="/plan/asker/nn/horing/si/?e={strategy.id}"' in page

    form = speaking.client.get(f"/plan/asker/nn/horing/si/?e={strategy.id}").content.decode()
    assert '<html lang="nn"' in form
    assert f'value="{strategy.id}"' in form
    assert strategy.text in form


def test_a_statement_is_stored_with_its_original_and_its_sender_gets_a_receipt(
    speaking: Speaking,
) -> None:
    statement, link = speaking.said("Jeg vil ha\r\nflere benker.", mail="")

    assert statement.number == 1
    assert statement.comments.get().text == "Jeg vil ha\nflere benker."
    version = statement.versions.get()
    assert b"Jeg vil ha\\r\\nflere benker." in bytes(version.original)
    assert len(version.sha256) == 64
    page = speaking.client.get(link).content.decode()
    assert "Jeg vil ha" in page
    assert version.sha256[:16] in page


def test_another_wording_is_shown_as_a_change_to_the_text(speaking: Speaking) -> None:
    strategy = speaking.strategy
    wording = f"{strategy.text} Og fort."

    statement, link = speaking.said(
        "", **{"said-0-element": strategy.id, "said-0-wording": wording}
    )

    comment = statement.comments.get()
    assert (comment.wording, comment.was) == (wording, strategy.text)
    assert "<ins>" in speaking.client.get(link).content.decode()


def test_a_wording_that_was_left_as_it_is_suggests_nothing(speaking: Speaking) -> None:
    strategy = speaking.strategy

    statement, _ = speaking.said(
        "Bra!", **{"said-0-element": strategy.id, "said-0-wording": strategy.text}
    )

    assert statement.comments.get().wording == ""


def test_one_can_speak_to_several_places_at_once_without_a_script(speaking: Speaking) -> None:
    strategy = speaking.strategy
    asked = speaking.fields("Først", add="1", another=strategy.id)
    form = speaking.client.post(f"{PUBLIC}si/", asked).content.decode()
    assert 'name="said-1-text"' in form
    assert ">Først</textarea>" in form

    statement, _ = speaking.said(
        "Først", **{"said-1-element": strategy.id, "said-1-row": "1", "said-1-text": "Så"}
    )

    assert [(one.element, one.text) for one in statement.comments.all()] == [
        ("", "Først"),
        (strategy.id, "Så"),
    ]


def test_nothing_is_taken_in_that_says_nothing_and_what_was_written_is_kept(
    speaking: Speaking,
) -> None:
    response = speaking.send("  \u200b ", name="")

    page = response.content.decode()
    assert response.status_code == 422
    assert 'id="said-0-text-problem"' in page
    assert 'id="name-problem"' in page
    assert not Statement.objects.exists()


def test_a_child_needs_no_name_and_is_never_asked_to_show_it(speaking: Speaking) -> None:
    statement, _ = speaking.said(who="child", name="", may_name="1")

    assert statement.speaker == "child"
    assert statement.may_name is False


def test_an_organisation_says_of_what_kind_it_is(speaking: Speaking) -> None:
    statement, _ = speaking.said(
        who="organisation", organisation_kind="party", name="Partiet", contact="Ola"
    )

    assert (statement.speaker, statement.contact) == ("party", "Ola")


def test_a_form_sent_twice_is_one_statement_with_one_link(speaking: Speaking) -> None:
    fields = speaking.fields()

    first = speaking.client.post(f"{PUBLIC}si/", fields)
    again = speaking.client.post(f"{PUBLIC}si/", fields)

    assert first.headers["Location"] == again.headers["Location"]
    assert Statement.objects.count() == 1
    assert StatementVersion.objects.count() == 1


def test_a_failure_in_the_middle_leaves_nothing(
    speaking: Speaking, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ledetraad.web.hearing.services.statement_receive.attach", die)
    with pytest.raises(KeyboardInterrupt):
        speaking.send(files=SimpleUploadedFile("a.txt", b"a"))

    assert not Statement.objects.exists()
    assert not Comment.objects.exists()
    assert Hearing.objects.get().last_number == 0


def test_what_was_begun_in_time_counts_to_the_last_second_in_norway(
    speaking: Speaking, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So long to finish that it doesn't matter at what time of day the test is run.
    monkeypatch.setattr("ledetraad.hearing.dates.TO_FINISH", timedelta(hours=30))
    yesterday = timezone.localdate() - timedelta(days=1)
    speaking.move(yesterday - timedelta(days=50), yesterday)
    since = timezone.now() - ends_at(yesterday)

    in_time = speaking.stamp(since + timedelta(seconds=2))
    late = speaking.stamp(since - timedelta(seconds=2))

    assert speaking.send(stamp=late).status_code == 422
    assert speaking.send(stamp=in_time).status_code == 302


def test_before_and_after_its_days_there_is_no_form_and_no_invitation(speaking: Speaking) -> None:
    today = timezone.localdate()
    strategy = f"/plan/asker/e/{speaking.strategy.id}.html"

    speaking.end()
    assert speaking.client.get(f"{PUBLIC}si/").headers["Location"] == PUBLIC
    assert "horing/si/" not in speaking.client.get(strategy).content.decode()

    speaking.move(today + timedelta(days=1), today + timedelta(days=60))
    assert speaking.client.get(f"{PUBLIC}si/").headers["Location"] == PUBLIC
    assert "horing/" not in speaking.client.get(strategy).content.decode()


def test_a_hearing_that_is_a_draft_is_known_to_nobody(speaking: Speaking) -> None:
    Hearing.objects.update(state="draft")
    OPENED.forget()

    assert speaking.client.get(PUBLIC).status_code == 404
    assert speaking.client.get(f"{PUBLIC}si/").status_code == 404
    assert "horing/" not in speaking.client.get("/plan/asker/").content.decode()


def test_a_link_that_is_guessed_leads_nowhere(speaking: Speaking) -> None:
    _, link = speaking.said()
    token = link.rstrip("/").rpartition("/")[2]
    other = ("A" if token[0] != "A" else "B") + token[1:]

    assert speaking.client.get(link.replace(token, other)).status_code == 404
    assert speaking.client.get(link.replace(token, "x")).status_code == 404


def test_the_link_is_not_in_the_database_and_leads_from_no_other_plan(speaking: Speaking) -> None:
    _, link = speaking.said()
    token = link.rstrip("/").rpartition("/")[2]

    with connection.cursor() as cursor:
        cursor.execute("SELECT nonce, link_hash FROM hearing_statement")
        kept = cursor.fetchone()
    assert token not in kept
    assert speaking.client.get(link.replace("/asker/", "/annen/")).status_code == 404


def test_private_pages_stay_out_of_search_engines_and_caches(speaking: Speaking) -> None:
    _, link = speaking.said()

    response = speaking.client.get(link)

    assert "noindex" in response.headers["X-Robots-Tag"]
    assert "no-store" in response.headers["Cache-Control"]


def test_a_statement_can_be_corrected_and_what_it_said_before_is_kept(speaking: Speaking) -> None:
    statement, link = speaking.said("Før")
    assert ">Før</textarea>" in speaking.client.get(f"{link}rett/").content.decode()

    fields = speaking.fields("Etter", seen="1", name="Berit Rettet")
    assert speaking.client.post(f"{link}rett/", fields).status_code == 302

    statement.refresh_from_db()
    assert statement.name == "Berit Rettet"
    assert statement.comments.get().text == "Etter"
    assert [b"F\\u00f8r" in bytes(one.original) for one in statement.versions.all()] == [
        True,
        False,
    ]


def test_a_correction_takes_back_what_was_released(speaking: Speaking) -> None:
    statement, link = speaking.said("Før")
    Statement.objects.update(text_released=True, name_released=True)

    speaking.client.post(f"{link}rett/", speaking.fields("Etter", seen="1"))

    statement.refresh_from_db()
    assert not statement.text_released
    assert not statement.name_released


def test_two_corrections_of_the_same_do_not_overwrite_each_other(speaking: Speaking) -> None:
    statement, link = speaking.said("Før")
    speaking.client.post(f"{link}rett/", speaking.fields("Én", seen="1"))

    response = speaking.client.post(f"{link}rett/", speaking.fields("To", seen="1"))

    assert response.status_code == 422
    assert statement.comments.get().text == "Én"


def test_a_withdrawn_statement_is_kept_but_neither_shown_nor_changed(speaking: Speaking) -> None:
    statement, link = speaking.said()
    Statement.objects.update(text_released=True)
    assert "sykkelveier" in speaking.page("innspill/")

    speaking.client.post(link, {"op": "withdraw"})

    statement.refresh_from_db()
    assert statement.withdrawn_at is not None
    assert "sykkelveier" not in speaking.page("innspill/")
    assert speaking.client.get(f"{link}rett/").status_code == 302


def test_after_the_last_day_nothing_can_be_corrected_or_withdrawn(speaking: Speaking) -> None:
    statement, link = speaking.said("Før")
    speaking.end()

    speaking.client.post(f"{link}rett/", speaking.fields("Etter", seen="1"))
    speaking.client.post(link, {"op": "withdraw"})

    statement.refresh_from_db()
    assert statement.comments.get().text == "Før"
    assert statement.withdrawn_at is None


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE hearing_statement; --",
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }}{% raw %}",
        "👩‍👩‍👧‍👦 og 🇳🇴 og مرحبا",
    ],
)
def test_whatever_is_written_is_shown_as_text(speaking: Speaking, nasty: str) -> None:
    statement, link = speaking.said(nasty, name=nasty)
    Statement.objects.update(text_released=True)

    for page in (speaking.client.get(link).content.decode(), speaking.page("innspill/")):
        assert "<script>alert" not in page
        assert "<img" not in page
    assert statement.comments.get().text == nasty


def test_what_turns_or_hides_text_is_taken_out_but_kept_in_the_original(
    speaking: Speaking,
) -> None:
    statement, _ = speaking.said("Ja\u202e nei\u200b takk", name="Berit\u202eX")

    assert statement.comments.get().text == "Ja nei takk"
    assert statement.name == "BeritX"
    assert b"\\u202e" in bytes(statement.versions.get().original)


def test_a_text_that_is_too_long_is_refused_at_its_field(speaking: Speaking) -> None:
    response = speaking.send("x" * (LONGEST_TEXT + 1))

    assert response.status_code == 422
    assert 'id="said-0-text-problem"' in response.content.decode()


def test_a_megabyte_of_text_is_refused_with_a_page_that_says_so(speaking: Speaking) -> None:
    response = speaking.send("x" * 1_000_001)

    assert response.status_code == 413
    assert "<h1" in response.content.decode()
    assert not Statement.objects.exists()


def test_more_comments_than_there_is_room_for_are_not_taken_in(speaking: Speaking) -> None:
    rows = {f"said-{n}-text": f"nr {n}" for n in range(MOST_COMMENTS + 20)}

    statement, _ = speaking.said(**rows)

    assert statement.comments.count() == MOST_COMMENTS


def test_a_program_that_fills_the_hidden_field_is_told_no(speaking: Speaking) -> None:
    assert speaking.send(website="http://spam.example").status_code == 422
    assert not Statement.objects.exists()


def test_what_is_sent_at_once_is_asked_for_once_more(speaking: Speaking) -> None:
    quick = speaking.send(stamp=speaking.stamp(timedelta(0)))

    assert quick.status_code == 422
    assert "Flere sykkelveier" in quick.content.decode()


@pytest.mark.parametrize("stamp", ["", "x", "WyJhIiwxXQ:1abc:def"])
def test_a_form_that_is_not_ours_or_is_too_old_comes_back_with_what_was_written(
    speaking: Speaking, stamp: str
) -> None:
    response = speaking.send(stamp=stamp)

    assert response.status_code == 422
    assert "Flere sykkelveier" in response.content.decode()


def test_a_flood_from_one_address_is_stopped_and_no_address_is_kept(
    speaking: Speaking,
) -> None:
    answers = [speaking.send().status_code for _ in range(SPEAK.most + 1)]

    assert answers[-2:] == [302, 422]
    assert Statement.objects.count() == SPEAK.most
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM tallies_tally")
        assert "127.0.0.1" not in str(cursor.fetchall())


def test_an_address_is_hashed_with_another_salt_each_day() -> None:
    now = timezone.now()

    assert hashed("10.0.0.1", now) != hashed("10.0.0.1", now + timedelta(days=1))
    assert hashed("10.0.0.1", now) != hashed("10.0.0.2", now)


def test_a_form_from_another_site_is_refused(speaking: Speaking) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(f"{PUBLIC}si/", speaking.fields()).status_code == 403
    assert not Statement.objects.exists()


def test_the_public_pages_still_ask_the_database_for_nothing_when_in_memory(
    speaking: Speaking, django_assert_num_queries: object
) -> None:
    speaking.client.get("/plan/asker/")

    with django_assert_num_queries(0):  # type: ignore[operator]
        speaking.client.get("/plan/asker/oversikt.html")


def test_a_text_of_nothing_but_blanks_for_hundreds_of_pages_keeps_nobody_waiting(
    speaking: Speaking,
) -> None:
    response = speaking.send("a" + " " * 900_000 + "b")

    assert response.status_code == 422
    assert not Statement.objects.exists()


def test_a_name_that_is_a_book_is_refused(speaking: Speaking) -> None:
    assert speaking.send(name="Kari" + " " * 900_000 + "N").status_code == 422
    assert not Statement.objects.exists()
