"""Taking in an edition of the climate accounts from a file: all of it, or nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.climate.faults import FaultyEmissions, UnreadableEmissions
from ledetraad.climate.sectors import Boundary
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.climate.files import as_file
from ledetraad.web.climate.models import AccountsEdition
from ledetraad.web.climate.models.edition import kept_figures
from ledetraad.web.history.recording import make

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a file that is sent in.

    Args:
        name: what the edition is called.
        published: the day it was published.
        source: where it is from.
        region: the municipality's code or name, where the file has several.
        note: anything else.
        example: whether the figures are invented.
        boundary: what they are bounded to.
    """

    name: str
    published: date
    source: str
    region: str = ""
    note: str = ""
    example: bool = False
    boundary: Boundary = Boundary.AREA_DIRECT


def take_edition(
    municipality: Municipality, data: bytes, file_name: str, told: Told, *, user: User | None
) -> AccountsEdition:
    """Keep an edition.

    Args:
        municipality: whose.
        data: the file.
        file_name: its name, which says by its ending what kind of file it is.
        told: what is told of it.
        user: who sends it in.

    Raises:
        FaultyEmissions: some of its cells won't do.
        UnreadableEmissions: it is no table of emissions, or is here already.
        LedetraadError: it can't be read at all.
    """
    from ledetraad.climate.emission_files import read_emissions  # noqa: PLC0415  (heavy to load)

    sha256 = hashlib.sha256(data).hexdigest()
    with as_file(data, file_name) as path:
        reading = read_emissions(
            path,
            name=told.name,
            published=told.published,
            region=told.region,
            source=told.source,
            boundary=told.boundary,
            example=told.example,
        )
    edition = reading.edition
    with transaction.atomic():
        same = AccountsEdition.objects.filter(
            municipality=municipality,
            sha256=sha256,
            region=told.region,
            boundary=told.boundary.value,
            deleted_at=None,
        ).first()
        if same is not None:
            raise UnreadableEmissions(
                N_("This file is here already, as the edition “%(name)s”."),
                where=file_name,
                remedy=N_("Choose the new edition's file."),
                name=same.name,
            )
        new = AccountsEdition(
            municipality=municipality,
            example=told.example,
            boundary=edition.boundary.value,
            region=told.region,
            file_name=file_name[-_LONGEST_NAME:],
            sha256=sha256,
            figures=kept_figures(edition),
        )
        values = {
            "name": told.name,
            "published": told.published,
            "source": told.source,
            "note": told.note,
        }
        return make(new, values, user=user)


def faults_of(error: UnreadableEmissions) -> tuple[UnreadableEmissions, ...]:
    """Everything that is wrong with a file, cell by cell."""
    return error.faults if isinstance(error, FaultyEmissions) else (error,)
