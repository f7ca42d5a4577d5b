"""The hard turns of one 建议: 联名, 退件, 改交, 协办, 延期, a reply of class B that one signer is
satisfied with and the other is not. ``test_second_round`` goes on from there."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.factories import make_photo, moment
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import (
    arrived,
    fill,
    follow,
    invite,
    press,
    rate,
    reply_with_a_promise,
    send,
    sign_with_pin,
    talk,
    write_to_the_end,
)
from tests.journeys.live import PIN, open_office
from tests.journeys.people import Person, Town

TITLE = "莲南小学门口没有人行横道，上学放学时大车多"
IT = f"第 1 号：{TITLE}"
CONTEST = "学校门口这段是县道，标线归公路管理站管。"
OPINION = "上学放学时派人在路口执勤，到标线画好为止。"
REPLY = "标线和减速带已经列入县里的计划，暑假施工。"
PROMISE = "画好斑马线，两头各装一条减速带。"
REFUSAL = "只是列入计划，还没有动。"
PHONES = ("lead", "signer", "decliner")
PEOPLE = """
def deputy(name):
    user = factories.make_user(Role.DEPUTY, name=name, pin=make_password(pin))
    factories.make_deputy(user=user)
    return user

def handler(unit, name):
    return factories.make_handler(factories.make_unit(unit), name)

people = {
    "lead": deputy("万秋生"),
    "signer": deputy("陈桂兰"),
    "decliner": deputy("罗水根"),
    "director": factories.make_user(Role.DIRECTOR, name="徐明华"),
    "old unit": handler("村镇建设办", "万春林"),
    "new unit": handler("公路管理站", "闵长根"),
    "assisting": handler("派出所", "章文俊"),
}
from township_npc.office import clock
from township_npc.office.models import Office

