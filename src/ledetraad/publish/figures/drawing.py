"""Draws the charts of a document, as a process of its own: specifications in, pictures out.

vl-convert works with threads of its own, that a forked copy of a process doesn't have
(`site/hands.py` forks), and keeps a JavaScript engine in memory; a process of its own is free of
both. It begins in 0.5 seconds, so all charts of a document are drawn at once. Words are set in the
documents' own fonts, so that the same charts give the same bytes on every machine.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ledetraad.errors import UnwritableOutput
from ledetraad.i18n import N_

FONTS = Path(__file__).parent.parent / "typst" / "fonts"
SCALE = 3
"""Points of a PNG for each of the specification's: some 300 to the inch across a page."""
_FAMILY = "Ledetraad Sans, Ledetraad Sans Ext"
_NUMBERS = {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", " kr"]}


def svgs(specs: Sequence[dict[str, Any]]) -> list[bytes]:
    """Charts as SVG, for a PDF.

    Args:
        specs: in Vega-Lite, each with its own data; their titles are left out.

    Raises:
        UnwritableOutput: one can't be drawn; with what was said.
    """
    return _drawn("svg", specs)


def pngs(specs: Sequence[dict[str, Any]]) -> list[bytes]:
    """Charts as PNG, for a Word document; otherwise as `svgs`."""
    return _drawn("png", specs)


def _drawn(form: str, specs: Sequence[dict[str, Any]]) -> list[bytes]:
    if not specs:
        return []
    done = subprocess.run(  # noqa: S603  (this file, and nothing from outside)
        [sys.executable, "-I", __file__, form],
        input=json.dumps([_in_document(spec) for spec in specs]).encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise UnwritableOutput(
            N_("A chart can't be drawn: %(reason)s."),
            remedy=N_("Tell those who make Ledetråd of it."),
            reason=said[-1] if said else f"vl-convert ended with {done.returncode}",
        )
    return [base64.b64decode(one) for one in json.loads(done.stdout)]


def _in_document(spec: dict[str, Any]) -> dict[str, Any]:
    """A specification in the document's fonts, without the title that its caption says."""
    config = spec.get("config", {})
    found = spec | {"config": config | {"font": _FAMILY}}
    title = found.pop("title", None)
    signs = title.get("subtitle") if isinstance(title, dict) else None
    if signs:
        look = config.get("title", {})
        found["title"] = {
            "text": signs,
            "anchor": "start",
            "fontWeight": "normal",
            "fontSize": look.get("subtitleFontSize", 13),
            "color": look.get("subtitleColor", "#585d66"),
        }
    return found


def _packed(png: bytes) -> bytes:
    """The same picture in less than half the bytes: vl-convert packs for speed."""
    head, rest, data = png[:8], bytearray(), bytearray()
    at = len(head)
    while at < len(png):
        end = at + 12 + int.from_bytes(png[at : at + 4], "big")
        kind = png[at + 4 : at + 8]
        if kind == b"IDAT":
            data += png[at + 8 : end - 4]
        elif kind != b"IEND":
            rest += png[at:end]
        at = end
    return bytes(head + rest + _chunk(b"IDAT", zlib.compress(zlib.decompress(data), 9))) + _END


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = kind + data
    return len(data).to_bytes(4, "big") + checked + zlib.crc32(checked).to_bytes(4, "big")


_END = _chunk(b"IEND", b"")


def main() -> None:
    """Draw what comes in."""
    import vl_convert  # noqa: PLC0415  (heavy; the process that asks doesn't need it)

    vl_convert.register_font_directory(str(FONTS))
    made = []
    for spec in json.load(sys.stdin):
        if sys.argv[1] == "png":
            drawn: bytes = vl_convert.vegalite_to_png(
                spec, scale=SCALE, allowed_base_urls=[], format_locale=_NUMBERS
            )
            one = _packed(drawn)
        else:
            one = vl_convert.vegalite_to_svg(
                spec, allowed_base_urls=[], format_locale=_NUMBERS
            ).encode()
        made.append(base64.b64encode(one).decode())
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main()
