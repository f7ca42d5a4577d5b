"""钥匙页 and 备份 as pages: who opens them, what they show, what they leave in the log."""

import json

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import PASSWORD, moment
from tests.office import packages
from tests.office.doors import fresh
from township_npc.office.backup import shelf
from township_npc.office.backup.finished import NIGHTLY
from township_npc.office.keysheet import paper, wrapped
from township_npc.office.models import AuditEntry, Office
from township_npc.office.services import keysheet
from township_npc.office.services.backup import make_backup_by_hand

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_shelf")]

KEYS, FILE, PUT_AWAY = (
    reverse(f"office:{name}") for name in ("key-sheet", "key-sheet-download", "key-sheet-put-away")
)
BACKUP = reverse("office:backup")
PASSPHRASE = "莲塘镇人大办公室的钥匙口令"


@pytest.fixture
def put_away(office):
    Office.objects.update(keys_put_away_at=moment(2026, 6, 1))


def first_line() -> str:
    return paper.sheet_lines(keysheet.current_bundle(settings.VAR_DIR))[0].split()[1]


def verbs() -> list[str]:
    return list(AuditEntry.objects.exclude(verb__startswith="user.").values_list("verb", flat=True))


def test_the_sheet_shows_every_line_until_it_is_put_away(client, director):
    client.force_login(director)
    page = client.get(KEYS)
    assert first_line() in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert page.content.decode().count("<li>") >= 15


def test_a_printed_sheet_put_away_no_longer_waits_on_the_home_page(client, director):
    client.force_login(director)
    assert "钥匙页还没有打印收好" in client.get("/").content.decode()
    assert client.post(PUT_AWAY).url == reverse("office:home")
    assert "钥匙页还没有打印收好" not in client.get("/").content.decode()
    assert Office.objects.get().keys_put_away_by == director
    assert verbs() == ["keys.put_away"]


def test_the_demo_does_not_ask_for_its_keys(client, director):
    Office.objects.update(is_demo=True)
    client.force_login(director)
    assert "钥匙页还没有打印收好" not in client.get("/").content.decode()


def test_once_put_away_it_takes_the_password_to_see_it_again(client, director, put_away):
    client.force_login(director)
    assert first_line() not in client.get(KEYS).content.decode()
    wrong = client.post(KEYS, {"password": "wrong"}).content.decode()
    assert "登录密码不对" in wrong
    assert first_line() not in wrong
    assert first_line() in client.post(KEYS, {"password": PASSWORD}).content.decode()
    assert AuditEntry.objects.get(verb="keys.shown").facts == {"way": "page"}


def test_the_file_opens_with_the_passphrase_that_was_chosen(client, director, put_away):
    client.force_login(director)
    typed = {"password": PASSWORD, "passphrase": PASSPHRASE, "again": PASSPHRASE}
    response = client.post(FILE, typed)
    content = response.getvalue()
    assert wrapped.unwrap(content, PASSPHRASE) == keysheet.current_bundle(settings.VAR_DIR)
    assert response["Content-Disposition"].startswith("attachment")
    assert set(json.loads(content)) == {"format", "salt", "nonce", "box"}
    assert AuditEntry.objects.get(verb="keys.shown").facts == {"way": "file"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"password": "wrong"}, "登录密码不对"),
        ({"passphrase": "短口令", "again": "短口令"}, "至少 12 个字"),
        ({"again": "另一个口令另一个口令一二"}, "两遍口令不一样"),
    ],
)
def test_a_wrong_answer_gives_no_file_and_says_why(client, director, put_away, change, sentence):
    client.force_login(director)
    typed = {"password": PASSWORD, "passphrase": PASSPHRASE, "again": PASSPHRASE, **change}
    page = client.post(FILE, typed).content.decode()
    assert sentence in page
    assert first_line() not in page
    assert not AuditEntry.objects.filter(verb="keys.shown").exists()


@pytest.mark.parametrize("other", ["staff", "chair", "sysadmin", "deputy", "handler"])
def test_nobody_but_the_director_opens_the_keys(client, request, other):
    user = request.getfixturevalue(other)
    user = user.person.user if hasattr(user, "person") and other == "deputy" else user
    client.force_login(user)
    answers = {client.get(KEYS).status_code} | {
        client.post(address).status_code for address in (KEYS, FILE, PUT_AWAY)
    }
    assert answers == {404}


# --- 备份 ---------------------------------------------------------------------------------------


