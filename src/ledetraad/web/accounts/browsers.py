"""What a browser calls itself → what people call it."""

from __future__ import annotations

# The first that is found counts: most browsers also call themselves what others are called.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_name(agent: str) -> str:
    """The browser and the machine, such as "Firefox, Windows"; empty where neither is known.

    Args:
        agent: the header `User-Agent`.
    """
    names = (_first(agent, known) for known in (_BROWSERS, _SYSTEMS))
    return ", ".join(name for name in names if name)


def _first(agent: str, known: tuple[tuple[str, str], ...]) -> str:
    return next((name for sign, name in known if sign in agent), "")
