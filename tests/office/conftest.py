"""A queue that can be looked into, and none at all."""

import pytest
from kombu import Connection


@pytest.fixture
def no_broker(settings, tmp_path):
    settings.REDIS_URL = f"redis+socket://{tmp_path}/nobody.sock"


@pytest.fixture
def sent(settings):
    """``sent()``: the jobs that reached a queue in memory, oldest first."""
    settings.REDIS_URL = "memory://"
    handed = []

    def take() -> list[str]:
        with Connection(settings.REDIS_URL) as line, line.SimpleQueue("celery") as queue:
            while queue.qsize():
                handed.append(queue.get_nowait().payload[0][0])
        return handed

    take()
    handed.clear()
    return take
