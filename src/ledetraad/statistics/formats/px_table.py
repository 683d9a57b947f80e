"""A PX file's statements, asked by keyword: in the language wanted, else in the file's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledetraad.statistics.formats.px_keywords import Statement


class Keywords:
    """What the file says.

    Args:
        told: its statements in order.
        where: the file, for errors.
        language: which language to take, where the file has several.
    """

    def __init__(self, told: Sequence[Statement], where: str, language: str = "") -> None:
        self.where = where
        self._told = told
        self._language = ""
        own = self.text("LANGUAGE").lower()
        self._language = "" if language.lower() in ("", own) else language.lower()

    def all(self, keyword: str) -> Iterator[Statement]:
        """Its statements; in the language wanted where there are such, else in the file's own."""
        found = [each for each in self._told if each.keyword == keyword]
        wanted = [each for each in found if each.language == self._language]
        yield from wanted or [each for each in found if not each.language] or found

    def one(self, keyword: str, *subkeys: str) -> Statement | None:
        """The statement of these subkeys, if there is one; else none."""
        return next((each for each in self.all(keyword) if each.subkeys == subkeys), None)

    def text(self, keyword: str, *subkeys: str) -> str:
        """What it says as one text; empty where it is not there."""
        found = self.one(keyword, *subkeys)
        return "" if found is None else found.text()

    def texts(self, keyword: str, *subkeys: str) -> tuple[str, ...]:
        """The texts that it lists; none where it is not there."""
        found = self.one(keyword, *subkeys)
        return () if found is None else found.texts()

    def by_subkey(self, keyword: str) -> dict[str, str]:
        """What it says of each variable or value, by the first subkey."""
        return {each.subkeys[0]: each.text() for each in self.all(keyword) if each.subkeys}
