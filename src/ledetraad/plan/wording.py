"""Small things done with a plan's words."""

from __future__ import annotations


def excerpt(text: str, most: int = 60) -> str:
    """The beginning of a text, cut at a word, with an ellipsis where something is left out.

    Args:
        text: one line.
        most: the most characters to keep, the ellipsis not counted.
    """
    if len(text) <= most:
        return text
    head = text[:most].rsplit(" ", 1)[0].rstrip(" ,;:")
    return f"{head} …"