Office.objects.update(keys_put_away_at=clock.now())  # the key sheet is no part of this story
answer = {part: user.username for part, user in people.items()}
"""


@pytest.fixture
def town(new_context):
    """On the first day of the meeting."""
    with open_office() as office:
        office.set_clock(moment(2026, 6, 11))
        names = office.run(PEOPLE, pin=PIN)
        screens = {part: PHONE if part in PHONES else DESK for part in names}
        yield Town(
            office,
            {
                part: Person(new_context(screens[part]).new_page(), office, name)
                for part, name in names.items()
            },
        )


def standing(page: Page, *words: str) -> None:
    """Where it stands and who has it, as the state line says it."""
    for said in words:
        expect(page.get_by_role("region", name="现在到哪一步")).to_contain_text(said)


def one_signs_and_one_declines(town: Town) -> str:
    """Return the address of the 建议."""
    phone = town["lead"].open()
    phone.goto(f"{town.office.url}/proposals/new/")
    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": make_photo().read()}
    write_to_the_end(phone, photos=[photo])
    phone.get_by_role("button", name="先请别的代表联名").click()
    invite(phone, "陈桂兰")
    invite(phone, "罗水根")

    for part, button, answer in (
        ("signer", "签名联名", "已经签名"),
        ("decliner", "不联名", "您不联名"),
    ):
        assert town[part].waits() == [f"请您联名：{TITLE}"]
        theirs = town[part].page
        theirs.locator("main a.do").click()
        sign_with_pin(theirs, button)
        expect(theirs.locator("main")).to_contain_text(answer)
        assert town[part].waits() == []

    phone.reload()
    asked = phone.get_by_role("region", name="联名的情况").get_by_role("listitem")
    expect(asked.filter(has_text="陈桂兰")).to_contain_text("手机签名")
    expect(asked.filter(has_text="罗水根")).to_contain_text("不联名")
    follow(phone, "回去，看一遍就送")
    send(phone)
    arrived(phone)
    town.tells(("徐明华", f"新建议：{TITLE}", None))
    follow(phone, "看这件建议")
    phone.wait_for_url(re.compile(r"/proposals/[0-9a-f-]+/$"))
    return phone.url.removeprefix(town.office.url)


def the_office_hands_it_to_two_units(town: Town, path: str) -> None:
    assert town["director"].waits() == [f"新建议：{TITLE}"]
    desk = town["director"].page
    follow(desk, "受理")
    follow(desk, "受理")
    press(desk, "受理")
    follow(desk, "交办")
    fill(desk, to="村镇建设办")
    desk.locator("summary", has_text="点开选").click()
    desk.get_by_label("派出所").check()
    press(desk, "交办")
    standing(desk, "村镇建设办还没有签收，还剩 92 天", "9 月 11 日前书面答复")
    assert town["director"].waits() == []
    town.tells(
        ("万春林", f"签收并答复{IT}", "2026-09-11"),
        ("章文俊", f"提出协办意见{IT}", "2026-07-13"),
    )
    standing(town["lead"].open(path), "村镇建设办还没有签收，还剩 92 天")
    assert town["signer"].status(path) == 200
    assert town["decliner"].status(path) == 404


def the_unit_sends_it_back_and_another_gets_it(town: Town, path: str) -> None:
    town.day(6, 15)
    assert town["old unit"].waits() == [f"签收并答复{IT}"]
    unit = town["old unit"].open(path)
    photo = unit.locator("main a[href^='/files/']").get_attribute("href")
    assert town["old unit"].status(photo) == 200
    follow(unit, "不属于我们办")
    fill(unit, reason=CONTEST, suggested_unit="公路管理站")
    press(unit, "报给主任")
    standing(unit, "村镇建设办还没有签收，还剩 88 天")
    town.tells(
        ("徐明华", f"村镇建设办说第 1 号不归它办：{TITLE}", None),
        ("章文俊", f"提出协办意见{IT}", "2026-07-13"),  # thirty days before
    )

    assert town["director"].waits() == [f"村镇建设办说第 1 号不归它办：{TITLE}"]
    desk = town["director"].page
    follow(desk, "决定")
    expect(desk.locator("main")).to_contain_text(CONTEST)
    follow(desk, "改交")
    expect(desk.locator("main")).to_contain_text(CONTEST)
    expect(desk.locator("[name=to] option:checked")).to_have_text("公路管理站")
    press(desk, "改交别的单位")
    standing(desk, "公路管理站还没有签收，还剩 92 天", "9 月 15 日前书面答复")
    assert town["director"].waits() == []
    standing(town["lead"].open(path), "公路管理站还没有签收", "9 月 15 日前书面答复")

    assert [town["old unit"].status(gone) for gone in (path, photo)] == [404, 404]
    assert town["old unit"].waits() == []
    expect(unit.locator("main")).not_to_contain_text(TITLE)
    town["old unit"].open("/proposals/")
    expect(unit.locator("main")).to_contain_text("还没有交给您单位办的建议")
    town.tells(("闵长根", f"签收并答复{IT}", "2026-09-15"))


def the_new_unit_gets_more_time(town: Town, path: str) -> None:
    town.day(6, 18)
    assert town["new unit"].waits() == [f"签收并答复{IT}"]
    unit = town["new unit"].open(path)
    expect(unit.locator("main")).to_contain_text("由村镇建设办改交给公路管理站")
    expect(unit.locator("main")).not_to_contain_text(CONTEST)
    press(unit, "签收")
    follow(unit, "申请延期")
    fill(unit, reason="要等县里批设计，暑假才能施工。", wanted_until="2026-10-15")
    press(unit, "报给主任")
    standing(unit, "公路管理站正在办理，还剩 89 天", "9 月 15 日前书面答复")
    asked = f"公路管理站申请第 1 号延期：{TITLE}"
    town.tells(("徐明华", asked, None), ("闵长根", f"答复{IT}", "2026-09-15"))

    assert town["director"].waits() == [asked]
    desk = town["director"].page
    follow(desk, "决定")
    expect(desk.locator("main")).to_contain_text("要等县里批设计，暑假才能施工。")
    desk.get_by_label("同意延期").check()
    press(desk, "定下")
    for page in (desk, town["new unit"].open(path), town["lead"].open(path)):
        standing(page, "公路管理站正在办理，还剩 119 天", "10 月 15 日前书面答复")
        expect(page.locator("main")).to_contain_text("原期限 2026-09-15")
    assert town["director"].waits() == []
    assert town["new unit"].waits() == [f"答复{IT}"]
    expect(unit.locator("main")).to_contain_text("还剩 119 天")
    town.tells(("闵长根", f"答复{IT}", "2026-10-15"))


def the_assisting_unit_speaks_and_the_lead_unit_replies(town: Town, path: str) -> None:
    town.day(6, 22)
    assert town["assisting"].waits() == [f"提出协办意见{IT}"]
    assisting = town["assisting"].page
    follow(assisting, "写意见")
    fill(assisting, text=OPINION)
    press(assisting, "交给主办单位")
    assert town["assisting"].waits() == []

    unit, here = town["new unit"].open(path), town.office.url + path
    expect(unit.locator("main")).to_contain_text(OPINION)
    talk(unit, here, "现场", "和万代表一起到校门口看了，量了路宽。")
    reply_with_a_promise(unit, here, REPLY, PROMISE, by=date(2026, 9, 10))
    standing(unit, "公路管理站 6 月 22 日书面答复，B 类")
    assert town["new unit"].waits() == [f"兑现第 1 号的承诺：{PROMISE}"]
    town.tells(
        ("万秋生", f"评价第 1 号的答复：{TITLE}", None),
        ("陈桂兰", f"评价第 1 号的答复：{TITLE}", None),
        ("徐明华", f"核对第 1 号的答复：{TITLE}", None),
        ("闵长根", f"兑现第 1 号的承诺：{PROMISE}", "2026-09-10"),
    )


def asks(deputy: Person) -> list[str]:
    """What waits about the 建议; the line of the dossier to check is no part of this story."""
    return [one for one in deputy.waits() if "履职记录" not in one]


def both_signers_rate_each_alone(town: Town, path: str) -> None:
    town.day(6, 23)
    here = town.office.url + path
    for part, result, reason in (("lead", "满意", ""), ("signer", "不满意", REFUSAL)):
        assert asks(town[part]) == [f"评价第 1 号的答复：{TITLE}"]
        phone = town[part].open(path)
        for words in (REPLY, PROMISE, "2026 年 9 月 10 日前办完"):
            expect(phone.locator("main")).to_contain_text(words)
        expect(phone.locator("main")).not_to_contain_text(OPINION)
        rate(phone, here, result, reason)
        assert asks(town[part]) == []
    for part, own in (("lead", "结果 满意"), ("signer", "结果 不满意")):
        ratings = town[part].open(path).get_by_text(re.compile("^结果 "))
        assert ratings.all_inner_texts() == [own]
    expect(town["lead"].page.locator("main")).not_to_contain_text(REFUSAL)

    unit = town["new unit"].open(path)
    expect(unit.locator("main")).to_contain_text(REPLY)
    for rating in ("结果 ", "不满意", REFUSAL):
        expect(unit.locator("main")).not_to_contain_text(rating)
    town["decliner"].open()
    assert town["decliner"].status(path) == 404

    desk = town["director"].open(path)
    ratings = desk.get_by_role("table").filter(has_text=REFUSAL).get_by_role("row")
    expect(ratings.filter(has_text="万秋生")).to_contain_text("结果 满意")
    expect(ratings.filter(has_text="陈桂兰")).to_contain_text("结果 不满意")
    expect(desk.get_by_role("link", name="退回答复")).to_have_count(0)
    expect(desk.get_by_role("link", name="重新办理")).to_be_visible()
    assert town["director"].waits() == [f"有代表不满意{IT}"]
    town.tells(("徐明华", f"有代表不满意{IT}", None))


def test_from_the_invitations_to_two_unlike_ratings(town):
    path = one_signs_and_one_declines(town)
    the_office_hands_it_to_two_units(town, path)
    the_unit_sends_it_back_and_another_gets_it(town, path)
    the_new_unit_gets_more_time(town, path)
    the_assisting_unit_speaks_and_the_lead_unit_replies(town, path)
    both_signers_rate_each_alone(town, path)
