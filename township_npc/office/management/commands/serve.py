"""``manage.py serve``: the whole office as one command (architecture: Running it)."""

import os
import secrets
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from township_npc import env
from township_npc.office import fonts, keys
from township_npc.office.serving import address, board, broker, children, greeting, lock
from township_npc.office.serving import preparation as prepare
from township_npc.office.serving.supervisor import Supervisor

PARTS = ("web", "worker", "beat")


class Command(BaseCommand):
    help = "打开办公室：网页、后台任务、定时和队列一起启动，一起停止。"
    requires_system_checks = []  # ./test runs them; loading every page here costs memory for good

    def add_arguments(self, parser):
        parser.add_argument(
            "--host", default="", help="听哪个地址；默认演示只听本机，办公室听局域网"
        )
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--cert", type=Path, help="TLS 证书文件")
        parser.add_argument("--key", type=Path, help="TLS 私钥文件")
        parser.add_argument("--demo-on-network", action="store_true", help="让别的机器也能打开演示")
        parser.add_argument(
            "--parts", type=named_parts, default=PARTS, help="几台机器分工时，这台管哪几样"
        )

    def handle(self, *, host, port, cert, key, demo_on_network, parts, **options):
        os.umask(0o077)  # nobody else on this machine reads what we write
        host = host or address.default_host(demo_on_network)
        with lock.only_one(settings.VAR_DIR) as held:
            address.check(host, port, demo_on_network=demo_on_network)
            address.check_certificate(cert, key)
            setup_code = self.prepare()
            environ = children_environment(tls=bool(cert), demo_on_network=demo_on_network)
            url = address.url(host, port, tls=bool(cert))
            supervisor = Supervisor(
                waves(children.web(host, port, cert=cert, key=key), parts),
                environ=environ,
                keep_open=(held,),
                tell=partial(board.write, settings.VAR_DIR, url=url),
            )
            supervisor.start()
            supervisor.watch(until=partial(address.answers, host, port))
            if not supervisor.times_asked_to_stop:
                self.stdout.write(greet(url, setup_code, environ.get("NPC_DEMO_CODE")))
                self.stdout.flush()
            supervisor.watch()
            supervisor.stop()

    def prepare(self) -> str | None:
        """Return the setup code while nobody has set the office up."""
        prepare.check_keys()
        prepare.check_demo_mark()
        prepare.check_sqlite()
        prepare.check_keys_fit()
        prepare.migrate()
        prepare.note_keys()
        prepare.collect_static()
        if settings.MODE == env.DEMO:
            call_command("demo", stdout=self.stdout)
        if not broker.is_external() and not broker.program():
            self.stderr.write(
                "没有找到队列程序，后台任务先停着：请装 redis-server，或者设 REDIS_URL。"
            )
        return prepare.setup_code()


def named_parts(text: str) -> tuple[str, ...]:
    """``web,worker`` → both; argparse turns the ValueError of an unknown name into its refusal."""
    parts = tuple(text.split(","))
    if not set(parts) <= set(PARTS):
        raise ValueError(text)
    return parts


def waves(web: children.Child, parts: Sequence[str]) -> list[list[children.Child]]:
    """Who stops first: those who use the broker; then the broker."""
    users, brokers = [web] if "web" in parts else [], []
    if not broker.is_external():
        brokers = [children.queue(settings.VAR_DIR)] if broker.program() else []
    if brokers or broker.is_external():
        users += [child() for child in (children.worker, children.beat) if child.__name__ in parts]
    if not fonts.are_ready(settings.FONT_DIR):
        users.append(children.fonts())
    return [users, brokers]


def children_environment(*, tls: bool, demo_on_network: bool) -> dict[str, str]:
    """The children run in the program's folder, so that every path is told in full."""
    environ = {**os.environ, "NPC_MODE": settings.MODE, "NPC_VAR": str(settings.VAR_DIR)}
    environ["NPC_KEYS"] = str(keys.folder(settings.VAR_DIR).resolve())
    if tls:
        environ["NPC_TLS"] = "1"
    if demo_on_network:
        environ["NPC_DEMO_CODE"] = f"{secrets.randbelow(10**8):08d}"
        environ.setdefault("NPC_HOSTS", "*")
    return environ


def greet(url: str, setup_code: str | None, entrance_code: str | None) -> str:
    if settings.MODE == env.DEMO:
        return greeting.demo(url, entrance_code)
    return greeting.office(url, setup_code)
