"""The health page names what is broken, and only to those who tend the machine (security D.17)."""

import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from tests.factories import make_user, moment
from tests.office import packages
from tests.office.sample_jobs import ask, ask_and_run
from township_npc.office import clock, fonts, health
from township_npc.office.backup import shelf
from township_npc.office.backup.finished import NIGHTLY
from township_npc.office.choices import Role
from township_npc.office.models import Heartbeat, JobRun
from township_npc.office.services.audit import record
from township_npc.office.serving import board

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def nothing_can_be_written(execute, sql, params, many, context):
    if sql.startswith(("INSERT", "UPDATE")):
        raise DatabaseError("disk full")
    return execute(sql, params, many, context)


def child(**changes) -> dict:
    states = {"name": "worker", "label": "后台任务", "pid": 1, "started_at": 0, "restarts": 0}
    return {**states, "once": False, **changes}


# --- for other machines ---------------------------------------------------------------------------


def test_healthz_answers_without_a_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_readyz_writes_and_leaves_nothing(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert not Heartbeat.objects.exists()


@pytest.mark.django_db
def test_readyz_says_no_when_nothing_can_be_written(client):
    with connection.execute_wrapper(nothing_can_be_written):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"no")


# --- who sees the page ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_visitor_is_sent_to_the_login_page(client):
    assert client.get("/health/").headers["Location"] == "/login/?next=/health/"


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.STAFF, Role.CHAIR, Role.DEPUTY, Role.HANDLER])
def test_others_do_not_see_the_health_page(client, office, role):
    client.force_login(make_user(role))
    assert client.get("/health/").status_code == 404


@pytest.mark.parametrize("person", ["director", "sysadmin"])
def test_those_who_tend_the_machine_see_the_worst_first(client, request, person):
    client.force_login(request.getfixturevalue(person))
    page = client.get("/health/").content.decode()
    assert page.index("有问题") < page.index("正常")


def test_the_administrators_home_shows_what_is_not_in_order_and_no_more(client, sysadmin):
    client.force_login(sysadmin)
    page = client.get("/").content.decode()
    assert "机器的运行情况" in page
    assert "<strong>加密</strong>" in page  # no certificate
    assert "<strong>数据库</strong>" not in page  # well


# --- each part broken in turn ---------------------------------------------------------------------


@pytest.mark.django_db
def test_a_database_that_takes_nothing_is_named():
    with connection.execute_wrapper(nothing_can_be_written):
        lamp = health.database(moment(2026, 11, 23))
    assert (lamp.tone, lamp.finding) == ("is-late", "写不进去：disk full")


@pytest.mark.django_db
def test_a_database_that_writes_is_well():
    assert health.database(moment(2026, 11, 23)).tone == "is-ok"


def test_a_silent_broker_is_named(settings, tmp_path):
    settings.REDIS_URL = f"redis+socket://{tmp_path}/nobody.sock"
    assert health.queue().tone == "is-late"


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "tone"), [(0, "is-ok"), (60, "is-ok"), (61, "is-late")])
def test_background_work_is_silent_after_a_minute(seconds, tone):
    now = moment(2026, 11, 23)
    Heartbeat.objects.create(name="jobs", at=now - timedelta(seconds=seconds))
    assert health.jobs(now).tone == tone


@pytest.mark.django_db
def test_background_work_that_never_showed_life_is_to_be_watched():
    assert health.jobs(moment(2026, 11, 23)).tone == "is-soon"


BEGINNINGS = pytest.mark.parametrize(
    ("begun", "restarts", "tone"),
    [(None, 0, "is-soon"), (59, 0, "is-soon"), (60, 0, "is-late"), (5, 1, "is-late")],
    ids=["not yet", "59 s", "60 s", "for the second time"],
)


def worker_began(folder, now, begun, restarts):
    started_at = 0 if begun is None else (now - timedelta(seconds=begun)).timestamp()
    board.write(folder, children=[child(started_at=started_at, restarts=restarts)])


@pytest.mark.django_db
@BEGINNINGS
def test_in_the_morning_the_silence_of_the_night_is_no_alarm(folder, begun, restarts, tone):
    now = moment(2026, 11, 23)
    Heartbeat.objects.create(name="jobs", at=now - timedelta(hours=14))
    worker_began(folder, now, begun, restarts)
    assert health.jobs(now).tone == tone
    assert bool(health.standstill(now)) == (tone == "is-late")


@pytest.mark.django_db
@BEGINNINGS
def test_an_office_in_which_background_work_never_began_is_told_after_a_minute(
    folder, begun, restarts, tone
):
    now = moment(2026, 11, 23)
    worker_began(folder, now, begun, restarts)
    assert health.jobs(now).tone == tone
    assert bool(health.standstill(now)) == (tone == "is-late")


