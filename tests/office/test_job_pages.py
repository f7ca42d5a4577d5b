"""我的后台任务: how far, what came of it, how to go on; for the one who asked (test 24, C.20)."""

import uuid

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from tests.factories import make_deputy, make_user
from tests.office import sample_jobs as sample
from tests.office.doors import after, text
from tests.office.sample_jobs import ask, ask_and_run
from township_npc.office import clock
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry, JobRun
from township_npc.office.services import jobs
from township_npc.office.services.accounts import change_roles
from township_npc.office.services.files import files_of

pytestmark = pytest.mark.django_db

LIST = reverse("office:jobs")
ME = reverse("office:me")


def page_of(run: JobRun, act: str = "detail") -> str:
    return reverse(f"office:job-{act}", args=[run.pk])


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


# --- who ------------------------------------------------------------------------------------------


def test_24_a_job_and_its_file_are_for_the_one_who_asked(client, staff, director):
    run = ask_and_run(staff)
    client.force_login(director)
    for act in ("detail", "file"):
        assert client.get(page_of(run, act)).status_code == 404
    assert client.post(page_of(run, "again"), {"once": uuid.uuid4()}).status_code == 404
    assert "整理名单" not in text(client.get(LIST))


def test_the_file_has_no_other_door(desk, staff):
    run = ask_and_run(staff)
    file = files_of(run).get()
    assert desk.get(reverse("office:file-detail", args=[file.pk])).status_code == 404


def test_24_who_lost_the_role_loses_the_file_and_sees_that_it_is_so(desk, staff, director):
    run = ask_and_run(staff)
    assert desk.get(page_of(run, "file")).getvalue() == b"row\n" * 3
    change_roles(staff, set(), by=director)
    assert desk.get(page_of(run, "file")).status_code == 404
    page = text(desk.get(page_of(run)))
    assert "您现在没有看这份结果的权限了" in page
    assert page_of(run, "file") not in page


def test_without_the_role_nothing_is_started_anew(desk, staff, director):
    run = ask_and_run(staff, sample.refusing)
    change_roles(staff, set(), by=director)
    assert "重新开始" not in text(desk.get(page_of(run)))
    assert desk.post(page_of(run, "again"), {"once": uuid.uuid4()}).status_code == 403
    assert JobRun.objects.count() == 1


def test_a_download_is_logged_before_its_first_byte(desk, staff):
    run = ask_and_run(staff)
    answer = desk.get(page_of(run, "file"))
    entry = AuditEntry.objects.get(verb="job.taken")
    assert (entry.actor, entry.facts["sha256"]) == (staff, files_of(run).get().sha256)
    assert answer.getvalue() == b"row\n" * 3


def test_a_file_is_handed_over_under_its_name_and_kept_by_no_cache(desk, staff):
    answer = desk.get(page_of(ask_and_run(staff), "file"))
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert "no-store" in answer["Cache-Control"]
    assert answer.getvalue()


# --- what the page says ---------------------------------------------------------------------------


def test_a_waiting_job_says_so_and_looks_again_by_itself(desk, staff):
    page = text(desk.get(page_of(ask(staff))))
    assert "正在排队" in page
    assert "通常几秒钟" in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert "js/job.js" in page


@pytest.mark.parametrize(("seconds", "is_said"), [(58, False), (61, True)])
def test_a_job_that_waits_long_says_that_nothing_must_be_done(desk, staff, seconds, is_said):
    run = ask(staff)
    with after(seconds=seconds):
        assert ("已经等了 1 分钟" in text(desk.get(page_of(run)))) == is_said


def test_a_running_job_says_how_far_it_is(desk, staff):
    run = ask(staff)
    jobs.claim(str(run.pk), at=clock.now())
    assert "max=" not in text(desk.get(page_of(run)))
    jobs.note_progress(run, 12, 30, at=clock.now())
    page = text(desk.get(page_of(run)))
    assert '<progress class="mb-3" aria-label="做了多少" max="30" value="12"></progress>' in page
    assert "12 / 30" in page


def test_a_done_job_hands_over_and_is_not_looked_at_again(desk, staff):
    run = ask_and_run(staff)
    page = text(desk.get(page_of(run)))
    assert page_of(run, "file") in page
    assert "名单.txt" in page
    assert "http-equiv" not in page
    assert "job.js" not in page


def test_a_result_that_is_a_page_is_linked(desk, staff):
    page = text(desk.get(page_of(ask_and_run(staff, sample.page_of))))
    assert '<a class="btn btn-primary" href="/rulebook/">去看结果</a>' in page


def test_a_job_without_a_file_has_nothing_to_download(desk, staff):
    for run in (ask(staff), ask_and_run(staff, sample.refusing)):
        assert desk.get(page_of(run, "file")).status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_404(desk, staff):
    run = ask_and_run(staff)
    default_storage.delete(files_of(run).get().key)
    assert desk.get(page_of(run, "file")).status_code == 404


