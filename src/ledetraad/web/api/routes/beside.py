"""What stands beside a measure: colleagues' comments, and files."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from ninja import Query, Router
from ninja.responses import Status

from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.bearer import Asking, Caller
from ledetraad.web.api.body import BYTES, take_bytes
from ledetraad.web.api.locking import require_same, require_version, tell
from ledetraad.web.api.paging import Page, PageQuery, next_address, part
from ledetraad.web.api.routes.measures import measure_for
from ledetraad.web.api.shapes.beside import (
    AttachmentOut,
    CommentIn,
    CommentOut,
    FileQuery,
    attachment_out,
    comment_out,
)
from ledetraad.web.api.shapes.problems import ERRORS, READ_ERRORS
from ledetraad.web.followup.measures.services.beside_delete import put_back, take_away, versions_of
from ledetraad.web.followup.measures.services.comment_make import make_comment
from ledetraad.web.followup.measures.services.file_attach import LARGEST, require_room
from ledetraad.web.followup.measures.services.file_attach import attach as put_file
from ledetraad.web.followup.models import Attachment, Comment

router = Router(tags=["measures"])
_COMMENTS = "/measures/{int:number}/comments"
_FILES = "/measures/{int:number}/attachments"


@router.get(_COMMENTS, response={200: Page[CommentOut], **READ_ERRORS})
def comments(request: Asking, number: int, asked: Query[PageQuery]) -> Page[CommentOut]:
    """What colleagues say of a measure, the oldest first."""
    found = measure_for(request.auth, number).comments.filter(deleted_at=None)
    some, total = part(found.order_by("pk"), asked)
    versions = versions_of(Comment, some)
    return Page[CommentOut](
        items=[comment_out(one, versions[one.pk]) for one in some],
        total=total,
        next=next_address(request, asked, total),
    )


@router.post(_COMMENTS, response={201: CommentOut, **ERRORS})
def comment(
    request: Asking, response: HttpResponse, number: int, body: CommentIn
) -> Status[CommentOut]:
    """Say something of a measure to colleagues."""
    caller = request.auth
    caller.allowed.require(Action.COMMENT)
    made = make_comment(measure_for(caller, number), body.text, user=caller.user)
    response["Location"] = f"{request.path}/{made.pk}"
    tell(response, 1)
    return Status(201, comment_out(made, 1))


@router.get(f"{_COMMENTS}/{{int:key}}", response={200: CommentOut, **READ_ERRORS})
def one_comment(request: Asking, response: HttpResponse, number: int, key: int) -> CommentOut:
    """A comment."""
    found = _comment(request.auth, number, key)
    version = _version(Comment, found)
    tell(response, version)
    return comment_out(found, version)


@router.delete(f"{_COMMENTS}/{{int:key}}", response={204: None, **ERRORS})
def uncomment(request: Asking, number: int, key: int) -> Status[None]:
    """Take one's own comment away; it can be restored for a year."""
    require_version(request)
    with transaction.atomic():
        found = _comment(request.auth, number, key, own=True)
        require_same(request, _version(Comment, found))
        take_away(found, user=request.auth.user, now=timezone.now())
    return Status(204, None)


@router.post(f"{_COMMENTS}/{{int:key}}/restore", response={200: CommentOut, **ERRORS})
def recomment(request: Asking, response: HttpResponse, number: int, key: int) -> CommentOut:
    """Put one's own comment back."""
    put_back(_comment(request.auth, number, key, own=True, deleted=True), user=request.auth.user)
    return one_comment(request, response, number, key)


@router.get(_FILES, response={200: Page[AttachmentOut], **READ_ERRORS})
def attachments(request: Asking, number: int, asked: Query[PageQuery]) -> Page[AttachmentOut]:
    """The files of a measure, without what is in them."""
    found = measure_for(request.auth, number).attachments.filter(deleted_at=None)
    some, total = part(found.defer("data").order_by("pk"), asked)
    versions = versions_of(Attachment, some)
    return Page[AttachmentOut](
        items=[attachment_out(one, versions[one.pk]) for one in some],
        total=total,
        next=next_address(request, asked, total),
    )


@router.post(
    _FILES,
    response={201: AttachmentOut, **ERRORS},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {BYTES: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def attach(
    request: Asking, response: HttpResponse, number: int, asked: Query[FileQuery]
) -> Status[AttachmentOut]:
    """Put a file to a measure: the body is what is in it, 20 MB at the most."""
    caller = request.auth
    measure = measure_for(caller, number, Action.EDIT_MEASURE)
    made = put_file(measure, asked.name, take_bytes(request, LARGEST), user=caller.user)
    response["Location"] = f"{request.path}/{made.pk}"
    tell(response, 1)
    return Status(201, attachment_out(made, 1))


@router.get(f"{_FILES}/{{int:key}}", response={200: AttachmentOut, **READ_ERRORS})
def attachment(request: Asking, response: HttpResponse, number: int, key: int) -> AttachmentOut:
    """A file, without what is in it."""
    found = _attachment(request.auth, number, key)
    version = _version(Attachment, found)
    tell(response, version)
    return attachment_out(found, version)


@router.get(f"{_FILES}/{{int:key}}/content", response={200: bytes, **READ_ERRORS})
def content(request: Asking, number: int, key: int) -> HttpResponse:
    """What is in a file, always as one to keep."""
    found = _attachment(request.auth, number, key)
    response = HttpResponse(bytes(found.data), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=found.name
    )
    return response


@router.delete(f"{_FILES}/{{int:key}}", response={204: None, **ERRORS})
def detach(request: Asking, number: int, key: int) -> Status[None]:
    """Take a file away; it can be restored for a year."""
    require_version(request)
    with transaction.atomic():
        found = _attachment(request.auth, number, key, Action.EDIT_MEASURE)
        require_same(request, _version(Attachment, found))
        take_away(found, user=request.auth.user, now=timezone.now())
    return Status(204, None)


@router.post(f"{_FILES}/{{int:key}}/restore", response={200: AttachmentOut, **ERRORS})
def reattach(request: Asking, response: HttpResponse, number: int, key: int) -> AttachmentOut:
    """Put a file back that was taken away."""
    found = _attachment(request.auth, number, key, Action.EDIT_MEASURE, deleted=True)
    require_room(found.measure)
    put_back(found, user=request.auth.user)
    return attachment(request, response, number, key)


def _version(kind: type[Comment] | type[Attachment], one: Comment | Attachment) -> int:
    some: Sequence[Comment | Attachment] = [one]
    return versions_of(kind, some)[one.pk]


def _comment(
    caller: Caller, number: int, key: int, *, own: bool = False, deleted: bool = False
) -> Comment:
    """A comment that is there, or one's own that was taken away.

    Raises:
        Http404: there is none, or it is another's where it has to be one's own.
    """
    found = measure_for(caller, number).comments.filter(pk=key).first()
    if (
        found is None
        or (own and found.by_id != caller.user.pk)
        or (found.deleted_at is not None and not deleted)
    ):
        raise Http404
    return found


def _attachment(
    caller: Caller,
    number: int,
    key: int,
    action: Action = Action.READ,
    *,
    deleted: bool = False,
) -> Attachment:
    """A file of a measure that the caller may do something with.

    Raises:
        Http404: there is none, or the caller may not.
    """
    found = measure_for(caller, number, action).attachments.filter(pk=key).defer("data").first()
    if found is None or (found.deleted_at is not None and not deleted):
        raise Http404
    return found
