"""The municipality's colour made readable: contrast as WCAG 2.2 (1.4.3) defines it."""

from __future__ import annotations

_ENOUGH = 4.5
_STEP = 0.92


def luminance(colour: str) -> float:
    """The relative luminance of "#RRGGBB", 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for value in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21; WCAG 2.2, "contrast ratio"."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_under_white(colour: str) -> str:
    """The colour, darkened step by step until white text on it has a contrast of 4.5."""
    while contrast(colour, "#FFFFFF") < _ENOUGH:
        channels = [int(int(colour[place : place + 2], 16) * _STEP) for place in (1, 3, 5)]
        colour = "#" + "".join(f"{value:02X}" for value in channels)
    return colour


def text_on(colour: str) -> str:
    """Black or white, whichever is the more readable on the colour."""
    return max(("#FFFFFF", "#000000"), key=lambda text: contrast(colour, text))
