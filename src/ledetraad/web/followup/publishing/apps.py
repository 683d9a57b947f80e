"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """`ledetraad.web.followup.publishing`."""

    name = "ledetraad.web.followup.publishing"
    label = "followup_publishing"

    def ready(self) -> None:
        """Let what is published of a plan carry the follow-up that was chosen."""
        from ledetraad.web.followup.publishing.gather import follow_up_of  # noqa: PLC0415
        from ledetraad.web.plans.services.plan_publish import carry  # noqa: PLC0415

        carry(follow_up_of)
