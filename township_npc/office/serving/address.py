"""Where the office listens, and how a person reaches it."""

import socket
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from township_npc import env
from township_npc.office.serving import board

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


def default_host(demo_on_network: bool) -> str:
    """The demo listens on this machine, an office on its network, a served one behind its proxy."""
    if settings.MODE == env.OFFICE or demo_on_network:
        return EVERYWHERE
    return LOOPBACK


def check(host: str, port: int, *, demo_on_network: bool) -> None:
    if demo_on_network and settings.MODE != env.DEMO:
        raise CommandError("--demo-on-network 只用于演示。")
    if settings.MODE == env.DEMO and host not in LOOPBACK_NAMES and not demo_on_network:
        raise CommandError("演示只在本机打开；要让别的机器也能打开，请加 --demo-on-network。")
    try:
        with socket.create_server((host, port), family=_family(host)):
            pass
    except OSError as error:
        raise CommandError(
            f"{host} 的 {port} 端口用不了（{error.strerror}），请换一个：--port {port + 1}"
        ) from None


def check_certificate(cert: Path | None, key: Path | None) -> None:
    if bool(cert) != bool(key):
        raise CommandError("--cert 和 --key 要一起给。")
    for file in filter(None, (cert, key)):
        if not file.is_file():
            raise CommandError(f"找不到文件：{file}")


def answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((_reachable(host), port), timeout=1).close()
    except OSError:
        return False
    return True


def url(host: str, port: int, *, tls: bool) -> str:
    """What to type into a browser: on the network, this machine's own address there."""
    name = network_address() if host in (EVERYWHERE, "::") else host
    name = f"[{name}]" if ":" in name else name
    return f"{'https' if tls else 'http'}://{name}:{port}/"


def site() -> str | None:
    """Where people reach this office: at its proxy's name, or where the running server listens."""
    if settings.MODE == env.SERVED:
        return f"https://{settings.ALLOWED_HOSTS[0]}/"
    facts = board.read(settings.VAR_DIR)
    return facts.get("url") if facts else None


def network_address() -> str:
    """This machine's own address there. Nothing is sent: a datagram socket only picks a route."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return LOOPBACK
        return probe.getsockname()[0]


def _reachable(host: str) -> str:
    return {EVERYWHERE: LOOPBACK, "::": "::1"}.get(host, host)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
