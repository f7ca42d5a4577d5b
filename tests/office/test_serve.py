"""One process opens the office: where it listens, what it prepares, what the children are told."""

import fcntl
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from tests.factories import make_office
from tests.office.drill import Machine
from township_npc import env
from township_npc.office.management.commands.serve import children_environment, named_parts
from township_npc.office.serving import address, broker, children, greeting, lock, preparation

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]


# --- where it listens -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "on_network", "host"),
    [
        ("demo", False, "127.0.0.1"),
        ("demo", True, "0.0.0.0"),
        ("office", False, "0.0.0.0"),
        ("served", False, "127.0.0.1"),
    ],
)
def test_each_mode_listens_where_it_should(settings, mode, on_network, host):
    settings.MODE = mode
    assert address.default_host(on_network) == host


def test_a_demo_is_not_opened_to_the_network_by_an_address_alone(settings):
    settings.MODE = env.DEMO
    with pytest.raises(CommandError, match="请加 --demo-on-network"):
        address.check("0.0.0.0", free_port(), demo_on_network=False)


def test_only_a_demo_is_opened_as_a_demo_on_the_network():
    with pytest.raises(CommandError, match="只用于演示"):
        address.check("0.0.0.0", free_port(), demo_on_network=True)


def test_a_port_that_is_taken_is_refused_with_another_one():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"--port {port + 1}"):
            address.check("127.0.0.1", port, demo_on_network=False)


def test_a_certificate_needs_its_key(tmp_path):
    with pytest.raises(CommandError, match="要一起给"):
        address.check_certificate(tmp_path / "cert.pem", None)
    with pytest.raises(CommandError, match="找不到文件"):
        address.check_certificate(tmp_path / "cert.pem", tmp_path / "key.pem")


def test_the_address_that_is_printed_can_be_typed():
    assert address.url("127.0.0.1", 8000, tls=False) == "http://127.0.0.1:8000/"
    assert address.url("::1", 8000, tls=True) == "https://[::1]:8000/"
    assert "0.0.0.0" not in address.url("0.0.0.0", 8000, tls=False)


def test_the_greeting_says_the_address_the_code_and_how_to_stop():
    demo = greeting.demo("http://127.0.0.1:8000/", "12345678")
    assert all(
        words in demo for words in ("http://127.0.0.1:8000/", "zhuren", "12345678", "Ctrl-C")
    )
    assert "87654321" in greeting.office("http://127.0.0.1:8000/", "87654321")
    assert "口令" not in greeting.office("http://127.0.0.1:8000/", None)


# --- the broker's socket --------------------------------------------------------------------------


def test_the_broker_is_reached_in_the_data_folder_whatever_it_is_called(tmp_path):
    assert env.broker_socket(tmp_path) == tmp_path / "queue.sock"
    url = env.broker_url(tmp_path / "镇 人大", {})
    assert url.startswith("redis+socket:///")
    assert " " not in url


def test_a_folder_too_deep_for_a_socket_gets_a_private_short_one(tmp_path):
    deep = tmp_path / ("很深" * 20)
    found = env.broker_socket(deep)
    assert found == env.broker_socket(deep) != env.broker_socket(deep / "x")
    assert len(os.fsencode(found)) <= env.LONGEST_SOCKET_PATH
    assert found.parent.stat().st_mode & 0o777 == 0o700
    found.parent.rmdir()
    env.broker_socket(deep / "x").parent.rmdir()


def test_an_external_broker_comes_from_the_environment(tmp_path):
    assert env.broker_url(tmp_path, {"REDIS_URL": "redis://queue/0"}) == "redis://queue/0"


def test_the_embedded_broker_keeps_what_it_took_and_opens_no_port(tmp_path):
    command = " ".join(broker.command(broker.program(), tmp_path))
    for option in ("--port 0", "--unixsocketperm 600", "--appendonly yes", "--appendfsync always"):
        assert option in command


# --- before the doors open ------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_office_does_not_open_as_a_demo(settings):
    make_office()
    settings.MODE = env.DEMO
    with pytest.raises(CommandError, match="不能当演示打开"):
        preparation.check_demo_mark()


