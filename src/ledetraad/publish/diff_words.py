"""A comparison of two versions told in words: a summary to read first, and names for each part."""

from __future__ import annotations

from collections import Counter
from datetime import date

from babel.lists import format_list

from ledetraad.i18n import N_, Language, catalogue
from ledetraad.plan.diff import Change, Diff, Kind
from ledetraad.plan.model import Element
from ledetraad.publish.level_words import level_names
from ledetraad.publish.locales import LOCALES, long_date
from ledetraad.publish.write_markdown import STATUS_NAMES

KIND_NAMES: dict[Kind, str] = {
    Kind.ADDED: N_("New"),
    Kind.REMOVED: N_("Removed"),
    Kind.SPLIT: N_("Split"),
    Kind.MERGED: N_("Merged"),
    Kind.REWORDED: N_("Reworded"),
    Kind.MOVED: N_("Moved"),
    Kind.REREFERENCED: N_("Other references"),
    Kind.FACTS: N_("Other details"),
}
FIELD_NAMES: dict[str, str] = {
    "title": N_("Title"),
    "subtitle": N_("Subtitle"),
    "owner": N_("Municipality"),
    "period": N_("Period"),
    "status": N_("Status"),
    "decision": N_("Decision"),
    "language": N_("Language"),
    "levels": N_("Levels"),
    "scheme": N_("The codes"),
}


class DiffWords:
    """Tells of a comparison in one language.

    Args:
        diff: the comparison.
        language: the language of the screen; the plan's own sentences are never translated.
    """

    def __init__(self, diff: Diff, language: Language) -> None:
        self._diff = diff
        self._language = language
        self._translate = catalogue(language).gettext
        self._ngettext = catalogue(language).ngettext
        self.levels = level_names(diff.old, language) | level_names(diff.new, language)
        """Singular and plural of each level of either version."""

    def summary(self) -> list[str]:
        """A sentence for each kind of change that there is, and one for all that is as it was."""
        _ = self._translate
        if self._diff.same:
            return [_("The two versions are the same.")]
        return [*(each[1] for each in self.by_kind()), *self.beside()]

    def by_kind(self) -> list[tuple[Kind, str]]:
        """A sentence for each kind of change that there is: "3 delmål er kommet til."."""
        return [
            (kind, self._sentence(kind, self._counted(levels), levels.total()))
            for kind, levels in self._diff.by_level.items()
        ]

    def beside(self) -> list[str]:
        """What has changed of the plan itself, if anything has, and how much is as it was."""
        diff, _ = self._diff, self._translate
        told = []
        if diff.plan_changes:
            names = [_(FIELD_NAMES[each.field]) for each in diff.plan_changes]
            told.append(
                _("Changed in the plan itself: %(names)s.")
                % {"names": self._joined([name[:1].lower() + name[1:] for name in names])}
            )
        same, ngettext = len(diff.unchanged), self._ngettext
        told.append(
            ngettext("%(num)s element is as it was.", "%(num)s elements are as they were.", same)
            % {"num": same}
        )
        return told

    def label(self, element: Element) -> str:
        """An element's level and number: "Delmål 1.2"."""
        name = self.levels[element.level][0]
        return f"{name[:1].upper()}{name[1:]} {element.number}".strip()

    def kinds(self, change: Change) -> list[str]:
        """What has happened, each in a word or two."""
        return [self._translate(KIND_NAMES[kind]) for kind in change.kinds]

    def field(self, name: str) -> str:
        """What a field of the plan is called."""
        return self._translate(FIELD_NAMES[name])

    def value(self, field: str, value: str) -> str:
        """What a field's value is called."""
        names = {status.value: name for status, name in STATUS_NAMES.items()}
        if field == "status" and value in names:
            return self._translate(names[value])
        if field == "decision" and value:
            day, *rest = value.split(", ")
            return ", ".join([long_date(date.fromisoformat(day), self._language), *rest])
        return value

    def _counted(self, levels: Counter[str]) -> str:
        order = list(self.levels)
        return self._joined(
            [
                f"{levels[key]} {self.levels[key][0 if levels[key] == 1 else 1]}"
                for key in sorted(levels, key=order.index)
            ]
        )

    def _joined(self, words: list[str]) -> str:
        return format_list(words, locale=LOCALES[self._language])

    def _sentence(self, kind: Kind, what: str, number: int) -> str:
        ngettext = self._ngettext
        templates = {
            Kind.ADDED: ngettext("%(what)s is new.", "%(what)s are new.", number),
            Kind.REMOVED: ngettext(
                "%(what)s has been removed.", "%(what)s have been removed.", number
            ),
            Kind.SPLIT: ngettext("%(what)s has been split.", "%(what)s have been split.", number),
            Kind.MERGED: ngettext(
                "%(what)s has been merged from several.",
                "%(what)s have been merged from several.",
                number,
            ),
            Kind.REWORDED: ngettext(
                "%(what)s has been reworded.", "%(what)s have been reworded.", number
            ),
            Kind.MOVED: ngettext("%(what)s has been moved.", "%(what)s have been moved.", number),
            Kind.REREFERENCED: ngettext(
                "%(what)s has other references.", "%(what)s have other references.", number
            ),
            Kind.FACTS: ngettext(
                "%(what)s has other details.", "%(what)s have other details.", number
            ),
        }
        return templates[kind] % {"what": what}
