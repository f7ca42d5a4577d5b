"""The main job from the first page of an empty office to 办结, on the real server: director at a
desk, deputy on a phone, handler of a unit at a desk."""

import re
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import fill, follow, press, send, talk, write_to_the_end

ROSTER = Path(__file__).parents[1] / "data" / "rosters" / "deputies.xlsx"
PASSWORD = "lian-tang-zhen-opens"
HANDLERS_PASSWORD = "cun-zhen-jian-she-ban"


def open_the_office(page: Page, office) -> None:
    page.goto(office.url)
    expect(page).to_have_url(re.compile("/first-run/"))
    fill(
        page,
        setup_code=(office.folder / "setup-code").read_text().strip(),
        town="莲塘镇",
        province="江西",
        phone="0791 8000 0019",
        name="徐明华",
        username="zhuren",
        password=PASSWORD,
        again=PASSWORD,
    )
    press(page, "开张")
    expect(page.get_by_role("heading", name="钥匙页", exact=True)).to_be_visible()
    press(page, "已打印并收好")


def open_a_term(page: Page, office) -> None:
    page.goto(f"{office.url}/terms/new/")
    fill(page, ordinal="19", starts_on="2021-11-20", quota="71", population="39000")
    page.locator("main button.btn-primary").click()
    page.goto(f"{office.url}/terms/")
    page.locator("main a[href*='sessions/new']").first.click()
    fill(page, ordinal="6", starts_on="2026-06-11", ends_on="2026-06-12")
    page.locator("main button.btn-primary").click()
    expect(page.get_by_text("第六次").first).to_be_visible()


def import_the_roster(page: Page, office) -> None:
    page.goto(f"{office.url}/deputies/import/")
    page.locator("input[type=file]").set_input_files(ROSTER)
    press(page, "看一遍")
    expect(page.get_by_role("heading", name="导入前看一遍")).to_be_visible()
    page.get_by_role("button", name=re.compile("^导入 66 行")).click()
    expect(page.get_by_text("已导入").or_(page.get_by_text("看代表名单")).first).to_be_visible()


def link_for(page: Page, office, name: str) -> str:
    """Two taps on the deputy's page, and the link to send."""
    page.goto(f"{office.url}/deputies/?q={name}")
    page.locator("main").get_by_role("link", name=name, exact=True).click()
    page.locator("main a[href*='/entrance/']").first.click()
    press(page, "发一次性链接")
    return page.locator("#link").input_value()


def a_unit_with_a_handler(page: Page, office) -> str:
    """Return the link by which the handler sets the first password."""
    page.goto(f"{office.url}/units/new/")
    fill(page, name="村镇建设办")
    page.locator("main button.btn-primary").click()
    page.goto(f"{office.url}/units/")
    follow(page, "村镇建设办")
    page.locator("main a[href*='members/new']").first.click()
    fill(page, name="万春林", username="danwei01")
    page.get_by_label("经办人").check()
    page.locator("main button.btn-primary").click()
    page.goto(f"{office.url}/accounts/")
    page.locator("main a", has_text="万春林").first.click()
    page.locator("form[action*='/reset/'] button").click()
    return page.locator("input[readonly]").first.input_value()


def has_pulse(office) -> bool:
    """The scheduler's half-minute job went through the queue to a worker."""
    give_up_at = time.monotonic() + 90
    while not office.run("answer = Heartbeat.objects.exists()"):
        if time.monotonic() > give_up_at:
            return False
        time.sleep(2)
    return True


def test_from_the_first_run_to_the_closed_proposal(empty_office, new_context):
    office = empty_office
    desk = new_context(DESK).new_page()
    open_the_office(desk, office)
    open_a_term(desk, office)
    import_the_roster(desk, office)

    phone = new_context(PHONE).new_page()
    phone.goto(link_for(desk, office, "欧阳堃"))
    press(phone, "是我，进入")
    fill(phone, pin="204861", again="204861")
    press(phone, "设好了")
    phone.goto(f"{office.url}/proposals/new/")
    write_to_the_end(phone)
    send(phone, "204861")
    expect(phone.get_by_role("heading", name="已经送到")).to_be_visible()

    first_password = a_unit_with_a_handler(desk, office)
    desk.goto(office.url)
    desk.locator(".rows .btn", has_text="受理").first.click()
    follow(desk, "受理")
    press(desk, "受理")
    expect(desk.get_by_text("第1号").or_(desk.get_by_text("第 1 号")).first).to_be_visible()
    follow(desk, "交办")
    fill(desk, to="村镇建设办")
    press(desk, "交办")
    expect(desk.locator("main")).to_contain_text("村镇建设办")
    expect(desk.locator("main")).to_contain_text("《代表法》第五十一条第二款")

    unit = new_context(DESK).new_page()
    unit.goto(first_password)
    fill(unit, password=HANDLERS_PASSWORD, again=HANDLERS_PASSWORD)
    unit.locator("main button.btn-primary").click()
    if "/login/" in unit.url:
        fill(unit, username="danwei01", password=HANDLERS_PASSWORD)
        unit.locator("main button.btn-primary").click()
    unit.goto(f"{office.url}/proposals/")
    unit.locator("main table th a").first.click()
    here = unit.url
    press(unit, "签收")
    talk(unit, here, "电话", "问清了路口在哪里，下周去现场。")
    unit.goto(f"{here}reply/")
    unit.get_by_label(re.compile("^A 类")).check()
    fill(unit, text="人行横道和减速带都已经装好，请到现场看。")
    press(unit, "答复代表")
    expect(unit.locator("main")).to_contain_text("人行横道和减速带都已经装好")

    desk.goto(f"{here}close/")
    press(desk, "办结")
    expect(desk.locator("main")).to_contain_text("办结")

    phone.goto(here)
    expect(phone.locator("main")).to_contain_text("人行横道和减速带都已经装好")
    state = office.run("answer = list(Proposal.objects.values_list('state', 'number'))")
    assert state == [["closed", 1]]
    assert has_pulse(office), "web, worker, scheduler and queue are running"
