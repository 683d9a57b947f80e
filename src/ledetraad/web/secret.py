"""The key that sessions are signed with: from the environment, or made once and kept."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

_FEWEST = 32


def secret_key(data: Path) -> str:
    """The secret key.

    Args:
        data: the data folder, where a key made here is kept, readable by its owner alone.
    """
    given = os.environ.get("LEDETRAAD_SECRET_KEY", "")
    if len(given) >= _FEWEST:
        return given
    path = data / "secret.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    data.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(48)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key
