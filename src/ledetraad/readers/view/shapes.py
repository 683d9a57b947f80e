"""What a part of a document is made of, as values that can be kept as JSON.

A mark is the ids of the elements that were read there; what has none has no place in the plan.
`at` is the place in the source, by which a finding on it is known.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Marks = tuple[str, ...]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Box(_Shape):
    """Where something stands on a page, in points from its upper left corner.

    Args:
        kind: what the reader took it for; `dropped` is what it left out as a running head or foot.
        words: what it says, cut short.
    """

    left: float
    top: float
    width: float
    height: float
    kind: Literal["cell", "heading", "item", "text", "dropped"]
    words: str = ""
    marks: Marks = ()


class Picture(_Shape):
    """A page that is shown as a picture with boxes on it.

    Args:
        page: from 1.
        width, height: in points.
        turn: degrees that its text is turned, against the clock.
    """

    kind: Literal["picture"] = "picture"
    title: str
    page: int
    turn: int = 0
    width: float
    height: float
    boxes: tuple[Box, ...] = ()

    def marks(self) -> frozenset[str]:
        """Every element that was read from the page."""
        return frozenset(each for box in self.boxes for each in box.marks)


class Said(_Shape):
    """A heading, a paragraph, an item of a list, or a line of a text; `label` is its number."""

    kind: Literal["heading", "text", "item", "line"]
    text: str
    depth: int = 0
    label: str = ""
    at: str = ""
    marks: Marks = ()


class Cell(_Shape):
    """A cell of a grid, with how many columns and rows it reaches over."""

    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False
    at: str = ""
    marks: Marks = ()


class Row(_Shape):
    """A row of a grid; its label is what the document calls it, such as a sheet's row number."""

    label: str = ""
    cells: tuple[Cell, ...] = ()


class Grid(_Shape):
    """A table; `letters` are its columns' names, where they have any."""

    kind: Literal["grid"] = "grid"
    letters: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


class Flow(_Shape):
    """Text and tables in reading order."""

    kind: Literal["flow"] = "flow"
    title: str
    blocks: tuple[Annotated[Said | Grid, Field(discriminator="kind")], ...] = ()

    def marks(self) -> frozenset[str]:
        """Every element that was read from the part."""
        found: set[str] = set()
        for block in self.blocks:
            if isinstance(block, Said):
                found.update(block.marks)
            else:
                found.update(
                    each for row in block.rows for cell in row.cells for each in cell.marks
                )
        return frozenset(found)


Part = Annotated[Picture | Flow, Field(discriminator="kind")]
