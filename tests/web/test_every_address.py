"""Every address there is, walked: nothing of a municipality is there for anybody else.

The walk goes through the URL map, so a new address is covered as soon as it is there. Where it has
a parameter of a new kind, the walk fails until `one_of_each` says an example of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from ledetraad import web
from ledetraad.hearing.hearing import HearingValues
from ledetraad.hearing.inviting import body
from ledetraad.hearing.sending import Said, Sent
from ledetraad.hearing.speakers import Speaker
from ledetraad.plan.model import PlanStatus
from ledetraad.statistics.catalogue.load import catalogue
from ledetraad.web.accounts.models import Membership, Municipality, SignedIn
from ledetraad.web.accounts.rights import Role
from ledetraad.web.api.models import ApiToken
from ledetraad.web.api.services.token_make import make_token
from ledetraad.web.climate.models import (
    AccountsEdition,
    ActivityLine,
    Budget,
    ClimatePart,
    Decision,
    FactorTable,
    Spending,
)
from ledetraad.web.climate.services.budget_publish import publish_budget
from ledetraad.web.climate.services.edition_take import Told, take_edition
from ledetraad.web.economy.models import (
    KeptScenario,
    KeyFigure,
    LedgerFile,
    MoneyTie,
    OwnDefinitions,
    PeerCosts,
    Rule,
)
from ledetraad.web.followup.figures.models import Feed, FeedValues
from ledetraad.web.followup.missing.services.rule_turn import turn_off
from ledetraad.web.followup.models import Indicator, Measure, Observation, RuleOff, SavedView
from ledetraad.web.followup.sheets.models import SheetImport
from ledetraad.web.hearing.links import new_stamp, read_stamp
from ledetraad.web.hearing.links import token_of as token_of_link
from ledetraad.web.hearing.models import Hearing, Intake, Invited, Statement
from ledetraad.web.hearing.services.hearing_save import announce, make_hearing
from ledetraad.web.hearing.services.intake import begin as begin_intake
from ledetraad.web.hearing.services.invitation_save import invite
from ledetraad.web.hearing.services.statement_receive import receive, take
from ledetraad.web.history.recording import make
from ledetraad.web.imports.services.begin import begin
from ledetraad.web.jobs.models import Job
from ledetraad.web.jobs.worker import run_waiting
from ledetraad.web.notices.models import Meeting, OwnDate
from ledetraad.web.notices.services.own_date_set import set_own_date
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.services.plan_publish import publish
from ledetraad.web.plans.services.status_change import change_status
from ledetraad.web.signin.models import GroupRole, Identity, Passkey
from ledetraad.web.tallies.models import Tally
from tests.web.conftest import MORNING
from tests.web.economy.ledgers import money_in
from tests.web.followup.reporting.place import Place

DOCUMENT = Path(__file__).parents[1] / "documents" / "pdf" / "numbered-2.pdf"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
OPEN_TO_ALL = (
    "plan/",
    "logg-inn/",
    "logg-ut/",
    "sprak/",
    "helse/",
    "varsler/av/<str:token>/",
    "varsler/bekreft/<str:token>/",
    "oppfolging/<slug:place>/arshjul.ics",  # by a key that is a person's own
    "api/v1/openapi.json",
)
"""What may be asked for without signing in: addresses that begin so, and the front page."""

NOT_THERE_NOW = (
    "innlesing/<int:pk>/framdrift/",
    "oppfolging/<slug:place>/rapportering/<int:pk>/last/",  # the period isn't locked
    "oppfolging/<slug:place>/rapportering/<int:pk>/las/",
)
"""What isn't there for anybody, as the examples stand: addresses that begin so."""

BY_ITSELF = {"year", "provider", "code"}
"""Parameters that name nothing that a municipality owns."""

API = "api/v1/"
UNREAD = {422, 428}
"""What the API says of a request that it can't take, before it looks for what it is about."""
METHODS = {True: ("GET", "POST", "PUT", "PATCH", "DELETE"), False: ("GET", "POST")}


def every_route() -> list[str]:
    """The routes of the URL map, whole, each once."""

    def walk(patterns: list[URLPattern | URLResolver], start: str) -> Iterator[str]:
        for one in patterns:
            route = f"{start}{one.pattern}"
            if isinstance(one, URLPattern):
                yield route
            else:
                yield from walk(one.url_patterns, route)

    return list(dict.fromkeys(walk(get_resolver().url_patterns, "")))


def is_open(route: str) -> bool:
    return not route or route.startswith(OPEN_TO_ALL)


