"""Two servers never work on one data folder."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError

#: A killed server's last processes need a moment to go.
PATIENCE = 3


@contextmanager
def only_one(folder: Path) -> Iterator[int]:
    """Hold the folder's lock and yield its descriptor, which every child inherits.

    So the folder is free again only when the last process of a server has gone, not already when
    its parent was killed. Raises CommandError when another server holds it.
    """
    descriptor = os.open(folder / "serve.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(descriptor, folder)
        yield descriptor
    finally:
        os.close(descriptor)


def _take(descriptor: int, folder: Path) -> None:
    give_up_at = time.monotonic() + PATIENCE
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > give_up_at:
                raise CommandError(f"这个数据文件夹已经有一个程序在运行：{folder}") from None
            time.sleep(0.1)
