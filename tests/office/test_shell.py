"""The frame around every page: icons, chips, dates, rooms, 大字."""

from datetime import date

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from tests.factories import make_user, moment
from township_npc.office.choices import Role
from township_npc.office.context import room_at


def say(source: str, **context) -> str:
    context.setdefault("request", RequestFactory().get("/", context.pop("query", {})))
    return Template("{% load house %}" + source).render(Context(context)).strip()


def test_an_icon_is_a_drawing_that_readers_pass_over():
    assert say('{% icon "warn" %}') == (
        '<svg class="i" aria-hidden="true"><use href="/static/icons.svg#i-warn"/></svg>'
    )


def test_a_chip_carries_its_words_and_shields_what_was_typed():
    assert say("{% chip text tone='is-none' %}", text="<b>未交办</b>") == (
        '<span class="chip is-none">&lt;b&gt;未交办&lt;/b&gt;</span>'
    )


def test_every_form_gets_a_key_of_its_own():
    assert say("{% once %}") != say("{% once %}")


def test_a_changed_filter_starts_again_at_the_first_page():
    asked = {"state": "open", "page": "3"}
    assert say('{% query unit="7" %}', query=asked) == "?state=open&amp;unit=7"
    assert say("{% query page=4 %}", query=asked) == "?state=open&amp;page=4"
    assert say("{% query state=None %}", query=asked) == "?"


def test_dates_read_as_the_office_writes_them():
    source = "{{ on|cn_date }} {{ on|md }} {{ on|weekday }}"
    assert say(source, on=date(2026, 6, 6)) == "2026 年 6 月 6 日 06-06 星期六"
    assert say(source, on=None) == ""


def test_a_moment_after_midnight_belongs_to_the_day_in_china():
    assert say("{{ at|md }}", at=moment(2026, 6, 6, hour=0, minute=5)) == "06-06"


def test_a_moment_of_another_year_says_its_year():
    assert say("{{ at|moment }}", at=moment(2020, 6, 6, hour=9)) == "2020-06-06 09:00"


@pytest.mark.parametrize(
    ("path", "room"),
    [
        ("/", "home"),
        ("/deputies/", "deputies"),
        ("/deputies/import/3/", "roster"),
        ("/groups/7/", "deputies"),
        ("/nowhere/", ""),
    ],
)
def test_the_room_a_page_lies_in_is_the_nearest_one(path, room):
    urls = {
        "home": ("/",),
        "deputies": ("/deputies/", "/groups/"),
        "roster": ("/deputies/import/",),
    }
    assert room_at(path, urls) == room


def test_big_letters_stay_with_the_account(client, director):
    client.force_login(director)
    answer = client.post("/me/big/", {"next": "/"})
    director.refresh_from_db()
    assert (answer.status_code, answer.url, director.is_big) == (302, "/", True)
    assert '<html lang="zh-CN" class="big">' in client.get("/").content.decode()
    client.post("/me/big/")
    director.refresh_from_db()
    assert director.is_big is False


def test_big_letters_stay_with_a_visitors_browser(client, office):
    client.post("/me/big/")
    assert 'class="big"' in client.get("/nowhere/").content.decode()
    client.post("/me/big/")
    assert 'class="big"' not in client.get("/nowhere/").content.decode()


def test_a_script_that_asks_is_not_led_anywhere(client, office):
    headers = {"X-Requested-With": "XMLHttpRequest"}
    assert client.post("/me/big/", headers=headers).status_code == 204


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "///evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "\x08//evil.example",
        "",
        "office:demo",
    ],
)
def test_the_way_back_stays_in_the_house(client, office, target):
    assert client.post("/me/big/", {"next": target}).url == "/"


def test_the_way_back_keeps_the_filters(client, office):
    assert client.post("/me/big/", {"next": "/login/?next=/x%2F"}).url == "/login/?next=/x%2F"


@pytest.mark.parametrize("role", list(Role))
def test_everybody_but_the_office_itself_finds_its_telephone_at_the_foot(client, office, role):
    office.phone = "0796 800 0019"
    office.save()
    client.force_login(make_user(role))
    page = client.get("/").content.decode()
    assert ('href="tel:07968000019"' in page) == (role not in (Role.DIRECTOR, Role.STAFF))


def test_a_visitor_at_the_door_is_led_to_what_everybody_may_read(client, office):
    page = client.get("/login/").content.decode()
    assert 'href="/public/deputies/"' in page
    assert 'href="/public/proposals/"' in page