def test_one_press_makes_a_backup_that_can_be_taken_away(client, director):
    client.force_login(director)
    assert "还没有做过备份" in client.get(BACKUP).content.decode()
    page = client.post(BACKUP, fresh(), follow=True).content.decode()
    (made,) = shelf.backups()
    assert f"备份好了：{made.name}" in page
    response = client.get(reverse("office:backup-download", args=[made.name]))
    assert response.getvalue() == made.path.read_bytes()
    assert verbs() == ["backup.made", "backup.downloaded"]


def test_a_double_tap_makes_one_backup_and_says_so(client, director):
    client.force_login(director)
    form = fresh()
    client.post(BACKUP, form)
    page = client.post(BACKUP, form, follow=True).content.decode()
    (made,) = shelf.backups()
    assert f"备份好了：{made.name}" in page
    assert "这份备份刚才已经点过，做好了就在下面的表里。" in page
    assert client.post(BACKUP, {**form, "name": "x"}).status_code == 409
    assert (len(shelf.backups()), verbs()) == (1, ["backup.made"])


def test_a_tap_while_the_backup_is_being_made_begins_no_second_one(client, director, monkeypatch):
    client.force_login(director)
    client.get(BACKUP)
    form, answers = fresh(), []

    def slow(by):
        if not answers:
            answers.append(client.post(BACKUP, form))
        return make_backup_by_hand(by)

    monkeypatch.setattr("township_npc.office.views.backup.make_backup_by_hand", slow)
    client.post(BACKUP, form)
    assert (answers[0].url, len(shelf.backups())) == (BACKUP, 1)


def test_a_backup_that_was_refused_may_be_asked_for_again_with_the_same_form(
    client, director, monkeypatch
):
    client.force_login(director)
    form = fresh()
    with monkeypatch.context() as full:
        full.setattr("township_npc.office.services.backup.RESERVE", 10**18)
        assert "硬盘空间不够" in client.post(BACKUP, form, follow=True).content.decode()
    client.post(BACKUP, form)
    assert len(shelf.backups()) == 1


@pytest.mark.parametrize("name", ["last.json", "..%2F..%2Fkeys%2Ffield.key", "other.zip"])
def test_nothing_but_a_listed_backup_leaves(client, director, name):
    client.force_login(director)
    client.post(BACKUP, fresh())
    assert client.get(f"{BACKUP}{name}/").status_code == 404


def test_the_page_says_that_only_the_key_sheet_opens_a_backup(client, director):
    client.force_login(director)
    page = client.get(BACKUP).content.decode()
    assert "<strong>备份加了密，</strong>只有用钥匙页才打得开" in page


def test_the_page_says_when_last_night_s_backup_is_far_from_the_one_before(
    client, director, own_shelf
):
    client.force_login(director)
    assert "最近一份自动备份" not in client.get(BACKUP).content.decode()
    for day, size in ((1, 2 << 20), (2, 6 << 20)):
        packages.make(
            own_shelf / f"{day}.zip",
            {"files/aa/0": bytes(size)},
            made_at=moment(2026, 6, day),
            reason=NIGHTLY,
        )
    page = client.get(BACKUP).content.decode()
    assert "最近一份自动备份比前一份大了 200%（2.0 MB → 6.0 MB），请看看" in page


def test_a_backup_from_before_the_seal_is_marked(client, director, own_shelf):
    client.force_login(director)
    made = packages.make(own_shelf / "1.zip", {}, made_at=moment(2026, 6, 1))
    assert "旧格式" not in client.get(BACKUP).content.decode()
    packages.as_first_format(made, packages.KEYS)
    assert "旧格式，没有加密" in client.get(BACKUP).content.decode()


def test_a_full_disk_is_said_on_the_page(client, director, monkeypatch):
    from township_npc.office.services import backup

    monkeypatch.setattr(backup, "RESERVE", 10**18)
    client.force_login(director)
    assert "硬盘空间不够" in client.post(BACKUP, fresh(), follow=True).content.decode()
    assert shelf.backups() == []


def test_the_technical_administrator_makes_backups_too_and_sees_no_way_to_the_keys(
    client, sysadmin
):
    client.force_login(sysadmin)
    assert reverse("office:key-sheet") not in client.get(BACKUP).content.decode()
    assert client.post(BACKUP, fresh()).status_code == 302


@pytest.mark.parametrize("other", ["staff", "chair", "handler"])
def test_others_find_no_backup_page(client, request, other):
    client.force_login(request.getfixturevalue(other))
    assert (client.get(BACKUP).status_code, client.post(BACKUP, fresh()).status_code) == (404, 404)
