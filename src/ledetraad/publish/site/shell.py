"""What every page has around it: head, header, navigation and footer.

The shell differs from page to page only by a handful of values, so it is rendered once for each
depth and section with marks in their places, and each page is joined from its parts.
"""

from __future__ import annotations

import re
import secrets

from markupsafe import escape

from ledetraad.publish.site import addresses, static
from ledetraad.publish.site.pages.content import Content
from ledetraad.publish.site.presented import Presented

_SECRET = secrets.token_hex(8)
"""In every mark, so that no plan's text can be taken for one."""
_MARK = re.compile(f"\ue000{_SECRET}(\\w+)\ue000")


def _mark(name: str) -> str:
    return f"\ue000{_SECRET}{name}\ue000"


class Shell:
    """Wraps the content of pages of one site."""

    def __init__(self, site: Presented) -> None:
        self._site = site
        self._parts: dict[tuple[bool, int, str, str], list[bytes]] = {}

    def wrap(self, address: str, content: Content) -> bytes:
        """A whole HTML document around a page's content."""
        depth = address.count("/")
        key = (address == addresses.NOT_FOUND, depth, content.section, content.script)
        parts = self._parts.get(key)
        if parts is None:
            rendered = self._render(address, content)
            parts = self._parts[key] = [part.encode() for part in _MARK.split(rendered)]
        values = {
            b"title": escape(content.title).encode(),
            b"description": escape(content.description).encode(),
            b"main": content.main.encode(),
            b"address": address.encode(),
        }
        whole = parts.copy()
        whole[1::2] = [values[name] for name in parts[1::2]]
        return b"".join(whole)

    def _render(self, address: str, content: Content) -> str:
        site = self._site
        languages = site.snapshot.profile.languages
        up = addresses.up(address)
        root = addresses.up(site.prefix + address)
        if address == addresses.NOT_FOUND and site.not_found_root:
            up = site.not_found_root
            root = up.removesuffix(site.prefix)
        assets = site.options.assets or f"{root}assets/"
        return site.environment.get_template("shell.html").render(
            site=site,
            plan=site.plan,
            snapshot=site.snapshot,
            options=site.options,
            up=up,
            root=root,
            assets=assets,
            fingerprint=static.fingerprint,
            section=content.section,
            script=content.script,
            alternates=[(code, root + addresses.prefix(code, languages)) for code in languages],
            mark={name: _mark(name) for name in ("title", "description", "main", "address")},
            addresses=addresses,
        )
