"""履职档案: lines come in once; the deputy confirms or objects; the office answers."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from deputies.models import DutyRecord
from deputies.selectors.duties import dossier, duties_visible_to, year_numbers
from deputies.services.duties import (
    add_duties,
    answer_objection,
    confirm_duty,
    note_duty,
    object_to_duty,
)
from tests.factories import make_deputy, make_user
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry

DAY = date(2026, 9, 24)
ONCE = "8a1f8c62-3f3c-4a54-9a4e-0f5f5f0f4d07"


@pytest.fixture
def duty(deputy):
    return note_duty(deputy, "inspection", source="test:1", title="视察农田", on=DAY)


def answered(duty, by, outcome, **changes):
    values = {"answer": "查过签到表", "title": duty.title, "on": duty.done_on, **changes}
    answer_objection(duty, by=by, outcome=outcome, **values)
    return duty


def test_the_dossier_has_the_eight_kinds_in_their_order(deputy):
    assert [part["kind"].label for part in dossier(deputy)] == [
        "基本情况",
        "会议",
        "视察调研",
        "培训",
        "小组活动",
        "建议",
        "述职",
        "表彰",
    ]


def test_the_same_source_makes_one_line(deputy, duty):
    again = note_duty(deputy, "inspection", source="test:1", title="别的", on=DAY)
    assert again == duty
    assert DutyRecord.objects.count() == 1


def test_an_unknown_kind_is_a_bug(deputy):
    with pytest.raises(ValueError, match="no registered kind"):
        note_duty(deputy, "lunch", source="test:1", title="吃饭", on=DAY)


def test_one_line_for_several_deputies_makes_one_audit_entry(staff, deputy):
    both = [deputy, make_deputy("陈桂兰")]
    duties = add_duties(both, by=staff, kind="training", title="代表培训", on=DAY)
    assert {duty.deputy for duty in duties} == set(both)
    assert len({duty.source for duty in duties}) == 1
    assert duties[0].source.startswith("manual:")
    assert AuditEntry.objects.get(verb="duties.added").facts["count"] == 2


def test_the_deputy_confirms(deputy, duty):
    confirm_duty(duty, by=deputy.person.user)
    assert duty.state == "confirmed"
    with pytest.raises(ValidationError, match="刚有变化"):
        confirm_duty(duty, by=deputy.person.user)


@pytest.mark.parametrize(
    ("outcome", "state", "title"),
    [
        ("mended", "open", "视察水渠"),
        ("kept", "open", "视察农田"),
        ("withdrawn", "withdrawn", "视察农田"),
    ],
)
def test_an_objection_is_answered(staff, deputy, duty, outcome, state, title):
    object_to_duty(duty, by=deputy.person.user, text="那天我请假了")
    answered(duty, staff, outcome, title="视察水渠")
    assert (duty.state, duty.title, duty.answer) == (state, title, "查过签到表")
    assert duty.objection == "那天我请假了"


def test_what_nobody_objected_to_cannot_be_answered(staff, duty):
    with pytest.raises(ValidationError, match="刚有变化"):
        answered(duty, staff, "kept")


def test_a_deputy_checks_the_own_lines_only(duty):
    other = make_deputy("陈桂兰").person.user
    for act in (
        lambda: confirm_duty(duty, by=other),
        lambda: object_to_duty(duty, by=other, text="不对"),
        lambda: answered(duty, other, "kept"),
        lambda: add_duties([duty.deputy], by=other, kind="training", title="培训", on=DAY),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not duties_visible_to(other).exists()


def test_the_office_does_not_confirm_for_a_deputy(director, duty):
    with pytest.raises(PermissionDenied):
        confirm_duty(duty, by=director)


def test_the_year_counts_by_kind_what_stands(deputy, duty):
    note_duty(deputy, "inspection", source="test:2", title="视察学校", on=date(2026, 12, 31))
    note_duty(deputy, "inspection", source="test:3", title="去年的", on=date(2025, 12, 31))
    objected = note_duty(deputy, "training", source="test:4", title="培训", on=DAY)
    object_to_duty(objected, by=deputy.person.user, text="没有去")
    numbers = [(part["kind"].key, part["count"]) for part in year_numbers([deputy], 2026)]
    assert numbers == [("inspection", 2)]


def test_the_deputy_sees_checks_and_objects_on_the_phone(client, deputy, duty):
    client.force_login(deputy.person.user)
    page = client.get(reverse("deputies:deputy-me")).content.decode()
    assert "视察农田" in page and "等您核对" in page
    client.post(reverse("deputies:duty-confirm", args=[duty.pk]))
    address = reverse("deputies:duty-object", args=[duty.pk])
    assert "还没有填。" in client.post(address, {"text": ""}).content.decode()
    client.post(address, {"text": "那天我请假了"})
    duty.refresh_from_db()
    assert (duty.state, duty.objection) == ("objected", "那天我请假了")


def test_the_own_phone_is_shown_and_the_number_never(client, deputy):
    person = deputy.person
    person.phone, person.id_number = "15400000001", "360199197503010026"
    person.save()
    client.force_login(person.user)
    page = client.get(reverse("deputies:deputy-me")).content.decode()
    assert "15400000001" in page
    assert "360199197503010026" not in page


def test_a_line_of_another_deputy_is_not_there(client, duty):
    client.force_login(make_deputy("陈桂兰").person.user)
    assert client.post(reverse("deputies:duty-confirm", args=[duty.pk])).status_code == 404
    assert client.get(reverse("deputies:duty-object", args=[duty.pk])).status_code == 404
    duty.refresh_from_db()
    assert duty.state == "open"


def test_who_left_the_roster_is_told_whom_to_call(client, office):
    client.force_login(make_user(Role.DEPUTY))
    page = client.get(reverse("deputies:deputy-me")).content.decode()
    assert "名册里没有您现在的席位" in page


def test_the_office_answers_on_its_page(client, staff, chair, deputy, duty):
    object_to_duty(duty, by=deputy.person.user, text="那天我请假了")
    address = reverse("deputies:duty-answer", args=[duty.pk])
    client.force_login(chair)
    assert client.get(reverse("deputies:duty-objections")).status_code == 200
    assert client.get(address).status_code == 404
    client.force_login(staff)
    assert "那天我请假了" in client.get(reverse("deputies:duty-objections")).content.decode()
    assert "核实万秋生代表的异议" in client.get(reverse("office:home")).content.decode()
    form = {
        "outcome": "withdrawn",
        "answer": "请假条找到了",
        "title": duty.title,
        "on": "2026-09-24",
    }
    client.post(address, form)
    duty.refresh_from_db()
    assert (duty.state, duty.answer) == ("withdrawn", "请假条找到了")


def test_a_line_is_written_by_hand_once_for_those_who_are_ticked(client, staff, deputy):
    other = make_deputy("陈桂兰")
    client.force_login(staff)
    form = {"once": ONCE, "kind": "training", "title": "代表培训", "on": "2026-04-16"}
    for _ in range(2):
        client.post(reverse("deputies:duty-new"), {**form, "deputies": [deputy.pk, other.pk]})
    assert sorted(DutyRecord.objects.values_list("deputy__person__name", flat=True)) == sorted(
        ["万秋生", "陈桂兰"]
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on": "2099-01-01"}, "还没有到这一天"),
        ({"deputies": []}, "还没有选。"),
        ({"kind": "basic"}, "请从列出的里面选种类。"),
    ],
)
def test_a_wrong_field_gets_one_sentence(client, staff, deputy, changes, sentence):
    client.force_login(staff)
    form = {"once": ONCE, "kind": "training", "title": "培训", "on": "2026-04-16"}
    answer = client.post(reverse("deputies:duty-new"), {**form, "deputies": [deputy.pk], **changes})
    assert sentence in answer.content.decode()
    assert not DutyRecord.objects.exists()


@pytest.mark.parametrize("rows", [1, 50])
def test_the_own_page_costs_the_same_queries_for_any_number_of_rows(
    client, deputy, rows, django_assert_num_queries
):
    for n in range(rows):
        note_duty(deputy, "meeting", source=f"test:{n}", title=f"会议{n}", on=DAY)
    client.force_login(deputy.person.user)
    client.get(reverse("office:home"))
    with django_assert_num_queries(9):
        assert client.get(reverse("deputies:deputy-me")).status_code == 200


@pytest.mark.parametrize("change", ["state = 'lost'", "state = 'objected'"])
def test_the_database_itself_refuses(duty, change):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE deputies_dutyrecord SET {change}")


def test_the_database_holds_one_line_for_a_source(duty):
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyRecord.objects.create(
            deputy=duty.deputy, kind=duty.kind, source=duty.source, title="又一条", done_on=DAY
        )


def test_an_accepted_proposal_stands_in_the_dossier_by_number_and_not_by_title(
    deputy, director, bring
):
    proposal = bring("accepted")
    line = DutyRecord.objects.get(deputy=deputy, kind="proposal")
    assert (line.title, line.source) == ("第六次会议第 1 号建议", f"proposal:{proposal.pk}")
    assert proposal.title not in line.title
