"""What has changed in a municipality: all of it that one may see, the newest first."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledetraad.web.accounts.rights import Role
from ledetraad.web.changes import log
from ledetraad.web.followup.models import Indicator, Observation
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import change, make
from ledetraad.web.notices.models import Meeting
from ledetraad.web.plans.models import Publication, WorkingCopy
from tests.web.changes.conftest import Town
from tests.web.followup.reporting.place import between, signed_in, words


def lines(page: str) -> list[str]:
    """What each row of the log says, without its marks."""
    found = re.findall(
        r'<li class="log__one">(.*?)</li>\s*(?=<li class="log__one">|</ol>)', page, re.S
    )
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]


def test_it_is_told_by_day_with_who_what_and_from_what_to_what(town: Town) -> None:
    kari = town.person("kari", Role.CONTROLLER)
    measure = town.measure("Gangvei")
    change(measure, {"status": "delayed"}, user=kari, reason="Grunneier")

    first, second = lines(words(town.browser(Role.READER), town.address("endringer/")))

    assert "Kari changed: measure Gangvei . Grunneier" in first
    assert "Status: not started → delayed" in first
    assert "made: measure Gangvei" in second


def test_values_revisions_and_publications_stand_among_the_rest(
    town: Town, working_copy: WorkingCopy, publication: Publication
) -> None:
    said = {"name": "Trivsel", "measure_unit": "%"}
    indicator = make(Indicator(municipality=town.municipality), said, user=None)
    for value in (60, 65):
        Observation.objects.create(
            indicator=indicator, period="2025", measured=date(2025, 12, 31),
            value=Decimal(value), by_name="Kari",
        )  # fmt: skip

    found = lines(words(town.browser(Role.READER), town.address("endringer/")))

    assert any("Kari corrected: value Trivsel 2025: 60 % → 65 %" in one for one in found)
    assert any("Kari entered: value Trivsel 2025: – → 60 %" in one for one in found)
    assert any("made revision 1: plan" in one for one in found)
    assert any("published as number 1: plan" in one for one in found)


def test_it_is_narrowed_by_person_kind_and_days(town: Town) -> None:
    kari, lars = town.person("kari", Role.CONTROLLER), town.person("lars", Role.CONTROLLER)
    for user, name in ((kari, "Gangvei"), (lars, "Bro")):
        change(town.measure("x"), {"name": name}, user=user)
    make(Meeting(municipality=town.municipality), {"day": "2026-06-16", "body": "x"}, user=kari)
    old = Change.objects.filter(by=kari).order_by("pk").first()
    Change.objects.filter(pk=old.pk).update(at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    client, here = town.browser(Role.READER), town.address("endringer/")

    def found(query: str) -> list[str]:
        return lines(words(client, f"{here}?{query}"))

    assert len(found(f"person={lars.pk}")) == 1
    assert len(found(f"person={kari.pk}&slag=mote")) == 1
    assert len(found("fra=28.2.2025&til=1.3.25")) == 1
    assert found("til=28.2.2025") == []
    assert all("measure" in one for one in found("slag=tiltak"))


def test_a_day_that_cant_be_read_is_asked_back_and_the_rest_shown(town: Town) -> None:
    town.measure("Gangvei")

    page = words(town.browser(Role.READER), town.address("endringer/?fra=i+fjor"))

    assert 'aria-invalid="true" aria-describedby="fra-problem"' in page
    assert "Gangvei" in page


def test_page_by_page_each_change_is_shown_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "PAGE", 7)
    at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    said = {"name": "Trivsel"}
    indicator = make(Indicator(municipality=town.municipality), said, user=None)
    for n in range(12):
        town.measure(f"Tiltak {n}")
        Observation.objects.create(
            indicator=indicator, period=f"{2000 + n}", measured=date(2000 + n, 12, 31), value=n
        )
    Change.objects.update(at=at)
    Observation.objects.update(
        at=at
    )  # all at the same moment: nothing but the keys tells them apart
    client, address = town.browser(Role.READER), town.address("endringer/")

    seen: list[str] = []
    while address:
        page = words(client, address)
        seen += lines(page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        address = older[1].replace("&amp;", "&") if older else ""

    assert len(seen) == len(set(seen)) == 25


@pytest.mark.parametrize("after", ["x", "1-2", "-1-0-1", "9" * 18 + "-0-1", "1-9-1"])
def test_a_place_to_read_on_from_that_is_none_is_passed_over(town: Town, after: str) -> None:
    words(town.browser(Role.READER), town.address(f"endringer/?etter={after}"))


def test_there_is_nothing_of_what_one_may_not_see(town: Town) -> None:
    unit, period = town.unit("Vei"), town.period()
    report = town.report(period, town.measure("Gangvei", unit), "draft")
    change(report, {"text": "Hemmelig kladd"}, user=None)

    assert "Hemmelig" not in words(town.browser(Role.READER), town.address("endringer/"))
    assert "Hemmelig" in words(town.browser(Role.LEADER), town.address("endringer/"))


def test_the_words_of_a_comment_that_was_taken_away_are_not_told(town: Town) -> None:
    author = signed_in(town.person("kari", Role.CONTROLLER))
    own = town.address(f"tiltak/{town.measure('Gangvei').number}/")
    author.post(f"{own}kommentar/", {"text": "Angrer på dette"})
    page = words(author, own)
    author.post(re.search(rf'action="({own}kommentar/\d+/slett/)"', page)[1])

    page = words(town.browser(Role.READER), town.address("endringer/"))

    assert between(page, "deleted", "comment on a measure") and "Angrer" not in page


def test_it_takes_as_many_queries_however_much_has_changed(
    town: Town, working_copy: WorkingCopy
) -> None:
    client, address = town.browser(Role.ADMINISTRATOR), town.address("endringer/")
    unit = town.unit("Vei")
    element = next(iter(working_copy.latest().plan().walk())).id

    def more(count: int) -> None:
        for _ in range(count):
            person = town.person(f"p{Change.objects.count()}", Role.CONTROLLER)
            measure = town.measure("Gangvei", unit)
            serves = [{"plan": working_copy.pk, "element": element}]
            change(measure, {"person": person.pk, "serves": serves}, user=person)
            said = {"name": "Trivsel", "measure": measure.pk, "unit": unit.pk}
            indicator = make(Indicator(municipality=town.municipality), said, user=person)
            change(indicator, {"measure": None}, user=person)
            Observation.objects.create(
                indicator=indicator, period="2025", measured=date(2025, 12, 31), value=1
            )

    more(2)
    words(client, address)
    few = _queries(client, address)
    more(8)

    assert _queries(client, address) <= few


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        words(client, address)
    return len(asked)


def test_a_cursor_says_just_the_moment() -> None:
    one = log.Cursor(datetime(2026, 11, 25, 16, 1, 2, 345_678, tzinfo=UTC), 1, 42)

    assert log.Cursor.read(str(one)) == one
    assert one.at - timedelta(microseconds=1) < log.Cursor.read(str(one)).at
