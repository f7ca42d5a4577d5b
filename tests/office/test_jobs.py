"""Long work: asked for once, done at most once, closed whatever happens (D.4–D.6, R8, C.20)."""

import logging
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction

from tests.factories import make_user
from tests.office import sample_jobs as sample
from tests.office.sample_jobs import ask, ask_and_run, state_of
from township_npc.office import clock
from township_npc.office import jobs as office_jobs
from township_npc.office.choices import JobState, Role
from township_npc.office.jobs import NOT_ALLOWED, Progress
from township_npc.office.models import AuditEntry, JobRun, StoredFile, User
from township_npc.office.rules import JOB_COMES_FROM
from township_npc.office.services import jobs
from township_npc.office.services.accounts import change_roles
from township_npc.office.services.files import files_of, stored_keys

pytestmark = pytest.mark.django_db


# --- asked for ------------------------------------------------------------------------------------


def test_a_job_waits_with_what_was_asked_and_by_whom(staff):
    run = ask(staff, rows=7)
    assert (run.state, run.by, run.title) == (JobState.PENDING, staff, "整理名单")
    assert run.task == "tests.office.sample_jobs.list_of"
    assert run.arguments == {"rows": 7}


def test_it_is_sent_only_when_the_act_that_asked_for_it_stands(
    staff, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        run = ask(staff)
        assert sent() == []
    assert sent() == [str(run.pk)]


def test_an_act_that_is_taken_back_leaves_no_job(staff, sent):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ask(staff)
        raise ZeroDivisionError
    assert (JobRun.objects.count(), sent()) == (0, [])


def test_a_broker_that_is_down_does_not_fail_the_page(
    staff, no_broker, caplog, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        run = ask(staff)
    assert state_of(run) == (JobState.PENDING, "")
    assert f"job {run.pk} waits for the sweep" in caplog.text


def test_who_may_not_have_it_cannot_ask_for_it(deputy, staff):
    for user in (deputy.person.user, disabled(staff)):
        with pytest.raises(PermissionDenied):
            ask(user)
    assert not JobRun.objects.exists()


def disabled(user: User) -> User:
    User.objects.filter(pk=user.pk).update(is_active=False)
    return User.objects.get(pk=user.pk)


# --- done -----------------------------------------------------------------------------------------


def test_a_job_makes_its_file_and_says_in_the_chain_what_it_holds(staff):
    run = ask_and_run(staff)
    (file,) = files_of(run)
    assert state_of(run) == (JobState.DONE, "")
    assert (file.name, file.size, file.stored_by) == ("名单.txt", 12, staff)
    with default_storage.open(file.key) as body:
        assert body.read() == b"row\n" * 3
    assert run.expires_at - run.finished_at == timedelta(hours=24)
    entry = AuditEntry.objects.get(verb="list.made")
    assert (entry.actor, entry.subject_id, entry.note.text) == (staff, str(run.pk), "试试")
    assert entry.facts == {"rows": 3, "filter": {"kind": "all"}, "sha256": file.sha256}


def test_what_came_of_it_may_be_a_page(staff):
    run = ask_and_run(staff, sample.page_of)
    assert (run.state, run.result_url, files_of(run).count()) == (JobState.DONE, "/rulebook/", 0)
    assert AuditEntry.objects.filter(verb="page.made").count() == 1


def test_the_same_message_twice_makes_one_result(staff):
    run = ask_and_run(staff)
    finished_at = run.finished_at
    sample.list_of(str(run.pk))
    run.refresh_from_db()
    assert (run.finished_at, files_of(run).count()) == (finished_at, 1)
    assert AuditEntry.objects.filter(verb="list.made").count() == 1


def test_a_message_that_comes_while_the_job_runs_does_nothing(staff):
    run = ask(staff)
    assert jobs.claim(str(run.pk), at=clock.now()) == run
    assert jobs.claim(str(run.pk), at=clock.now()) is None
    sample.list_of(str(run.pk))
    assert state_of(run) == (JobState.RUNNING, "")


def test_a_message_for_a_job_that_is_forgotten_does_nothing(staff):
    run = ask(staff)
    pk = str(run.pk)
    run.delete()
    sample.list_of(pk)
    assert not AuditEntry.objects.filter(verb="list.made").exists()


# --- not done -------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["role", "account"])
def test_who_lost_the_right_meanwhile_gets_nothing(staff, director, change):
    run = ask(staff)
    if change == "role":
        change_roles(staff, set(), by=director)
    else:
        disabled(staff)
    sample.list_of(str(run.pk))
    assert state_of(run) == (JobState.FAILED, NOT_ALLOWED)
    assert not StoredFile.objects.exists()


def test_what_the_person_can_mend_is_said_in_its_own_words(staff):
    run = ask_and_run(staff, sample.refusing)
    assert state_of(run) == (JobState.FAILED, "名单里没有人，先登记代表。")


def test_a_full_disk_is_said(staff):
    run = ask_and_run(staff, sample.full_disk)
    assert "硬盘满了" in run.error


def test_anything_else_is_a_number_that_stands_in_the_log_without_personal_data(staff, caplog):
    with caplog.at_level(logging.ERROR):
        run = ask_and_run(staff, sample.breaking)
    number = run.error.partition("编号 ")[2].partition(" ")[0]
    assert run.state == JobState.FAILED
    assert f"{number}: KeyError in job {run.pk}" in caplog.text
    assert sample.SECRET not in caplog.text
    assert sample.SECRET not in run.error


def test_a_job_that_fails_leaves_no_half_file(staff):
    before = set(stored_keys())
    run = ask_and_run(staff, sample.breaking)
    assert (files_of(run).count(), set(stored_keys())) == (0, before)


def test_a_job_taken_for_dead_hands_over_nothing_when_it_ends_after_all(staff):
    before = set(stored_keys())
    run = ask_and_run(staff, sample.taken_for_dead)
    assert state_of(run) == (JobState.FAILED, jobs.INTERRUPTED)
    assert (files_of(run).count(), set(stored_keys())) == (0, before)
    assert not AuditEntry.objects.filter(verb="list.made").exists()


# --- how far --------------------------------------------------------------------------------------


def test_progress_is_written_at_most_once_a_second(staff, monkeypatch):
    run, seconds = ask(staff), [100.0]
    monkeypatch.setattr(office_jobs.time, "monotonic", lambda: seconds[0])
    jobs.claim(str(run.pk), at=clock.now())
    progress = Progress(run)
    seen = []
    for at, done in ((100.0, 1), (100.9, 2), (101.0, 3)):
        seconds[0] = at
        progress(done, 9)
        run.refresh_from_db()
        seen.append((run.done, run.total))
    assert seen == [(1, 9), (1, 9), (3, 9)]


def test_more_than_all_is_shown_as_all(staff):
    run = ask(staff)
    jobs.claim(str(run.pk), at=clock.now())
    jobs.note_progress(run, 12, 9, at=clock.now())
    run.refresh_from_db()
    assert (run.done, run.total) == (9, 9)


def test_who_was_taken_for_dead_hears_it_at_the_next_step(staff):
    run = ask(staff)
    jobs.claim(str(run.pk), at=clock.now())
    jobs.fail(run, jobs.INTERRUPTED, at=clock.now())
    with pytest.raises(jobs.JobLost):
        Progress(run)(1, 9)


# --- taken away -----------------------------------------------------------------------------------


def test_each_download_is_one_line_with_what_and_the_hash(staff):
    run = ask_and_run(staff)
    file = files_of(run).get()
    jobs.log_taken(run, file, by=staff)
    entry = AuditEntry.objects.get(verb="job.taken")
    made = {"rows": 3, "filter": {"kind": "all"}}
    assert (entry.actor, entry.subject_id) == (staff, str(run.pk))
    assert entry.facts == {
        "task": "tests.office.sample_jobs.list_of",
        "file": str(file.pk),
        "sha256": file.sha256,
        "made": made,
    }


def test_nobody_else_takes_it(staff):
    run = ask_and_run(staff)
    with pytest.raises(PermissionDenied):
        jobs.log_taken(run, files_of(run).get(), by=make_user(Role.STAFF))


# --- what the database refuses --------------------------------------------------------------------


def test_every_state_but_the_first_comes_from_another():
    assert set(JobState) - set(JOB_COMES_FROM) == {JobState.PENDING}


REFUSED = {
    "job_": "state = 'lost'",  # which of them speaks first is the database's choice
    "job_is_named": "title = ''",
    "job_begun_has_its_times": "beat_at = NULL",
    "job_over_has_its_time": "finished_at = NULL",
    "job_result_expires": "expires_at = NULL",
    "job_failed_says_why": "error = 'x'",
    "job_not_more_than_all": "done = 4, total = 3",
}


@pytest.mark.parametrize(("name", "change"), REFUSED.items(), ids=list(REFUSED))
def test_the_database_refuses_what_a_job_cannot_be(staff, name, change):
    run = ask_and_run(staff)
    pk = run.pk.hex if connection.vendor == "sqlite" else run.pk
    with (
        pytest.raises(IntegrityError, match=name),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE office_jobrun SET {change} WHERE id = %s", [pk])


def test_arguments_are_plain_values(staff):
    with pytest.raises(TypeError):
        ask(staff, sample.page_of, who=staff)


def test_a_sentence_too_long_for_its_column_is_cut(staff):
    run = ask(staff)
    jobs.claim(str(run.pk), at=clock.now())
    jobs.fail(run, "长" * 600, at=clock.now())
    assert state_of(run) == (JobState.FAILED, "长" * 500)


def test_a_mistyped_key_is_no_job(db):
    with pytest.raises(ValidationError):
        jobs.claim("no key", at=clock.now())