def filled(route: str, examples: dict[str, object]) -> str:
    """An address: each parameter by the example of its name after the word that it stands after."""
    address = f"/{route}"
    while match := PARAMETER.search(address):
        before = address[: match.start()].rstrip("/").rpartition("/")[2]
        name = match[1]
        example = examples.get(f"{before}/{name}", examples.get(name))
        assert example is not None, (
            f"There is no example of “{name}” after “{before}/” in the address “{route}”. "
            f"Write one in `one_of_each`, of something that belongs to the first municipality."
        )
        address = f"{address[: match.start()]}{example}{address[match.end() :]}"
    return address


def nowhere(examples: dict[str, object]) -> dict[str, object]:
    """The same parameters, of what is in no municipality."""
    return {name: 987_654 if isinstance(said, int) else "ingen" for name, said in examples.items()}


def token_of(user: User, municipality: Municipality) -> dict[str, str]:
    """The header by which a program acts for somebody."""
    made = make_token(
        user, municipality, name="x", scope=ApiToken.Scope.WRITE, days=1, now=timezone.now()
    )
    return {"Authorization": f"Bearer {made.text}"}


def status(client: Client, method: str, address: str, headers: dict[str, str]) -> int:
    Tally.objects.all().delete()  # so that no limit is met
    if address.startswith(f"/{API}") and method != "GET":
        headers = headers | {"If-Match": '"1"'}
        sent = client.generic(method, address, "{}", "application/json", headers=headers)
    else:
        sent = client.generic(method, address, headers=headers)
    return sent.status_code


def rows() -> dict[str, int]:
    """How many rows there are of everything but sessions."""
    beside = {"sessions.Session", SignedIn._meta.label}
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.label not in beside
    }


@pytest.fixture
def insider(municipality: Municipality) -> User:
    """Who may all of it in the first municipality."""
    return Place(municipality).person("anne", Role.ADMINISTRATOR)


@pytest.fixture
def outsider() -> User:
    """Who may all of it in another one, and has no role in the first."""
    return Place(Municipality.objects.create(name="Eksempel kommune")).person(
        "nils", Role.ADMINISTRATOR
    )


