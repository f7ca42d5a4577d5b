"""The real server is killed, process by process: nothing received is lost, nothing is twofold."""

import random
import socket
import time
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest

from tests.drills import kill
from tests.journeys.live import open_office

HALF = 500
VICTIMS = [victim for victim in kill.VICTIMS if kill.EMBEDDED or victim != "broker"]


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


def test_a_stop_answers_the_request_in_flight_and_leaves_no_process(office):
    with half_a_request(office) as line:
        office.process.terminate()
        time.sleep(1)
        line.sendall(b"b" * HALF)
        assert line.recv(100).startswith(b"HTTP/1.1 ")
    office.stop()
    assert office.process.returncode == 0
    assert kill.processes_of(office.folder) == {}


@contextmanager
def half_a_request(office):
    """A slow line: the other half of the form is still on its way."""
    head = f"POST /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {2 * HALF}\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    with socket.create_connection(("127.0.0.1", office.port), timeout=20) as line:
        line.sendall((head + kind).encode() + b"a" * HALF)
        time.sleep(1)
        yield line


def _last_heartbeat(office) -> datetime:
    code = "answer = Heartbeat.objects.filter(name='jobs').values_list('at', flat=True).first()"
    return datetime.fromisoformat(office.run(code) or "2000-01-01T00:00:00+00:00")
