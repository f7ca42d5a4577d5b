"""The way back in from the machine itself: for 主席, the only 主任; recorded (security B)."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.factories import moment
from tests.office.doors import NEW, NOON, is_signed_in, sign_in, text
from township_npc.office import clock
from township_npc.office.models import AuditEntry, EntranceTicket, User
from township_npc.office.services.audit import chain_faults
from township_npc.office.services.sign_in import set_password_by_link
from township_npc.office.services.way_back import issue_at_machine
from township_npc.office.serving import address, board

pytestmark = pytest.mark.django_db

SITE = "http://192.0.2.7:8000/"


@pytest.fixture
def run(capsys):
    def said(*arguments: str, site: str = SITE) -> str:
        call_command("reset_link", *arguments, *(["--site", site] if site else []))
        return capsys.readouterr().out

    return said


def entries() -> list[tuple]:
    rows = AuditEntry.objects.exclude(verb="user.signed_in").order_by("seq")
    return list(rows.values_list("verb", "actor", "subject_id", "facts"))


def test_the_chair_comes_back_in_by_the_link_that_the_machine_printed(chair, run):
    said = run("zhuxi")
    url = re.match(rf"{SITE}(password/[0-9a-f]{{32}}/)\n", said)[1]
    assert entries() == [
        ("user.ticket_issued", None, str(chair.pk), {"kind": "reset", "by": "machine"})
    ]
    assert list(chain_faults()) == []
    assert Client().post(f"/{url}", {"password": NEW, "again": NEW}).status_code == 302
    assert is_signed_in(sign_in(chair, NEW))


def test_the_only_director_gets_one_too_and_reads_for_how_long(director, run, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: moment(2026, 6, 10, 12))
    assert run("zhuren").split("\n")[1] == (
        "请当面交给徐明华：打开链接，设一个新密码。链接只显示这一次，用一次就作废，"
        "24 小时内（06-11 12:00 前）有效。"
    )


def test_the_machines_link_lives_24_hours_to_the_second(chair):
    for late, alive in ((-1, True), (0, False), (1, False)):
        token = issue_at_machine(chair, drop_second_factor=False, at=NOON)
        at = NOON + timedelta(hours=24, seconds=late)
        if alive:
            set_password_by_link(token, NEW, at=at)
        else:
            with pytest.raises(ValidationError, match="过期了"):
                set_password_by_link(token, NEW, at=at)


def test_printing_a_link_ends_nothing_and_leaves_the_second_factor(chair, run):
    browser = sign_in(chair)
    TOTPDevice.objects.create(user=chair, confirmed=True)
    run("zhuxi")
    assert is_signed_in(browser)
    assert TOTPDevice.objects.filter(user=chair).exists()


def test_a_lost_second_factor_is_taken_away_when_asked_and_both_are_recorded(chair, staff, run):
    for user in (chair, staff):
        TOTPDevice.objects.create(user=user, confirmed=True)
        StaticDevice.objects.create(user=user, name="recovery")
    run("zhuxi", "--drop-second-factor")
    assert [one.user for one in (TOTPDevice.objects.get(), StaticDevice.objects.get())] == [
        staff
    ] * 2
    assert [(verb, facts) for verb, _, _, facts in entries()] == [
        ("user.second_factor_removed", {"by": "machine"}),
        ("user.ticket_issued", {"kind": "reset", "by": "machine"}),
    ]


def test_the_chair_reads_afterwards_that_the_machine_was_used(chair, run):
    run("zhuxi")
    page = text(sign_in(chair).get(reverse("office:account-detail", args=[chair.pk])))
    assert re.search(r"发了入口</strong>.*?· 管机器的人</p>", page, re.DOTALL)


@pytest.mark.parametrize(
    ("account", "sentence"),
    [("zhuxii", "没有账号 zhuxii，请到“账号”页核对。"), ("zhuxi", "账号 zhuxi 停用了")],
)
def test_an_account_that_cannot_be_opened_is_refused_in_one_sentence(chair, run, account, sentence):
    User.objects.update(is_active=False)
    with pytest.raises(CommandError, match=sentence) as refusal:
        run(account, "--drop-second-factor")
    assert refusal.value.returncode == 1
    assert (entries(), EntranceTicket.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("site", "sentence"), [("", "不知道网址"), ("192.0.2.7:8000", "--site 要写全")]
)
def test_without_an_address_no_link_is_made(chair, run, site, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("zhuxi", site=site)
    assert not EntranceTicket.objects.exists()


def test_the_address_is_the_running_offices_or_the_proxys(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    assert address.site() is None
    board.write(tmp_path, children=[], url=SITE)
    assert address.site() == SITE
    settings.MODE, settings.ALLOWED_HOSTS = "served", ["npc.county.example"]
    assert address.site() == "https://npc.county.example/"
