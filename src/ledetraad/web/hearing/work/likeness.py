"""The comments that say nearly the same, as form letters do; worked out once for all who answer."""

from __future__ import annotations

from django.db.models import Count, Max, QuerySet

from ledetraad.hearing.alike import groups_alike
from ledetraad.web.hearing.models import Comment, Hearing, StatementVersion
from ledetraad.web.hearing.services.hearing_save import comments_that_count
from ledetraad.web.shelf import Shelf

_MOST_COMPARED = 3_000
_Key = tuple[int, int, int, int]
_KEPT: Shelf[_Key, dict[int, tuple[int, ...]]] = Shelf(16)


def alike_to(hearing: Hearing, comment: Comment) -> QuerySet[Comment]:
    """The other comments that say nearly the same, in their order.

    At most three thousand comments are compared. Their groups are kept by their keys until one
    comes, goes or is corrected; what each says is always asked for anew.
    """
    group = _KEPT.of(_key(hearing), lambda: _groups(hearing)).get(comment.pk, ())
    found = comments_that_count(hearing).filter(pk__in=group).exclude(pk=comment.pk)
    return found.select_related("statement__hearing").order_by("statement__number", "place")


def _key(hearing: Hearing) -> _Key:
    comments = Comment.objects.filter(statement__hearing=hearing).aggregate(
        last=Max("pk"), count=Count("pk")
    )
    versions = StatementVersion.objects.filter(statement__hearing=hearing)
    corrected = versions.aggregate(last=Max("pk"))["last"]
    return hearing.pk, comments["last"] or 0, comments["count"], corrected or 0


def _groups(hearing: Hearing) -> dict[int, tuple[int, ...]]:
    """For each comment that others are like, the keys of all of its group."""
    compared = comments_that_count(hearing).exclude(text="").order_by("pk")
    texts = dict(compared.values_list("pk", "text")[:_MOST_COMPARED])
    return {key: tuple(group) for group in groups_alike(texts) for key in group}
