"""gunicorn's settings. SIGTERM finishes the requests in flight (security D.20)."""

import gc

from django.urls import get_resolver
from gunicorn.glogging import Logger

from township_npc.office.logs import Discreet
from township_npc.office.serving.mortal import die_with

worker_class = "gthread"
preload_app = True
graceful_timeout = 30
timeout = 60
keepalive = 5
control_socket_disable = True
loglevel = "warning"


class Log(Logger):
    """gunicorn's own lines are as discreet as ours, the access log too where somebody wants one."""

    def setup(self, cfg) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.filters = [Discreet()]


logger_class = Log


def when_ready(server) -> None:
    """Load every page before the workers are forked, so that they share its memory."""
    get_resolver().url_patterns  # noqa: B018 - reading it loads them
    gc.freeze()


def post_fork(server, worker) -> None:
    die_with(worker.ppid)
