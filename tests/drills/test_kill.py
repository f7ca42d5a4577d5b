"""The real server is killed, process by process: nothing received is lost, nothing is twofold."""

import os
import random
import time
from datetime import datetime, timedelta

import pytest

from tests.drills import kill
from tests.journeys.live import open_office

EMBEDDED = not os.environ.get("REDIS_URL")
pytestmark = pytest.mark.xdist_group("kill")
VICTIMS = [victim for victim in kill.VICTIMS if EMBEDDED or victim != "broker"]


@pytest.fixture(scope="module")
def office():
    with open_office() as office:
        yield office


def test_what_was_received_survives_the_death_of_any_process(office):
    victims = random.sample(VICTIMS * 3, k=3 * len(VICTIMS))
    books = kill.drill(office, victims)
    assert kill.faults(office, books) == []
    assert len(books.received) > len(victims)


def test_background_work_goes_on_after_all_that(office):
    before = datetime.now().astimezone()
    give_up_at = time.monotonic() + 90
    while _last_heartbeat(office) < before:
        assert time.monotonic() < give_up_at
        time.sleep(2)
    assert _last_heartbeat(office) - before < timedelta(seconds=90)


def test_no_process_outlives_a_stop(office):
    office.stop()
    assert office.process.returncode == 0
    assert kill.processes_of(office.folder) == {}


def _last_heartbeat(office) -> datetime:
    code = "answer = Heartbeat.objects.filter(name='jobs').values_list('at', flat=True).first()"
    return datetime.fromisoformat(office.run(code) or "2000-01-01T00:00:00+00:00")
