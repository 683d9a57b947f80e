"""Setting up second steps, and removing them; the person is told of each by mail."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.signin.demands import demand_on
from ledetraad.web.signin.events import Event
from ledetraad.web.signin.factors.passkeys import Made
from ledetraad.web.signin.factors.recovery import digest, new_codes
from ledetraad.web.signin.factors.sealing import sealed
from ledetraad.web.signin.factors.totp import step_of
from ledetraad.web.signin.models import CodeApp, Passkey, RecoveryCode
from ledetraad.web.signin.telling import tell

_LONGEST_NAME = 80
MOST_PASSKEYS = 20


class StepRefused(LedetraadError):
    """A second step that can't be set up or removed."""


def set_code_app(user: User, secret: str, code: str, *, now: datetime) -> list[str]:
    """Have an app make codes for a person from now on; it has shown one.

    Args:
        user: whose.
        secret: the key that the app has taken in, in base32.
        code: what it shows.
        now: when.

    Returns:
        Recovery codes, where the person had none: they are shown once.

    Raises:
        StepRefused: the code is not the app's.
    """
    step = step_of(secret, code, now.timestamp())
    if step is None:
        raise StepRefused(
            N_("This is not the code that the app should show now."),
            remedy=N_(
                "Write the six digits that it shows, and see that the phone's clock is right."
            ),
        )
    with transaction.atomic():
        CodeApp.objects.filter(user=user).delete()
        CodeApp.objects.create(user=user, secret=sealed(secret), last_step=step, made_at=now)
        tell(user, Event.CODE_APP)
        return _first_codes(user)


def add_passkey(user: User, made: Made, name: str, *, now: datetime) -> list[str]:
    """Let a person sign in by a passkey from now on.

    Args:
        user: whose.
        made: the passkey.
        name: what the person calls it; may be empty.
        now: when.

    Returns:
        Recovery codes, where the person had none: they are shown once.

    Raises:
        StepRefused: it is known already, or the person has too many.
    """
    held = Passkey.objects.filter(user=user)
    with transaction.atomic():
        known = Passkey.objects.filter(credential=made.credential).exists()
        if known or held.count() >= MOST_PASSKEYS:
            raise StepRefused(
                N_("This passkey can't be added."),
                remedy=N_("Remove one that you don't use, or make another one."),
            )
        called = " ".join(name.split())[:_LONGEST_NAME]
        Passkey.objects.create(
            user=user,
            name=called or f"{held.count() + 1}",
            credential=made.credential,
            key=made.key,
            count=made.count,
            made_at=now,
        )
        tell(user, Event.PASSKEY)
        return _first_codes(user)


def renew_codes(user: User) -> list[str]:
    """Give a person new recovery codes in place of the old ones; they are shown once."""
    with transaction.atomic():
        codes = _new_codes(user)
        tell(user, Event.CODES)
    return codes


def remove_code_app(user: User) -> None:
    """Have no app make codes any more.

    Raises:
        StepRefused: it is the only second step, and the person needs one.
    """
    with transaction.atomic():
        if CodeApp.objects.filter(user=user).delete()[0]:
            _after_removing(user)


def remove_passkey(passkey: Passkey) -> None:
    """Sign nobody in by a passkey any more.

    Raises:
        StepRefused: it is the only second step, and the person needs one.
    """
    with transaction.atomic():
        passkey.delete()
        _after_removing(passkey.user)


def remove_all(user: User) -> int:
    """Remove every second step of a person; how many there were."""
    apps, _ = CodeApp.objects.filter(user=user).delete()
    keys, _ = Passkey.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    return apps + keys


def _after_removing(user: User) -> None:
    left = CodeApp.objects.filter(user=user).exists() or Passkey.objects.filter(user=user).exists()
    if not left:
        demand = demand_on(user)
        if demand is not None:
            raise StepRefused(
                N_("%(place)s asks for a second step in your role, and this is your only one."),
                remedy=N_("Set up another one first."),
                place=demand.place,
            )
        RecoveryCode.objects.filter(user=user).delete()
    tell(user, Event.REMOVED)


def _first_codes(user: User) -> list[str]:
    return [] if RecoveryCode.objects.filter(user=user).exists() else _new_codes(user)


def _new_codes(user: User) -> list[str]:
    codes = new_codes()
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=digest(user, code)) for code in codes
    )
    return codes
