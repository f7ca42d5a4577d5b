"""Long work on a screen: asked for, watched without a hand, taken; and how its pages look."""

import uuid

import pytest
from playwright.sync_api import expect

from tests.drills import jobs
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import sign_in
from tests.journeys.test_every_page import faults


@pytest.fixture(scope="module")
def paper(live_office):
    return jobs.lay_papers(live_office)


@pytest.fixture
def states(live_office, paper):
    """A job of the director in each state; their keys."""
    return live_office.run(_ONE_IN_EACH_STATE)


def test_the_director_takes_everything_home(new_context, live_office, paper):
    page = new_context(DESK).new_page()
    sign_in(page, live_office, "zhuren", "/backup/")
    page.get_by_label("用途").fill("换系统")
    page.get_by_label("您的登录密码").fill("correct-horse-battery")
    with jobs.held(live_office, paper):
        page.get_by_role("button", name="导出全部资料").click()
        expect(page.get_by_role("heading", name="正在做")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("heading", name="做好了")).to_be_visible(timeout=60_000)
    expect(page.locator("#job-said")).to_have_text("做好了")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载").click()
    assert download.value.suggested_filename.startswith("全部资料-")
    page.goto(live_office.url)
    page.get_by_role("link", name="后台任务").click()
    expect(page.get_by_role("link", name="导出全部资料").first).to_be_visible()


def test_without_scripts_the_page_comes_again_by_itself(new_context, live_office, states):
    page = new_context(PHONE, java_script_enabled=False).new_page()
    sign_in(page, live_office, "zhuren", f"/jobs/{states['running']}/")
    live_office.run(
        "JobRun.objects.filter(pk=pk).update(state='failed', error='不行。', finished_at=at)",
        pk=states["running"],
        at="2026-11-26T00:00:00Z",
    )
    expect(page.get_by_text("不行。")).to_be_visible(timeout=20_000)


@pytest.mark.looks
@pytest.mark.parametrize("own", [PHONE, DESK], ids=["phone", "desk"])
def test_the_pages_are_whole_in_every_state(new_context, live_office, states, own):
    page = new_context(own).new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    sign_in(page, live_office, "zhuren")
    wrong = {}
    for path in ("/jobs/", "/me/", *(f"/jobs/{pk}/" for pk in states.values())):
        page.goto(live_office.url + path)
        if found := faults(page, own):
            wrong[path] = found
    assert wrong == {}
    assert [text for text in said if "Content Security" in text] == []
    page.goto(f"{live_office.url}/jobs/{uuid.uuid4()}/")
    expect(page.get_by_role("heading").first).to_be_visible()


_ONE_IN_EACH_STATE = """
from datetime import timedelta
from township_npc.office import clock
at, by = clock.now() + timedelta(minutes=1), User.objects.get(username="zhuren")
begun = {"started_at": at, "beat_at": at}
states = {
    "pending": {},
    "running": {**begun, "done": 12, "total": 30},
    "failed": {**begun, "finished_at": at, "error": "没有做完，后台中断了。可以重新开始。"},
    "done": {**begun, "finished_at": at, "expires_at": at + timedelta(days=1)},
    "expired": {
        **begun, "finished_at": at - timedelta(days=2), "expires_at": at - timedelta(days=1)
    },
}
answer = {}
for name, fields in states.items():
    run = JobRun(
        task="township_npc.office.tasks.full_export", by=by, created_at=at, sent_at=at, **fields,
        title="整理第十九届人民代表大会第六次会议期间代表建议办理情况汇总和全部书面答复",
        state="done" if name == "expired" else name,
    )
    run.save(force_insert=True)
    answer[name] = str(run.pk)
"""
