"""The pages of accounts, and the link by which an owner sets a password (security B, C.6)."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, make_user
from tests.office.doors import NEW, NOON, OPEN, after, create, fresh, is_signed_in, sign_in, text
from township_npc.office.choices import Role, TicketKind
from township_npc.office.models import AuditEntry, EntranceTicket, SentForm, User
from township_npc.office.services.accounts import change_roles, disable_account
from township_npc.office.services.entrance import issue_ticket
from township_npc.office.services.sign_in import set_password_by_link

pytestmark = pytest.mark.django_db


# --- the link to set a password ---


def reset_link(director, owner) -> str:
    address = reverse("office:account-reset", args=[owner.pk])
    page = text(sign_in(director).post(address, fresh()))
    return re.search(r'value="http://testserver(/password/[0-9a-f]{32}/)"', page)[1]


def test_a_new_account_sets_its_password_by_the_link_once(director):
    user = create(director, roles={Role.STAFF})
    url = reset_link(director, user)
    visitor = Client()
    assert "王强，请设密码" in text(visitor.get(url))
    assert visitor.post(url, {"password": NEW, "again": NEW}).url == reverse("office:login")
    assert is_signed_in(sign_in(user, NEW))
    for answer in (visitor.get(url), visitor.post(url, {"password": NEW, "again": NEW})):
        assert answer.status_code == 410


def test_the_link_lives_24_hours_to_the_second(director, staff):
    for late, alive in ((-1, True), (0, False), (1, False)):
        token = issue_ticket(staff, TicketKind.RESET, by=director, at=NOON)
        at = NOON + timedelta(hours=24, seconds=late)
        if alive:
            set_password_by_link(token, NEW, at=at)
        else:
            with pytest.raises(ValidationError, match="过期了"):
                set_password_by_link(token, NEW, at=at)


def test_a_reset_ends_every_sign_in_and_opens_the_lock(director, staff):
    browser = sign_in(staff)
    for _ in range(10):
        Client().post("/login/", {"username": "ganshi", "password": "wrong"})
    assert Client().post("/login/", {"username": "ganshi", "password": PASSWORD}).status_code == 429
    Client().post(reset_link(director, staff), {"password": NEW, "again": NEW})
    assert not is_signed_in(browser)
    assert is_signed_in(sign_in(staff, NEW))


def test_a_refused_password_leaves_the_link_good(director, staff):
    url = reset_link(director, staff)
    assert "不能有账号" in text(
        Client().post(url, {"password": "ganshi-ganshi", "again": "ganshi-ganshi"})
    )
    assert Client().post(url, {"password": NEW, "again": NEW}).status_code == 302


@pytest.mark.parametrize("by", ["staff", "chair", "sysadmin"])
def test_only_the_director_makes_one(handler, by, request):
    by = request.getfixturevalue(by)
    with pytest.raises(PermissionDenied):
        issue_ticket(handler, TicketKind.RESET, by=by, at=NOON)
    answer = sign_in(by).post(reverse("office:account-reset", args=[handler.pk]), fresh())
    assert answer.status_code == 404


def test_the_director_makes_none_for_themselves(director):
    answer = sign_in(director).post(reverse("office:account-reset", args=[director.pk]), fresh())
    assert answer.status_code == 403


def test_the_director_makes_none_for_the_chair_who_would_lose_the_chair_by_it(director, chair):
    with pytest.raises(PermissionDenied):
        issue_ticket(chair, TicketKind.RESET, by=director, at=NOON)
    answer = sign_in(director).post(reverse("office:account-reset", args=[chair.pk]), fresh())
    assert answer.status_code == 403
    assert not EntranceTicket.objects.exists()


def test_a_closed_chair_is_no_easier_to_take(director, chair, sysadmin):
    disable_account(chair, by=sysadmin)
    with pytest.raises(PermissionDenied):
        issue_ticket(User.objects.get(pk=chair.pk), TicketKind.RESET, by=director, at=NOON)


def test_a_link_handed_out_before_dies_when_its_owner_becomes_chair(director, chair, staff):
    token = issue_ticket(staff, TicketKind.RESET, by=director, at=NOON)
    change_roles(staff, {Role.STAFF, Role.CHAIR}, by=chair)
    with pytest.raises(ValidationError, match="过期了"):
        set_password_by_link(token, NEW, at=NOON)


def test_a_double_tap_makes_one_link_and_says_where_it_is_shown(director, staff):
    browser, form = sign_in(director), fresh()
    url = reverse("office:account-reset", args=[staff.pk])
    first, second = (browser.post(url, form) for _ in range(2))
    assert "/password/" in text(first)
    assert second.status_code == 200
    assert "李海燕的链接已经发过了" in text(second)
    assert "/password/" not in text(second)
    assert "no-store" in second["Cache-Control"]
    assert staff.tickets.count() == 1
    assert AuditEntry.objects.filter(verb="user.ticket_issued").count() == 1


def test_the_secret_is_not_kept_with_the_form_that_asked_for_it(director, staff):
    reset_link(director, staff)
    assert SentForm.objects.get().answer_url == ""


def test_the_same_key_with_another_body_makes_no_second_link(director, staff):
    browser, form = sign_in(director), fresh()
    url = reverse("office:account-reset", args=[staff.pk])
    browser.post(url, form)
    answer = browser.post(url, {**form, "link": "1"})
    assert (answer.status_code, staff.tickets.count()) == (409, 1)
    assert "想改，请打开先前那一件" not in text(answer)


def test_the_page_of_the_second_tap_makes_another_link_and_the_first_one_dies(director, staff):
    browser, form = sign_in(director), fresh()
    url = reverse("office:account-reset", args=[staff.pk])
    browser.post(url, form)
    first = staff.tickets.get()
    key = re.search(r'name="once" value="([^"]+)"', text(browser.post(url, form)))[1]
    assert "/password/" in text(browser.post(url, {"once": key, "link": "1"}))
    assert staff.tickets.get() != first


# --- the pages ---


def test_the_form_opens_an_account_once_however_often_it_is_sent(director):
    browser = sign_in(director)
    form = {
        "once": str(uuid.uuid4()), "name": "王 强", "phone": "13800138000",
        "username": "wangqiang", "roles": ["staff"],
    }  # fmt: skip
    first, second = (browser.post("/accounts/new/", form) for _ in range(2))
    user = User.objects.get(username="wangqiang")
    assert first.url == second.url == reverse("office:account-detail", args=[user.pk])
    assert (user.name, user.roles) == ("王强", {Role.STAFF})


def test_what_was_typed_stays_when_the_name_is_taken(director):
    form = {"once": str(uuid.uuid4()), "name": "王强", "phone": "", "username": "zhuren"}
    page = text(sign_in(director).post("/accounts/new/", form))
    assert "这个账号名有人用了，请换一个。" in page
    assert 'value="王强"' in page


def test_the_page_offers_only_roles_its_reader_may_give(director, chair, sysadmin, staff):
    url = reverse("office:account-detail", args=[staff.pk])

    def offered(user):
        return set(re.findall(r'name="roles" value="(\w+)"', text(sign_in(user).get(url))))

    assert offered(director) == OPEN
    assert offered(chair) == {Role.CHAIR}
    assert offered(sysadmin) == set()


def test_a_chairs_page_says_who_opens_it_again_and_has_no_button_for_it(director, chair, staff):
    browser = sign_in(director)
    page = text(browser.get(reverse("office:account-detail", args=[chair.pk])))
    assert "<strong>manage.py reset_link zhuxi</strong>" in page
    assert ("/reset/" in page, "取消两步登录" in page) == (False, False)
    page = text(browser.get(reverse("office:account-detail", args=[staff.pk])))
    assert ("/reset/" in page, "reset_link" in page) == (True, False)


def test_a_new_account_is_asked_for_its_link_unless_it_is_the_chairs(director):
    said = {}
    for name, role in (("wangqiang", "staff"), ("zhuxi", "chair")):
        form = fresh(name=name, phone="", username=name, roles=[role])
        said[role] = text(sign_in(director).post("/accounts/new/", form, follow=True))
    assert "的账号建好了，请发一个设密码的链接。" in said["staff"]
    assert "的账号建好了。" in said["chair"]


def test_roles_are_changed_on_the_page_and_those_not_offered_stay(director, chair):
    change = reverse("office:account-roles", args=[chair.pk])
    sign_in(director).post(change, {"roles": ["deputy"]})
    assert User.objects.get(pk=chair.pk).roles == {Role.CHAIR, Role.DEPUTY}


@pytest.mark.parametrize("roles", [["chair", "staff"], ["sysadmin"]])
def test_a_role_slipped_into_the_form_changes_nothing(chair, staff, roles):
    sign_in(chair).post(reverse("office:account-roles", args=[staff.pk]), {"roles": ["staff"]})
    assert User.objects.get(pk=staff.pk).roles == {Role.STAFF}


def test_the_administrator_may_not_change_roles_by_hand(sysadmin, staff):
    answer = sign_in(sysadmin).post(reverse("office:account-roles", args=[staff.pk]), {"roles": []})
    assert answer.status_code == 403
    assert User.objects.get(pk=staff.pk).roles == {Role.STAFF}


@pytest.mark.parametrize("roles", [["director", "chair"], ["director", "staff"], []])
def test_25_the_director_changes_the_roles_of_others_and_not_the_own(director, staff, roles):
    browser = sign_in(director)
    assert browser.post(_roles_of(staff), {"roles": ["staff", "deputy"]}).status_code == 302
    assert User.objects.get(pk=staff.pk).roles == {Role.STAFF, Role.DEPUTY}
    assert browser.post(_roles_of(director), {"roles": roles}).status_code == 403
    assert User.objects.get(pk=director.pk).roles == {Role.DIRECTOR}


def _roles_of(user) -> str:
    return reverse("office:account-roles", args=[user.pk])


def test_25_the_only_chair_is_not_closed_from_the_page(director, chair):
    answer = sign_in(director).post(reverse("office:account-disable", args=[chair.pk]))
    assert answer.status_code == 403
    assert User.objects.get(pk=chair.pk).is_active


@pytest.mark.parametrize("role", [Role.STAFF, Role.DEPUTY, Role.HANDLER, Role.STATION_HEAD])
def test_others_do_not_see_the_pages(director, role):
    browser = sign_in(make_user(role))
    for url in (
        "/accounts/",
        "/accounts/new/",
        reverse("office:account-detail", args=[director.pk]),
    ):
        assert browser.get(url).status_code == 404


def test_the_list_costs_the_same_queries_for_any_number_of_rows(director):
    browser = sign_in(director)
    browser.get("/accounts/")
    few = _queries(browser)
    for _ in range(49):
        make_user(Role.DEPUTY, Role.HANDLER)
    assert _queries(browser) == few <= 12


def _queries(browser) -> int:
    with CaptureQueriesContext(connection) as queries:
        browser.get("/accounts/")
    return len(queries)


def test_the_list_shows_one_role_when_asked(director, staff):
    page = text(sign_in(director).get("/accounts/?role=staff"))
    assert (">ganshi<" in page, ">zhuren<" in page) == (True, False)


def test_an_account_shows_where_it_is_signed_in_and_what_happened(director, staff):
    sign_in(staff, HTTP_USER_AGENT="… Windows … Firefox …")
    page = text(sign_in(director).get(reverse("office:account-detail", args=[staff.pk])))
    assert "火狐 · Windows 电脑" in page
    assert "登录</strong>" in page
    with after(hours=3):
        page = text(sign_in(director).get(reverse("office:account-detail", args=[staff.pk])))
    assert "现在没有在任何地方登录" in page


@pytest.mark.parametrize(
    ("roles", "reads"),
    [
        ({Role.DIRECTOR}, True),
        ({Role.CHAIR}, True),
        ({Role.SYSADMIN, Role.DIRECTOR}, True),
        ({Role.SYSADMIN}, False),
    ],
    ids=["director", "chair", "both", "administrator"],
)
def test_what_happened_to_an_account_is_not_for_the_administrator(director, staff, roles, reads):
    sign_in(staff)
    page = text(sign_in(make_user(*roles)).get(reverse("office:account-detail", args=[staff.pk])))
    assert ("发生过什么" in page) == reads
    assert "在哪里登录着" in page
