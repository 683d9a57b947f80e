"""Charts as SVG and PNG, made on the server by vl-convert: no browser, no script, no network.

The SVG is served as an image or put into a page: it has its own title and description, and neither
styles nor scripts, so that a page's strict policy has nothing to forbid.
"""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

from ledetraad.i18n import Language
from ledetraad.statistics.charts.spec import Spec

_SVG: Final = "http://www.w3.org/2000/svg"
_HARMLESS: Final = re.compile(
    r"\{http://www\.w3\.org/2000/svg\}(svg|g|path|rect|line|text|title|desc)"
)
_NUMBERS: Final = {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", " kr"]}


def svg(spec: Spec, language: Language = "nb", *, key: str = "chart") -> bytes:
    """A chart as SVG.

    Args:
        spec: from `spec.spec`.
        language: of its words.
        key: what its ids begin with; another for each chart on a page.
    """
    import vl_convert  # noqa: PLC0415  (heavy, and not needed for the specification)

    drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[], format_locale=_NUMBERS)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(drawn.encode(), parser)
    _harmless(root)
    title, description = str(spec["title"]["text"]), str(spec["description"])
    root.set("role", "img")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    root.set("aria-labelledby", f"{key}-title {key}-desc")
    for place, (name, text) in enumerate((("title", title), ("desc", description))):
        element = etree.Element(f"{{{_SVG}}}{name}")
        element.set("id", f"{key}-{name}")
        element.text = text
        root.insert(place, element)
    written: bytes = etree.tostring(root, encoding="utf-8")
    return written


def png(spec: Spec, *, scale: float = 2) -> bytes:
    """A chart as PNG, for Word and for those who want a picture.

    Args:
        spec: from `spec.spec`.
        scale: how many points for each of the specification's.
    """
    import vl_convert  # noqa: PLC0415

    made: bytes = vl_convert.vegalite_to_png(
        spec, scale=scale, allowed_base_urls=[], format_locale=_NUMBERS
    )
    return made


def _harmless(root: Any) -> None:
    """Keep drawing alone: no scripts, styles, links or names of what a reader can't use."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or not _HARMLESS.fullmatch(element.tag):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for name in list(element.attrib):
            plain = etree.QName(name).localname.lower()
            spoken = plain.startswith("aria") or plain == "role"
            if spoken or plain in {"style", "href", "class"} or plain.startswith("on"):
                del element.attrib[name]
