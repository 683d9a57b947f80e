"""Links by which a person chooses a password: each is good once, and for three days."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from ledetraad.web.accounts.models import Membership

DAYS = 3
"""How long a link is good: Django's `PASSWORD_RESET_TIMEOUT`, which is not set otherwise."""
_MOST_DIGITS = 18


class _Links(PasswordResetTokenGenerator):
    """Links that are void, too, when the person gets a role in another municipality.

    Whoever makes one could use it, and so must not come by it into another municipality.
    """

    key_salt = "ledetraad.web.accounts.links"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        places = Membership.objects.filter(user=user.pk).values_list("municipality", flat=True)
        held = ",".join(map(str, sorted(set(places))))
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}{held}"


_LINKS = _Links()


def password_link(request: HttpRequest, user: User) -> str:
    """The whole address at which a person chooses a password."""
    uid = urlsafe_base64_encode(str(user.pk).encode())
    path = reverse("new-password", args=[uid, _LINKS.make_token(user)])
    return f"{settings.ADDRESS}{path}" if settings.ADDRESS else request.build_absolute_uri(path)


def whose_link(uid: str, token: str) -> User | None:
    """Whose link it is; None where it is none of ours, has been used, or is too old."""
    try:
        key = urlsafe_base64_decode(uid).decode("ascii")
    except ValueError:
        return None
    if not key.isdigit() or len(key) > _MOST_DIGITS:
        return None
    user = User.objects.filter(pk=int(key), is_active=True).first()
    return user if user is not None and _LINKS.check_token(user, token) else None
