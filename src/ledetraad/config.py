"""`ledetraad.toml`: finding and reading the settings file, and saying where it is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ledetraad.errors import InvalidSettings, reason
from ledetraad.i18n import N_
from ledetraad.validation import first_fault

FILE = "ledetraad.toml"
TABLES = ("check", "site", "statistics")
"""What a settings file may have; see `checks.settings`, `publish.profile`, `statistics.store`."""
Settings = TypeVar("Settings", bound=BaseModel)


def find(start: Path) -> Path | None:
    """The nearest `ledetraad.toml` in `start` or a folder above it."""
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
    return None


def load(path: Path | None) -> dict[str, Any]:
    """The tables of a settings file; none where there is no file.

    Raises:
        InvalidSettings: the file can't be read, isn't TOML, or has a table that is none of ours.
    """
    if path is None:
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidSettings(
            N_("The settings can't be read: %(reason)s."),
            where=str(path),
            remedy=N_("Mend the file, or choose another with --config."),
            reason=reason(error) if isinstance(error, OSError) else error,
        ) from None
    unknown = next((name for name in tables if name not in TABLES), None)
    if unknown is not None:
        raise InvalidSettings(
            N_("There is no setting called %(key)s."),
            where=str(path),
            remedy=N_("The page docs/settings.md lists every setting."),
            key=unknown,
        )
    return tables


def section(tables: dict[str, Any], name: str, form: type[Settings], where: str) -> Settings:
    """One table of the settings file as a settings object.

    Raises:
        InvalidSettings: the table has an unknown key or a value that won't do.
    """
    try:
        return form.model_validate(tables.get(name, {}))
    except ValidationError as error:
        place, reason = first_fault(error)
        raise InvalidSettings(
            N_("The setting %(key)s won't do: %(reason)s."),
            where=where,
            remedy=N_("The page docs/settings.md lists every setting."),
            key=f"{name}.{place}" if place else name,
            reason=reason,
        ) from None
