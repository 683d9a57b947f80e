"""Taking a code as a second step: an app's, or a recovery code; each once."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from ledetraad.web.signin.events import Event
from ledetraad.web.signin.factors.recovery import digest, looks_like_one
from ledetraad.web.signin.factors.sealing import opened
from ledetraad.web.signin.factors.totp import step_of
from ledetraad.web.signin.models import CodeApp, RecoveryCode
from ledetraad.web.signin.telling import tell


def take_code(user: User, code: str, *, now: datetime) -> bool:
    """Whether a code is a person's and was not used before; it is used then.

    Args:
        user: whose it should be.
        code: as it was written.
        now: when.
    """
    if looks_like_one(code):
        used, _ = RecoveryCode.objects.filter(user=user, digest=digest(user, code)).delete()
        if used:
            tell(user, Event.RECOVERED)
        return bool(used)
    app = CodeApp.objects.filter(user=user).first()
    secret = opened(app.secret) if app is not None else None
    if app is None or secret is None:
        return False
    step = step_of(secret, code, now.timestamp(), after=app.last_step)
    if step is None:
        return False
    # One of two that come with the same code at once finds the step taken.
    newer = CodeApp.objects.filter(pk=app.pk, last_step__lt=step)
    return bool(newer.update(last_step=step, used_at=now))