@pytest.fixture
def one_of_each(
    municipality: Municipality, working_copy: WorkingCopy, insider: User
) -> dict[str, object]:
    """One of each thing that an address can name, in the first municipality."""
    place = Place(municipality)
    for _ in range(2):
        publish(working_copy, user=None, now=MORNING)
        change_status(working_copy, PlanStatus.PROPOSAL, None, user=None)
    element = next(iter(working_copy.latest().plan().walk()))
    unit = place.unit("Skole")
    leader = place.person("lise", Role.LEADER, unit)
    measure = place.measure("Trygg skolevei", unit)
    indicator = make(
        Indicator(municipality=municipality),
        {"name": "Trivsel", "plan": working_copy.pk, "element": element.id, "unit": unit.pk},
        user=None,
    )
    counted(indicator)
    period = place.period()
    meeting = make(
        Meeting(municipality=municipality),
        {"day": "2026-06-16", "body": "Kommunestyret"},
        user=None,
    )
    view = make(
        SavedView(municipality=municipality, owner=insider),
        {"list": "tiltak", "name": "Forsinket", "query": "forsinket=1"},
        user=None,
    )
    document = begin(municipality, DOCUMENT.read_bytes(), DOCUMENT.name, user=insider)
    run_waiting()
    browser = Client()
    browser.force_login(insider)
    here = place.address()
    browser.post(f"{here}tiltak/{measure.number}/kommentar/", {"text": "Når?"})
    file = SimpleUploadedFile("kart.txt", b"kart")
    browser.post(f"{here}tiltak/{measure.number}/fil/", {"file": file})
    book = browser.get(f"{here}tiltak/liste.xlsx").getvalue()
    edition, climate_budget, activity, spending = climate(municipality, measure)
    hearing, statement = on_hearing(working_copy)
    invite(hearing, [body("Statsforvalteren")], user=None)
    invited = Invited.objects.get()
    begin_intake(hearing, [("brev.txt", b"Hei.")], user=None, now=timezone.now())
    browser.post(f"{here}ark/", {"document": SimpleUploadedFile("tiltak.xlsx", book)})
    money_in(browser, f"{here}okonomi/", f"element:{working_copy.pk}:{element.id}")
    return {
        "place": municipality.slug,
        "slug": working_copy.slug,
        "element": element.id,
        "year": 2026,
        "token": "x",
        "uid": "x",
        "address": "om.html",
        "language": "nn",
        "v/number": 1,
        "sammenlign/old": 1,
        "1/new": 2,
        "tilbake/number": 1,
        "innlesing/pk": document.pk,
        "les/number": 1,
        "side/page": 1,
        "rapportering/pk": period.pk,
        "horing/pk": hearing.pk,
        "innspill/number": statement.number,
        "merknader/comment": statement.comments.get().pk,
        "invitert/invited": invited.pk,
        "inn/intake": Intake.objects.get().pk,
        "original/version": 1,
        "invitert/token": token_of_link(invited.nonce),
        "vedlegg/file": statement.attachments.get().pk,
        "mitt/token": token_of_link(statement.nonce),
        "tiltak/number": measure.number,
        "kommentar/pk": measure.comments.get().pk,
        "fil/pk": measure.attachments.get().pk,
        "indikatorer/pk": indicator.pk,
        "sammenligning/pk": indicator.pk,
        "tall/pk": indicator.pk,
        "ark/pk": SheetImport.objects.get().pk,
        "mote/pk": meeting.pk,
        "dato/code": "accounts",
        "regler/code": "LT512",
        "visninger/pk": view.pk,
        "enhet/pk": unit.pk,
        "regnskap/pk": edition.pk,
        "mal/pk": Decision.objects.get().pk,
        "budsjett/pk": climate_budget.pk,
        "aktiviteter/pk": activity.pk,
        "faktorer/pk": activity.factors_id,
        "innkjop/pk": spending.pk,
        "editions/key": edition.pk,
        "budgets/key": climate_budget.pk,
        "published/number": 1,
        "jobber/pk": Job.objects.filter(owner=municipality).latest("pk").pk,
        "person/pk": leader.pk,
        "folk/pk": leader.pk,
        "rolle/pk": Membership.objects.get(user=leader).pk,
        "token/pk": make_token(
            insider, municipality, name="y", scope=ApiToken.Scope.READ, days=1, now=timezone.now()
        ).token.pk,
        "logg-ut/pk": SignedIn.objects.get(user=insider).pk,
        "provider": "entra",
        "grupper/pk": GroupRole.objects.create(
            municipality=municipality, provider="entra", group="alle", role=Role.READER
        ).pk,
        "nokkel/pk": Passkey.objects.create(user=insider, name="x", credential="x", key=b"x").pk,
        "tilknytning/pk": Identity.objects.create(
            user=insider, provider="entra", issuer="https://login.example.org", subject="x"
        ).pk,
        "filer/pk": LedgerFile.objects.get().pk,
        "regler/pk": Rule.objects.get().pk,
        "scenarioer/pk": KeptScenario.objects.get().pk,
        "koblinger/pk": MoneyTie.objects.get().pk,
        "naboer/pk": PeerCosts.objects.get().pk,
        "nokkeltall/pk": key_figure(municipality).pk,
        "oppstillinger/pk": OwnDefinitions.objects.get().pk,
        "part": "drift",
        "line": "6",
        "area": 1,
        "table": "okonomisk-oversikt-drift-5-6",
        "basis": "accounts",
        "post": "10",
        "code": "010",
        "plans/plan": working_copy.pk,
        "measures/number": measure.number,
        "comments/key": measure.comments.get().pk,
        "attachments/key": measure.attachments.get().pk,
        "indicators/key": indicator.pk,
        "periods/key": period.pk,
        "missing/key": f"LT512:measure:0:{measure.pk}",
        "endringer/kind": "mote",
        "meetings/key": meeting.pk,
        "own-dates/key": own_date(municipality, insider),
        "rules-off/key": rule_off(municipality, insider),
        "views/key": view.pk,
        "history/kind": Meeting.kind(),
        f"{Meeting.kind()}/key": meeting.pk,
        "ingen/pk": meeting.pk,
        "ingen/key": meeting.pk,
    }


def own_date(municipality: Municipality, user: User) -> int:
    """The municipality's own day for one of Norway's dates."""
    set_own_date(municipality, 2026, "accounts", day=date(2026, 2, 20), note="", user=user)
    return OwnDate.objects.get().pk


def rule_off(municipality: Municipality, user: User) -> int:
    """A rule that is off."""
    turn_off(municipality, "LT521", "Fordi", user=user)
    return RuleOff.objects.get().pk


def counted(indicator: Indicator) -> None:
    """Values of an indicator in two years, and where they are fetched from."""
    for year in (2024, 2025):
        Observation.objects.create(
            indicator=indicator, period=str(year), measured=date(year, 12, 31), value=Decimal(year)
        )
    (entry,) = (one for one in catalogue() if one.key == "netto-driftsresultat")
    said = FeedValues(place="4601", definition=entry.definition()).model_dump(mode="json")
    make(Feed(municipality=indicator.municipality, indicator=indicator), said, user=None)


