"""Lists that leave the office: exactly what is seen, logged, and nothing in them runs."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from deputies.services.deputies import give_seat
from tests.factories import make_deputy
from tests.office.test_workbook import PAYLOADS
from township_npc.office.models import AuditEntry

EXPORT = "deputies:deputy-export"
PHONE, ID_NUMBER = "15400000001", "360199197503010026"


@pytest.fixture
def known(deputy):
    deputy.person.phone, deputy.person.id_number = PHONE, ID_NUMBER
    deputy.person.save()
    return deputy


def sheet(answer):
    return load_workbook(BytesIO(answer.content)).active


def words(answer) -> str:
    return " ".join(str(cell.value) for row in sheet(answer).iter_rows() for cell in row)


def test_the_workbook_holds_the_rows_of_the_list(client, staff, known):
    give_seat(known.person, by=staff, term=None, level="county")
    make_deputy("陈桂兰", post="村医")
    client.force_login(staff)
    rows = list(sheet(client.post(f"{reverse(EXPORT)}?level=town&name=桂")).values)
    assert rows[0][:6] == ("姓名", "级别", "选区", "代表小组", "工作单位及职务", "状态")
    assert rows[1][:6] == ("陈桂兰", "镇", "小蓝选区", None, "村医", "在任")
    assert rows[2][0] is None and rows[3][0].startswith("李海燕 20")
    assert len(rows) == 4


def test_without_the_tick_no_personal_data_leaves(client, director, known):
    client.force_login(director)
    told = words(client.post(reverse(EXPORT)))
    assert "万秋生" in told
    assert PHONE not in told and ID_NUMBER not in told and "154****" not in told


def test_with_tick_and_reason_they_do_and_the_log_says_so(client, director, known):
    client.force_login(director)
    answer = client.post(f"{reverse(EXPORT)}?name=万", {"personal": "on", "reason": "办代表证"})
    assert PHONE in words(answer) and ID_NUMBER in words(answer)
    assert answer["Cache-Control"] == "no-store"
    entry = AuditEntry.objects.get(verb="deputies.exported")
    assert entry.facts["personal"] is True
    assert entry.facts["rows"] == 1
    assert len(entry.facts["sha256"]) == 64
    assert entry.facts["filter"] == {"order": "name"}
    assert entry.note.text == "办代表证；搜“万”"


def test_the_tick_without_a_reason_is_refused(client, chair, known):
    client.force_login(chair)
    answer = client.post(reverse(EXPORT), {"personal": "on", "reason": ""})
    assert "请写做什么用。" in answer.content.decode()
    assert not AuditEntry.objects.filter(verb="deputies.exported").exists()


def test_staff_are_not_offered_the_tick_and_refused_when_they_send_it(client, staff, known):
    client.force_login(staff)
    assert "含电话" not in client.get(reverse(EXPORT)).content.decode()
    form = {"personal": "on", "reason": "办代表证"}
    assert client.post(reverse(EXPORT), form).status_code == 403
    assert not AuditEntry.objects.filter(verb="deputies.exported").exists()


def test_a_list_of_nobody_is_logged_too(client, staff):
    client.force_login(staff)
    assert client.post(reverse(EXPORT)).status_code == 200
    assert AuditEntry.objects.get(verb="deputies.exported").facts["rows"] == 0


def test_no_cell_is_a_formula_whatever_the_names_are(client, director):
    for payload in PAYLOADS:
        make_deputy(payload, post=payload)
    client.force_login(director)
    told = sheet(client.post(reverse(EXPORT), {"personal": "on", "reason": "试"}))
    cells = [cell for row in told.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}  # n: the empty ones
    assert sorted(cell.value for cell in told["A"][1 : 1 + len(PAYLOADS)]) == sorted(PAYLOADS)


def test_the_deputies_themselves_have_no_such_page(client, known):
    client.force_login(known.person.user)
    assert client.post(reverse(EXPORT)).status_code == 404
