"""Long work with the real worker and broker, which are killed and held down (security D.4–D.6)."""

import os
import re
import uuid

import pytest

from tests.drills import everyday, jobs, kill
from tests.drills.phone import Phone
from tests.factories import PASSWORD
from tests.journeys.live import open_office

ONCE = {"error": "", "entries": 1, "chain": []}
NEVER = {"keys": [], "entries": 0, "chain": []}
AT_ONCE = 50
#: Seconds; the budget of 2 s is measured on an idle machine by bench/broker_down.py.
PAGE_WAITS_FOR_NOBODY = 10


@pytest.fixture(scope="module")
def office():
    with open_office() as office:
        office.paper = jobs.lay_papers(office)
        kill.wait(lambda: kill.is_whole(office), "the office did not open whole")
        yield office


def files_of(office) -> set:
    folder = office.folder / "files"
    return {path for path in folder.rglob("*") if path.is_file()}


def told(office, pk: str) -> dict:
    results = jobs.results(office, pk)
    return {name: results[name] for name in ("error", "entries", "chain")}


def test_a_job_whose_worker_is_killed_has_failed_and_a_new_one_makes_the_whole_file(office):
    before = files_of(office)
    with jobs.held(office, office.paper):
        (pk,) = jobs.ask(office)
        jobs.wait_for(office, "running", pk)
        kill.kill(office, "worker")
        assert jobs.states(office)[pk] == "running"
        jobs.later(office, 91)
        jobs.wait_for(office, "failed", pk)
    error = "没有做完，后台中断了。可以重新开始。"
    assert jobs.results(office, pk) == {**NEVER, "error": error}
    assert files_of(office) == before
    (anew,) = jobs.ask(office)
    jobs.wait_for(office, "done", anew)
    assert jobs.is_whole(office, anew)


def test_a_message_delivered_again_during_and_after_the_work_makes_no_second_result(office):
    with jobs.held(office, office.paper):
        (pk,) = jobs.ask(office)
        jobs.wait_for(office, "running", pk)
        jobs.deliver(office, pk)
        jobs.deliver(office, pk)
        assert jobs.results(office, pk) == {**NEVER, "error": ""}
    jobs.wait_for(office, "done", pk)
    jobs.deliver(office, pk)
    (last,) = jobs.ask(office)  # behind it in the queue
    jobs.wait_for(office, "done", last)
    assert told(office, pk) == ONCE
    assert jobs.is_whole(office, pk)


@pytest.mark.skipif(not kill.EMBEDDED, reason="somebody else runs the broker")
def test_while_the_broker_is_down_people_sign_in_read_and_send_and_the_office_is_told(office):
    deputy = office.add_deputy("万秋生")
    with jobs.without_broker(office):
        key, phone = everyday.sends(office, deputy)
        jobs.later(office, 91 + 61)  # by now the worker has done what it had in hand
        home, desk = everyday.reads(office, "zhuren")
    assert everyday.received(office, [key]) == [key]
    assert re.search("后台任务.+没有动静。", home)
    assert max(phone.slowest, desk.slowest) < PAGE_WAITS_FOR_NOBODY


@pytest.mark.skipif(not kill.EMBEDDED, reason="somebody else runs the broker")
def test_what_is_asked_for_while_the_broker_is_down_is_done_once_it_is_back(office):
    desk = Phone(office.url)
    desk.sign_in("zhuren")
    with jobs.without_broker(office):
        typed = {"reason": "换系统", "password": PASSWORD, "once": uuid.uuid4()}
        fields = {**desk.hidden_fields(desk.get("/backup/")), **typed}
        answer = desk.post("/backup/export/", fields)
        pk = re.fullmatch(r"→ /jobs/(.+)/", answer)[1]
        assert "正在排队" in desk.get(f"/jobs/{pk}/")
        assert jobs.states(office)[pk] == "pending"
    jobs.later(office, 180)
    jobs.wait_for(office, "done", pk)
    assert told(office, pk) == ONCE
    assert "做好了" in desk.get(f"/jobs/{pk}/")


def test_what_waits_while_there_is_no_worker_is_done_when_it_comes_each_once(office):
    office.stop()
    office.start("--parts", "web,beat")
    asked = jobs.ask(office, times=AT_ONCE)
    waiting = [pk for pk, state in jobs.states(office).items() if state == "pending"]
    assert sorted(waiting) == sorted(asked)
    office.stop()
    office.start()
    jobs.wait_for(office, "done", *asked)
    counts = jobs.counts(office, asked)
    assert counts == {"files": AT_ONCE, "entries": AT_ONCE, "jobs": AT_ONCE, "chain": []}


def test_nothing_of_it_is_left_behind_when_the_office_is_closed(office):
    office.stop()
    assert office.process.returncode == 0
    assert kill.processes_of(office.folder) == {}
    assert not list((office.folder / "files").rglob("*.part"))
    assert os.listdir(office.folder / "files")
