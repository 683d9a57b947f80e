"""The templates' environment: one for each language, shared by the site and the staff's pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from ledetraad import __version__
from ledetraad.i18n import LANGUAGES, NAMES, Language, catalogue, catalogue_bytes
from ledetraad.publish.locales import LOCALES, long_date
from ledetraad.publish.site.going_words import GOING_GLOBALS
from ledetraad.publish.site.pieces import once
from ledetraad.publish.site.template_cache import TemplateCache, cache_folder
from ledetraad.publish.write_markdown import STATUS_NAMES

_ZONE = ZoneInfo("Europe/Oslo")


@cache
def make_environment(language: Language) -> Environment:
    """The environment that renders templates in one language.

    Templates get `_`, `ngettext`, the filters `number`, `percent`, `date`, `day`, `datetime`,
    `time`, `join_and` and `capital`, and the globals `language`, `languages`, `once`,
    `status_names` and `version`.
    """
    environment = Environment(
        loader=PackageLoader("ledetraad.publish.site"),
        extensions=["jinja2.ext.i18n", _SaidOnce],
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_kept(language),
    )
    translations = catalogue(language)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        translations.gettext, translations.ngettext, newstyle=True
    )
    environment.globals |= _sayers(translations)
    locale = LOCALES[language]

    def join_and(words: Sequence[str]) -> str:
        return format_list(list(words), locale=locale)

    def number(value: float) -> str:
        return str(value) if isinstance(value, int) and 0 <= value < 1000 else decimal(value)  # noqa: PLR2004

    def decimal(value: float) -> str:
        return format_decimal(value, locale=locale)

    environment.filters |= {
        "number": number,
        "percent": lambda share: format_percent(share, locale=locale),
        "date": lambda moment: format_date(moment.astimezone(_ZONE), "long", locale=locale),
        "day": lambda day: long_date(day, language),
        "datetime": lambda moment: format_datetime(moment, "long", tzinfo=_ZONE, locale=locale),
        "time": lambda moment: format_time(moment, "short", tzinfo=_ZONE, locale=locale),
        "join_and": join_and,
        "capital": lambda words: words[:1].upper() + words[1:],
    }
    environment.globals |= {
        "language": language,
        "languages": [(code, NAMES[code]) for code in LANGUAGES],
        "once": once,
        "status_names": STATUS_NAMES,
        **GOING_GLOBALS,
        "version": __version__,
    }
    return environment


def _sayers(translations: NullTranslations) -> dict[str, Callable[..., Markup]]:
    """Jinja's own functions for translations without its context, which costs much in a loop.

    What they are filled with is escaped, as everything is.
    """

    @lru_cache(maxsize=2_048)
    def plain(message: str) -> Markup:
        return Markup(translations.gettext(message)) % {}  # noqa: S704

    def say(message: str, /, **values: Any) -> Markup:
        return Markup(translations.gettext(message)) % values if values else plain(message)  # noqa: S704

    def say_number(one: str, more: str, num: int, /, **values: Any) -> Markup:
        return Markup(translations.ngettext(one, more, num)) % {"num": num, **values}  # noqa: S704

    return {"_": say, "gettext": say, "ngettext": say_number}


def _kept(language: Language) -> TemplateCache | None:
    """Where this language's compiled templates are kept, if they can be."""
    folder = cache_folder()
    if folder is None:
        return None
    code = Path(__file__).read_bytes()
    return TemplateCache(folder, (language.encode(), catalogue_bytes(language), code))


class _SaidOnce(Extension):
    """Translates each `_("a sentence")` when its template is loaded, not each time it is shown."""

    _CALL = ("name", "lparen", "string", "rparen")

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The template's tokens, with such calls replaced by what they would say."""
        held: list[Token] = []
        for token in stream:
            held.append(token)
            if token.type == self._CALL[len(held) - 1] and held[0].value == "_":
                if len(held) == len(self._CALL):
                    yield from self._said(held[2])
                    held = []
            else:
                yield from held
                held = []
        yield from held

    def _said(self, message: Token) -> Iterator[Token]:
        said = catalogue(self.environment.globals["language"]).gettext(message.value) % {}
        yield Token(message.lineno, "lparen", "(")
        yield Token(message.lineno, "string", said)
        yield Token(message.lineno, "pipe", "|")
        yield Token(message.lineno, "name", "safe")
        yield Token(message.lineno, "rparen", ")")
