"""Two folders that change names in one step, where the system can do so.

Linux has `renameat2` with `RENAME_EXCHANGE` (renameat2(2)); two moves one after the other would
leave nothing in the place for a moment, and for good where the process is killed in that moment.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE
_CANNOT = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}


def swap(one: Path, other: Path) -> bool:
    """Let two folders on one disk change names.

    Returns:
        False where the system or the disk's format can't; nothing is changed then.

    Raises:
        OSError: it may not be.
    """
    if sys.platform != "linux":
        return False
    exchange = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if exchange is None:
        return False
    if exchange(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    fault = ctypes.get_errno()
    if fault in _CANNOT:
        return False
    raise OSError(fault, os.strerror(fault), os.fspath(other))
