"""gunicorn's settings. SIGTERM finishes the requests in flight (security D.20)."""

import gc

from django.urls import get_resolver

from township_npc.office.serving.mortal import die_with

worker_class = "gthread"
preload_app = True
graceful_timeout = 30
timeout = 60
keepalive = 5
control_socket_disable = True
loglevel = "warning"


def when_ready(server) -> None:
    """Load every page before the workers are forked, so that they share its memory."""
    get_resolver().url_patterns  # noqa: B018 - reading it loads them
    gc.freeze()


def post_fork(server, worker) -> None:
    die_with(worker.ppid)
