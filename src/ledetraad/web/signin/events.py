"""What a person is told of, since it could be somebody else who did it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ledetraad.i18n import N_


class Event(StrEnum):
    """What has happened."""

    DEVICE = "device"
    PASSKEY = "passkey"
    CODE_APP = "code-app"
    CODES = "codes"
    RECOVERED = "recovered"
    REMOVED = "removed"
    RESET = "reset"
    CONNECTED = "connected"
    PASSWORD = "password"  # noqa: S105
    ADDRESS = "address"


SAID: Mapping[Event, str] = {
    Event.DEVICE: N_(
        "Somebody signed in to your account in a browser that you have not used before: %(about)s."
    ),
    Event.PASSKEY: N_("A passkey was added to your account."),
    Event.CODE_APP: N_("An app that makes codes was set up for your account."),
    Event.CODES: N_("New recovery codes were made for your account, and the old ones are void."),
    Event.RECOVERED: N_("A recovery code was used to sign in to your account."),
    Event.REMOVED: N_("A second step was removed from your account."),
    Event.RESET: N_("An administrator removed the second steps of your account."),
    Event.CONNECTED: N_("Your account was connected with a sign-in at %(about)s."),
    Event.PASSWORD: N_("The password of your account was changed."),
    Event.ADDRESS: N_(
        "An administrator changed the mail address of your account. It is now %(about)s."
    ),
}
