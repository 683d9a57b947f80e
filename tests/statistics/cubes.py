"""Cubes made up by Hypothesis, and written out in the formats that offices use."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from hypothesis import strategies as st

from ledetraad.statistics.marks import Mark
from ledetraad.statistics.observations import category_key

SIGNS = ("", ".", "..", ":", "-")
Cell = tuple[float | None, str]
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøåABCÆØÅ0123456789 "


@dataclass(frozen=True)
class Cube:
    """A small table: dimensions, and a number or a sign for each cell."""

    dimensions: dict[str, tuple[str, ...]]
    cells: tuple[Cell, ...]

    @property
    def rows(self) -> list[tuple[str, str, str, str, int, float | None, str | None]]:
        """What the table of observations should hold."""
        rows = []
        for codes, (value, sign) in zip(
            product(*self.dimensions.values()), self.cells, strict=True
        ):
            by_name = dict(zip(self.dimensions, codes, strict=True))
            content, region, period = (
                by_name.pop(name) for name in ("ContentsCode", "Region", "Tid")
            )
            mark = sign or (None if value is not None else Mark.NOT_AVAILABLE.value)
            number = 0.0 if sign == "-" else value
            rows.append(
                (content, region, category_key(by_name), period, int(period[:4]), number, mark)
            )
        return rows

    def json_stat(self, *, version: int, sparse: bool, listed: bool) -> dict[str, Any]:
        """The cube in JSON-stat of either version."""
        sizes = [len(codes) for codes in self.dimensions.values()]
        role = {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]}
        described: dict[str, Any] = {
            name: {
                "label": name.lower(),
                "category": {
                    "index": list(codes)
                    if listed
                    else {code: place for place, code in reversed(list(enumerate(codes)))}
                },
            }
            for name, codes in self.dimensions.items()
        }
        numbers = [value for value, _ in self.cells]
        signs = {str(n): sign for n, (_, sign) in enumerate(self.cells) if sign}
        if sparse:
            value: Any = {str(n): each for n, each in enumerate(numbers) if each is not None}
            status: Any = signs
        else:
            value, status = numbers, [sign or None for _, sign in self.cells]
        shape = {"id": list(self.dimensions), "size": sizes, "role": role}
        body = {"label": "Prøve 2020", "value": value, "status": status}
        if version == 1:
            return {"dataset": body | {"dimension": described | shape}}
        return body | shape | {"version": "2.0", "class": "dataset", "dimension": described}

    def px(self, *, keyed: bool) -> str:
        """The cube as a PX file, with a row for each key or with numbers alone."""
        names = list(self.dimensions)
        stub, heading = names[:-2], names[-2:]
        lines = [
            'CHARSET="ANSI";',
            'CODEPAGE="utf-8";',
            'TITLE="Prøve "',
            '"over to linjer";',
            f"STUB={_listed(stub)};",
            f"HEADING={_listed(heading)};",
            'CONTVARIABLE="ContentsCode";',
            'VARIABLE-TYPE("Region")="G";',
        ]
        for name, codes in self.dimensions.items():
            lines.append(f'VALUES("{name}")={_listed([f"navn {code}" for code in codes])};')
            lines.append(f'CODES("{name}")={_listed(codes)};')
        lines.append(f'TIMEVAL("Tid")=TLIST(A1),{_listed(self.dimensions["Tid"])};')
        if keyed:
            lines += [f'KEYS("{name}")=CODES;' for name in stub]
        lines += ['DATASYMBOL3=":";', "DATA="]
        width = prod(len(self.dimensions[name]) for name in heading)
        keys = product(*(self.dimensions[name] for name in stub))
        for number, key in enumerate(keys):
            cells = [_px_cell(cell) for cell in self.cells[number * width : (number + 1) * width]]
            if not keyed:
                lines.append(" ".join(cells) + " ")
            elif set(cells) != {"0.0"}:
                lines.append(",".join(f'"{each}"' for each in key) + "," + " ".join(cells))
        return "\n".join([*lines, ";"])


def _listed(texts: Any) -> str:
    return ",\n".join(f'"{text}"' for text in texts)


def _px_cell(cell: Cell) -> str:
    value, sign = cell
    signed = {".": '"."', "..": '".."', ":": '"..."', "-": '"-"'}
    return signed[sign] if sign else '".."' if value is None else repr(value)


def _codes(most: int) -> st.SearchStrategy[tuple[str, ...]]:
    code = st.text(_LETTERS, min_size=1, max_size=6).map(lambda text: text.strip() or "x")
    return st.lists(code, min_size=1, max_size=most, unique=True).map(tuple)


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    """A cube of three to five dimensions, with numbers and every sign."""
    years = draw(st.lists(st.integers(1990, 2030), min_size=1, max_size=3, unique=True))
    dimensions = {
        "Region": draw(_codes(3)),
        "Kjonn": draw(_codes(2)),
        "Alder": draw(_codes(2)),
        "ContentsCode": draw(_codes(2)),
        "Tid": tuple(map(str, years)),
    }
    cells = prod(map(len, dimensions.values()))
    number = st.one_of(
        st.none(), st.floats(-1e9, 1e9, allow_nan=False), st.integers(-9, 9).map(float)
    )
    drawn = draw(
        st.lists(
            st.one_of(st.tuples(number, st.just("")), st.tuples(st.none(), st.sampled_from(SIGNS))),
            min_size=cells,
            max_size=cells,
        )
    )
    return Cube(dimensions, tuple(drawn))
