"""Mail about what has happened to one's way of signing in, and browsers that are known again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ledetraad.web.accounts.services.person_add import AccountRefused, refuse_weak
from ledetraad.web.accounts.services.person_describe import describe
from ledetraad.web.jobs.worker import run_waiting
from ledetraad.web.notices.models import Notice, NoticeChoice
from ledetraad.web.signin.devices import COOKIE
from ledetraad.web.signin.events import Event
from ledetraad.web.signin.models import Device, Passkey
from ledetraad.web.signin.services.person_reset import reset_steps
from tests.web.conftest import PASSWORD
from tests.web.notices.server import MailBox, mail_box
from tests.web.signin.conftest import come_back
from tests.web.signin.device import SoftwareDevice
from tests.web.signin.people import SECOND, STEPS, add_passkey, first_step, set_up_app
from tests.web.signin.real_provider import RealProvider

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEW = "fjorten fine fjellrever"


@pytest.fixture
def box(settings: Settings) -> Iterator[MailBox]:
    """A real mail server on this machine."""
    with mail_box() as found:
        settings.MAIL = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = found.host, found.port
        yield found


@pytest.fixture
def lars(reader: User) -> User:
    """Somebody with an address."""
    reader.email = "lars@example.org"
    reader.save()
    return reader


def told() -> list[str]:
    return [one.about["event"] for one in Notice.objects.filter(kind=Notice.Kind.SECURITY)]


def test_one_is_told_of_each_way_of_signing_in_that_is_new_used_up_or_gone(
    box: MailBox, lars: User
) -> None:
    client = first_step()
    _, codes = set_up_app(client)
    add_passkey(client, SoftwareDevice())
    client.post(f"{STEPS}nokkel/{Passkey.objects.get().pk}/fjern/")
    client.post(f"{STEPS}koder/")
    client.cookies.clear()
    reset_steps(lars.membership_set.get().municipality, lars, user=None)

    assert told() == [
        Event.CODE_APP,
        Event.PASSKEY,
        Event.REMOVED,
        Event.CODES,
        Event.RESET,
    ]
    assert len(codes) == 10


def test_one_is_told_when_a_recovery_code_is_used(box: MailBox, lars: User) -> None:
    _, codes = set_up_app(first_step())

    first_step().post(SECOND, {"code": codes[0]})

    assert Event.RECOVERED in told()


def test_one_is_told_of_a_provider_and_of_a_new_password(
    box: MailBox, lars: User, entra: RealProvider
) -> None:
    entra.tell({"l": {"email": "lars@example.org", "email_verified": True}})
    come_back(Client(), entra, "l")
    sent = {"old": PASSWORD, "new": NEW, "again": NEW}
    first_step().post("/oppfolging/asker-kommune/folk/meg/passord/", sent)

    assert told()[0] == Event.CONNECTED
    assert told()[-1] == Event.PASSWORD


def test_the_mail_goes_to_the_accounts_own_address_whatever_one_has_chosen(
    box: MailBox, lars: User
) -> None:
    NoticeChoice.objects.create(
        user=lars, often="never", address="other@example.org", confirmed_at=timezone.now()
    )
    set_up_app(first_step())

    run_waiting()

    assert box.recipients == [["lars@example.org"]]
    assert Notice.objects.get().state == Notice.State.SENT
    assert "/oppfolging/asker-kommune/folk/meg/" in box.text()


def test_that_another_address_was_put_in_is_told_to_the_one_before_it(
    box: MailBox, lars: User
) -> None:
    place = lars.membership_set.get().municipality
    describe(place, lars, full_name="Lars", email="lars@example.org", user=None)
    assert told() == []

    describe(place, lars, full_name="Lars", email="other@example.org", user=None)
    run_waiting()

    assert told() == [Event.ADDRESS]
    assert box.recipients == [["lars@example.org"]]
    assert "other@example.org" in box.text()


def test_a_new_browser_is_told_of_and_a_known_one_is_not(box: MailBox, lars: User) -> None:
    at_home = first_step()
    assert told() == []
    at_home.post("/logg-ut/")
    at_home.post("/logg-inn/", {"name": "lars", "password": PASSWORD})
    assert told() == []

    elsewhere = Client(headers={"User-Agent": FIREFOX})
    elsewhere.post("/logg-inn/", {"name": "lars", "password": PASSWORD})

    notice = Notice.objects.get()
    assert notice.about == {"event": "device", "about": "Firefox, Windows"}
    assert elsewhere.cookies[COOKIE]["httponly"]
    assert not any(elsewhere.cookies[COOKIE].value in one.digest for one in Device.objects.all())


def test_a_browser_known_to_one_person_is_new_to_another(
    box: MailBox, lars: User, publisher: User
) -> None:
    first_step("kari")
    shared = first_step("lars")
    shared.post("/logg-ut/")

    shared.post("/logg-inn/", {"name": "kari", "password": PASSWORD})

    assert [one.user for one in Notice.objects.all()] == [publisher]


def test_a_browser_that_was_not_used_for_a_year_is_forgotten(lars: User) -> None:
    first_step()
    Device.objects.update(used_at=timezone.now() - timedelta(days=366))

    first_step()

    assert Device.objects.count() == 1


def test_without_a_mail_server_nothing_waits_to_be_told(lars: User) -> None:
    set_up_app(first_step())

    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "password",
    ["kort", "aaaaaaaaaaaa", "abcabcabcabc", "918273645546", "password1234", "lars-lars-lars"],
)
def test_a_weak_password_is_refused(reader: User, password: str) -> None:
    with pytest.raises(AccountRefused):
        refuse_weak(password, reader)
    assert authenticate(username="lars", password=PASSWORD) == reader
