"""Publishing a climate budget: frozen as it stands, in every language."""

from __future__ import annotations

import hashlib
from datetime import datetime

import orjson
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from ledetraad.climate.faults import InvalidClimateBudget
from ledetraad.i18n import N_
from ledetraad.publish.climate.published import PublishedAccounts, published_accounts
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.climate.budget_reading import read_budget, stated_everywhere
from ledetraad.web.climate.finding import older_than
from ledetraad.web.climate.models import AccountsEdition, Budget, PublishedBudget
from ledetraad.web.climate.published import PUBLISHED


def publish_budget(budget: Budget, *, user: User | None, now: datetime) -> PublishedBudget:
    """Show a climate budget to everybody as it stands.

    Raises:
        InvalidClimateBudget: its parts don't go together, a measure can't be counted, or nothing
            has changed since it was published last.
    """
    with transaction.atomic():
        Municipality.objects.select_for_update().get(pk=budget.municipality_id)
        read = read_budget(budget)
        said = stated_everywhere(read, timezone.localdate(now))
        statements = {language: one.model_dump(mode="json") for language, one in said.items()}
        sha256 = hashlib.sha256(orjson.dumps(statements, option=orjson.OPT_SORT_KEYS)).hexdigest()
        earlier = PublishedBudget.objects.filter(municipality=budget.municipality_id)
        if earlier.filter(budget=budget, sha256=sha256).exists():
            raise InvalidClimateBudget(
                N_("Nothing has changed since it was published."),
                where=budget.name,
                remedy=N_("It is shown to everybody already."),
            )
        last = earlier.aggregate(Max("number"))["number__max"] or 0
        values = budget.said()
        made = PublishedBudget.objects.create(
            municipality_id=budget.municipality_id,
            budget=budget,
            number=last + 1,
            name=values.name,
            first=values.first,
            last=values.last,
            at=now,
            by=user,
            by_name=(user.get_full_name() or user.get_username()) if user else "",
            statements=statements,
            boundary=values.boundary.value,
            accounts=frozen(read.edition).model_dump(mode="json"),
            sha256=sha256,
        )
    PUBLISHED.forget()
    return made


def frozen(edition: AccountsEdition) -> PublishedAccounts:
    """An edition as it is published, with what it changed from the one before."""
    older = older_than(edition)
    return published_accounts(
        edition.edition(),
        file=edition.file_name,
        sha256=edition.sha256,
        note=edition.note,
        older=older.edition() if older is not None else None,
    )
