"""Pictures made anew: the same picture, without what the file says of where, when and by whom."""

from __future__ import annotations

import io
import threading

from PIL import Image, ImageOps, UnidentifiedImageError

from ledetraad.hearing.files import PNG, FileRefused, Kind
from ledetraad.i18n import N_

_MOST_PIXELS = 25_000_000
"""A picture takes up to four bytes a point in memory, twice over while it is turned: 200 MB."""
_ONE_AT_A_TIME = threading.Lock()
_QUALITY = 88


def made_anew(data: bytes, kind: Kind, name: str = "") -> bytes:
    """A picture with nothing but its pixels, turned as its camera said.

    Args:
        data: the file.
        kind: what it is, PNG or JPEG.
        name: for the error.

    Raises:
        FileRefused: it can't be read as a picture, or is too large to be opened.
    """
    form = "PNG" if kind is PNG else "JPEG"
    try:
        with _ONE_AT_A_TIME, Image.open(io.BytesIO(data), formats=[form]) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise FileRefused(
                    N_("The picture has more than %(most)s million points."),
                    where=name,
                    remedy=N_("Make it smaller, and attach it again."),
                    most=_MOST_PIXELS // 1_000_000,
                )
            ImageOps.exif_transpose(image, in_place=True)
            mode = "RGB" if kind is not PNG or image.mode not in {"RGBA", "LA", "P"} else "RGBA"
            bare = image.convert(mode)
            image.close()
            bare.info.clear()
            out = io.BytesIO()
            bare.save(out, form, **({} if kind is PNG else {"quality": _QUALITY}))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise FileRefused(
            N_("The picture can't be read."), where=name, remedy=N_("Choose another file.")
        ) from None
    return out.getvalue()
