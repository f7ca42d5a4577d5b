"""The home page of each role: the greeting, what waits, worst first, and what it costs."""

from datetime import timedelta

import pytest

from tests.factories import make_user, moment
from township_npc.office import clock, registries
from township_npc.office.choices import Role
from township_npc.office.home import greeting, home_page, time_of_day, what_first
from township_npc.office.models import Heartbeat
from township_npc.office.registries import HomeCard, Matter

NOW = moment(2026, 11, 23)


def matter(n: int, **fields) -> Matter:
    values = {"detail": "", "url": f"/{n}/", "verb": "受理", "chip": "今天", "rank": n}
    return Matter(title=f"第 {n} 件", **values | fields)


@pytest.fixture
def cards(monkeypatch):
    """Home cards of this test alone."""
    cards = {}
    monkeypatch.setattr(registries, "home_cards", cards)

    def put(area: str, build, *roles: str, template: str = "") -> None:
        key = str(len(cards))
        cards[key] = HomeCard(key, area, 1, frozenset(roles), build, template)

    return put


@pytest.mark.parametrize(
    ("roles", "name", "words"),
    [
        ({Role.DIRECTOR}, "徐明华", "徐主任，上午好"),
        ({Role.DIRECTOR, Role.DEPUTY}, "欧阳志强", "欧阳主任，上午好"),
        ({Role.CHAIR, Role.DEPUTY}, "熊建平", "熊主席，上午好"),
        ({Role.STAFF}, "李海燕", "李海燕，上午好"),
        ({Role.HANDLER}, "万春林", "万春林，上午好"),
        ({Role.DEPUTY}, "万秋生", "万秋生代表，您好"),
    ],
)
def test_each_is_greeted_as_the_office_would(db, roles, name, words):
    assert greeting(make_user(*roles, name=name), 9) == words


def test_the_greeting_knows_the_time_of_day():
    said = [time_of_day(hour) for hour in (4, 5, 11, 12, 13, 14, 17, 18, 23)]
    assert said == ["晚上", "上午", "上午", "中午", "中午", "下午", "下午", "晚上", "晚上"]


def test_what_waits_stands_worst_first_whichever_room_it_comes_from(director, cards):
    cards("waiting", lambda user, today: [matter(3), matter(1)], Role.DIRECTOR)
    cards("waiting", lambda user, today: [matter(2)], Role.DIRECTOR)
    cards("waiting", lambda user, today: [matter(0)], Role.CHAIR)
    page = home_page(director, now=NOW)
    assert [one.title for one in page.matters] == ["第 1 件", "第 2 件", "第 3 件"]


def test_the_sentence_says_what_to_do_first():
    assert what_first([]) == ""
    assert what_first([matter(1)]) == ""
    assert what_first([matter(1), matter(2)]) == "先受理最上面的一件"
    urgent = matter(1, urge="先催超期的 3 件建议")
    assert what_first([urgent]) == what_first([urgent, matter(2)]) == "先催超期的 3 件建议"


def test_what_no_to_do_asks_for_is_shown_but_not_counted_with_the_to_dos(client, director, cards):
    cards("waiting", lambda user, today: [matter(1), matter(2)], Role.DIRECTOR)
    client.force_login(director)
    page = client.get("/").content.decode()
    assert "没有待办，有 <strong>2 条</strong>要留意，先受理最上面的一件。" in page
    assert page.count("第 2 件") == 2  # in the row, and in its button's name


def test_a_deputy_is_shown_five_things_and_told_of_all(client, deputy, cards):
    cards("waiting", lambda user, today: [matter(n) for n in range(6)], Role.DEPUTY)
    client.force_login(deputy.person.user)
    page = client.get("/").content.decode()
    assert page.count('class="do"') == 5
    assert "<strong>6 件事</strong>等您办，先办这 5 件。" in page


def test_a_card_with_nothing_to_show_takes_no_place(director, cards):
    cards("rail", lambda user, today: None, Role.DIRECTOR)
    assert home_page(director, now=NOW).rail == []


def test_a_card_prints_what_its_room_built(client, director, cards):
    built = {"text": "还没有代表名册。", "url": "/x/", "verb": "导入名册"}
    cards("main", lambda user, today: built, Role.DIRECTOR, template="office/_empty.html")
    client.force_login(director)
    assert '<a class="btn btn-second" href="/x/">导入名册</a>' in client.get("/").content.decode()


@pytest.fixture
def still():
    """Background work showed life two minutes ago, and not since."""
    Heartbeat.objects.create(name="jobs", at=clock.now() - timedelta(minutes=2, seconds=1))


@pytest.mark.parametrize(
    ("role", "is_told", "is_led"),
    [
        (Role.DIRECTOR, True, True),
        (Role.SYSADMIN, False, False),  # reads it among all that is not in order
        (Role.STAFF, True, False),
        (Role.CHAIR, False, False),
        (Role.HANDLER, False, False),
        (Role.DEPUTY, False, False),
    ],
)
def test_the_office_is_told_when_nothing_is_done_in_the_background(
    client, office, still, cards, role, is_told, is_led
):
    client.force_login(make_user(role))
    page = client.get("/").content.decode()
    assert ("后台任务已有 2 分钟没有动静。" in page) == is_told
    assert ("看运行情况" in page) == is_led
    assert ("请告诉主任或者系统管理员" in page) == (is_told and not is_led)


def test_while_it_moves_or_has_just_been_started_nothing_is_said(client, director, cards):
    client.force_login(director)
    assert "没有动静" not in client.get("/").content.decode()
    Heartbeat.objects.create(name="jobs", at=clock.now() - timedelta(seconds=58))
    assert "没有动静" not in client.get("/").content.decode()


def test_an_empty_desk_says_so(client, director, cards):
    client.force_login(director)
    page = client.get("/").content.decode()
    assert "现在没有等您办的事。" in page
    assert "都办完了" in page


def test_a_visitor_is_asked_to_sign_in(client, office):
    assert client.get("/").url == "/login/?next=/"


def test_before_the_first_run_there_is_no_home(client, db):
    client.force_login(make_user(Role.DIRECTOR))
    assert client.get("/").url == "/first-run/"


@pytest.mark.parametrize("role", Role.values)
def test_every_role_has_a_home(client, office, role):
    client.force_login(make_user(role))
    assert client.get("/").status_code == 200


def test_the_frame_of_a_page_costs_few_queries(client, director, cards, django_assert_num_queries):
    client.force_login(director)
    client.get("/")
    with django_assert_num_queries(7):  # session, account, roles, office, two counts, heartbeat
        client.get("/")


def test_a_home_full_of_cards_stays_within_the_budget_of_a_page(
    client, director, django_assert_max_num_queries
):
    client.force_login(director)
    client.get("/")
    with django_assert_max_num_queries(13):
        client.get("/")
