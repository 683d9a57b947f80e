"""Search: with results made here where an application serves it, else by script; and a register."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import orjson
from markupsafe import Markup

from ledetraad.plan.wording import excerpt
from ledetraad.publish.site.cards import Card
from ledetraad.publish.site.finder import LONGEST_QUERY, Finder, highlight
from ledetraad.publish.site.pages.content import Content, Resource
from ledetraad.publish.site.presented import Presented
from ledetraad.suggest.stems import stem, words

_SHORTEST_KEYWORD = 4
_MOST_PLACES = 12
_LAST = str.maketrans("æøåäö", "{|}{|")


@dataclass(frozen=True, slots=True)
class Result:
    """A hit as shown: its card, its words with the query marked, and where it stands."""

    card: Card
    words: Markup
    theme: Card | None


def build(site: Presented, _argument: None = None, query: str = "") -> Content:
    """The search page, with results where there is a query and an application to answer it."""
    query = query[:LONGEST_QUERY].strip()
    results: list[Result] = []
    if query and site.options.dynamic:
        for hit in _finder(site).search(query):
            top = site.book.index.top(hit.element)
            results.append(
                Result(
                    site.cards[hit.element],
                    highlight(hit.element.words, query),
                    site.cards[top] if top is not hit.element else None,
                )
            )
    title = site.translate("Search the plan")
    if query:
        title = f"{query} – {title}"
    return Content(
        title=title,
        main=site.render("search.html", query=query, results=results, up=""),
        section="search",
        script="htmx" if site.options.dynamic else "search",
    )


def _finder(site: Presented) -> Finder:
    if site.finder is None:
        site.finder = Finder(site.book, site.language)
    return site.finder


def build_index(site: Presented, _argument: None = None, _query: str = "") -> Resource:
    """The index that the static site's script searches."""
    place_of = {element.id: place for place, element in enumerate(site.book.index.ordered)}
    document = _finder(site).document()
    document["elements"] = [
        {
            "id": element.id,
            "number": element.number,
            "label": site.cards[element].label,
            "words": element.words,
            "theme": place_of[site.book.index.top(element).id],
            "references": [
                {"printed": reference.printed, "code": reference.code, "kind": chip.kind}
                for reference, chip in zip(
                    element.references, site.cards[element].chips, strict=True
                )
            ],
        }
        for element in site.book.index.ordered
    ]
    document["items"] = {
        code: [item.goal, item.names[site.language]]
        for code, item in site.book.framework.items.items()
    }
    return Resource(orjson.dumps(document), "application/json")


def build_register(site: Presented, _argument: None = None, _query: str = "") -> Content:
    """The register of keywords: every telling word of the plan with the places it stands."""
    elements = site.book.index.ordered
    forms: defaultdict[str, set[str]] = defaultdict(set)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, element in enumerate(elements):
        telling = {
            word: stem(word)
            for word in words(element.words)
            if len(word) >= _SHORTEST_KEYWORD and not word.isdigit()
        }
        for word, key in telling.items():
            forms[key].add(word.lower())
        for key in dict.fromkeys(telling.values()):
            places[key].append(place)
    limit = max(_MOST_PLACES, len(elements) // 20)
    letters: dict[str, list[tuple[str, list[Card]]]] = {}
    for key, standing in places.items():
        if len(standing) > limit:
            continue
        word = min(forms[key], key=lambda form: (len(form), form))
        cards = [site.cards[elements[place]] for place in standing[:limit]]
        letters.setdefault(word[0].upper(), []).append((word, cards))
    ordered = [
        (letter, sorted(letters[letter], key=lambda entry: _norwegian(entry[0])))
        for letter in sorted(letters, key=_norwegian)
    ]
    return Content(
        title=site.translate("Keywords from A to Å"),
        main=site.render("register.html", letters=ordered, excerpt=excerpt, up=""),
        section="search",
    )


def _norwegian(word: str) -> str:
    """A key that sorts æ, ø and å last, as Norwegian does."""
    return word.lower().translate(_LAST)
