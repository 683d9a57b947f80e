"""What a password has to be, beside what Django asks for."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

FEWEST = 5
BESIDE = 8
"""Characters that a password has to have beside the person's names."""
_SHORTEST_NAME = 4


class DifferentCharacters:
    """Refuses passwords that are the same few characters over and over: "aaaaaaaaaaaa"."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:  # noqa: ARG002
        """Do nothing, unless a password has too few different characters.

        Raises:
            ValidationError: it has.
        """
        if len(set(password.casefold())) < FEWEST:
            raise ValidationError(
                "too few different characters",
                code="password_too_uniform",
                params={"fewest": FEWEST},
            )

    def get_help_text(self) -> str:
        """What is asked for."""
        return f"At least {FEWEST} different characters."


class MoreThanNames:
    """Refuses passwords that are little more than the person's names: "lars-lars-lars"."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Do nothing, unless little is left of a password without the person's names.

        Raises:
            ValidationError: too little is left.
        """
        left = password.casefold()
        for name in _names(user):
            left = left.replace(name.casefold(), "")
        if left != password.casefold() and len(left) < BESIDE:
            raise ValidationError("little more than a name", code="password_too_similar")

    def get_help_text(self) -> str:
        """What is asked for."""
        return f"At least {BESIDE} characters beside your names."


def _names(user: AbstractBaseUser | None) -> list[str]:
    """What a person is called, the longest first; short ones stand in too many words."""
    if user is None:
        return []
    said = [getattr(user, name, "") for name in ("username", "first_name", "last_name")]
    said.append(getattr(user, "email", "").partition("@")[0])
    return sorted({one for one in said if len(one) >= _SHORTEST_NAME}, key=len, reverse=True)
