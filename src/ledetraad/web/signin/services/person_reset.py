"""Signing a person out everywhere, and removing their second steps, for one who manages people."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.services.sessions_end import end_sessions
from ledetraad.web.people.services.recorded import PERSON, keep
from ledetraad.web.signin.events import Event
from ledetraad.web.signin.services.step_set import remove_all
from ledetraad.web.signin.telling import tell


def sign_out_everywhere(municipality: Municipality, person: User, *, user: User | None) -> None:
    """End all of a person's sessions; it is kept in the history.

    Args:
        municipality: in which it is done.
        person: whose.
        user: who does it.
    """
    with transaction.atomic():
        end_sessions(person)
        _keep(municipality, person, {"sessions": ["", "ended"]}, user)


def reset_steps(municipality: Municipality, person: User, *, user: User | None) -> None:
    """Remove all of a person's second steps, such as where the phone is lost.

    The person is signed out everywhere and told by mail; it is kept in the history.

    Args:
        municipality: in which it is done.
        person: whose.
        user: who does it.
    """
    with transaction.atomic():
        removed = remove_all(person)
        end_sessions(person)
        _keep(municipality, person, {"second steps": [str(removed), "0"]}, user)
        tell(person, Event.RESET)


def _keep(
    municipality: Municipality, person: User, fields: dict[str, list[str]], user: User | None
) -> None:
    called = person.get_full_name() or person.username
    keep(municipality, PERSON, person.pk, called, dict(fields), user=user)
