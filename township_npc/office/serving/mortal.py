"""A process that does not outlive its parent."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with(parent: int) -> None:
    """Ask the kernel to kill this process at once when ``parent`` ends, be it by ``kill -9``.

    Called in the child. Whatever was acknowledged is on disk by then, so there is nothing to
    tidy up; the parent may have ended before we could ask, hence the second look.
    """
    if _libc is None:
        return
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
