"""How near is near: every tolerance of the PDF reader, in points unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfSettings:
    """Tolerances and bounds.

    Args:
        thin: a rectangle no thicker than this is a line.
        snap: lines no farther apart than this are one.
        join: pieces of a line with no longer gap between them are one.
        reach: how far a line may end before or after the one that it meets.
        shortest: a line shorter than this is no table's.
        most_lines: a page with more of them is a drawing or a map, with no table in it.
        same_line: words are on one line when their middles differ less, in their heights.
        column_gap: white space in a line wider than this parts two columns, in the text's height.
        gutter: the narrowest white space between two columns, in the text's height.
        prose_fill: columns whose lines fill more of their width hold running text.
        prose_lines: a column of running text has at least so many lines.
        prose_width: and is at least so wide, as a part of the text's width.
        gaps_shared: where more of the white spaces down the columns stand beside one another, they
            part a table's rows.
        row_gap: lines farther apart than this, in the usual distance, are in two rows.
        paragraph_gap: and in two paragraphs.
        word_split: a word wider than this a letter is looked at letter by letter, in its height.
        margin: running heads and feet stand within this part of the page's height.
        repeated: and stand at the same height on at least this part of the pages.
        repeated_by_side: or of the right-hand or the left-hand pages.
        heading_size: a heading's letters are this much larger than the running text's.
        heading_words: what is set in bold and has more words is no heading.
        large_words: nor is what is set in large letters and has more words than this.
        most_pages: of a document.
        most_characters: of a page.
    """

    thin: float = 3.0
    snap: float = 3.0
    join: float = 3.0
    reach: float = 3.0
    shortest: float = 5.0
    most_lines: int = 5_000
    same_line: float = 0.5
    column_gap: float = 0.9
    gutter: float = 0.6
    prose_fill: float = 0.6
    prose_lines: int = 6
    prose_width: float = 0.2
    gaps_shared: float = 0.6
    row_gap: float = 1.25
    paragraph_gap: float = 1.3
    word_split: float = 1.2
    margin: float = 0.14
    repeated: float = 0.4
    repeated_by_side: float = 0.8
    heading_size: float = 1.08
    heading_words: int = 20
    large_words: int = 40
    most_pages: int = 5_000
    most_characters: int = 200_000


DEFAULTS = PdfSettings()
