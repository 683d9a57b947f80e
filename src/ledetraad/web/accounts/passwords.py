"""What a password has to be, beside what Django asks for."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

FEWEST = 5


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
