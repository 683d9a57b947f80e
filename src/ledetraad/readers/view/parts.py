"""Any document that has been read → its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ledetraad.readers.decode import decode
from ledetraad.readers.opened import Opened
from ledetraad.readers.view.finder import Finder
from ledetraad.readers.view.flow import flow_parts, line_parts
from ledetraad.readers.view.shapes import Part


def parts_of(opened: Opened, data: bytes, name: str) -> Sequence[Part]:
    """The parts of a document, with what was read from it marked.

    Args:
        opened: the document as it was read.
        data: its bytes.
        name: its file name.
    """
    finder = Finder(opened.plan)
    if opened.pages is not None:
        from ledetraad.readers.view.pages import page_parts  # noqa: PLC0415

        return page_parts(opened.pages, finder)
    if opened.document is not None:
        return flow_parts(opened.document.blocks, finder)
    begun: dict[int, list[str]] = defaultdict(list)
    for element in opened.plan.walk() if opened.plan is not None else ():
        if element.source is not None and element.source.line is not None:
            begun[element.source.line].append(element.id)
    if not begun:
        return ()
    places = {line: tuple(ids) for line, ids in begun.items()}
    return line_parts(decode(data, name), name, finder, places)
