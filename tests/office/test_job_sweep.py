"""What nobody began is sent again, what was interrupted closed, what has run out goes (D.4–D.6)."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from tests.office import sample_jobs as sample
from tests.office.doors import after
from tests.office.sample_jobs import ask, ask_and_run, set_aside, state_of
from township_npc.office import clock, tasks
from township_npc.office.choices import JobState
from township_npc.office.models import AuditEntry, JobRun
from township_npc.office.rules import JOB_SILENT_AFTER
from township_npc.office.services import jobs
from township_npc.office.services.files import files_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("silent", "state"), [(90, JobState.RUNNING), (91, JobState.FAILED)], ids=["90 s", "91 s"]
)
def test_a_job_whose_worker_was_killed_has_failed_after_a_minute_and_a_half(staff, silent, state):
    run, now = ask(staff), clock.now()
    jobs.claim(str(run.pk), at=now - timedelta(seconds=silent))
    jobs.sweep_jobs(now=now)
    assert state_of(run) == (state, jobs.INTERRUPTED if state == JobState.FAILED else "")


def test_with_the_looks_of_beat_a_killed_job_has_failed_within_two_minutes(settings):
    """D.4: silent so long, and then at most one interval until somebody looks."""
    sweep = settings.CELERY_BEAT_SCHEDULE["sweep-jobs"]
    assert sweep["task"] == tasks.sweep_jobs.name
    assert JOB_SILENT_AFTER + sweep["schedule"] <= timedelta(minutes=2)


def test_a_slow_job_that_still_moves_is_left_alone(staff):
    run, now = ask(staff), clock.now()
    jobs.claim(str(run.pk), at=now - timedelta(hours=1))
    jobs.note_progress(run, 5, 9, at=now)
    jobs.sweep_jobs(now=now)
    assert state_of(run) == (JobState.RUNNING, "")


@pytest.mark.parametrize(("waited", "times"), [(60, 0), (61, 1)], ids=["60 s", "61 s"])
def test_what_nobody_began_is_sent_again_after_a_minute(staff, sent, waited, times):
    now = clock.now()
    run = set_aside(ask(staff), sent_at=now - timedelta(seconds=waited))
    jobs.sweep_jobs(now=now)
    jobs.sweep_jobs(now=now)  # it has just been sent
    assert sent() == [str(run.pk)] * times


def test_the_oldest_are_sent_first_and_never_too_many_at_once(staff, sent, monkeypatch):
    monkeypatch.setattr(jobs, "SENT_AT_ONCE", 2)
    now = clock.now()
    runs = [set_aside(ask(staff), sent_at=now - timedelta(minutes=age)) for age in (2, 4, 3)]
    jobs.sweep_jobs(now=now)
    assert sent() == [str(runs[1].pk), str(runs[2].pk)]


def test_while_the_broker_is_down_the_sweep_stops_at_the_first(staff, no_broker, caplog):
    now = clock.now()
    for _ in range(3):
        set_aside(ask(staff), sent_at=now - timedelta(minutes=2))
    jobs.sweep_jobs(now=now)
    assert caplog.text.count("waits for the sweep") == 1
    assert JobRun.objects.filter(state=JobState.PENDING).count() == 3


def test_what_has_run_or_failed_is_never_sent_again(staff, sent):
    runs = [ask_and_run(staff), ask_and_run(staff, sample.refusing)]
    past = clock.now() - timedelta(minutes=5)
    for run in runs:
        set_aside(run, sent_at=past)
    jobs.sweep_jobs(now=clock.now())
    assert sent() == []


@pytest.mark.parametrize(
    ("seconds", "is_there"), [(-1, True), (0, False), (1, False)], ids=["before", "at", "after"]
)
def test_the_file_goes_when_its_day_is_over(staff, seconds, is_there):
    run = ask_and_run(staff)
    key = files_of(run).get().key
    jobs.sweep_jobs(now=run.expires_at + timedelta(seconds=seconds))
    assert (files_of(run).exists(), default_storage.exists(key)) == (is_there, is_there)
    assert AuditEntry.objects.filter(verb="file.removed").exists() != is_there


@pytest.mark.parametrize(("days", "is_there"), [(29, True), (30, False)])
def test_what_was_asked_is_forgotten_after_a_month(staff, days, is_there):
    run = ask_and_run(staff, sample.refusing)
    jobs.sweep_jobs(now=run.finished_at + timedelta(days=days))
    assert JobRun.objects.filter(pk=run.pk).exists() == is_there


def test_the_sweep_runs_twice_and_does_its_work_once(staff):
    run = ask_and_run(staff)
    with after(hours=25):
        jobs.sweep_jobs(now=clock.now())
        jobs.sweep_jobs(now=clock.now())
    assert AuditEntry.objects.filter(verb="file.removed").count() == 1
    assert state_of(run) == (JobState.DONE, "")