def key_figure(municipality: Municipality) -> KeyFigure:
    """A key figure of KOSTRA, not fetched yet."""
    entry = next(one for one in catalogue() if one.key == "netto-driftsresultat")
    said = FeedValues(place="3203", definition=entry.definition())
    return make(KeyFigure(municipality=municipality), said.model_dump(mode="json"), user=None)


def climate(
    municipality: Municipality, measure: Measure
) -> tuple[AccountsEdition, Budget, ActivityLine, Spending]:
    """Climate accounts, a target, a published budget with a measure, an activity and a ledger."""
    table = b"Sektor;Kilde;2009;2024\nVeitrafikk;Personbiler;100;80\n"
    told = Told("2026", MORNING.date(), "Eksempel", example=True)
    edition = take_edition(municipality, table, "a.csv", told, user=None)
    target = {"year": 2030, "cut": "50", "reference": 2009}
    make(Decision(municipality=municipality), target, user=None)
    effect = {"sector": "road", "method": "x", "effects": {"2027": {"tonnes": "5"}}}
    make(ClimatePart(municipality=municipality, measure=measure), effect, user=None)
    values = {"name": "Klimabudsjett", "first": 2027, "last": 2030, "edition": edition.pk}
    budget = make(Budget(municipality=municipality), values, user=None)
    publish_budget(budget, user=None, now=MORNING)
    factors = make(
        FactorTable(municipality=municipality),
        {"name": "x", "source": "Eksempel", "year": 2024, "example": True,
         "factors": [{"key": "a", "value": "1", "unit": "kg CO2e / liter"}]},
        user=None,
    )  # fmt: skip
    done = {"what": "x", "year": 2025, "amount": "1", "unit": "liter", "factors": factors.pk,
            "factor": "a"}  # fmt: skip
    activity = make(ActivityLine(municipality=municipality), done, user=None)
    spent = {"year": 2025, "factors": factors.pk, "file_name": "x", "sha256": "x", "price": "1",
             "left_out": "0", "rows": {"a": ["1", "1"]}}  # fmt: skip
    spending = make(Spending(municipality=municipality), spent, user=None)
    return edition, budget, activity, spending


def on_hearing(working_copy: WorkingCopy) -> tuple[Hearing, Statement]:
    """A hearing that is open, with a statement that has a comment and a file."""
    change_status(working_copy, PlanStatus.PROPOSAL, None, user=None)
    publication = publish(working_copy, user=None, now=MORNING)
    today = timezone.localdate()
    values = HearingValues(
        name="Høring",
        plan=working_copy.pk,
        publication=publication.pk,
        opens=today,
        closes=today + timedelta(days=60),
    )
    hearing = make_hearing(values, user=None)
    announce(hearing, user=None)
    stamp = read_stamp(new_stamp(timezone.now()))
    assert stamp is not None
    sent = Sent(speaker=Speaker.RESIDENT, name="Berit", said=(Said(text="Ja"),))
    key = receive(
        hearing,
        sent,
        [take("a.txt", b"a")],
        stamp=stamp,
        original=(b"[]", "0" * 64),
        wordings={},
        now=timezone.now(),
    )
    return hearing, Statement.objects.get(pk=key)


def test_the_examples_are_there_for_one_who_may_see_them(
    insider: User, municipality: Municipality, one_of_each: dict[str, object]
) -> None:
    client = Client()
    client.force_login(insider)
    header = token_of(insider, municipality)

    missing = [
        f"{route}: {found}"
        for route in every_route()
        if PARAMETER.search(route) and not is_open(route) and not route.startswith(NOT_THERE_NOW)
        if (found := status(client, "GET", filled(route, one_of_each), header))
        not in {200, 302, 405}
    ]

    assert not missing


def test_one_who_has_not_signed_in_is_asked_to_everywhere(
    one_of_each: dict[str, object],
) -> None:
    client, sign_in = Client(), reverse("login")
    before = rows()

    wrong = []
    for route in every_route():
        if is_open(route) or route == API:
            continue
        address = filled(route, one_of_each)
        for method in METHODS[route.startswith(API)]:
            response = client.generic(method, address)
            if route.startswith(API):
                right = response.status_code in {401, 405}
            else:
                asked = response.headers.get("Location", "").startswith(f"{sign_in}?next=")
                right = response.status_code == 302 and asked
            if not right:
                wrong.append(f"{method} {address}: {response.status_code}")

    assert not wrong
    assert rows() == before


