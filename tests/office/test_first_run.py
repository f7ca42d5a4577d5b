"""The first page of an empty office, and the demo's door that no office has."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.factories import make_office, make_user
from tests.office.doors import is_signed_in, text
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry, Office, User
from township_npc.office.services.first_run import open_office, setup_code_file

pytestmark = pytest.mark.django_db

URL = "/first-run/"
PERSONAL = "徐明华" * 4
ANSWERS = {
    "setup_code": "7K2M-9QXA", "town": "莲塘镇", "province": "江西", "phone": "0791 8000 0019",
    "name": "徐 明华", "username": "zhuren", "password": "blue-lamp-over-river",
    "again": "blue-lamp-over-river",
}  # fmt: skip


@pytest.fixture
def setup_code():
    setup_code_file().write_text("7K2M-9QXA\n")
    yield
    setup_code_file().unlink(missing_ok=True)
    setup_code_file().with_suffix(".tries").unlink(missing_ok=True)


def test_every_page_of_an_empty_office_leads_to_the_first_one(db):
    browser = Client()
    assert browser.get(browser.get("/").url).url == URL
    assert browser.get(URL).status_code == 200


def test_answering_it_opens_the_office_with_its_director_signed_in(setup_code):
    browser = Client()
    assert browser.post(URL, ANSWERS).url == reverse("office:key-sheet")
    office, director = Office.objects.get(), User.objects.get()
    assert (office.town, office.province, office.rules_preset, office.is_demo) == (
        "莲塘镇", "江西", "jiangxi", False,
    )  # fmt: skip
    assert (director.name, director.roles) == ("徐明华", {Role.DIRECTOR})
    assert is_signed_in(browser)
    assert not setup_code_file().exists()
    assert AuditEntry.objects.filter(verb="office.opened", actor=director).count() == 1


def test_afterwards_the_page_does_not_exist(setup_code):
    Client().post(URL, ANSWERS)
    setup_code_file().write_text("7K2M-9QXA\n")
    assert Client().get(URL).status_code == 404
    assert Client().post(URL, ANSWERS | {"username": "second"}).status_code == 404
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"setup_code": "7K2M-9QXB"}, "开门口令不对"),
        ({"setup_code": ""}, "请填开门口令"),
        ({"password": settings.DEMO_PASSWORD, "again": settings.DEMO_PASSWORD}, "印在说明书里"),
        ({"password": PERSONAL, "again": PERSONAL}, "不能有账号"),
        ({"again": "blue-lamp-over-rivers"}, "两遍不一样"),
        ({"username": "主任"}, "小写字母或数字"),
        ({"town": ""}, "请填乡镇名称"),
        ({"province": "广东"}, "请从列出的里面选省份"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_said_and_opens_nothing(setup_code, fields, words):
    answer = Client().post(URL, ANSWERS | fields)
    assert words in text(answer)
    assert not Office.objects.exists()
    assert not User.objects.exists()


def test_twenty_wrong_codes_make_it_void_until_the_next_start(setup_code):
    guess = ANSWERS | {"setup_code": "wrong"}
    pages = [text(Client().post(URL, guess)) for _ in range(20)]
    assert all("开门口令不对" in page for page in pages)
    assert "开门口令已作废" in text(Client().post(URL, ANSWERS))
    assert not Office.objects.exists()


def test_the_right_code_after_nineteen_wrong_ones_opens(setup_code):
    for _ in range(19):
        Client().post(URL, ANSWERS | {"setup_code": "wrong"})
    Client().post(URL, ANSWERS)
    assert Office.objects.count() == 1


def test_without_a_code_on_this_machine_nobody_opens_it(db):
    assert "开门口令已作废" in text(Client().post(URL, ANSWERS | {"setup_code": "x"}))
    assert not Office.objects.exists()


def test_what_was_typed_stays_in_the_page_but_no_password(setup_code):
    page = text(Client().post(URL, ANSWERS | {"setup_code": "wrong"}))
    assert 'value="莲塘镇"' in page
    assert "blue-lamp" not in page


def test_the_second_of_two_browsers_opens_no_second_office(db):
    answers = {"town": "莲塘镇", "province": "江西", "preset": "jiangxi", "phone": ""}
    person = {"name": "徐明华", "password": "blue-lamp-over-river"}
    open_office(**answers, **person, username="zhuren")
    with pytest.raises(ValidationError, match="刚刚登记过了"):
        open_office(**answers, **person, username="other")
    assert list(User.objects.values_list("username", flat=True)) == ["zhuren"]


def test_a_demo_has_no_first_page(settings):
    settings.MODE = "demo"
    assert Client().get(URL).status_code == 404
    assert Client().get("/login/").status_code == 200


# --- the demo's door -----------------------------------------------------------------------------


@pytest.fixture
def demo_town(db):
    make_office(is_demo=True)
    doors = [("zhuren", Role.DIRECTOR), ("daibiao01", Role.DEPUTY), ("xitong", Role.SYSADMIN)]
    return {username: make_user(role, username=username) for username, role in doors}


def test_an_office_has_no_demo_door(director):
    assert Client().get("/demo/").status_code == 404
    assert Client().post("/demo/", {"who": "zhuren"}).status_code == 404
    assert "/demo/" not in text(Client().get("/login/"))


def test_one_tap_enters_the_demo_and_another_changes_who_one_is(demo_town):
    browser = Client()
    assert "/demo/" in text(browser.get("/login/"))
    page = text(browser.get("/demo/"))
    assert [who in page for who in ("zhuren", "daibiao01", "zhuxi")] == [True, True, False]
    browser.post("/demo/", {"who": "zhuren"})
    assert browser.session["_auth_user_id"] == str(demo_town["zhuren"].pk)
    browser.post("/demo/", {"who": "daibiao01"})
    assert browser.session["_auth_user_id"] == str(demo_town["daibiao01"].pk)


@pytest.mark.parametrize(("who", "is_phone"), [("daibiao01", True), ("zhuren", False)])
def test_the_demos_deputy_has_a_bound_phone(demo_town, who, is_phone):
    Client().post("/demo/", {"who": who})
    assert demo_town[who].sign_ins.get().is_phone is is_phone


def test_looking_at_the_door_signs_nobody_in(demo_town):
    browser = Client()
    browser.get("/demo/?who=zhuren")
    assert not is_signed_in(browser)


def test_the_door_opens_only_for_the_accounts_on_it(demo_town):
    make_user(Role.DIRECTOR, username="other")
    assert Client().post("/demo/", {"who": "other"}).status_code == 404


def test_a_demo_on_the_network_asks_each_browser_once_for_its_code(demo_town, settings):
    settings.DEMO_CODE = "482913"
    browser = Client()
    assert "先输口令" in text(browser.get("/demo/"))
    assert browser.get("/login/").url == "/demo/"
    assert browser.post("/login/", {"username": "zhuren", "password": "x"}).url == "/demo/"
    browser.post("/demo/", {"who": "zhuren"})
    assert not is_signed_in(browser)
    assert "口令不对" in text(browser.post("/demo/", {"code": "482914"}))
    browser.post("/demo/", {"code": "482913"})
    browser.post("/demo/", {"who": "zhuren"})
    assert is_signed_in(browser)
    browser.post("/demo/", {"who": "daibiao01"})
    assert is_signed_in(browser)
    settings.DEMO_CODE = "111222"
    assert "先输口令" in text(browser.get("/demo/"))