@pytest.mark.parametrize(
    ("seconds", "tone"), [(300, "is-ok"), (301, "is-late")], ids=["5 min", "5 min 1 s"]
)
def test_a_job_that_nobody_begins_is_an_alarm_after_five_minutes(staff, seconds, tone):
    run, now = ask(staff), moment(2026, 11, 23)
    ask(staff)
    JobRun.objects.update(created_at=now)
    JobRun.objects.filter(pk=run.pk).update(created_at=now - timedelta(seconds=seconds))
    lamp = health.waiting(now)
    assert (lamp.tone, lamp.finding) == (tone, "2 件等着做，最早的等了 5 分钟")


def test_jobs_that_were_done_wait_for_nobody(staff):
    ask_and_run(staff)
    assert health.waiting(clock.now()).finding == "没有等着的"


@pytest.mark.parametrize(
    ("state", "tone"),
    [(child(), "is-ok"), (child(restarts=2), "is-soon"), (child(pid=None), "is-late")],
)
def test_a_program_that_is_down_is_named(folder, state, tone):
    board.write(folder, children=[state])
    assert [(lamp.name, lamp.tone) for lamp in health.processes()] == [("程序：后台任务", tone)]


def test_a_program_that_runs_once_is_no_trouble_when_it_is_done(folder):
    board.write(folder, children=[child(pid=None, once=True)])
    assert list(health.processes()) == []


def test_where_another_program_runs_the_office_nothing_is_claimed(folder):
    assert list(health.processes()) == []


@pytest.mark.parametrize(
    ("percent", "tone"), [(84, "is-ok"), (85, "is-soon"), (94, "is-soon"), (95, "is-late")]
)
def test_the_disk_alarms_at_85_percent(monkeypatch, percent, tone):
    usage = Usage(100 * 2**30, percent * 2**30, (100 - percent) * 2**30)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage)
    assert health.disk().tone == tone


def test_an_office_that_was_never_backed_up_is_told(office, folder):
    assert health.backup(clock.now()).finding == "还没有做过"


@pytest.mark.parametrize(("hours", "tone"), [(36, "is-ok"), (37, "is-late")])
def test_a_backup_is_old_after_a_day_and_a_half(office, folder, hours, tone):
    now = moment(2026, 11, 23)
    (folder / "one.zip").write_bytes(b"")
    shelf.remember(folder / "one.zip", now - timedelta(hours=hours))
    assert health.backup(now).tone == tone


@pytest.mark.parametrize(("hours", "tone"), [(1, "is-soon"), (37, "is-late")])
def test_a_nightly_backup_of_an_odd_size_is_said(office, folder, hours, tone):
    now = moment(2026, 11, 23)
    for day, size in ((21, 9_000_000), (22, 2_000_000)):
        made = packages.make(
            folder / "backups" / f"{day}.zip",
            {"files/aa/0": bytes(size)},
            made_at=moment(2026, 11, day),
            reason=NIGHTLY,
        )
    shelf.remember(made, now - timedelta(hours=hours))
    lamp = health.backup(now)
    assert lamp.tone == tone
    assert "。最近一份自动备份比前一份小了 78%（8.6 MB → 1.9 MB），请看看" in lamp.finding


def test_a_backup_that_is_gone_does_not_count(office, folder):
    now = moment(2026, 11, 23)
    shelf.remember(folder / "gone.zip", now)
    assert health.backup(now).tone == "is-soon"


def test_an_unbroken_chain_is_well(director):
    record(director, "office.opened", director)
    assert health.audit_chain().tone == "is-ok"


def test_a_changed_entry_is_named(director):
    record(director, "office.opened", director)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE office_audithead SET hash = %s", ["0" * 64])
    assert health.audit_chain().tone == "is-late"


def test_a_missing_library_is_named_with_its_package(monkeypatch):
    monkeypatch.setitem(fonts.LIBRARIES, "libnosuch.so.9", "libnosuch9")
    fonts.missing_packages.cache_clear()
    try:
        assert "libnosuch9" in health.pdf().remedy
    finally:
        fonts.missing_packages.cache_clear()


def test_missing_fonts_are_said(settings, tmp_path):
    settings.FONT_DIR = tmp_path
    assert health.paper_fonts().finding == "正在准备"


@pytest.mark.parametrize(
    ("mode", "tls", "tone"),
    [("office", False, "is-late"), ("office", True, "is-ok"), ("demo", False, "is-soon")],
)
def test_an_office_without_a_certificate_is_told_that_its_polls_stay_on_paper(
    settings, mode, tls, tone
):
    settings.MODE, settings.TLS = mode, tls
    lamp = health.encryption()
    assert lamp.tone == tone
    assert ("选举表决只能用纸票" in lamp.finding) == (tone == "is-late")


def test_workbooks_are_read_with_the_guard_on():
    assert health.workbook_guard().tone == "is-ok"