@pytest.mark.django_db
def test_a_demo_does_not_become_an_office():
    make_office(is_demo=True)
    with pytest.raises(CommandError, match="不能改成正式的办公室"):
        preparation.check_demo_mark()


@pytest.mark.django_db
def test_an_empty_folder_and_its_own_kind_open(settings):
    preparation.check_demo_mark()
    make_office(is_demo=True)
    settings.MODE = env.DEMO
    preparation.check_demo_mark()


@pytest.mark.django_db
def test_sqlite_keeps_its_promises_at_a_power_cut(monkeypatch):
    preparation.check_sqlite()
    if not os.environ.get("DATABASE_URL"):
        monkeypatch.setitem(preparation.SQLITE_MUST_HOLD, "synchronous", 3)
        with pytest.raises(CommandError, match="不能安全地存放数据"):
            preparation.check_sqlite()


@pytest.mark.django_db
def test_the_setup_code_is_there_until_the_office_is_set_up(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    code = preparation.setup_code()
    assert preparation.setup_code() == code
    assert len(code) == 8
    assert (tmp_path / "setup-code").stat().st_mode & 0o777 == 0o600
    make_office()
    assert preparation.setup_code() is None
    assert not (tmp_path / "setup-code").exists()


@pytest.fixture
def machine(tmp_path):
    machine = Machine(tmp_path / "data")
    yield machine
    machine.scrap()


def test_a_backup_is_made_before_each_migration_and_only_then(machine):
    migrate = "from township_npc.office.serving import preparation; preparation.migrate()"
    machine.run(migrate)
    assert backups(machine) == []
    done = machine.manage("migrate", "axes", "0001")
    assert done.returncode == 0, done.stderr
    machine.run(migrate)
    assert len(backups(machine)) == 1
    machine.run(migrate)
    assert len(backups(machine)) == 1


def backups(machine: Machine) -> list[str]:
    return [name for name in machine.files() if name.endswith(".zip")]


# --- one server a folder --------------------------------------------------------------------------


def test_a_second_server_on_a_folder_is_refused_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    refused = pytest.raises(CommandError, match="已经有一个程序在运行")
    with lock.only_one(tmp_path), refused, lock.only_one(tmp_path):
        pass
    with lock.only_one(tmp_path):
        pass


def test_the_folder_is_taken_until_the_last_child_has_gone(tmp_path):
    with lock.only_one(tmp_path) as held:
        child = subprocess.Popen(SLEEPER, pass_fds=[held])
    probe = os.open(tmp_path / "serve.lock", os.O_RDWR)
    with pytest.raises(BlockingIOError):
        fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
    child.kill()
    child.wait()
    fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(probe)


# --- what the children are told -----------------------------------------------------------------


def test_the_demo_code_and_the_certificate_reach_the_children(settings):
    settings.MODE = env.DEMO
    environ = children_environment(tls=True, demo_on_network=True)
    assert (environ["NPC_MODE"], environ["NPC_TLS"], len(environ["NPC_DEMO_CODE"])) == (
        "demo",
        "1",
        8,
    )
    assert "NPC_DEMO_CODE" not in children_environment(tls=False, demo_on_network=False)


def test_the_children_are_told_every_path_in_full(monkeypatch):
    monkeypatch.setenv("NPC_KEYS", "stick")
    environ = children_environment(tls=False, demo_on_network=False)
    assert environ["NPC_KEYS"] == str(Path.cwd() / "stick")
    command = children.web("::", 8000, cert=Path("npc.pem"), key=Path("npc.key")).command
    assert command[-3::2] == [str(Path.cwd() / name) for name in ("npc.pem", "npc.key")]


def test_a_machine_may_run_some_of_the_parts():
    assert named_parts("worker,beat") == ("worker", "beat")
    with pytest.raises(ValueError, match="wroker"):
        named_parts("wroker")


def test_the_web_server_finishes_requests_for_half_a_minute():
    child = children.web("127.0.0.1", 8000)
    assert child.patience == 30
    assert "127.0.0.1:8000" in child.command


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