def test_a_failed_job_says_why_and_is_started_anew_once(desk, staff):
    run = ask_and_run(staff, sample.refusing)
    assert "名单里没有人，先登记代表。" in text(desk.get(page_of(run)))
    form = {"once": uuid.uuid4()}
    first, second = (desk.post(page_of(run, "again"), form) for _ in range(2))
    anew = JobRun.objects.exclude(pk=run.pk).get()
    assert first.url == second.url == page_of(anew)
    assert (anew.task, anew.title, anew.state) == (run.task, run.title, "pending")


def test_an_interrupted_job_starts_anew_with_what_was_asked_and_makes_its_file(desk, staff):
    run = ask(staff, rows=5)
    jobs.claim(str(run.pk), at=clock.now())
    with after(seconds=91):
        jobs.sweep_jobs(now=clock.now())
    assert "没有做完，后台中断了。可以重新开始。" in text(desk.get(page_of(run)))
    desk.post(page_of(run, "again"), {"once": uuid.uuid4()})
    anew = JobRun.objects.exclude(pk=run.pk).get()
    sample.list_of(str(anew.pk))
    assert desk.get(page_of(anew, "file")).getvalue() == b"row\n" * 5


def test_while_a_job_serves_it_is_not_started_anew(desk, staff):
    for run in (ask(staff), ask_and_run(staff)):
        answer = desk.post(page_of(run, "again"), {"once": uuid.uuid4()})
        assert answer.url == page_of(run)
    assert JobRun.objects.count() == 2


def test_where_the_form_asks_for_more_than_a_tap_it_is_opened(desk, staff):
    run = ask_and_run(staff, sample.asking)
    assert 'href="/backup/#export">重新开始' in text(desk.get(page_of(run)))
    answer = desk.post(page_of(run, "again"), {"once": uuid.uuid4()})
    assert (answer.url, JobRun.objects.count()) == ("/backup/#export", 1)


def test_a_job_of_an_earlier_version_of_the_program_is_shown_and_not_repeated(desk, staff):
    run = ask_and_run(staff, sample.refusing)
    JobRun.objects.update(task="deputies.tasks.no_longer_there")
    assert desk.get(page_of(run)).status_code == 200
    assert desk.get(page_of(run, "file")).status_code == 404
    assert desk.post(page_of(run, "again"), {"once": uuid.uuid4()}).url == page_of(run)


# --- after a day ----------------------------------------------------------------------------------


@pytest.fixture
def old(staff):
    """``old(seconds)``: a job whose result ends in so many seconds."""

    def make(seconds: int) -> JobRun:
        run = ask_and_run(staff)
        end = clock.now() + sample.seconds(seconds)
        JobRun.objects.filter(pk=run.pk).update(expires_at=end, finished_at=end - sample.DAY)
        return run

    return make


def test_a_second_before_its_end_the_file_is_there(desk, old):
    answer = desk.get(page_of(old(1), "file"))
    assert (answer.status_code, answer.getvalue()) == (200, b"row\n" * 3)


def test_from_its_end_on_a_page_says_so_and_offers_a_new_one(desk, old):
    run = old(0)
    for answer, status in (
        (desk.get(page_of(run, "file")), 410),
        (desk.get(page_of(run)), 200),
    ):
        assert answer.status_code == status
        assert "结果只留 24 小时" in text(answer)
        assert page_of(run, "again") in text(answer)
        assert f'href="{page_of(run, "file")}"' not in text(answer)
    assert not AuditEntry.objects.filter(verb="job.taken").exists()
    assert desk.post(page_of(run, "again"), {"once": uuid.uuid4()}).url != page_of(run)


# --- the list and the way to it -------------------------------------------------------------------


def test_the_list_shows_the_newest_first_with_their_states(desk, staff, old):
    old(0)
    ask_and_run(staff, title="第二件")
    ask(staff, title="第三件")
    ask_and_run(staff, sample.refusing, title="第四件")
    page = text(desk.get(LIST))
    places = [page.index(words) for words in ("第四件", "第三件", "第二件", "整理名单")]
    assert places == sorted(places)
    for words in ("没有做完", "排队", "做好了", "已经过期"):
        assert words in page


def test_an_empty_list_says_so(desk):
    assert "您还没有要过后台任务" in text(desk.get(LIST))


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_queries_for_any_number_of_rows(
    desk, staff, rows, django_assert_num_queries
):
    for _ in range(rows):
        ask(staff)
    desk.get(LIST)
    with django_assert_num_queries(7):
        desk.get(LIST)


def test_the_list_is_bounded(desk, staff):
    for _ in range(51):
        ask(staff)
    page = text(desk.get(LIST))
    assert "第 1–50 件，共 51 件" in page
    assert text(desk.get(LIST, {"page": 2})).count("排队") == 1


def test_one_finds_the_way_there_only_when_there_is_something(desk, staff):
    assert LIST not in text(desk.get(ME))
    run = ask(staff)
    assert LIST in text(desk.get(ME))
    assert LIST not in text(desk.get("/"))
    desk.get(page_of(run))
    assert LIST in text(desk.get("/"))


def test_a_deputys_phone_shows_the_page_too(client, office):
    seat = make_deputy()
    client.force_login(seat.person.user)
    assert client.get(LIST).status_code == 200


@pytest.mark.parametrize("role", Role.values)
def test_everybody_has_a_list_of_the_own(client, office, role):
    client.force_login(make_user(role))
    assert client.get(LIST).status_code == 200
