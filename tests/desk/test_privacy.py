"""个人信息怎么用: everybody reads it before signing in, with whom to ask."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from deputies.rules.roster import UNDO_PERIOD
from tests.factories import make_user
from township_npc.office.choices import Role
from township_npc.office.models import Office
from township_npc.office.rules import RESULT_LIFE

pytestmark = pytest.mark.django_db

PAGE = "/privacy/"
DOOR = f'href="{PAGE}"'


def read(client: Client, url: str = PAGE) -> str:
    return client.get(url).content.decode()


def test_a_visitor_reads_it_from_each_way_in(client, office):
    assert reverse("desk:privacy") == PAGE
    for way_in in ("office:login", "office:enter-code"):
        assert DOOR in read(client, reverse(way_in))
    page = read(client)
    for heading in ("记哪些", "为什么记", "谁看得到", "存多久", "您可以", "找谁问"):
        assert f">{heading}</h2>" in page
    assert set(client.cookies) == {settings.CSRF_COOKIE_NAME}


def test_it_names_the_office_and_its_telephone(client, office):
    Office.objects.update(phone="0791 8800 1234")
    page = read(client)
    assert f"{office.town}人大办公室。电话 <a" in page
    assert 'href="tel:079188001234">0791 8800 1234</a>' in page
    Office.objects.update(phone="")
    assert "到办公室来问也行" in read(client)


def test_it_can_be_read_before_the_office_is_opened(client, db):
    assert client.get(PAGE).status_code == 200


def test_how_long_is_what_the_program_does(client, office):
    page = read(client)
    assert f"代表的手机 {settings.PHONE_LIFE.days} 天不用" in page
    assert f"{UNDO_PERIOD.days} 天后删掉" in page
    assert f"{RESULT_LIFE.days * 24} 小时后作废" in page
    assert "电脑上 2 小时不用、或者满 12 小时" in page


@pytest.mark.parametrize("role", Role.values)
def test_each_finds_it_under_the_own_name_and_reads_it_in_the_own_frame(client, office, role):
    client.force_login(make_user(role))
    assert DOOR in read(client, reverse("office:me"))
    page = read(client)
    assert 'aria-label="常用"' in page
    assert "去登录" not in page
