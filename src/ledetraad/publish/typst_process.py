"""Sets a PDF, as a process of its own: the document's data comes in, the PDF goes out.

Typst works with threads of its own, that a forked copy of a process doesn't have (`site/hands.py`
forks), and keeps what it has set in memory; a process of its own is free of both, and takes 50 ms.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

from ledetraad.errors import UnwritableOutput
from ledetraad.i18n import N_

FOLDER = Path(__file__).parent / "typst"
PLAN = "plan.typ"
SHARED = ("figure.typ",)
"""What any template may import."""
UNSHOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character that none of the fonts have."""
_SURE = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u017f–—‘’“”…]+")
_UNSURE_AT_ONCE = 2000
_SIZE = 8
"""How many bytes say how large each of many PDFs is."""


def pdf(data: str, *, template: str = PLAN, many: bool = False) -> bytes:
    """The PDF of a document's data (JSON), tagged as PDF/UA-1.

    Args:
        data: what the template reads.
        template: one of those that stand beside the fonts.
        many: whether the data are a list of many documents' data, and each PDF comes after its
            size; see `pdfs`.

    Raises:
        UnwritableOutput: it could not be set, such as for want of memory; with what Typst said.
    """
    done = subprocess.run(  # noqa: S603  (this file, and nothing from outside)
        [sys.executable, "-I", __file__, template, *(["many"] if many else [])],
        input=data.encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise UnwritableOutput(
            N_("The PDF can't be made: %(reason)s."),
            remedy=N_("Write another format, and tell those who make Ledetråd of it."),
            reason=said[-1] if said else f"Typst ended with {done.returncode}",
        )
    return done.stdout


def pdfs(data: Sequence[str], *, template: str) -> list[bytes]:
    """The PDF of each of many documents of one template, set by one process.

    Args:
        data: what the template reads, for each.
        template: one of those that stand beside the fonts.

    Raises:
        UnwritableOutput: one of them could not be set.
    """
    made, rest = [], memoryview(pdf(json.dumps(list(data)), template=template, many=True))
    while rest:
        size = int.from_bytes(rest[:_SIZE], "big")
        made.append(bytes(rest[_SIZE : _SIZE + size]))
        rest = rest[_SIZE + size :]
    return made


def main() -> None:
    """Set what comes in, with the template and the fonts that stand beside this file."""
    import typst  # noqa: PLC0415  (the process that asks for a PDF doesn't need it)

    shared = {name: (FOLDER / name).read_bytes() for name in SHARED}
    compiler = typst.Compiler(ignore_system_fonts=True, font_paths=[str(FOLDER / "fonts")])

    def made(main: bytes, data: bytes = b"") -> bytes:
        files = {"main": main, "plan.json": data, **shared}
        out = compiler.compile(input=cast(bytes, files), format="pdf", pdf_standards=["ua-1"])
        return cast(bytes, out)  # one PDF, and no file written

    def shown(character: str) -> bool:
        try:
            made(f'#set document(title: "–")\n#"\\u{{{ord(character):x}}}"'.encode())
        except typst.TypstError:
            return False
        return True

    template = (FOLDER / sys.argv[1]).read_bytes()

    def written(data: str) -> bytes:
        unsure = sorted(set(_SURE.sub("", data)) - {"\n"})
        data = _without((c for c in unsure[:_UNSURE_AT_ONCE] if not shown(c)), data)
        data = _without(unsure[_UNSURE_AT_ONCE:], data)
        try:
            return made(template, data.encode())
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
            return made(template, _without(unsure, data).encode())

    data = sys.stdin.buffer.read().decode()
    if sys.argv[2:] != ["many"]:
        sys.stdout.buffer.write(written(data))
        return
    for one in json.loads(data):
        out = written(one)
        sys.stdout.buffer.write(len(out).to_bytes(_SIZE, "big") + out)


def _without(characters: Iterable[str], data: str) -> str:
    """The data with these characters replaced, and saying so itself."""
    unshown = dict.fromkeys(map(ord, characters), UNSHOWN)
    if not unshown:
        return data
    return json.dumps(json.loads(data.translate(unshown)) | {"unshown": True}, ensure_ascii=False)


if __name__ == "__main__":
    main()
