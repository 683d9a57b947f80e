"""Who somebody is elsewhere, the roles that groups give, and second steps."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ledetraad.web.accounts.models import Municipality, SignedIn, Unit
from ledetraad.web.accounts.rights import Role


class Identity(models.Model):
    """Who a person is at a provider of sign-in."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identities"
    )
    provider = models.CharField(max_length=30)
    """The provider's part of our addresses, when the person first came by it."""
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identities_once"),
            models.UniqueConstraint(fields=["issuer", "user"], name="identities_one_a_person"),
        ]
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.user}: {self.provider}"


class ProviderSession(models.Model):
    """That somebody came by a provider, for as long as they are signed in; so it can end that."""

    signed_in = models.OneToOneField(SignedIn, on_delete=models.CASCADE, related_name="by_provider")
    provider = models.CharField(max_length=30)
    session = models.CharField(max_length=255, blank=True)
    """What the provider calls the person's session there (`sid`); empty where it doesn't say."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["provider", "session"], name="provider_sessions_found")
        ]

    def __str__(self) -> str:
        return f"{self.signed_in}: {self.provider}"


class GroupRole(models.Model):
    """What those of a provider's group are in a municipality."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    provider = models.CharField(max_length=30)
    group = models.CharField(max_length=200)
    """The group as the provider's tokens say it: a name, or an id."""
    name = models.CharField(max_length=120, blank=True)
    """What people call it, where the group is said by an id."""
    role = models.CharField(max_length=13, choices=[(role.value, role.value) for role in Role])
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "provider", "group", "role", "unit"],
                condition=Q(unit__isnull=False),
                name="group_roles_once_in_a_unit",
            ),
            models.UniqueConstraint(
                fields=["municipality", "provider", "group", "role"],
                condition=Q(unit__isnull=True),
                name="group_roles_once",
            ),
        ]
        ordering: ClassVar = ["provider", "name", "group", "role", "pk"]

    def __str__(self) -> str:
        return f"{self.provider}: {self.name or self.group} → {self.role}"


class CodeApp(models.Model):
    """The app that shows a person codes that hold for half a minute (TOTP, RFC 6238)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="code_app"
    )
    secret = models.CharField(max_length=300)
    """The key that it shares with us, encrypted."""
    last_step = models.PositiveBigIntegerField(default=0)
    """The half minute of the newest code that was taken: none as old is taken again."""
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.user)


class Passkey(models.Model):
    """A key on a device or in a password manager that a person signs in with (WebAuthn)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys"
    )
    name = models.CharField(max_length=80)
    credential = models.CharField(max_length=1400, unique=True)
    """Its id, in base64url: at most 1023 bytes."""
    key = models.BinaryField()
    """The id and the public key as the device attested them."""
    count = models.PositiveBigIntegerField(default=0)
    """How often the device says it was used; 0 from those that don't count."""
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.user}: {self.name}"


class RecoveryCode(models.Model):
    """A code that is good once, for one who has lost the device."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64)
    """What the code is known by; the code itself is kept nowhere."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "digest"], name="recovery_codes_once")
        ]

    def __str__(self) -> str:
        return str(self.user)


class StepDemand(models.Model):
    """In which roles a municipality asks for a second step, and from when."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="step_demand"
    )
    roles = models.JSONField(default=list)
    """The roles' values."""
    starts = models.DateField()
    """The first day that one can't do without; one is asked to set it up before, too."""

    def __str__(self) -> str:
        return f"{self.municipality}: {', '.join(self.roles)}"


class Device(models.Model):
    """A browser in which a person has signed in, known by a cookie; others are told of by mail."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices"
    )
    digest = models.CharField(max_length=64)
    """What the cookie is known by."""
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "digest"], name="devices_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.used_at:%Y-%m-%d}"
