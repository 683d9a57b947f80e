"""What has changed from one publication to another: a summary, then every change by itself.

Only an application serves this page; it stands in the shell of the plan's newest publication.
"""

from __future__ import annotations

from urllib.parse import urlencode

from ledetraad.plan.diff import Diff, Kind
from ledetraad.publish.site.changes import MOST_ON_A_PAGE, Chosen, ShownDiff
from ledetraad.publish.site.pages.content import Content
from ledetraad.publish.site.presented import Presented
from ledetraad.publish.snapshot import Snapshot


def build(
    site: Presented,
    before: Snapshot,
    after: Snapshot,
    diff: Diff,
    *,
    chosen: Chosen,
    roots: tuple[str, str],
    up: str,
) -> Content:
    """The page that compares two publications.

    Args:
        site: whose shell it stands in, in the language of the screen.
        before, after: the publications.
        diff: what has changed between them.
        chosen: which of the changes are asked for; what there is none of is passed over.
        roots: where the pages of each publication are.
        up: the way from the page to the site's root.
    """
    shown = ShownDiff(diff, site.language, old_root=roots[0], new_root=roots[1])
    chosen = _known(chosen, shown)
    groups, fitting = shown.chosen(chosen)

    def query(page: int) -> str:
        asked = {"hva": chosen.kind, "tema": chosen.theme, "side": page}
        return urlencode({name: value for name, value in asked.items() if value})

    main = site.render(
        "compare.html",
        before=before,
        after=after,
        shown=shown,
        chosen=chosen,
        groups=groups,
        fitting=fitting,
        pages=_pages(fitting),
        query=query,
        old_root=roots[0],
        new_root=roots[1],
        document="endringer.docx",
        up=up,
    )
    return Content(
        title=site.translate("What has changed in the plan"),
        main=main,
        description=" ".join(shown.words.summary()),
        section="about",
    )


def _known(chosen: Chosen, shown: ShownDiff) -> Chosen:
    """What is asked for, without what there is none of."""
    kind = chosen.kind if chosen.kind in set(Kind) else ""
    theme = chosen.theme if chosen.theme in dict(shown.themes) else ""
    _, fitting = shown.chosen(Chosen(kind, theme))
    return Chosen(kind, theme, min(max(1, chosen.page), _pages(fitting)))


def _pages(fitting: int) -> int:
    return max(1, -(-fitting // MOST_ON_A_PAGE))
