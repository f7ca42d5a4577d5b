"""The parent starts its children, starts a dead one again, and takes them all with it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from township_npc.office.serving import board
from township_npc.office.serving.children import Child
from township_npc.office.serving.supervisor import Supervisor, pause_before

PATIENCE = 20
SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]
STUBBORN = """
import pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).touch()
time.sleep(600)
"""
WITH_GRANDCHILD = f"""
import pathlib, subprocess, sys, time
grandchild = subprocess.Popen({SLEEPER!r})
pathlib.Path(sys.argv[1]).write_text(str(grandchild.pid))
time.sleep(600)
"""
PARENT = f"""
import os, subprocess, time
from functools import partial
from township_npc.office.serving.mortal import die_with
child = subprocess.Popen({SLEEPER!r}, preexec_fn=partial(die_with, os.getpid()))
print(child.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def supervise(tmp_path):
    """``supervise([child], [broker])``: a supervisor that reports into ``tmp_path``."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    supervisors = []

    def start(*waves):
        def tell(**facts):
            board.write(tmp_path, **facts)

        supervisor = Supervisor(waves, environ=dict(os.environ), tell=tell)
        supervisors.append(supervisor)
        supervisor.start()
        return supervisor

    yield start
    for supervisor in supervisors:
        for child in (watch.child for watch in supervisor.watches):
            child.kill_group()
    for number, handler in handlers.items():
        signal.signal(number, handler)


def within_patience(condition):
    """``condition``, failing the test when it does not come true in time."""
    give_up_at = time.monotonic() + PATIENCE

    def check() -> bool:
        assert time.monotonic() < give_up_at
        return bool(condition())

    return check


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_the_pause_before_a_restart_doubles_up_to_half_a_minute():
    assert [pause_before(n) for n in range(1, 9)] == [0.5, 1, 2, 4, 8, 16, 30, 30]


def test_a_dead_child_is_started_again_and_the_board_says_so(supervise, tmp_path):
    child = Child("worker", "后台任务", SLEEPER)
    supervisor = supervise([child])
    supervisor.watch(until=within_patience(lambda: child.is_running))
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    supervisor.watch(until=within_patience(lambda: child.starts == 2))
    supervisor.watch(until=within_patience(lambda: board.read(tmp_path)["children"][0]["pid"]))
    state = board.read(tmp_path)["children"][0]
    assert (state["pid"], state["restarts"]) == (child.process.pid, 1)
    assert child.process.pid != first


def test_a_child_that_keeps_dying_is_started_at_longer_and_longer_intervals(supervise):
    child = Child("worker", "后台任务", [sys.executable, "-c", ""])
    supervisor = supervise([child])
    began = time.monotonic()
    supervisor.watch(until=within_patience(lambda: child.starts == 4))
    assert time.monotonic() - began >= 0.5 + 1 + 2


def test_a_child_that_works_once_is_not_started_again(supervise):
    child = Child("fonts", "字体", [sys.executable, "-c", ""], once=True)
    supervisor = supervise([child])
    supervisor.watch(until=within_patience(lambda: child.has_done_its_work))
    end = time.monotonic() + 1
    supervisor.watch(until=lambda: time.monotonic() > end)
    assert child.starts == 1


def test_a_child_with_a_delay_lets_the_others_go_first(supervise):
    web, worker = Child("web", "网页", SLEEPER), Child("worker", "后台任务", SLEEPER, delay=0.5)
    supervisor = supervise([web, worker])
    supervisor.watch(until=within_patience(lambda: web.is_running))
    assert not worker.is_running
    supervisor.watch(until=within_patience(lambda: worker.is_running))


def test_a_signal_ends_the_watch_and_the_stop_leaves_nobody(supervise):
    web, broker = Child("web", "网页", SLEEPER), Child("broker", "队列", SLEEPER)
    supervisor = supervise([web], [broker])
    supervisor.watch(until=within_patience(lambda: web.is_running and broker.is_running))
    assert broker.started_at < web.started_at
    os.kill(os.getpid(), signal.SIGTERM)
    supervisor.watch()
    supervisor.stop()
    assert (web.process.returncode, broker.process.returncode) == (-signal.SIGTERM, -signal.SIGTERM)


def test_a_child_that_does_not_listen_is_killed_after_its_patience(supervise, tmp_path):
    ready = tmp_path / "ready"
    child = Child("web", "网页", [sys.executable, "-c", STUBBORN, str(ready)], patience=0.5)
    supervisor = supervise([child])
    supervisor.watch(until=within_patience(ready.exists))
    began = time.monotonic()
    supervisor.stop()
    assert child.process.returncode == -signal.SIGKILL
    assert time.monotonic() - began >= 0.5


def test_what_a_killed_child_left_behind_goes_before_it_is_started_again(supervise, tmp_path):
    note = tmp_path / "grandchild"
    child = Child("worker", "后台任务", [sys.executable, "-c", WITH_GRANDCHILD, str(note)])
    supervisor = supervise([child])
    supervisor.watch(until=within_patience(lambda: note.exists() and note.read_text()))
    grandchild = int(note.read_text())
    os.kill(child.process.pid, signal.SIGKILL)
    supervisor.watch(until=within_patience(lambda: child.starts == 2))
    assert not is_alive(grandchild)


def test_a_child_dies_with_a_parent_that_is_killed():
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    gone = within_patience(lambda: not is_alive(child))
    while not gone():
        time.sleep(0.05)