ASKED = re.compile(
    r"""(?:GET|query|wanted|asked|said|_query)(?:\.get|\.getlist|\.text|\.key)?[\[(]"([a-zæøå_-]+)\""""
)
"""How the pages read what an address asks for."""
ODD = ["9" * 5_000, "9" * 19, "%00", "%C2%B2", "-1", "a%00b:1", "%FF", "x" * 5_000]
"""What nobody asks for who means well."""


def every_name() -> set[str]:
    """The names that any page reads in an address; more than each of them does."""
    source = Path(web.__file__).parent
    found = {
        name for file in source.rglob("*.py") for name in ASKED.findall(file.read_text("utf-8"))
    }
    assert {"q", "side", "vis", "e", "ord"} <= found
    return found | {"fra", "til"}


@pytest.mark.parametrize("odd", ODD, ids=lambda said: f"{said[:6]} {len(said)}")
def test_what_is_asked_for_oddly_is_answered_without_a_fault(
    one_of_each: dict[str, object], insider: User, municipality: Municipality, odd: str
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(insider)
    header = token_of(insider, municipality)
    query = "&".join(f"{name}={odd}" for name in sorted(every_name()))

    faults = []
    for route in every_route():
        address = f"{filled(route, one_of_each)}?{query}"
        found = status(client, "GET", address, header if route.startswith(API) else {})
        if found >= 500:
            faults.append(f"{route}: {found}")

    assert not faults


@pytest.mark.parametrize("list_", ["measures", "indicators", "periods/{}/reports"])
def test_a_key_that_no_database_holds_is_told_of(
    one_of_each: dict[str, object], insider: User, municipality: Municipality, list_: str
) -> None:
    address = f"/{API}{list_.format(one_of_each['periods/key'])}?unit={'9' * 19}"

    assert status(Client(), "GET", address, token_of(insider, municipality)) == 422


def test_no_path_has_nul(one_of_each: dict[str, object]) -> None:
    assert Client().get("/plan/asker/horing/mitt/%00/").status_code == 404


@pytest.mark.parametrize(
    ("route", "sent"),
    [
        ("horing/{horing/pk}/merknader/del-ut/", {"comment": ["9" * 5_000, "9" * 19], "to": "²"}),
        ("horing/{horing/pk}/innspill/1/gjor/", {"op": "decide", "files": ["9" * 5_000, "²"]}),
        ("/arbeid/{slug}/rediger/", {"op": "edit", "version": "9" * 5_000}),
        ("/arbeid/{slug}/rediger/lagre/", {"version": "9" * 5_000}),
    ],
)
def test_odd_numbers_in_a_form_are_none(
    one_of_each: dict[str, object], insider: User, route: str, sent: dict[str, object]
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(insider)
    own = re.sub(r"\{([^}]+)\}", lambda match: str(one_of_each[match[1]]), route)
    address = own if own.startswith("/") else f"/oppfolging/{one_of_each['place']}/{own}"

    assert client.post(address, sent).status_code < 500


def test_what_is_open_to_all_answers_without_a_fault(one_of_each: dict[str, object]) -> None:
    client = Client(raise_request_exception=False)
    before = rows()

    wrong = [
        f"{method} {address}: {found}"
        for route in every_route()
        if is_open(route)
        for address in [filled(route, one_of_each)]
        for method in METHODS[False]
        if (found := status(client, method, address, {})) >= 500
        or (method == "GET" and found not in {200, 302, 404, 405})
    ]

    assert not wrong
    assert rows() == before


@pytest.mark.parametrize("where", ["in the first municipality", "in their own"])
def test_a_stranger_finds_nothing_of_another_municipality(
    outsider: User, one_of_each: dict[str, object], where: str
) -> None:
    client = Client()
    client.force_login(outsider)
    theirs = outsider.membership_set.get().municipality
    header = token_of(outsider, theirs)
    before = rows()

    wrong = []
    for route in every_route():
        names = set(PARAMETER.findall(route)) - BY_ITSELF
        examples = one_of_each
        if where == "in their own":
            examples = one_of_each | {"place": theirs.slug}
            names -= {"place"}
        if is_open(route) or not names:
            continue
        address, unknown = filled(route, examples), filled(route, nowhere(examples))
        found = {
            method: status(client, method, address, header)
            for method in METHODS[route.startswith(API)]
        }
        hidden = {404, 405}
        if route.startswith(API):
            hidden |= UNREAD
            same = all(status(client, method, unknown, header) == found[method] for method in found)
        else:
            same = 404 in found.values()
        if not set(found.values()) <= hidden or not same:
            wrong.append(f"{address}: {found}")

    assert not wrong
    assert rows() == before
