"""The templates' environment: one for each language, shared by the site and the staff's pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from jinja2 import Environment, PackageLoader, StrictUndefined

from ledetraad import __version__
from ledetraad.i18n import LANGUAGES, NAMES, Language, catalogue

_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


@cache
def make_environment(language: Language) -> Environment:
    """The environment that renders templates in one language.

    Templates get `_`, `ngettext`, the filters `number`, `percent`, `date`, `datetime`, `join_and`
    and `capital`, and the globals `language`, `languages` and `version`.
    """
    environment = Environment(
        loader=PackageLoader("ledetraad.publish.site"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    translations = catalogue(language)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        translations.gettext, translations.ngettext, newstyle=True
    )
    locale = _LOCALES[language]

    def join_and(words: Sequence[str]) -> str:
        return format_list(list(words), locale=locale)

    def number(value: float) -> str:
        return str(value) if isinstance(value, int) and value < 1000 else decimal(value)  # noqa: PLR2004

    def decimal(value: float) -> str:
        return format_decimal(value, locale=locale)

    environment.filters |= {
        "number": number,
        "percent": lambda share: format_percent(share, locale=locale),
        "date": lambda day: format_date(day, "long", locale=locale),
        "datetime": lambda moment: format_datetime(moment, "long", locale=locale),
        "join_and": join_and,
        "capital": lambda words: words[:1].upper() + words[1:],
    }
    environment.globals |= {
        "language": language,
        "languages": [(code, NAMES[code]) for code in LANGUAGES],
        "version": __version__,
    }
    return environment
